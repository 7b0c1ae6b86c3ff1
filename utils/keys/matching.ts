import type { Expiry } from './expiry';
import type { KeyRecord, ListedKey, Place, Reading } from './key';
import { isOnList } from './list-identity';
import { DAY, SINGAPORE_OFFSET } from './time';

/*
 * Which remembered key each listed key is. A key is told apart by host, kind, account, name, and creation or expiry date.
 */

/** What a reading is matched with: the records that may be on its list, and what it may say of them. */
export interface Match {
  /** The record that each listed key continues; `undefined` for a key not seen before. */
  found: readonly (KeyRecord | undefined)[];
  /** Whether the reading has a key in common with what is remembered of this very list: else it is another list. */
  sharesKeys: boolean;
}

type Rule = (key: ListedKey, record: KeyRecord) => boolean;

/** What is the same key on whatever list: nothing of it can silence another key. */
const SAME_KEY: readonly Rule[] = [
  (key, record) => hasSameCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
  (key, record) => !hasOtherCreation(key, record) && hasSameExpiry(key.expiry, record.expiry),
];

/** Matches the keys of a reading with the records that may be on its list, best evidence first. */
export function matchKeys(records: readonly KeyRecord[], reading: Reading & Place): Match {
  const onList: Rule = (_, record) => isOnList(record, reading);
  const matcher = new Matcher(records, reading.keys);
  for (const rule of SAME_KEY) matcher.matchNames(rule);
  matcher.matchNames((key, record) => onList(key, record) && hasSameCreation(key, record));
  matcher.matchNames((key, record) => onList(key, record) && areSwapped(key.expiry, record.expiry));
  const sharesKeys = matcher.found.some((record) => record?.address !== undefined && isOnList(record, reading));
  // On one page of several, the record's own row may be on another page: then this is a second key of that name.
  if (reading.complete && (sharesKeys || hasAllNames(records, reading))) {
    matcher.matchNames((key, record) => onList(key, record) && isRenewalOf(key, record));
  }
  matcher.matchNames((key, record) =>
    onList(key, record) && !hasOtherCreation(key, record) && tellsNoDate(key.expiry, record.expiry));
  if (reading.complete && sharesKeys) {
    matcher.matchRenamed((key, record) => onList(key, record) && isRenameOf(key, record));
  }
  return { found: matcher.found, sharesKeys };
}

/** The record of one key that a page lists, found without what only a whole list can tell. */
export function findRecord(records: readonly KeyRecord[], key: ListedKey): KeyRecord | undefined {
  const rules: readonly Rule[] = [
    ...SAME_KEY, hasSameCreation,
    (one, record) => !hasOtherCreation(one, record) && tellsNoDate(one.expiry, record.expiry),
  ];
  const named = records.filter(({ name }) => name === key.name);
  return rules.map((rule) => named.find((record) => rule(key, record))).find((record) => record !== undefined);
}

class Matcher {
  readonly found: (KeyRecord | undefined)[];
  readonly #keys: readonly ListedKey[];
  readonly #freeByName: Map<string, KeyRecord[]>;

  constructor(records: readonly KeyRecord[], keys: readonly ListedKey[]) {
    this.#keys = keys;
    this.#freeByName = groupByName(records);
    this.found = keys.map(() => undefined);
  }

  /** Matches what is free with the records of the same name for which a rule holds. */
  matchNames(rule: Rule): void {
    for (const [index, key] of this.#keys.entries()) {
      this.found[index] ??= takeFirst(this.#freeByName.get(key.name), (record) => rule(key, record));
    }
  }

  /** The same for a name that is new and one that is gone, where exactly these two fit together. */
  matchRenamed(rule: Rule): void {
    const listed = new Set(this.#keys.map(({ name }) => name));
    const renamed = [...this.#freeByName].flatMap(([name, records]) => (listed.has(name) ? [] : records));
    const isNew = (index: number): boolean =>
      this.found[index] === undefined && !this.#freeByName.has(this.#keys[index]!.name);
    for (const [index, key] of this.#keys.entries()) {
      if (!isNew(index)) continue;
      const fitting = renamed.filter((record) => rule(key, record));
      const rivals = this.#keys.filter((other, at) => isNew(at) && fitting.some((record) => rule(other, record)));
      if (fitting.length === 1 && rivals.length === 1) this.found[index] = fitting[0];
    }
  }
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
export function takeFirst(
  records: KeyRecord[] = [], fits: (record: KeyRecord) => boolean,
): KeyRecord | undefined {
  const index = records.findIndex(fits);
  return index < 0 ? undefined : records.splice(index, 1)[0];
}

type Created = Pick<ListedKey, 'createdAt'>;

export function hasSameCreation(one: Created, other: Created): boolean {
  return one.createdAt !== undefined && one.createdAt === other.createdAt;
}

export function hasOtherCreation({ createdAt: one }: Created, { createdAt: other }: Created): boolean {
  return one !== undefined && other !== undefined && one !== other && !areSwappedDays(one, other);
}

/** Whether two expiries can be the same one, printed differently ("in 3 months", then "29 Nov 2026"). */
export function hasSameExpiry(one: Expiry, other: Expiry): boolean {
  if (one.kind !== 'dated' || other.kind !== 'dated') return one.kind === other.kind && one.text === other.text;
  const slack = one.approximate || other.approximate ? DAY : 0;
  return one.earliest <= other.latest + slack && other.earliest <= one.latest + slack;
}

/** A date in numbers alone, such as "1/5/2032", which can be read two ways. */
const NUMBERS = /^\D{0,40}\d\d?[/.-]\d\d?[/.-]\d\d/;

/** Whether two dates are one, whose day and month were read the other way round. */
export function areSwapped(one: Expiry, other: Expiry): boolean {
  if (one.kind !== 'dated' || other.kind !== 'dated') return false;
  return (NUMBERS.test(one.text) || NUMBERS.test(other.text)) && areSwappedDays(one.earliest, other.earliest);
}

function areSwappedDays(one: number, other: number): boolean {
  const [first, second] = [one, other].map((at) => new Date(at + SINGAPORE_OFFSET)) as [Date, Date];
  const [month, day] = [first.getUTCMonth() + 1, first.getUTCDate()];
  return month !== day && first.getUTCFullYear() === second.getUTCFullYear()
    && month === second.getUTCDate() && day === second.getUTCMonth() + 1;
}

/** Whether a list has all the names of what is remembered of it, so that nothing speaks for another list. */
function hasAllNames(records: readonly KeyRecord[], reading: Reading & Place): boolean {
  const byName = new Map(reading.keys.map((key) => [key.name, key]));
  const remembered = records.filter((record) => record.goneSince === undefined && isOnList(record, reading));
  return remembered.every((record) => {
    const key = byName.get(record.name);
    return key !== undefined && !hasOtherCreation(key, record);
  });
}

/** Of two creations two keys were created, whatever their names. */
function isRenewalOf(key: ListedKey, record: KeyRecord): boolean {
  if (hasOtherCreation(key, record)) return false;
  if (key.expiry.kind === 'never') return true;
  return key.expiry.kind === 'dated' && record.expiry.kind === 'dated' && key.expiry.earliest > record.expiry.earliest;
}

/**
 * The same creation and expiry under another name. A creation that gives only the day tells a renamed key from a new one
 * once that day was over when the key was seen last: no key is created in the past.
 */
function isRenameOf(key: ListedKey, record: KeyRecord): boolean {
  if (!hasSameCreation(key, record) || !hasSameExpiry(key.expiry, record.expiry)) return false;
  const createdAt = key.createdAt!;
  const isDayAlone = (createdAt + SINGAPORE_OFFSET) % DAY === 0;
  return !isDayAlone || record.lastSeenAt >= createdAt + DAY;
}

/**
 * One of the two has no date to compare: "Expired" where a date stood, or a date that is now readable. "Never" where a
 * date stood would silence a key: that is a renewal, and takes the evidence of one.
 */
function tellsNoDate(printed: Expiry, known: Expiry): boolean {
  return known.kind !== 'dated' || printed.kind === 'unknown' || printed.kind === 'expired';
}
