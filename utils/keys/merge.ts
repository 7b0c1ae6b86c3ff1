import { withNew } from './bounds';
import type { KeyOnTab, KeyRecord, KnownList, ListedKey, ListFacts, Place, TabReport } from './key';
import { mayBeOnList, ownLists, withReport, type OwnLists } from './list-identity';
import { findCertainRecord, findRecord, isRenameOf, matchChangedKeys, matchSameKeys, type Match } from './matching';
import { asGone, asListed, settleMissing, saidGoneAt, withOneMore } from './missing';
import { withoutOldPreferences } from './old-preferences';
import { sharperExpiry } from './sharper-expiry';
import { MINUTE } from './time';

export interface Known {
  keys: readonly KeyRecord[];
  lists: readonly KnownList[];
}

/** The keys and lists after a report, and how many of its keys found no room, if any. */
export interface Merged extends Known {
  leftOut?: number;
}

/**
 * Updates keys and lists with one report of a tab, which arrives at `now` (ms).
 *
 * - The same name with another date, while the known date is not listed any more, is the same key renewed; the same
 *   creation and expiry under another name is the same key renamed. Both need a complete report of the same list.
 * - A complete report of its own list that lacks a key makes the key missing. A partial report, one of another list or
 *   one that is older than what another page has reported since says nothing of what it lacks. Keys are removed only to
 *   make room (`bounds.ts`).
 * - If some keys of a report find no room, the others are added, and the report counts as partial.
 * - What counts is when the page of a report got its list, not when the report was sent.
 */
export function mergeReport(known: Known, report: TabReport & Place, now: number, newId: () => string): Merged {
  const merged = mergeWithin(known, report, now, newId);
  return merged.leftOut && report.complete ? mergeWithin(known, { ...report, complete: false }, now, newId) : merged;
}

function mergeWithin(known: Known, report: TabReport & Place, now: number, newId: () => string): Merged {
  const taken: TabReport & Place = { ...report, at: Math.min(report.at, now) };
  const keys = withDeletions(known.keys, taken, now);
  if (taken.keys.length === 0) return { ...known, keys };
  const match = matchSameKeys(
    keys.filter((record) => mayBeOnList(record, taken)),
    taken.keys,
  );
  const own = ownLists(keys, known.lists, taken, match);
  const { lists } = known;
  if (isEarly(keys, taken)) return { lists, ...bounded(withUnknownNames(keys, taken, now, newId)) };
  if (isLate(known.lists, own, taken.at, now)) {
    const list = own.id;
    return { lists, ...bounded(withUnknownNames(keys, { ...taken, ...(list !== undefined && { list }) }, now, newId)) };
  }
  const id = own.id ?? newId();
  const merged = bounded(withRows(keys, { report: taken, match, own, id }, now, newId));
  return {
    ...merged,
    keys: settleMissing(merged.keys, now),
    lists: inUse(withReport(lists, taken, id, own), merged.keys),
  };
}

function bounded({ keys, leftOut }: ReturnType<typeof withNew>): Omit<Merged, 'lists'> {
  return { keys, ...(leftOut > 0 && { leftOut }) };
}

/** The lists that keys are on: a list without any keys is no evidence. */
function inUse(lists: readonly KnownList[], records: readonly KeyRecord[]): readonly KnownList[] {
  const used = new Set(records.map(({ list }) => list));
  return lists.filter(({ id }) => used.has(id));
}

/** Changes the record of one key that a page lists. A key that is not known changes nothing. */
export function changeListed(
  records: readonly KeyRecord[],
  { key, ...list }: KeyOnTab & Place,
  change: (record: KeyRecord) => KeyRecord,
): KeyRecord[] {
  const found = findListed(records, { key, ...list });
  return records.map((record) => (record === found ? change(record) : record));
}

/** The record of one key that a page lists, if it is known. */
export function findListed(records: readonly KeyRecord[], { key, ...list }: KeyOnTab & Place): KeyRecord | undefined {
  return findRecord(
    records.filter((record) => mayBeOnList(record, list)),
    key,
  );
}

/** A report with the records of its keys, and the lists that it is of. */
interface Matched {
  report: TabReport & Place;
  match: Match;
  own: OwnLists;
  /** The list that it continues. */
  id: string;
}

function withRows(
  records: readonly KeyRecord[],
  { report, match, own, id }: Matched,
  now: number,
  newId: () => string,
): ReturnType<typeof withNew> {
  // A key entered by hand, or stored before lists were distinguished, may be on any list of its kind and account.
  const isOnList = ({ list, kind, account }: KeyRecord): boolean =>
    list === undefined ? kind === report.kind && account === report.account : list === id || own.shared.includes(list);
  const isKnown =
    own.id !== undefined || match.found.some((record) => record && record.list === undefined && !record.addedByHand);
  matchChangedKeys(match, isOnList, { isComplete: report.complete && isKnown, now });
  const listed = new Map<KeyRecord, ListedKey>();
  for (const [index, record] of match.found.entries()) if (record) listed.set(record, report.keys[index]!);
  const merged = records.map((record): KeyRecord => {
    const key = listed.get(record);
    if (key) return seenAgain(record, key, { ...report, list: id }, now);
    if (record.list === undefined || !own.shared.includes(record.list)) return record;
    return {
      ...record,
      list: id,
      ...(isLackedBy(record, report, now) && { missing: withOneMore(record.missing, report.at) }),
    };
  });
  const unknown = report.keys.filter((_, index) => !match.found[index]);
  return withNew(
    merged,
    unknown.map((key) => firstSeen(key, { ...report, list: id }, newId())),
    now,
  );
}

/**
 * Whether a report of its own list shows that a key is not on it: it is complete, and no page has seen the key since. A
 * key that vanishes from an open page, which may have filtered it out, counts once: that page's list is no newer.
 */
function isLackedBy({ goneSince, lastSeenAt }: KeyRecord, { complete, at }: TabReport, now: number): boolean {
  return complete && goneSince === undefined && !isNewer(lastSeenAt, at, now);
}

/**
 * Whether another page has reported the same list since, or any list at this place if it is not known which one it is.
 */
function isLate(lists: readonly KnownList[], { id, here }: OwnLists, gotAt: number, now: number): boolean {
  return lists.some(
    (list) => (id === undefined ? here.has(list.id) : list.id === id) && isNewer(list.readAt, gotAt, now),
  );
}

/** Whether a page may still show its account, and it matters: the account of other keys is known. */
function isEarly(records: readonly KeyRecord[], report: TabReport & Place): boolean {
  return (
    report.accountMayCome === true &&
    records.some((record) => record.account !== undefined && mayBeOnList(record, report))
  );
}

/** A page that got its list within this time (ms) did so by the clock as it is now. */
const JUST_NOW = 10 * MINUTE;

/**
 * Whether something was known later than a report's page got its list. What was stored while the clock was ahead cannot
 * be compared: it gives way to a page that has just got its list, and not to one that was left open.
 */
function isNewer(knownAt: number, readAt: number, now: number): boolean {
  const isAhead = knownAt > now;
  return isAhead ? now - readAt > JUST_NOW : knownAt > readAt;
}

/** Keys that the user was seen to delete are gone, whatever else the list shows. */
function withDeletions(records: readonly KeyRecord[], report: TabReport & Place, now: number): readonly KeyRecord[] {
  if (!report.deleted) return records;
  const near = records.filter((record) => mayBeOnList(record, report));
  const known = near.filter(({ goneSince }) => goneSince === undefined);
  const stillThere = new Set(matchSameKeys(near, report.keys).found);
  const going = known.filter((record) => !stillThere.has(record));
  // A report is sent again if its answer was lost: a deletion that it reported before is not one of a second key.
  const reported = near.filter(
    ({ goneBecause, goneSince = 0 }) => goneBecause === 'deletion' && goneSince >= report.at,
  );
  const fresh = report.deleted.filter((key) => !findRecord(reported, key));
  const deleted = new Set(fresh.map((key) => findDeleted({ known, going }, key, report, now)));
  // A list that the page shows after that may have the key again: its deletion failed, or was taken back.
  const seenAt = Math.min(report.deletedAt ?? now, now);
  return records.map((record) => (deleted.has(record) ? asGone(record, 'deletion', seenAt) : record));
}

/**
 * The record of a key that was deleted, among those that are `going`: the page does not list them any more. None if it
 * may be of either of two accounts.
 */
function findDeleted(
  { known, going }: { known: readonly KeyRecord[]; going: readonly KeyRecord[] },
  key: ListedKey,
  report: TabReport,
  now: number,
): KeyRecord | undefined {
  const isOf =
    (facts: ListFacts) =>
    (record: KeyRecord): boolean =>
      record.kind === facts.kind && record.account === facts.account;
  const own = report.accountMayCome ? undefined : findCertainRecord(going.filter(isOf(report)), key, now);
  const found = own ?? findCertainRecord(going, key, now);
  if (own || !found) return found;
  return findRecord(
    known.filter((record) => !isOf(found)(record)),
    key,
  )
    ? undefined
    : found;
}

/**
 * Adds the unknown keys of a report that is older than another one, or that may be of another account. Nothing else of
 * it counts.
 */
function withUnknownNames(
  records: readonly KeyRecord[],
  report: TabReport & Place & { list?: string },
  now: number,
  newId: () => string,
): ReturnType<typeof withNew> {
  const near = records.filter((record) => mayBeOnList(record, report));
  const unknown = report.keys.filter(
    (key) => !near.some((record) => record.name === key.name || isRenameOf(key, record)),
  );
  return withNew(
    records,
    unknown.map((key) => firstSeen(key, report, newId())),
    now,
  );
}

function seenAgain(record: KeyRecord, key: ListedKey, report: TabReport & { list: string }, now: number): KeyRecord {
  // Another page has reported it since, or the user has said that it is gone.
  if (isNewer(Math.max(record.lastSeenAt, saidGoneAt(record)), report.at, now)) return record;
  // When it was last used is known as of the latest list, or not at all.
  const { lastUsed: _, ...before } = asListed(record);
  const expiry = sharperExpiry(record.expiry, key.expiry, now, { isOrderProved: report.dateOrder !== undefined });
  const seen = withoutOldPreferences(before, { known: record, printed: expiry }, now);
  seen.name = key.name;
  seen.expiry = expiry;
  seen.lastSeenAt = report.at;
  if (key.createdAt !== undefined) seen.createdAt = key.createdAt;
  if (key.lastUsed) seen.lastUsed = key.lastUsed;
  if (report.kind !== 'unknown') seen.kind = report.kind;
  if (report.account !== undefined) seen.account = report.account;
  // A page that shows less of its list than is known of the key may be another's: the key stays on its list.
  if (seen.kind === report.kind && seen.account === report.account) seen.list = report.list;
  return seen;
}

function firstSeen(
  key: ListedKey,
  { kind, account, host, list, at }: TabReport & Place & { list?: string },
  id: string,
): KeyRecord {
  return {
    id,
    ...key,
    kind,
    ...(account !== undefined && { account }),
    ...(host !== undefined && { host }),
    ...(list !== undefined && { list }),
    firstSeenAt: at,
    lastSeenAt: at,
  };
}
