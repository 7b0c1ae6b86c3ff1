import { expiryStatus } from './expiry';
import type { KeyRecord, Place } from './key';
import { DAY } from './time';

/*
 * A page decides what it lists, and not how much is kept. What finds no room is counted, so that it can be told, and what
 * is remembered already goes on speaking: nothing makes room but keys that are silent for good, and of which nobody has
 * noted anything. Keys that the user entered are no page's.
 */

/** So many keys of one site are kept. A real account has fewer than 50. */
export const KEYS_OF_A_SITE = 1000;
/** So many of all sites but data.gov.sg's own, whose keys are never crowded out by others. */
export const KEYS_OF_OTHERS = 2000;
/** So many new keys of a site are taken in a day. On its first day, it is as many as are kept. */
export const NEW_KEYS_A_DAY = 500;
/** So many lists of a site are remembered, those that were read last. */
export const LISTS_KEPT = 100;

/** The site of a host: whoever can make up one host can make up many, so that all below one agency's share their room. */
function siteOf({ host }: Place): string | undefined {
  return host?.split('.').slice(-3).join('.');
}

/** The lists of each site that were read last; they come with the latest first. */
export function latestLists<List extends Place>(lists: readonly List[]): List[] {
  const counts = new Map<string | undefined, number>();
  return lists.filter((list) => {
    const count = (counts.get(siteOf(list)) ?? 0) + 1;
    counts.set(siteOf(list), count);
    return count <= LISTS_KEPT;
  });
}

/** The records with as many keys of one page, seen for the first time, as there is room for, and how many found none. */
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
  // Those of data.gov.sg itself are of no other site.
  for (const { isOf, bound } of bounds.slice(0, site === undefined ? 1 : 2)) {
    kept = withRoom(kept, isOf, bound - wanted);
    room = Math.max(0, Math.min(room, bound - kept.filter(isOf).length));
  }
  if (added.length <= room) return { keys: [...kept, ...added], leftOut: 0 };
  // What may still work comes before what has expired.
  const isOver = ({ expiry }: KeyRecord): boolean => expiryStatus(expiry, now) === 'expired';
  const taken = [...added].sort((one, other) => Number(isOver(one)) - Number(isOver(other))).slice(0, room);
  return { keys: [...kept, ...taken], leftOut: added.length - room };
}

/** How many new keys a site may still bring today. What was noted while the clock was ahead is of no day. */
function roomToday(ofSite: readonly KeyRecord[], now: number): number {
  if (!ofSite.some(({ firstSeenAt }) => firstSeenAt <= now - DAY)) return KEYS_OF_A_SITE;
  const today = ofSite.filter(({ firstSeenAt }) => firstSeenAt > now - DAY && firstSeenAt <= now);
  return Math.max(0, NEW_KEYS_A_DAY - today.length);
}

/** The records without as many silent ones as it takes to have no more than `bound` of a kind, the longest silent first. */
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
    .sort((one, other) => one.goneSince! - other.goneSince!);
  const removed = new Set(silent.slice(0, excess));
  return records.filter((record) => !removed.has(record));
}

/** What a page and its reports say of a key. Anything else was noted by the user, or is kept for them. */
const FROM_PAGES: ReadonlySet<string> = new Set<keyof KeyRecord>([
  'id',
  'name',
  'expiry',
  'createdAt',
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
