import { isExact, type Dated, type Expiry } from './expiry';
import type { KeyRecord, ListedKey } from './key';
import { DAY, SINGAPORE_OFFSET, singaporeDay, swappedDay } from './time';

/*
 * Which known key each listed key is. Keys are distinguished by host, kind, account, name, and creation or expiry date.
 */

type Rule = (key: ListedKey, record: KeyRecord) => boolean;

/** Rules for the same key on any list: none of them can silence another key. */
const SAME_KEY: readonly Rule[] = [
  (key, record) => hasSameCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
  // Created in the same minute under one name. Of one day there may be two.
  (key, record) => hasSameCreation(key, record) && !isOnlyDay(key.createdAt!),
  (key, record) => !hasOtherCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
];

/**
 * Matches the keys of a page with records of the same name, creation and expiry. {@link matchChangedKeys} does the
 * rest.
 */
export function matchSameKeys(records: readonly KeyRecord[], keys: readonly ListedKey[]): Match {
  const match = new Match(records, keys);
  for (const rule of SAME_KEY) match.matchNames(rule);
  return match;
}

/**
 * Matches the rest with the records of the list that the keys are on. If the list is not complete, the record's own row
 * may be on another page: then a later date is that of a second key of that name.
 */
export function matchChangedKeys(
  match: Match,
  isOnList: (record: KeyRecord) => boolean,
  { isComplete, now }: { isComplete: boolean; now: number },
): void {
  const matchOnList = (rule: Rule): void => match.matchNames((key, record) => isOnList(record) && rule(key, record));
  matchOnList(hasSameCreation);
  matchOnList((key, record) => areSwapped(key.expiry, record.expiry));
  if (isComplete) matchOnList(isRenewalOf);
  matchOnList((key, record) => mayBeByName(key, record) && !isOfAnother(key, record, now));
  if (isComplete) matchOnList(mayBeByName);
  if (isComplete) match.matchRenamed((key, record) => isOnList(record) && isRenameOf(key, record));
}

/** The record of one key that a page lists, found without the rules that need a complete list. */
export function findRecord(records: readonly KeyRecord[], key: ListedKey): KeyRecord | undefined {
  const named = records.filter(({ name }) => name === key.name);
  return findByDates(named, key) ?? named.find((record) => mayBeByName(key, record));
}

/** The same at `now` (ms); none if only the name says which it is, and may be that of another key. */
export function findCertainRecord(records: readonly KeyRecord[], key: ListedKey, now: number): KeyRecord | undefined {
  const named = records.filter(({ name }) => name === key.name);
  const byName = named.filter((record) => mayBeByName(key, record) && !isOfAnother(key, record, now));
  return findByDates(named, key) ?? (byName.length === 1 ? byName[0] : undefined);
}

function findByDates(named: readonly KeyRecord[], key: ListedKey): KeyRecord | undefined {
  const rules: readonly Rule[] = [...SAME_KEY, hasSameCreation];
  return rules.map((rule) => named.find((record) => rule(key, record))).find((record) => record !== undefined);
}

/** The record that each key of a page continues; `undefined` for a key not seen before. */
export class Match {
  readonly found: (KeyRecord | undefined)[];
  readonly #keys: readonly ListedKey[];
  readonly #freeByName: Map<string, KeyRecord[]>;

  constructor(records: readonly KeyRecord[], keys: readonly ListedKey[]) {
    this.#keys = keys;
    // A key that is gone continues only if no other key of its name does: it may be muted, and the new one not.
    const isListed = ({ goneSince }: KeyRecord): boolean => goneSince === undefined;
    const gone = records.filter((record) => !isListed(record));
    this.#freeByName = groupByName(gone.length === 0 ? records : [...records.filter(isListed), ...gone]);
    this.found = keys.map(() => undefined);
  }

  /** Matches keys that have no record yet with records of the same name for which a rule holds. */
  matchNames(rule: Rule): void {
    for (const [index, key] of this.#keys.entries()) {
      this.found[index] ??= takeFirst(this.#freeByName.get(key.name), (record) => rule(key, record));
    }
  }

  /** Matches a new name with one that is gone, if these two are the only pair of their creation that fits. */
  matchRenamed(rule: Rule): void {
    const listed = new Set(this.#keys.map(({ name }) => name));
    const lacking = [...this.#freeByName].flatMap(([name, records]) => (listed.has(name) ? [] : records));
    const added = this.#keys
      .map((key, index) => ({ key, index, createdAt: key.createdAt }))
      .filter(({ key, index }) => this.found[index] === undefined && !this.#freeByName.has(key.name));
    const addedThen = groupBy(added, ({ createdAt }) => createdAt);
    for (const [createdAt, records] of groupBy(lacking, (record) => record.createdAt)) {
      const pairs = (addedThen.get(createdAt) ?? []).flatMap(({ key, index }) =>
        records.filter((record) => rule(key, record)).map((record) => ({ index, record })),
      );
      if (pairs.length === 1) this.found[pairs[0]!.index] = pairs[0]!.record;
    }
  }
}

/** The records by their name, in their order. */
export function groupByName(records: readonly KeyRecord[]): Map<string, KeyRecord[]> {
  return groupBy(records, ({ name }) => name);
}

function groupBy<Item, By>(items: readonly Item[], by: (item: Item) => By): Map<By, Item[]> {
  const groups = new Map<By, Item[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}

/** Removes the first record that fits from a list, and returns it. */
export function takeFirst(records: KeyRecord[] = [], fits: (record: KeyRecord) => boolean): KeyRecord | undefined {
  const index = records.findIndex(fits);
  return index < 0 ? undefined : records.splice(index, 1)[0];
}

type Created = Pick<ListedKey, 'createdAt'>;

export function hasSameCreation(key: Created, other: Created): boolean {
  return key.createdAt !== undefined && key.createdAt === other.createdAt;
}

export function hasOtherCreation({ createdAt }: Created, { createdAt: other }: Created): boolean {
  return createdAt !== undefined && other !== undefined && createdAt !== other && !areSwappedDays(createdAt, other);
}

/** Whether two expiries can be the same, printed differently ("in 3 months", then "29 Nov 2026", then "29 Nov"). */
export function hasSameExpiry(expiry: Expiry, other: Expiry): boolean {
  if (expiry.kind !== 'dated' || other.kind !== 'dated')
    return expiry.kind === other.kind && expiry.text === other.text;
  const slack = expiry.approximate || other.approximate ? DAY : 0;
  const overlap = expiry.earliest <= other.latest + slack && other.earliest <= expiry.latest + slack;
  return overlap || isSameBarYear(expiry, other);
}

/** A date that is printed without its year was read as the next such day, and may be the one before. */
function isSameBarYear(expiry: Dated, other: Dated): boolean {
  const [first, last] = expiry.earliest < other.earliest ? [expiry, other] : [other, expiry];
  const isYearless =
    last.approximate && (isExact(last) || (isOnlyDay(last.earliest) && last.latest - last.earliest === DAY));
  return isYearless === true && dayOfYear(first.earliest) === dayOfYear(last.earliest);
}

/** The month and day of an instant (ms) in Singapore. */
function dayOfYear(instant: number): string {
  return new Date(instant + SINGAPORE_OFFSET).toISOString().slice(5, 10);
}

/** A date in numbers only, such as "1/5/2032", which has two interpretations. */
const NUMBERS = /^\D{0,40}\d\d?[/.-]\d\d?[/.-]\d\d/;

export function isInNumbers({ text }: Dated): boolean {
  return NUMBERS.test(text);
}

/** Whether two dates are the same one with day and month swapped. */
export function areSwapped(expiry: Expiry, other: Expiry): boolean {
  if (expiry.kind !== 'dated' || other.kind !== 'dated') return false;
  return (isInNumbers(expiry) || isInNumbers(other)) && areSwappedDays(expiry.earliest, other.earliest);
}

function areSwappedDays(instant: number, other: number): boolean {
  const swapped = swappedDay(instant);
  return swapped !== undefined && singaporeDay(swapped) === singaporeDay(other);
}

/**
 * Two creation dates mean two keys, whatever their names. A key that the user entered, and that no page has listed so
 * far, may be of another account: its date stays.
 */
function isRenewalOf(key: ListedKey, record: KeyRecord): boolean {
  if (hasOtherCreation(key, record) || (record.addedByHand && record.expiry.kind === 'dated')) return false;
  if (key.expiry.kind === 'never') return true;
  return key.expiry.kind === 'dated' && record.expiry.kind === 'dated' && key.expiry.earliest > record.expiry.earliest;
}

/**
 * The same creation and expiry under another name. A creation date without a time distinguishes a renamed key from a
 * new one if that day was over when the key was seen last: no key is created in the past.
 */
export function isRenameOf(key: ListedKey, record: KeyRecord): boolean {
  if (!hasSameCreation(key, record) || !hasSameExpiry(key.expiry, record.expiry)) return false;
  return !isOnlyDay(key.createdAt!) || record.lastSeenAt >= key.createdAt! + DAY;
}

/** Whether an instant (ms) is the beginning of a day in Singapore, which is how a date without a time is read. */
function isOnlyDay(instant: number): boolean {
  return (instant + SINGAPORE_OFFSET) % DAY === 0;
}

/** Whether only the name is left to compare. */
function mayBeByName(key: ListedKey, record: KeyRecord): boolean {
  return !hasOtherCreation(key, record) && hasNoDatesToCompare(key.expiry, record.expiry);
}

/** Whether "Expired" is about another key of that name: the known one's date is still to come at `now` (ms). */
function isOfAnother({ expiry }: ListedKey, { expiry: known }: KeyRecord, now: number): boolean {
  const isAhead = known.kind === 'never' || (known.kind === 'dated' && known.earliest > now);
  return expiry.kind === 'expired' && isAhead;
}

/**
 * One of the two has no date to compare: "Expired" in place of a date, or a date that is now readable. "Never" in place
 * of a date would silence a key: that is a renewal, and takes the evidence of one.
 */
function hasNoDatesToCompare(printed: Expiry, known: Expiry): boolean {
  return known.kind !== 'dated' || printed.kind === 'unknown' || printed.kind === 'expired';
}
