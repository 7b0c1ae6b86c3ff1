import { expiryStatus } from './expiry';
import type { KeyRecord, Place } from './key';
import { DAY } from './time';

/*
 * A page decides what it lists, but not how much is kept. Keys that find no room are counted, so that the popup can say
 * so, and known keys go on reminding: room is made only by removing keys that stay silent and of which nobody has noted
 * anything. Keys that the user entered do not count.
 */

/** The most keys of one site that are kept. A real account has fewer than 50. */
export const KEYS_OF_A_SITE = 1000;
/** The most keys of all other sites together. Those of data.gov.sg are never crowded out by others. */
export const KEYS_OF_OTHERS = 2000;
/** The most new keys of a site that are taken in a day. On its first day, as many are taken as are kept. */
export const NEW_KEYS_A_DAY = 500;
/** The most lists of a site that are kept: those that were read last. */
export const LISTS_KEPT = 100;

/** A site that can make up one host can make up many, so all hosts below one agency's share their room. */
function siteOf({ host }: Place): string | undefined {
  return host?.split('.').slice(-3).join('.');
}

/** The latest lists of each site. `lists` has the latest first. */
export function latestLists<List extends Place>(lists: readonly List[]): List[] {
  const counts = new Map<string | undefined, number>();
  return lists.filter((list) => {
    const count = (counts.get(siteOf(list)) ?? 0) + 1;
    counts.set(siteOf(list), count);
    return count <= LISTS_KEPT;
  });
}

/** Adds as many new keys of one page as there is room for at `now` (ms), and counts those that found none. */
export function withNew(
  records: readonly KeyRecord[],
  added: readonly KeyRecord[],
  now: number,
): { keys: readonly KeyRecord[]; leftOut: number } {
  const [first] = added;
  if (!first) return { keys: records, leftOut: 0 };
  const site = siteOf(first);
  const isOfSite = (record: KeyRecord): boolean => !record.addedByHand && siteOf(record) === site;
  const isOfOthers = (record: KeyRecord): boolean => !record.addedByHand && record.host !== undefined;
  const wanted = Math.min(added.length, roomToday(records.filter(isOfSite), now));
  let room = wanted;
  let kept = records;
  const bounds = [
    { isOf: isOfSite, bound: KEYS_OF_A_SITE },
    { isOf: isOfOthers, bound: KEYS_OF_OTHERS },
  ];
  // data.gov.sg itself is not one of the other sites.
  for (const { isOf, bound } of bounds.slice(0, site === undefined ? 1 : 2)) {
    kept = withRoom(kept, isOf, bound - wanted);
    room = Math.max(0, Math.min(room, bound - kept.filter(isOf).length));
  }
  if (added.length <= room) return { keys: [...kept, ...added], leftOut: 0 };
  // Keys that may still work come before expired ones.
  const isOver = ({ expiry }: KeyRecord): boolean => expiryStatus(expiry, now) === 'expired';
  const taken = [...added].sort((record, other) => Number(isOver(record)) - Number(isOver(other))).slice(0, room);
  return { keys: [...kept, ...taken], leftOut: added.length - room };
}

/** How many new keys a site may still add today. What was seen while the clock was ahead counts for no day. */
function roomToday(ofSite: readonly KeyRecord[], now: number): number {
  if (!ofSite.some(({ firstSeenAt }) => firstSeenAt <= now - DAY)) return KEYS_OF_A_SITE;
  const today = ofSite.filter(({ firstSeenAt }) => firstSeenAt > now - DAY && firstSeenAt <= now);
  return Math.max(0, NEW_KEYS_A_DAY - today.length);
}

/**
 * Removes silent records, the longest silent first, until no more than `bound` of those that `isOf` selects are left.
 */
function withRoom(
  records: readonly KeyRecord[],
  isOf: (record: KeyRecord) => boolean,
  bound: number,
): readonly KeyRecord[] {
  const excess = records.filter(isOf).length - bound;
  if (excess <= 0) return records;
  const named = new Set(
    records.flatMap(({ replacedBy, rotation }) => [replacedBy, rotation?.successor, ...(rotation?.declined ?? [])]),
  );
  const silent = records
    .filter((record) => isOf(record) && isGoneAndUnnoted(record) && !named.has(record.id))
    .sort((record, other) => record.goneSince! - other.goneSince!);
  const removed = new Set(silent.slice(0, excess));
  return records.filter((record) => !removed.has(record));
}

/** The fields that come from a page and its reports. All others are the user's, or are kept for them. */
const FROM_PAGES: ReadonlySet<string> = new Set<keyof KeyRecord>([
  'id',
  'name',
  'expiry',
  'createdAt',
  'lastUsed',
  'kind',
  'account',
  'host',
  'list',
  'firstSeenAt',
  'lastSeenAt',
  'missing',
  'goneSince',
  'goneBecause',
  'renewedAt',
]);

function isGoneAndUnnoted(record: KeyRecord): boolean {
  return record.goneSince !== undefined && Object.keys(record).every((field) => FROM_PAGES.has(field));
}
