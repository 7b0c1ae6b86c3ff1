import { useState } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import type { SettingsInForce } from '../../utils/policy';
import { t } from '../../utils/words';
import { KeyState, noDaysText, silenceText } from './key-state';
import { MissingKey } from './missing-key';
import { takeFocus } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';

interface KeyStandingProps {
  record: KeyRecord;
  /** The name of the key that has replaced it. */
  replacement: string | undefined;
  settings: SettingsInForce;
  now: number;
  /** The user has said that it was deleted. */
  onDeleted: () => void;
}

/** On the page of a key: why it gives no reminders, if it gives none. The user can say whether it is still there. */
export function KeyStanding({ record, replacement, settings, now, onDeleted }: KeyStandingProps) {
  const { send, problem } = useCommand();
  const [isRestored, setIsRestored] = useState(false);
  const { id, goneSince, ...listed } = record;
  const isGone = goneSince !== undefined;
  const whySilent = silenceText({ id, ...listed }, replacement, now) ?? noDaysText(record, settings, now);
  const wouldRemind = whySilent === undefined;
  const restore = (): void => void send({ type: 'deleted', body: { id, isDeleted: false } }).then(setIsRestored);
  return (
    <>
      <KeyState
        record={record}
        replacement={replacement}
        settings={settings}
        now={now}
      />
      <MissingKey
        record={record}
        text={wouldRemind ? t('missing_text') : undefined}
        onDeleted={onDeleted}
      />
      {isGone && wouldRemind && <p className="quiet">{t('gone_restore_text')}</p>}
      {isGone && (
        <div className="buttons">
          <button
            type="button"
            onClick={restore}
          >
            {t('forget_restore')}
          </button>
        </div>
      )}
      {isRestored && !isGone && (
        <p
          className="key-state"
          role="status"
          tabIndex={-1}
          ref={takeFocus}
        >
          {t('gone_restored')}
        </p>
      )}
      <Problem text={problem} />
    </>
  );
}
