import type { KeyRecord } from '../../utils/keys/key';
import { tCount, t } from '../../utils/words';

interface KeySearchProps {
  text: string;
  /** How many keys match. */
  found: number;
  onChange: (text: string) => void;
}

export function KeySearch({ text, found, onChange }: KeySearchProps) {
  return (
    <search className="search">
      <input
        type="search"
        value={text}
        placeholder={t('search_label')}
        aria-label={t('search_label')}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          // An input method takes Escape for itself while it is at work.
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || text === '') return;
          // Escape first ends the search; only the next one closes the popup.
          event.preventDefault();
          onChange('');
        }}
      />
      <p
        className={found === 0 ? 'none-found' : 'visually-hidden'}
        role="status"
      >
        {text.trim() && (found === 0 ? t('search_none') : tCount('search_found', found))}
      </p>
    </search>
  );
}

/** Whether every word of the search is somewhere in a key's name, host, account, note, uses or contacts. */
export function matchesSearch(
  { name, host = '', account = '', note = '', uses = [], contacts = [] }: KeyRecord,
  search: string,
): boolean {
  const places = uses.map(({ text }) => text);
  const people = contacts.map((contact) => `${contact.name} ${contact.email ?? ''}`);
  const known = plain([name, host, account, note, ...places, ...people].join('\n'));
  return plain(search)
    .split(/\s+/)
    .every((word) => known.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('en');
}
