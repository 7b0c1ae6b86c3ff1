import { useId } from 'react';
import { t } from '../../utils/words';
import './entries.css';

interface SuggestionsProps<Entry> {
  entries: readonly Entry[];
  nameOf: (entry: Entry) => string;
  onAdd: (entry: Entry) => void;
}

/** Entries of other keys, each of which a press adds to this one. Renders nothing without any. */
export function Suggestions<Entry>({ entries, nameOf, onAdd }: SuggestionsProps<Entry>) {
  const label = useId();
  if (entries.length === 0) return null;
  return (
    <div
      className="suggestions"
      role="group"
      aria-labelledby={label}
    >
      <span
        className="quiet"
        id={label}
      >
        {t('entries_suggested')}
      </span>
      <div className="chips">
        {entries.map((entry) => (
          <button
            key={nameOf(entry)}
            type="button"
            className="chip"
            aria-label={t('entries_suggestion', nameOf(entry))}
            onClick={() => onAdd(entry)}
          >
            <bdi>{nameOf(entry)}</bdi>
          </button>
        ))}
      </div>
    </div>
  );
}
