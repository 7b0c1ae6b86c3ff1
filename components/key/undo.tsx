import type { KeyRecord } from '../../utils/keys/key';
import type { AnyCommand } from '../../utils/worker/commands';
import { isolated, t } from '../../utils/words';
import { takeFocus, useFocusOnKeyAfter } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import './undo.css';

/** The user has hidden a key, or has said that it was deleted. Both can be undone. */
export interface Removal {
  kind: 'hidden' | 'deleted';
  id: string;
}

/** The key that was removed, unless it is back. */
export function removedKey(records: readonly KeyRecord[], { kind, id }: Removal): KeyRecord | undefined {
  const record = records.find((known) => known.id === id);
  const isRemoved = kind === 'hidden' ? record?.forgottenAt !== undefined : record?.goneBecause === 'user';
  return isRemoved ? record : undefined;
}

/** Offers to undo a removal, and takes the focus, because the removed key had it. */
export function Undo({ record: { id, name }, kind }: { record: KeyRecord; kind: Removal['kind'] }) {
  const { send, problem } = useCommand();
  useFocusOnKeyAfter(id);
  const message: AnyCommand =
    kind === 'hidden'
      ? { type: 'forget', body: { id, isForgotten: false } }
      : { type: 'deleted', body: { id, isDeleted: false } };
  return (
    <div className="undo">
      <p role="status">{t(kind === 'hidden' ? 'forget_done' : 'deleted_done', isolated(name))}</p>
      <button
        type="button"
        ref={takeFocus}
        onClick={() => void send(message)}
      >
        {t('forget_undo')}
      </button>
      <Problem text={problem} />
    </div>
  );
}
