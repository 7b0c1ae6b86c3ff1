import { COPIES_KEPT, type KeyRecord } from './key';
import { mayBeOnList } from './list-identity';
import { groupByName, hasOtherCreation, hasSameCreation, hasSameExpiry, takeFirst } from './matching';
import { sharperExpiry } from './sharper-expiry';

export interface ImportedKeys {
  records: KeyRecord[];
  /** The ids of the new keys here, by their ids in the file. */
  added: Map<string, string>;
}

/**
 * Adds the keys of a file to the known ones. Nothing is removed, and importing twice changes nothing more.
 *
 * - A key is the same one if its id is, else by the rules of a report: host, kind, account, name, creation or expiry
 *   date. But a later date of the same name is no renewal here: the file cannot say whether the older key is still
 *   listed, so both are kept, and the next report decides. An id that we did not make is replaced.
 * - To a key that is known already, the file only adds what was read later than here, and when it was copied. The
 *   user's preferences for it (muted, snoozed, rotated) stay as they are here.
 */
export function importKeys(
  records: readonly KeyRecord[],
  imported: readonly KeyRecord[],
  newId: () => string,
): ImportedKeys {
  const matches = matchRecords(records, imported);
  const counterparts = new Map([...matches].map(([key, record]) => [record, key]));
  const idsHere = new Map([...matches].map(([key, record]) => [key.id, record.id]));
  const known = records.map((record) => {
    const counterpart = counterparts.get(record);
    return counterpart ? withLaterSight(withCopies(record, counterpart), counterpart) : record;
  });
  for (const { id } of imported) if (!isOwnId(id)) idsHere.set(id, idsHere.get(id) ?? newId());
  const idHere = (id: string): string => idsHere.get(id) ?? id;
  const added = imported.filter((key) => !matches.has(key));
  return {
    records: [...known, ...added.map((key) => withOtherIds(key, idHere))],
    added: new Map(added.map(({ id }) => [id, idHere(id)])),
  };
}

/**
 * The ids that we make. A file may have anything in their place, such as the name of a property that all objects have.
 */
const OWN_ID = /^[\w-]{1,64}$/;

function isOwnId(id: string): boolean {
  return OWN_ID.test(id) && !(id in Object.prototype);
}

/** Replaces the record's own id and those that it refers to by the ids that the keys have here. */
function withOtherIds(record: KeyRecord, idHere: (id: string) => string): KeyRecord {
  const { replacedBy, rotation } = record;
  return {
    ...record,
    id: idHere(record.id),
    ...(replacedBy !== undefined && { replacedBy: idHere(replacedBy) }),
    ...(rotation && {
      rotation: {
        ...rotation,
        ...(rotation.successor !== undefined && { successor: idHere(rotation.successor) }),
        ...(rotation.declined && { declined: rotation.declined.map(idHere) }),
      },
    }),
  };
}

/** Pairs the keys of a file with the records of the same keys, best evidence first. New keys are in no pair. */
function matchRecords(records: readonly KeyRecord[], imported: readonly KeyRecord[]): Map<KeyRecord, KeyRecord> {
  const matches = new Map<KeyRecord, KeyRecord>();
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const key of imported) {
    const record = byId.get(key.id);
    if (record) matches.set(key, record);
  }
  const taken = new Set(matches.values());
  const freeByName = groupByName(records.filter((record) => !taken.has(record)));
  const kinds: ((key: KeyRecord, record: KeyRecord) => boolean)[] = [
    // A key that got a new id when this file was imported before must not be confused with one that is much like it.
    (key, record) => !isOwnId(key.id) && traitsOf(key) === traitsOf(record),
    (key, record) => hasSameCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
    // A pair keeps the expiry that is known here, so it must not lose a date that only the file knows.
    (key, record) => hasSameCreation(key, record) && (hasNoDate(key) || !hasNoDate(record)),
    (key, record) => !hasOtherCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
    (key, record) => !hasOtherCreation(key, record) && hasNoDate(key),
  ];
  for (const isMatch of kinds) {
    for (const key of imported) {
      if (matches.has(key)) continue;
      const record = takeFirst(
        freeByName.get(key.name),
        (candidate) => mayBeOnList(candidate, key) && isMatch(key, candidate),
      );
      if (record) matches.set(key, record);
    }
  }
  return matches;
}

/** The fields that only a report changes. */
function traitsOf({ kind, account, host, createdAt, firstSeenAt, expiry }: KeyRecord): string {
  const dates = expiry.kind === 'dated' ? [expiry.earliest, expiry.latest] : [];
  return JSON.stringify([kind, account, host, createdAt, firstSeenAt, expiry.kind, expiry.text, ...dates]);
}

function hasNoDate({ expiry }: KeyRecord): boolean {
  return expiry.kind === 'unknown' || expiry.kind === 'expired';
}

function withCopies(record: KeyRecord, imported: KeyRecord): KeyRecord {
  if (!imported.copies?.some((copiedAt) => !record.copies?.includes(copiedAt))) return record;
  const copies = new Set([...(record.copies ?? []), ...imported.copies]);
  return { ...record, copies: [...copies].sort((a, b) => b - a).slice(0, COPIES_KEPT) };
}

/**
 * The record with what was seen of it later. The fields that distinguish keys (dates, kind, account) are taken only if
 * the id is the same: pairs that were found by them must be the same when the file is imported again. They are of when
 * the key was last on its list: that a later list lacks it does not make them newer.
 */
function withLaterSight(record: KeyRecord, imported: KeyRecord): KeyRecord {
  if (!saysMore(imported, record)) return record;
  const { missing: _missing, goneSince: _gone, goneBecause: _because, addedByHand, lastUsed: _used, ...rest } = record;
  const isSeenLater = imported.lastSeenAt > record.lastSeenAt;
  const { lastUsed } = isSeenLater ? imported : record;
  return {
    ...rest,
    ...(lastUsed && { lastUsed }),
    ...(isSeenLater && imported.id === record.id && identityOf(record, imported)),
    lastSeenAt: Math.max(record.lastSeenAt, imported.lastSeenAt),
    ...(imported.missing && { missing: imported.missing }),
    ...(imported.goneSince !== undefined && { goneSince: imported.goneSince }),
    ...(imported.goneBecause !== undefined && { goneBecause: imported.goneBecause }),
    ...(addedByHand && imported.addedByHand && { addedByHand }),
  };
}

/** Whether the file knows later things of a key, and surely of this one as it is now. */
function saysMore(imported: KeyRecord, record: KeyRecord): boolean {
  return knownAt(imported) > knownAt(record) && !isByName(record, imported) && !isRenewedHere(record, imported);
}

/** Whether only a name makes them a pair: then the one that was deleted there may be another than the one here. */
function isByName(record: KeyRecord, imported: KeyRecord): boolean {
  return record.id !== imported.id && !hasSameCreation(record, imported) && hasNoDate(imported) && !hasNoDate(record);
}

/** Whether the file knows the key only as it was before its renewal: then the one that was deleted there is that. */
function isRenewedHere(
  { expiry, lastSeenAt }: KeyRecord,
  { expiry: older, lastSeenAt: seenThere }: KeyRecord,
): boolean {
  if (expiry.kind !== 'dated' || older.kind !== 'dated' || seenThere >= lastSeenAt) return false;
  return expiry.earliest > older.earliest && !hasSameExpiry(expiry, older);
}

function identityOf(
  record: KeyRecord,
  imported: KeyRecord,
): Pick<KeyRecord, 'expiry' | 'kind' | 'account' | 'list' | 'createdAt'> {
  return {
    expiry: sharperExpiry(record.expiry, imported.expiry, imported.lastSeenAt, { isOrderProved: true }),
    kind: imported.kind === 'unknown' ? record.kind : imported.kind,
    ...(imported.account !== undefined && { account: imported.account }),
    ...(imported.list !== undefined && { list: imported.list }),
    ...(imported.createdAt !== undefined && { createdAt: imported.createdAt }),
  };
}

/** When (ms) a report last said something of a key, even that it is missing or gone. */
function knownAt({ lastSeenAt, missing, goneSince = 0 }: KeyRecord): number {
  return Math.max(lastSeenAt, missing?.latest ?? 0, goneSince);
}
