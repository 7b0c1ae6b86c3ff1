import { COPIES_KEPT, type KeyRecord } from './key';
import { hasOtherCreation, hasSameCreation, hasSameExpiry, isSameList, sharperExpiry, tellsNoDate } from './merge';

/** What came of an import of keys. */
export interface ImportedKeys {
  records: KeyRecord[];
  /** The ids of the keys that were not known before. */
  added: Set<string>;
}

/**
 * Adds the keys of a file to those that are remembered. Nothing is removed, and importing twice changes nothing more.
 *
 * - A key is the same one if its id is, else by the rules of a reading: kind, account, name, creation or expiry date.
 *   Only a later date of the same name is no renewal here: the file cannot tell whether the older key is still listed,
 *   so both are kept, and the next reading tells.
 * - Of a key that is known already, the file only adds what was read later than here, and when it was copied. What the
 *   user wants of it (muted, snoozed, rotated) stays as it is here.
 */
export function importKeys(records: readonly KeyRecord[], imported: readonly KeyRecord[]): ImportedKeys {
  const matches = matchRecords(records, imported);
  const counterparts = new Map([...matches].map(([one, record]) => [record, one]));
  const idsHere = new Map([...matches].map(([one, record]) => [one.id, record.id]));
  const known = records.map((record) => {
    const one = counterparts.get(record);
    return one ? withNewerKnowledge(record, one) : record;
  });
  const added = imported.filter((one) => !matches.has(one)).map(({ replacedBy, ...one }): KeyRecord =>
    (replacedBy === undefined ? one : { ...one, replacedBy: idsHere.get(replacedBy) ?? replacedBy }));
  return { records: [...known, ...added], added: new Set(added.map(({ id }) => id)) };
}

/** Pairs the keys of a file with the records that they are, best evidence first. Keys not known yet are in no pair. */
function matchRecords(records: readonly KeyRecord[], imported: readonly KeyRecord[]): Map<KeyRecord, KeyRecord> {
  const matches = new Map<KeyRecord, KeyRecord>();
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const one of imported) {
    const record = byId.get(one.id);
    if (record) matches.set(one, record);
  }
  const taken = new Set(matches.values());
  const freeByName = new Map<string, Set<KeyRecord>>();
  for (const record of records) {
    if (taken.has(record)) continue;
    const free = freeByName.get(record.name);
    if (free) free.add(record);
    else freeByName.set(record.name, new Set([record]));
  }
  const kinds: ((one: KeyRecord, record: KeyRecord) => boolean)[] = [
    (one, record) => hasSameCreation(one, record) && hasSameExpiry(one.expiry, record.expiry),
    hasSameCreation,
    (one, record) => !hasOtherCreation(one, record) && hasSameExpiry(one.expiry, record.expiry),
    (one, record) => !hasOtherCreation(one, record) && tellsNoDate(one.expiry, record.expiry),
  ];
  for (const isMatch of kinds) {
    for (const one of imported) {
      if (matches.has(one)) continue;
      const free = freeByName.get(one.name);
      const record = free && [...free].find((candidate) => isSameList(candidate, one) && isMatch(one, candidate));
      if (!free || !record) continue;
      free.delete(record);
      matches.set(one, record);
    }
  }
  return matches;
}

function withNewerKnowledge(record: KeyRecord, one: KeyRecord): KeyRecord {
  const isNews = one.copies?.some((at) => !record.copies?.includes(at));
  const known = isNews ? { ...record, copies: latestCopies([...(record.copies ?? []), ...(one.copies ?? [])]) } : record;
  if (knownAt(one) <= knownAt(record)) return known;
  const { goneSince: _gone, addedByHand, ...rest } = known;
  return {
    ...rest,
    expiry: sharperExpiry(record.expiry, one.expiry, one.lastSeenAt),
    ...(one.createdAt !== undefined && { createdAt: one.createdAt }),
    kind: one.kind === 'unknown' ? record.kind : one.kind,
    ...(one.account !== undefined && { account: one.account }),
    lastSeenAt: Math.max(record.lastSeenAt, one.lastSeenAt),
    ...(one.goneSince !== undefined && { goneSince: one.goneSince }),
    ...(addedByHand && one.addedByHand && { addedByHand }),
  };
}

/** When (ms) a reading last told something of a key, be it that it is gone. */
function knownAt({ lastSeenAt, goneSince = 0 }: KeyRecord): number {
  return Math.max(lastSeenAt, goneSince);
}

function latestCopies(copies: readonly number[]): number[] {
  return [...new Set(copies)].sort((one, other) => other - one).slice(0, COPIES_KEPT);
}
