import type { KeyRecord } from '../utils/keys/key';
import type { AnyCommand } from '../utils/worker/commands';
import { countedWords, dayText, words } from '../utils/words';
import { ConfirmButton } from './confirm-button';
import { Fold } from './fold';
import { useAsk } from './use-ask';
import { useFocusWhenBack } from './use-focus-when-back';

/** The keys that the user put out of sight: each can be brought back, or removed for good. */
export function ForgottenKeys({ forgotten }: { forgotten: readonly KeyRecord[] }) {
  const { ask, problem } = useAsk();
  if (forgotten.length === 0) return null;
  return (
    <Fold title={countedWords('forget_fold', forgotten.length)}>
      <p className="quiet">{words('forget_fold_text')}</p>
      <ul className="forgotten">
        {forgotten.map((record) => (
          <ForgottenKey
            key={record.id}
            record={record}
            onAsk={(message) => void ask(message)}
          />
        ))}
      </ul>
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </Fold>
  );
}

function ForgottenKey({
  record: { id, name, forgottenAt = 0 },
  onAsk,
}: {
  record: KeyRecord;
  onAsk: (message: AnyCommand) => void;
}) {
  useFocusWhenBack(id);
  return (
    <li>
      <p>
        <bdi>{name}</bdi> <span className="quiet">{words('forget_since', dayText(forgottenAt))}</span>
      </p>
      <div className="buttons">
        <button
          type="button"
          aria-label={words('forget_restore_named', name)}
          onClick={() => onAsk({ type: 'forget', body: { id, isForgotten: false } })}
        >
          {words('forget_restore')}
        </button>
        <ConfirmButton
          label={words('forget_delete')}
          question={words('forget_delete_question', name)}
          confirmLabel={words('delete_confirm')}
          onConfirm={() => onAsk({ type: 'removeForgotten', body: { id } })}
        />
      </div>
    </li>
  );
}
