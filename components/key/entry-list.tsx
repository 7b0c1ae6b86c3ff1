import type { ReactNode } from 'react';
import { t } from '../../utils/words';
import './entries.css';

interface EntryListProps<Entry> {
  label: string;
  entries: readonly Entry[];
  nameOf: (entry: Entry) => string;
  onRemove: (index: number) => void;
  /** Renders an entry, beside which the button stands that removes it. */
  children: (entry: Entry, index: number) => ReactNode;
}

/** The entries that the user has noted of a key. */
export function EntryList<Entry>({ label, entries, nameOf, onRemove, children }: EntryListProps<Entry>) {
  const names = entries.map(nameOf);
  return (
    <ul aria-label={label}>
      {entries.map((entry, index) => (
        <li key={`${names[index]} ${names.slice(0, index).filter((earlier) => earlier === names[index]).length}`}>
          {children(entry, index)}
          <button
            type="button"
            className="link"
            aria-label={t('uses_remove_named', names[index]!)}
            onClick={() => onRemove(index)}
          >
            {t('uses_remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}
