import type { KeyRecord } from '../utils/keys/key';
import { countedWords, dayText, words } from '../utils/words';
import { ConfirmButton } from './confirm-button';
import { Fold } from './fold';
import { useAsk } from './use-ask';

/** The keys that the user put out of sight: each can be brought back, or removed for good. */
export function ForgottenKeys({ forgotten }: { forgotten: readonly KeyRecord[] }) {
  const { ask, problem } = useAsk();
  if (forgotten.length === 0) return null;
  return (
    <Fold title={countedWords('forget_fold', forgotten.length)}>
      <p className="quiet">{words('forget_fold_text')}</p>
      <ul className="forgotten">
        {forgotten.map(({ id, name, forgottenAt = 0 }) => (
          <li key={id}>
            <p><bdi>{name}</bdi> <span className="quiet">{words('forget_since', dayText(forgottenAt))}</span></p>
            <div className="buttons">
              <button type="button" aria-label={words('forget_restore_named', name)} onClick={() => void ask({ type: 'forget', body: { id, isForgotten: false } })}>{words('forget_restore')}</button>
              <ConfirmButton label={words('forget_delete')} question={words('forget_delete_question', name)} confirmLabel={words('delete_confirm')} onConfirm={() => void ask({ type: 'removeForgotten', body: { id } })} />
            </div>
          </li>
        ))}
      </ul>
      <p className="problem" role="alert">{problem && words(problem)}</p>
    </Fold>
  );
}

/** Right after a key was forgotten: the way back. */
export function UndoForget({ record, onDone }: { record: KeyRecord; onDone: () => void }) {
  const { ask, problem } = useAsk();
  const undo = async (): Promise<void> => {
    if (await ask({ type: 'forget', body: { id: record.id, isForgotten: false } })) onDone();
  };
  return (
    <div className="undo">
      <p role="status">{words('forget_done', record.name)}</p>
      <button type="button" ref={(button) => button?.focus()} onClick={() => void undo()}>{words('forget_undo')}</button>
      <p className="problem" role="alert">{problem && words(problem)}</p>
    </div>
  );
}
