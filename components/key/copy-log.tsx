import { useState } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import { agoText, t } from '../../utils/words';
import { takeFocus } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { CopyTimes } from './copy-times';
import { Part } from './part';
import './copy-log.css';

/** The instants at which a key was copied, with a button to forget them. The message that says so takes its focus. */
export function CopyLog({ record: { id, name, copies }, now }: { record: KeyRecord; now: number }) {
  const { send, problem } = useCommand('copies_not_forgotten');
  const [isForgotten, setIsForgotten] = useState(false);
  const last = copies?.[0];
  if (!copies || last === undefined) return isForgotten && <Forgotten />;
  return (
    <Part title={t('copies_part')}>
      <details className="copies">
        <summary>{t('copies_last', agoText(last, now))}</summary>
        <CopyTimes
          name={name}
          copies={copies}
        />
        <button
          type="button"
          className="link"
          aria-label={t('copies_forget_named', name)}
          onClick={() => void send({ type: 'forgetCopies', body: { id } }).then(setIsForgotten)}
        >
          {t('copies_forget')}
        </button>
        <Problem text={problem} />
      </details>
    </Part>
  );
}

function Forgotten() {
  return (
    <Part title={t('copies_part')}>
      <p
        role="status"
        tabIndex={-1}
        ref={takeFocus}
      >
        {t('copies_forgotten')}
      </p>
    </Part>
  );
}
