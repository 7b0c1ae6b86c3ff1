import type { Expiry } from './expiry';
import { expiryStatus } from './expiry';
import type { EnteredKey, KeyOnTab, KeyRecord, KnownList, ListedKey, Place, Reading } from './key';
import { findList, isOnList, mayBeOnList, withReading } from './list-identity';
import { areSwapped, findRecord, hasSameExpiry, matchKeys } from './matching';
import { asGone, asListed, settleMissing, withOneMore } from './missing';
import { DAY } from './time';

/** What is remembered of keys and of the lists that have them. */
export interface Known {
  keys: readonly KeyRecord[];
  lists: readonly KnownList[];
}

/**
 * Brings what is remembered up to date with one reading of a tab, taken in at `now` (ms).
 *
 * - The same name with another date, while the one remembered is not listed any more, is the same key renewed; the same
 *   creation and expiry under another name is the same key renamed. Both need the same list, read as a whole.
 * - A whole reading of its own list that lacks a key makes it missing. A partial one, one of another list or one that is
 *   older than what another page has told since says nothing of what it lacks. Nothing is ever removed.
 * - A reading is worth the moment at which its page got the list, not that at which it is sent.
 *
 * `newId` makes the id of a key seen for the first time.
 */
export function mergeReading(known: Known, reading: Reading & Place, now: number, newId: () => string): Known {
  const taken: Reading & Place = { ...reading, at: Math.min(reading.at, now) };
  const keys = withDeletions(known.keys, taken, now);
  if (taken.keys.length === 0) return { keys, lists: known.lists };
  const list = findList(known.lists, taken);
  // What was noted while the clock was ahead makes nothing old.
  const isLate = list !== undefined && list.readAt > taken.at && list.readAt <= now;
  const isEarly = taken.accountMayCome === true && hasKeysOfAccounts(known.keys, taken);
  if (isLate || isEarly) {
    const isToldSince = isLate && (list.wholeAt ?? 0) > taken.at;
    return { keys: isToldSince ? keys : withUnknownNames(keys, taken, newId), lists: known.lists };
  }
  return { keys: settleMissing(withRows(keys, taken, now, newId), now), lists: withReading(known.lists, taken, taken.at) };
}

/** Changes the record of one key that a page lists; a key that is not remembered changes nothing. */
export function changeListed(
  records: readonly KeyRecord[], { key, ...list }: KeyOnTab & Place, change: (record: KeyRecord) => KeyRecord,
): KeyRecord[] {
  const found = findRecord(records.filter((record) => mayBeOnList(record, list)), key);
  return records.map((record) => (record === found ? change(record) : record));
}

function withRows(
  records: readonly KeyRecord[], reading: Reading & Place, now: number, newId: () => string,
): readonly KeyRecord[] {
  const { found, sharesKeys } = matchKeys(records.filter((record) => mayBeOnList(record, reading)), reading);
  const listed = new Map<KeyRecord, ListedKey>();
  for (const [index, record] of found.entries()) if (record) listed.set(record, reading.keys[index]!);
  const speaksForOthers = reading.complete && sharesKeys;
  const merged = records.map((record) => {
    const key = listed.get(record);
    if (key) return seenAgain(record, key, reading, now);
    return speaksForOthers && isLackedBy(record, reading, now)
      ? { ...record, missing: withOneMore(record.missing, reading.at) }
      : record;
  });
  const unknown = reading.keys.filter((_, index) => !found[index]);
  return [...merged, ...unknown.map((key) => firstSeen(key, reading, newId()))];
}

/** Whether a reading tells that a key is not on its own list: no other page has seen it there since. */
function isLackedBy(record: KeyRecord, reading: Reading & Place, now: number): boolean {
  const isOwn = record.address !== undefined && isOnList(record, reading);
  return isOwn && record.goneSince === undefined && !isNewer(record.lastSeenAt, reading.at, now);
}

/** Whether something was known at an instant that is later than that of a reading, and not ahead of the clock. */
function isNewer(knownAt: number, readAt: number, now: number): boolean {
  return knownAt > readAt && knownAt <= now;
}

/** Keys that the user was seen to delete are gone, whatever else the list shows. */
function withDeletions(records: readonly KeyRecord[], reading: Reading & Place, now: number): readonly KeyRecord[] {
  const onList = records.filter((record) => isOnList(record, reading) && record.goneSince === undefined);
  const deleted = new Set((reading.deleted ?? []).map((key) => findRecord(onList, key)));
  return deleted.size === 0 ? records : records.map((record) => (deleted.has(record) ? asGone(record, 'deletion', now) : record));
}

/** Whether keys are remembered whose account is known, so that it is worth waiting for that of a page. */
function hasKeysOfAccounts(records: readonly KeyRecord[], reading: Reading & Place): boolean {
  return records.some((record) => record.account !== undefined && mayBeOnList(record, reading));
}

/** Of a reading that may be of another account, or older than another one: only names that nobody has heard of count. */
function withUnknownNames(records: readonly KeyRecord[], reading: Reading & Place, newId: () => string): readonly KeyRecord[] {
  const names = new Set(records.filter((record) => mayBeOnList(record, reading)).map(({ name }) => name));
  const unknown = reading.keys.filter(({ name }) => !names.has(name));
  return unknown.length === 0 ? records : [...records, ...unknown.map((key) => firstSeen(key, reading, newId()))];
}

function seenAgain(record: KeyRecord, key: ListedKey, reading: Reading & Place, now: number): KeyRecord {
  // Another page has told of it since, or the user has.
  if (isNewer(Math.max(record.lastSeenAt, record.goneSince ?? 0), reading.at, now)) return record;
  const before = asListed(record);
  const expiry = sharperExpiry(record.expiry, key.expiry, now);
  const renewed = isRenewed(record.expiry, expiry, now);
  const seen: KeyRecord = renewed ? { ...withoutOldWishes(before), renewedAt: now } : { ...before };
  seen.name = key.name;
  seen.expiry = expiry;
  seen.lastSeenAt = reading.at;
  if (key.createdAt !== undefined) seen.createdAt = key.createdAt;
  if (reading.kind !== 'unknown') seen.kind = reading.kind;
  if (reading.account !== undefined) seen.account = reading.account;
  if (reading.address !== undefined) seen.address = reading.address;
  return seen;
}

/**
 * A snooze was about the old date. A key that was forgotten or has been replaced is in use again: nobody renews a key
 * for nothing, and one of the same name that was created anew must not be silent from its first day.
 */
function withoutOldWishes({ snoozedUntil: _snoozed, forgottenAt: _forgotten, ...record }: KeyRecord): KeyRecord {
  const { replacedBy, replacedSince: _since, rotation: _, ...unrotated } = record;
  if (replacedBy === undefined) return record;
  return { ...unrotated, ...(record.uses && { uses: record.uses.map(({ text }) => ({ text })) }) };
}

/** Whether a key works longer than was known, and not only by a more exact reading. */
function isRenewed(known: Expiry, printed: Expiry, now: number): boolean {
  if (known.kind === 'dated' && printed.kind === 'dated') {
    const isOther = !hasSameExpiry(known, printed) && !areSwapped(known, printed);
    return isOther && printed.earliest - known.earliest >= DAY;
  }
  return expiryStatus(known, now) === 'expired' && !['expired', 'unknown'].includes(expiryStatus(printed, now));
}

/**
 * A re-reading replaces what was known, except that "in 3 months" does not drift with every look, "Expired" or an
 * unreadable text does not wipe out a date that says the same or more, and a date that could be read two ways does not
 * undo one that was certain.
 */
export function sharperExpiry(known: Expiry, printed: Expiry, now: number): Expiry {
  if (known.kind !== 'dated') return printed;
  if (printed.kind === 'unknown') return known;
  if (printed.kind === 'expired') return expiryStatus(known, now) === 'expired' ? known : printed;
  if (printed.kind !== 'dated') return printed;
  if (printed.ambiguous && !known.ambiguous && areSwapped(known, printed)) return known;
  return printed.approximate && hasSameExpiry(known, printed) ? known : printed;
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

function firstSeen(key: ListedKey, { kind, account, host, address, at }: Reading & Place, id: string): KeyRecord {
  return {
    id,
    ...key,
    kind,
    ...(account !== undefined && { account }),
    ...(host !== undefined && { host }),
    ...(address !== undefined && { address }),
    firstSeenAt: at,
    lastSeenAt: at,
  };
}
