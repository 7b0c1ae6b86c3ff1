import type { KnownList, ListFacts, Place, Reading } from './key';

/*
 * Which list is which. A list is told by its host, its address, its kind and its account; keys in common tell the rest,
 * which only a merge can see.
 */

/** So many lists are remembered, those that were read last. */
export const LISTS_KEPT = 100;

/**
 * Whether a key may be one of a list: a page that does not tell its kind or account may be the list of any key that fits
 * the rest. Its host is always known, so the keys of two hosts are never the same.
 */
export function mayBeOnList(record: ListFacts & Place, list: ListFacts & Place): boolean {
  const kindFits = record.kind === list.kind || record.kind === 'unknown' || list.kind === 'unknown';
  const accountFits =
    record.account === list.account || record.account === undefined || list.account === undefined;
  return record.host === list.host && kindFits && accountFits;
}

/**
 * Whether a key was last read on this very list. Where a page does not tell kind or account, it speaks for no key of
 * which they are known. A key of which no address is known yet (it was entered by hand, or stored by version 0.1) may be.
 */
export function isOnList(record: ListFacts & Place, list: ListFacts & Place): boolean {
  const isSameAddress = record.address === undefined || record.address === list.address;
  return record.host === list.host && isSameAddress && record.kind === list.kind && record.account === list.account;
}

/** The list that a reading is of, as it is remembered. */
export function findList(lists: readonly KnownList[], { address, ...facts }: ListFacts & Place): KnownList | undefined {
  return address === undefined ? undefined : lists.find((list) => isOnList(list, { ...facts, address }));
}

/** The lists with those of a file. What was read later counts, and what is proved stays. */
export function withLists(lists: readonly KnownList[], imported: readonly KnownList[]): KnownList[] {
  const added = imported.filter((list) => !findList(lists, list));
  const known = lists.map((list) => {
    const other = findList(imported, list);
    return other ? withLaterList(list, other) : list;
  });
  if (added.length === 0) return known;
  return [...known, ...added].sort((one, other) => other.readAt - one.readAt).slice(0, LISTS_KEPT);
}

function withLaterList(list: KnownList, other: KnownList): KnownList {
  const wholeAt = Math.max(list.wholeAt ?? -1, other.wholeAt ?? -1);
  const dateOrder = list.dateOrder ?? other.dateOrder;
  return {
    ...list,
    readAt: Math.max(list.readAt, other.readAt),
    ...(wholeAt >= 0 && { wholeAt }),
    ...(dateOrder !== undefined && { dateOrder }),
  };
}

/** The lists once a reading is taken in, whose page got it at `at` (ms). The one that was read last comes first. */
export function withReading(lists: readonly KnownList[], reading: Reading & Place, at: number): KnownList[] {
  const { host, address, kind, account } = reading;
  if (address === undefined) return [...lists];
  const before = findList(lists, reading);
  const wholeAt = reading.complete ? at : before?.wholeAt;
  const dateOrder = reading.dateOrder ?? before?.dateOrder;
  const list: KnownList = {
    ...(host !== undefined && { host }),
    address,
    kind,
    ...(account !== undefined && { account }),
    readAt: at,
    ...(wholeAt !== undefined && { wholeAt }),
    ...(dateOrder !== undefined && { dateOrder }),
  };
  return [list, ...lists.filter((one) => one !== before)].slice(0, LISTS_KEPT);
}
