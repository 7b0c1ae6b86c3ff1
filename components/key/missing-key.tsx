import type { KeyRecord } from '../../utils/keys/key';
import { dayText, words } from '../../utils/words';
import { useCommand } from '../shared/use-command';

interface MissingKeyProps {
  record: KeyRecord;
  /** What that means, where it is said. */
  text?: string | undefined;
  onDeleted: () => void;
}

/**
 * Says since when the tab lacks a key, and takes the user's word that it was deleted. Nothing is shown of a key that is
 * on the tab, or no longer listed.
 */
export function MissingKey({ record: { id, name, missing, goneSince }, text, onDeleted }: MissingKeyProps) {
  const { ask, problem } = useCommand();
  if (!missing || goneSince !== undefined) return null;
  const label = words('deleted_it_named', name);
  const tell = async (): Promise<void> => {
    if (await ask({ type: 'deleted', body: { id, isDeleted: true } })) onDeleted();
  };
  return (
    <div className="missing">
      <p>{words('missing_since', dayText(missing.since))}</p>
      {text !== undefined && <p className="quiet">{text}</p>}
      <button
        type="button"
        aria-label={label}
        onClick={() => void tell()}
      >
        {words('deleted_it')}
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
