import type { KeyRecord } from '../../utils/keys/key';
import { dayText, t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import './key-state.css';

interface MissingKeyProps {
  record: KeyRecord;
  /** What it means that the key is missing. */
  text?: string | undefined;
  onDeleted: () => void;
}

/** Says since when a listed key is missing on the tab. The user can say that it was deleted. */
export function MissingKey({ record: { id, name, missing, goneSince }, text, onDeleted }: MissingKeyProps) {
  const { send, problem } = useCommand();
  if (!missing || goneSince !== undefined) return null;
  const label = t('deleted_it_named', name);
  const confirm = async (): Promise<void> => {
    if (await send({ type: 'deleted', body: { id, isDeleted: true } })) onDeleted();
  };
  return (
    <div className="missing">
      <p>{t('missing_since', dayText(missing.since))}</p>
      {text !== undefined && <p className="quiet">{text}</p>}
      <button
        type="button"
        aria-label={label}
        onClick={() => void confirm()}
      >
        {t('deleted_it')}
      </button>
      <Problem text={problem} />
    </div>
  );
}
