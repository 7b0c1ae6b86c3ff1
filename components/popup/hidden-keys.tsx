import type { KeyRecord } from '../../utils/keys/key';
import type { AnyCommand } from '../../utils/worker/commands';
import { tCount, dayText, isolated, t } from '../../utils/words';
import { ConfirmButton } from '../shared/confirm-button';
import { Fold } from './fold';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { focusFirstKey, useFocusOnKeyAfter } from '../shared/focus';

/** The keys that the user hid: each can be restored, or deleted permanently. */
export function HiddenKeys({ hidden }: { hidden: readonly KeyRecord[] }) {
  const { send, problem } = useCommand();
  if (hidden.length === 0) return null;
  return (
    <Fold title={tCount('forget_fold', hidden.length)}>
      <p className="quiet">{t('forget_fold_text')}</p>
      <ul className="forgotten">
        {hidden.map((record) => (
          <HiddenKey
            key={record.id}
            record={record}
            onSend={send}
          />
        ))}
      </ul>
      <Problem text={problem} />
    </Fold>
  );
}

interface HiddenKeyProps {
  record: KeyRecord;
  /** Resolves to whether it is stored. */
  onSend: (message: AnyCommand) => Promise<boolean>;
}

function HiddenKey({ record: { id, name, forgottenAt = 0 }, onSend }: HiddenKeyProps) {
  useFocusOnKeyAfter(id);
  const remove = (): void =>
    void onSend({ type: 'removeForgotten', body: { id } }).then((isRemoved) => isRemoved && focusFirstKey());
  return (
    <li>
      <p>
        <bdi>{name}</bdi> <span className="quiet">{t('forget_since', dayText(forgottenAt))}</span>
      </p>
      <div className="buttons">
        <button
          type="button"
          aria-label={t('forget_restore_named', name)}
          onClick={() => void onSend({ type: 'forget', body: { id, isForgotten: false } })}
        >
          {t('forget_restore')}
        </button>
        <ConfirmButton
          label={t('forget_delete')}
          question={t('forget_delete_question', isolated(name))}
          confirmLabel={t('delete_confirm')}
          onConfirm={remove}
        />
      </div>
    </li>
  );
}
