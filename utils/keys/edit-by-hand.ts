import type { EnteredKey, KeyRecord } from './key';

/* What the user does with the list itself. */

/** Adds a key that the user entered. It never counts as gone, because no page may ever list it as entered. */
export function addByHand(records: readonly KeyRecord[], key: EnteredKey, now: number, id: string): KeyRecord[] {
  return [...records, { id, ...key, addedByHand: true, firstSeenAt: now, lastSeenAt: now }];
}

/** Puts a key out of sight. It stays known, so that a report does not bring it back. */
export function hideKey(records: readonly KeyRecord[], id: string, now: number): KeyRecord[] {
  return records.map((record) => (record.id === id ? { ...record, forgottenAt: now } : record));
}

export function unhideKey(records: readonly KeyRecord[], id: string): KeyRecord[] {
  return records.map((record) => {
    const { forgottenAt: _, ...shown } = record;
    return record.id === id ? shown : record;
  });
}

/** Removes a key that is out of sight, for good. */
export function removeHidden(records: readonly KeyRecord[], id: string): KeyRecord[] {
  return records.filter((record) => record.id !== id || record.forgottenAt === undefined);
}
