import type { KeyRecord } from '../utils/keys/key';
import type { AnyCommand } from '../utils/worker/commands';
import { words } from '../utils/words';
import { useAsk } from './use-ask';
import { useFocusWhenBack } from './use-focus-when-back';

/** What the user did last to a key that can be undone: out of sight, or said to be deleted. */
export interface Deed {
  name: 'forgotten' | 'deleted';
  id: string;
}

/** The key that a deed was done to, as long as it is so. */
export function undoable(records: readonly KeyRecord[], deed: Deed | undefined): KeyRecord | undefined {
  const record = deed && records.find(({ id }) => id === deed.id);
  const isDone = deed?.name === 'forgotten' ? record?.forgottenAt !== undefined : record?.goneBecause === 'user';
  return isDone ? record : undefined;
}

/** Right after a deed: the way back. It goes once the key is back. */
export function Undo({ record: { id, name }, deed }: { record: KeyRecord; deed: Deed['name'] }) {
  const { ask, problem } = useAsk();
  useFocusWhenBack(id);
  const message: AnyCommand =
    deed === 'forgotten'
      ? { type: 'forget', body: { id, isForgotten: false } }
      : { type: 'deleted', body: { id, isDeleted: false } };
  return (
    <div className="undo">
      <p role="status">{words(deed === 'forgotten' ? 'forget_done' : 'deleted_done', name)}</p>
      <button
        type="button"
        ref={focus}
        onClick={() => void ask(message)}
      >
        {words('forget_undo')}
      </button>
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </div>
  );
}

/** Not made anew at each render: then it would take the keyboard back at every tick of the clock. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
