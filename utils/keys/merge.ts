import type { Expiry } from './expiry';
import { expiryStatus } from './expiry';
import type { EnteredKey, KeyOnTab, KeyRecord, ListedKey, OnHost, Reading } from './key';
import { DAY } from './time';

/**
 * Brings what is remembered up to date with one reading of the tab, taken at `now` (ms).
 *
 * - A key is told apart by host, kind, account, name, and creation or expiry date.
 * - The same name with another date, while the one remembered is not listed any more, is the same key renewed.
 * - Only a complete reading with at least one key marks the keys it lacks as gone: those of its own host. Nothing is
 *   ever removed.
 *
 * `newId` makes the id of a key seen for the first time.
 */
export function mergeReading(records: readonly KeyRecord[], reading: Reading & OnHost, now: number, newId: () => string): KeyRecord[] {
  const found = matchKeys(records.filter((record) => isSameList(record, reading)), reading);
  const listed = new Map<KeyRecord, ListedKey>();
  for (const [index, record] of found.entries()) if (record) listed.set(record, reading.keys[index]!);
  const othersAreGone = reading.complete && reading.keys.length > 0;
  const merged = records.map((record) => {
    const key = listed.get(record);
    if (key) return seenAgain(record, key, reading, now);
    const goneNow = othersAreGone && record.goneSince === undefined && !record.addedByHand && isSameList(record, reading);
    return goneNow ? { ...record, goneSince: now } : record;
  });
  const unknown = reading.keys.filter((_, index) => !found[index]);
  return [...merged, ...unknown.map((key) => firstSeen(key, reading, now, newId()))];
}

/** Changes the record of one key that a page lists; a key that is not remembered changes nothing. */
export function changeListed(records: readonly KeyRecord[], onTab: KeyOnTab & OnHost, change: (record: KeyRecord) => KeyRecord): KeyRecord[] {
  const [found] = matchKeys(records.filter((record) => isSameList(record, onTab)), onTab);
  return records.map((record) => (record === found ? change(record) : record));
}

/**
 * A page that does not tell its kind or account may be the list of any record that fits the rest. Its host is always
 * known, so the keys of two hosts are never the same.
 */
export function isSameList(record: KeyRecord, reading: Pick<Reading, 'kind' | 'account'> & OnHost): boolean {
  const kindFits = record.kind === reading.kind || record.kind === 'unknown' || reading.kind === 'unknown';
  const accountFits = record.account === reading.account || record.account === undefined || reading.account === undefined;
  return record.host === reading.host && kindFits && accountFits;
}

/** The record that each listed key continues, best evidence first; `undefined` for a key not seen before. */
function matchKeys(records: readonly KeyRecord[], reading: Reading): (KeyRecord | undefined)[] {
  const found: (KeyRecord | undefined)[] = reading.keys.map(() => undefined);
  const freeByName = groupByName(records);
  const kinds: ((key: ListedKey, record: KeyRecord) => boolean)[] = [
    (key, record) => hasSameCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
    hasSameCreation,
    (key, record) => !hasOtherCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
    // On one page of several, the record's own row may be on another page: then this is a second key of that name.
    (key, record) => reading.complete && isRenewalOf(key, record),
    (key, record) => !hasOtherCreation(key, record) && tellsNoDate(key.expiry, record.expiry),
  ];
  for (const isMatch of kinds) {
    for (const [index, key] of reading.keys.entries()) {
      found[index] ??= takeFirst(freeByName.get(key.name), (record) => isMatch(key, record));
    }
  }
  return found;
}

/** The records by their name, in their order. */
export function groupByName(records: readonly KeyRecord[]): Map<string, KeyRecord[]> {
  const groups = new Map<string, KeyRecord[]>();
  for (const record of records) {
    const group = groups.get(record.name);
    if (group) group.push(record);
    else groups.set(record.name, [record]);
  }
  return groups;
}

/** Takes the first record that fits out of a list, if there is one. */
export function takeFirst(records: KeyRecord[] = [], fits: (record: KeyRecord) => boolean): KeyRecord | undefined {
  const index = records.findIndex(fits);
  return index < 0 ? undefined : records.splice(index, 1)[0];
}

export function hasSameCreation(key: ListedKey, record: KeyRecord): boolean {
  return key.createdAt !== undefined && key.createdAt === record.createdAt;
}

export function hasOtherCreation(key: ListedKey, record: KeyRecord): boolean {
  return key.createdAt !== undefined && record.createdAt !== undefined && key.createdAt !== record.createdAt;
}

/** Whether two expiries can be the same one, printed differently ("in 3 months", then "29 Nov 2026"). */
export function hasSameExpiry(one: Expiry, other: Expiry): boolean {
  if (one.kind !== 'dated' || other.kind !== 'dated') return one.kind === other.kind && one.text === other.text;
  const slack = one.approximate || other.approximate ? DAY : 0;
  return one.earliest <= other.latest + slack && other.earliest <= one.latest + slack;
}

function isRenewalOf(key: ListedKey, record: KeyRecord): boolean {
  if (key.expiry.kind === 'never') return true;
  return key.expiry.kind === 'dated' && record.expiry.kind === 'dated' && key.expiry.earliest > record.expiry.earliest;
}

/** One of the two has no date to compare: "Expired" where a date stood, or a date that is now readable. */
function tellsNoDate(one: Expiry, other: Expiry): boolean {
  return one.kind !== 'dated' || other.kind !== 'dated';
}

function seenAgain(record: KeyRecord, key: ListedKey, reading: Reading, now: number): KeyRecord {
  const before = record.goneSince === undefined && record.addedByHand === undefined ? record : asListed(record);
  const expiry = sharperExpiry(record.expiry, key.expiry, now);
  const seen: KeyRecord = isRenewed(record.expiry, expiry, now) ? { ...withoutOldWishes(before), renewedAt: now } : { ...before };
  seen.expiry = expiry;
  seen.lastSeenAt = now;
  if (key.createdAt !== undefined) seen.createdAt = key.createdAt;
  if (reading.kind !== 'unknown') seen.kind = reading.kind;
  if (reading.account !== undefined) seen.account = reading.account;
  return seen;
}

function asListed({ goneSince: _gone, addedByHand: _entered, ...record }: KeyRecord): KeyRecord {
  return record;
}

/**
 * A snooze was about the old date. A key that was forgotten or has been replaced is in use again: nobody renews a key
 * for nothing, and one of the same name that was created anew must not be silent from its first day.
 */
function withoutOldWishes({ snoozedUntil: _snoozed, forgottenAt: _forgotten, ...record }: KeyRecord): KeyRecord {
  const { replacedBy, rotation: _, ...unrotated } = record;
  if (replacedBy === undefined) return record;
  return { ...unrotated, ...(record.uses && { uses: record.uses.map(({ text }) => ({ text })) }) };
}

/** Whether a key works longer than was known, and not only by a more exact reading. */
function isRenewed(known: Expiry, printed: Expiry, now: number): boolean {
  if (known.kind === 'dated' && printed.kind === 'dated') return printed.earliest - known.earliest >= DAY && !hasSameExpiry(known, printed);
  return expiryStatus(known, now) === 'expired' && !['expired', 'unknown'].includes(expiryStatus(printed, now));
}

/**
 * A re-reading replaces what was known, except that "in 3 months" does not drift with every look,
 * and "Expired" or an unreadable text does not wipe out a date that says the same or more.
 */
export function sharperExpiry(known: Expiry, printed: Expiry, now: number): Expiry {
  if (known.kind !== 'dated') return printed;
  if (printed.kind === 'unknown') return known;
  if (printed.kind === 'expired') return expiryStatus(known, now) === 'expired' ? known : printed;
  return printed.kind === 'dated' && printed.approximate && hasSameExpiry(known, printed) ? known : printed;
}

/** Adds a key that the user entered. It is never taken for gone, since no page may ever list it as entered. */
export function addByHand(records: readonly KeyRecord[], key: EnteredKey, now: number, id: string): KeyRecord[] {
  return [...records, { id, ...key, addedByHand: true, firstSeenAt: now, lastSeenAt: now }];
}

/** Puts a key out of sight at `now` (ms), or without it back. It stays known, so that a reading does not bring it back. */
export function setForgotten(records: readonly KeyRecord[], id: string, now: number | undefined): KeyRecord[] {
  return records.map((record) => {
    if (record.id !== id) return record;
    const { forgottenAt: _, ...shown } = record;
    return { ...shown, ...(now !== undefined && { forgottenAt: now }) };
  });
}

/** Removes a key that is out of sight, for good. */
export function removeForgotten(records: readonly KeyRecord[], id: string): KeyRecord[] {
  return records.filter((record) => record.id !== id || record.forgottenAt === undefined);
}

function firstSeen(key: ListedKey, reading: Reading & OnHost, now: number, id: string): KeyRecord {
  return {
    id,
    ...key,
    kind: reading.kind,
    ...(reading.account !== undefined && { account: reading.account }),
    ...(reading.host !== undefined && { host: reading.host }),
    firstSeenAt: now,
    lastSeenAt: now,
  };
}
