import { useState } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import { words } from '../../utils/words';
import { KeyState, silenceText } from './key-state';
import { MissingKey } from './missing-key';
import { useCommand } from '../shared/use-command';

interface KeyStandingProps {
  record: KeyRecord;
  /** The name of the key in its place, where it has been replaced. */
  replacement: string | undefined;
  needsAttention: boolean;
  now: number;
  /** The user has said that it was deleted. */
  onDeleted: () => void;
}

/** On the page of a key: whether it speaks, why not, and the user's word on whether it is still there. */
export function KeyStanding({ record, replacement, needsAttention, now, onDeleted }: KeyStandingProps) {
  const { ask, problem } = useCommand();
  const [isRestored, setIsRestored] = useState(false);
  const { id, goneSince, ...listed } = record;
  const isGone = goneSince !== undefined;
  const speaks = silenceText({ id, ...listed }, replacement, now) === undefined;
  const restore = (): void => void ask({ type: 'deleted', body: { id, isDeleted: false } }).then(setIsRestored);
  return (
    <>
      <KeyState
        record={record}
        replacement={replacement}
        needsAttention={needsAttention}
        now={now}
      />
      <MissingKey
        record={record}
        text={speaks ? words('missing_text') : undefined}
        onDeleted={onDeleted}
      />
      {isGone && speaks && <p className="quiet">{words('gone_restore_text')}</p>}
      {isGone && (
        <div className="buttons">
          <button
            type="button"
            onClick={restore}
          >
            {words('forget_restore')}
          </button>
        </div>
      )}
      {isRestored && !isGone && (
        <p
          className="key-state"
          role="status"
          tabIndex={-1}
          ref={focus}
        >
          {words('gone_restored')}
        </p>
      )}
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </>
  );
}

/** The pressed button has gone: the keyboard goes on at what came of it. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
