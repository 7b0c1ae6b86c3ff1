import type { KeyRecord, Leak } from '../../utils/keys/key';
import type { LeakPolicy } from '../../utils/policy';
import { t } from '../../utils/words';
import { ConfirmButton } from '../shared/confirm-button';
import { takeFocus } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { LeakChecklist } from './leak-checklist';
import { Part } from './part';
import { useChecklist } from './use-checklist';

interface KeyTroubleProps {
  record: KeyRecord;
  policy: LeakPolicy | undefined;
  onOpenTab: () => void;
  onStopped: () => void;
}

/** The ways out when something went wrong: the key may have leaked, or uploads with it have stopped. */
export function KeyTrouble({ record, policy, onOpenTab, onStopped }: KeyTroubleProps) {
  const { id } = record;
  const { send, problem } = useCommand();
  const leak = useChecklist<Leak>(
    record.leak,
    (now) => ({ startedAt: now }),
    (wanted) => ({ type: 'leak', body: { id, ...(wanted && { leak: wanted }) } }),
  );
  // The user stays for the steps that are left.
  const sayDeleted = (): void => void send({ type: 'deleted', body: { id, isDeleted: true } });
  return (
    <Part title={t(leak.value ? 'leaked_title' : 'trouble_title')}>
      {leak.value && (
        <LeakChecklist
          record={record}
          leak={leak.value}
          policy={policy}
          isNew={leak.latest === 'started'}
          onChange={leak.change}
          onOpenTab={onOpenTab}
          onDelete={sayDeleted}
        />
      )}
      <div className="buttons">
        {leak.value ? (
          <ConfirmButton
            label={t('leaked_stop')}
            question={t('leaked_stop_question')}
            confirmLabel={t('leaked_stop')}
            onConfirm={leak.stop}
          />
        ) : (
          <button
            type="button"
            className="danger"
            ref={leak.latest === 'stopped' ? takeFocus : null}
            onClick={leak.start}
          >
            {t('leaked_start')}
          </button>
        )}
        <button
          type="button"
          onClick={onStopped}
        >
          {t('stopped_title')}
        </button>
      </div>
      <Problem text={leak.problem ?? problem} />
    </Part>
  );
}
