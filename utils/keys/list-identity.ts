import { latestLists } from './bounds';
import type { KeyRecord, KnownList, ListFacts, Place, TabReport } from './key';
import { hasOtherCreation, type Match } from './matching';

/*
 * Which list is which. A list is identified by its host, address, kind and account, as far as the page shows them, and
 * by keys in common: a key that was never seen beside the keys of a list is on another one, such as that of another
 * account.
 */

/**
 * A page that does not show its kind or account may be the list of any key that fits the rest. Its host is always
 * known, so the keys of two hosts are never the same.
 */
export function mayBeOnList(record: ListFacts & Place, list: ListFacts & Place): boolean {
  const kindFits = record.kind === list.kind || record.kind === 'unknown' || list.kind === 'unknown';
  const accountFits = record.account === list.account || record.account === undefined || list.account === undefined;
  return record.host === list.host && kindFits && accountFits;
}

/** A page that does not show kind or account never speaks for a list whose kind and account are known. */
export function isAtSamePlace(list: KnownList, report: ListFacts & Place): boolean {
  return (
    list.host === report.host &&
    list.address === report.address &&
    list.kind === report.kind &&
    list.account === report.account
  );
}

/** The lists that a report is of. */
export interface OwnLists {
  /** The lists at its place, of which some may be another account's. */
  here: ReadonlySet<string>;
  /**
   * The list that shares most keys with it, and others if they share most of their own: only of these can it say what
   * they lack. Lists of two agencies may have a key of one name and date each.
   */
  shared: readonly string[];
  /** The list that it continues, if that is known at all. */
  id: string | undefined;
}

/** The lists at the report's place that have keys of it, or at least have all their names in it. */
export function ownLists(
  records: readonly KeyRecord[],
  lists: readonly KnownList[],
  report: TabReport & Place,
  { found }: Match,
): OwnLists {
  const here = new Set(lists.filter((list) => isAtSamePlace(list, report)).map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const record of found) {
    if (record?.list !== undefined && here.has(record.list))
      counts.set(record.list, (counts.get(record.list) ?? 0) + 1);
  }
  const shared = sharedMost(counts, records);
  return { here, shared, id: shared[0] ?? [...here].find((id) => hasAllNames(records, id, report)) };
}

/** The list of which a report has most keys, and those of which it has more than half of the keys that they have. */
function sharedMost(counts: ReadonlyMap<string, number>, records: readonly KeyRecord[]): string[] {
  const shares = [...counts].map(([id, count]) => {
    const listed = records.filter(({ list, goneSince }) => list === id && goneSince === undefined);
    return { id, count, share: count / Math.max(1, listed.length) };
  });
  return shares
    .sort((list, other) => other.count - list.count || other.share - list.share)
    .filter(({ share }, index) => index === 0 || share > 0.5)
    .map(({ id }) => id);
}

/** If a report has all the names of a list, nothing suggests another list. */
function hasAllNames(records: readonly KeyRecord[], listId: string, { keys }: TabReport): boolean {
  const byName = new Map(keys.map((key) => [key.name, key]));
  const known = records.filter(({ list, goneSince }) => list === listId && goneSince === undefined);
  return (
    known.length > 0 &&
    known.every((record) => {
      const key = byName.get(record.name);
      return key !== undefined && !hasOtherCreation(key, record);
    })
  );
}

/**
 * The lists after a report that continues the list `id`; the one that was read last comes first. Lists that share keys
 * with the report become one.
 */
export function withReport(
  lists: readonly KnownList[],
  report: TabReport & Place,
  id: string,
  { shared }: OwnLists,
): KnownList[] {
  const { host, address, kind, account, at } = report;
  if (address === undefined) return [...lists];
  const dateOrder = report.dateOrder ?? lists.find((list) => list.id === id)?.dateOrder;
  const list: KnownList = {
    id,
    ...(host !== undefined && { host }),
    address,
    kind,
    ...(account !== undefined && { account }),
    readAt: at,
    ...(dateOrder !== undefined && { dateOrder }),
  };
  return latestLists([list, ...lists.filter((known) => known.id !== id && !shared.includes(known.id))]);
}

/** Adds the lists of a file. What was read later counts, and a proved order of dates stays. */
export function withLists(lists: readonly KnownList[], imported: readonly KnownList[]): KnownList[] {
  const added = imported.filter(({ id }) => !lists.some((list) => list.id === id));
  const known = lists.map((list) => {
    const other = imported.find(({ id }) => id === list.id);
    if (!other || other.readAt <= list.readAt) return list;
    return { ...other, ...(list.dateOrder !== undefined && { dateOrder: list.dateOrder }) };
  });
  if (added.length === 0) return known;
  return latestLists([...known, ...added].sort((list, other) => other.readAt - list.readAt));
}
