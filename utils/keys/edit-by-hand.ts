import type { EnteredKey, KeyRecord } from './key';

/* Changes that the user makes to the list itself. */

/** Adds a key that the user entered. It never counts as gone, because no page may ever list it as entered. */
export function addByHand(records: readonly KeyRecord[], key: EnteredKey, now: number, id: string): KeyRecord[] {
  return [...records, { id, ...key, addedByHand: true, firstSeenAt: now, lastSeenAt: now }];
}

/** Hides a key. It stays known, so that a report does not bring it back. */
export function hideKey(records: readonly KeyRecord[], id: string, now: number): KeyRecord[] {
  return records.map((record) => (record.id === id ? { ...record, forgottenAt: now } : record));
}

export function unhideKey(records: readonly KeyRecord[], id: string): KeyRecord[] {
  return records.map((record) => {
    const { forgottenAt: _, ...shown } = record;
    return record.id === id ? shown : record;
  });
}

/** Deletes a hidden key permanently. */
export function removeHidden(records: readonly KeyRecord[], id: string): KeyRecord[] {
  return records.filter((record) => record.id !== id || record.forgottenAt === undefined);
}
