import type { KeyRecord } from './key';

/** The most entries that are suggested at a time: two lines of the popup. Chosen, not measured. */
const SUGGESTED = 6;

/** The entries to suggest, and those that are known already. */
export interface SuggestionsWanted<Entry> {
  entriesOf: (record: KeyRecord) => readonly Entry[] | undefined;
  nameOf: (entry: Entry) => string;
  /** The entries that the key has. */
  own: readonly Entry[];
  /** What the user has entered so far: part of the name of what is wanted. */
  entered: string;
}

/**
 * The entries that the user has noted of other keys and may want for this one too: those of most keys first. Of entries
 * with the same name there is one.
 */
export function suggestionsFrom<Entry>(
  others: readonly KeyRecord[],
  { entriesOf, nameOf, own, entered }: SuggestionsWanted<Entry>,
): Entry[] {
  const plain = (entry: Entry): string => nameOf(entry).toLocaleLowerCase('en');
  const known = new Set(own.map(plain));
  const wanted = entered.trim().toLocaleLowerCase('en');
  const counted = new Map<string, { entry: Entry; count: number }>();
  for (const entry of others.flatMap((record) => entriesOf(record) ?? [])) {
    const name = plain(entry);
    if (known.has(name) || !name.includes(wanted)) continue;
    const before = counted.get(name);
    counted.set(name, { entry: before?.entry ?? entry, count: (before?.count ?? 0) + 1 });
  }
  return [...counted.values()]
    .sort((first, second) => second.count - first.count)
    .slice(0, SUGGESTED)
    .map(({ entry }) => entry);
}

export function othersThan({ id }: KeyRecord, records: readonly KeyRecord[]): KeyRecord[] {
  return records.filter((record) => record.id !== id);
}
