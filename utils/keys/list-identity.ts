import { latestLists } from './bounds';
import type { KeyRecord, KnownList, ListFacts, Place, TabReport } from './key';
import { hasOtherCreation, type Match } from './matching';

/*
 * Which list is which. A list is told by its host, address, kind and account, as far as the page tells them, and by keys
 * in common: what was never seen beside the keys of a list is on another one, such as that of another account.
 */

/**
 * Whether a key may be one of a list: a page that does not tell its kind or account may be the list of any key that fits
 * the rest. Its host is always known, so the keys of two hosts are never the same.
 */
export function mayBeOnList(record: ListFacts & Place, list: ListFacts & Place): boolean {
  const kindFits = record.kind === list.kind || record.kind === 'unknown' || list.kind === 'unknown';
  const accountFits = record.account === list.account || record.account === undefined || list.account === undefined;
  return record.host === list.host && kindFits && accountFits;
}

/** Where a page does not tell kind or account, it never speaks for a list of which they are known. */
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
  /** Those at its place, of which some may be another account's. */
  here: ReadonlySet<string>;
  /** Those that it shares a key with, the one with most of them first: only of these can it say what they lack. */
  shared: readonly string[];
  /** The one that it goes on with, if it is known at all. */
  id: string | undefined;
}

/** Finds the lists that a report is of: at its place, and with its keys, or at least with all of their names in it. */
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
  const shared = [...counts].sort(([, one], [, other]) => other - one).map(([id]) => id);
  return { here, shared, id: shared[0] ?? [...here].find((id) => hasAllNames(records, id, report)) };
}

/** Whether a report has all the names of a list, so that nothing speaks for another one. */
function hasAllNames(records: readonly KeyRecord[], listId: string, { keys }: TabReport): boolean {
  const byName = new Map(keys.map((key) => [key.name, key]));
  const remembered = records.filter(({ list, goneSince }) => list === listId && goneSince === undefined);
  return (
    remembered.length > 0 &&
    remembered.every((record) => {
      const key = byName.get(record.name);
      return key !== undefined && !hasOtherCreation(key, record);
    })
  );
}

/**
 * The lists once a report is taken in that goes on with the list `id`; the one that was read last comes first. Lists that
 * a report shares keys with are one from then on.
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
  return latestLists([list, ...lists.filter((one) => one.id !== id && !shared.includes(one.id))]);
}

/** The lists with those of a file, which the keys of that file are on. What was read later counts, and what is proved stays. */
export function withLists(lists: readonly KnownList[], imported: readonly KnownList[]): KnownList[] {
  const added = imported.filter(({ id }) => !lists.some((list) => list.id === id));
  const known = lists.map((list) => {
    const other = imported.find(({ id }) => id === list.id);
    if (!other || other.readAt <= list.readAt) return list;
    return { ...other, ...(list.dateOrder !== undefined && { dateOrder: list.dateOrder }) };
  });
  if (added.length === 0) return known;
  return latestLists([...known, ...added].sort((one, other) => other.readAt - one.readAt));
}
