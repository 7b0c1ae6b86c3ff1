import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KEYS_OF_A_SITE,
  KEYS_OF_OTHERS,
  latestLists,
  LISTS_KEPT,
  NEW_KEYS_A_DAY,
  withNew,
} from '../../../utils/keys/bounds';
import type { KeyRecord, ListedKey, Place } from '../../../utils/keys/key';
import { mergeReport, type Merged } from '../../../utils/keys/merge';
import { DAY, HOUR } from '../../../utils/keys/time';
import { randomCases } from '../random-cases';

const T0 = Date.parse('2026-11-22T04:00Z');
const STAGING = 'staging.example.gov.sg';
const date = (days: number): ListedKey['expiry'] => ({
  kind: 'dated',
  earliest: T0 + days * DAY,
  latest: T0 + days * DAY,
  text: '',
});

let made = 0;
function records(count: number, more: Partial<KeyRecord> = {}): KeyRecord[] {
  return Array.from({ length: count }, (): KeyRecord => {
    const id = `id-${++made}`;
    return { id, name: id, kind: 'write', expiry: date(90), firstSeenAt: T0, lastSeenAt: T0, ...more };
  });
}
const old = { firstSeenAt: T0 - 2 * DAY };
const gone = (days: number): Partial<KeyRecord> => ({ ...old, goneSince: T0 - days * DAY, goneBecause: 'readings' });

it.each<[string, KeyRecord[], Partial<KeyRecord>, number]>([
  ['are kept up to a bound on the first day', [], {}, KEYS_OF_A_SITE],
  ['are kept up to the same bound if they come in several readings', records(300), {}, KEYS_OF_A_SITE - 300],
  ['come in up to a number a day from the second day on', records(1, old), {}, NEW_KEYS_A_DAY],
  [
    'come in up to that number a day, those of earlier readings counted',
    [...records(1, old), ...records(120)],
    {},
    NEW_KEYS_A_DAY - 120,
  ],
  ['do not come in if there are as many as are kept', records(KEYS_OF_A_SITE, old), {}, 0],
  ['do not come in if an earlier version kept more', records(KEYS_OF_A_SITE + 700, old), {}, 0],
  [
    'have room beside any number that the user entered',
    records(2000, { ...old, addedByHand: true }),
    {},
    KEYS_OF_A_SITE,
  ],
  ['have room if only data.gov.sg has none left', records(KEYS_OF_A_SITE, old), { host: STAGING }, KEYS_OF_A_SITE],
  [
    'have room at data.gov.sg, whatever others have',
    records(KEYS_OF_OTHERS, { ...old, host: 'a.data.gov.sg' }),
    {},
    KEYS_OF_A_SITE,
  ],
  [
    'have no room of their own on each of its hosts',
    records(KEYS_OF_A_SITE, { ...old, host: 'a.data.gov.sg' }),
    { host: 'b.data.gov.sg' },
    0,
  ],
  [
    'have room if that of another site with many hosts is used up',
    records(KEYS_OF_A_SITE, { ...old, host: 'a.data.gov.sg' }),
    { host: STAGING },
    KEYS_OF_A_SITE,
  ],
  [
    'have no room if all other sites together use it up',
    records(KEYS_OF_OTHERS, { ...old, host: 'a.example.gov.sg' }),
    { host: 'b.agency.gov.sg' },
    0,
  ],
  ['have room after the clock was ahead', records(300, { firstSeenAt: T0 + 900 * DAY }), {}, KEYS_OF_A_SITE - 300],
])('the keys of a site %s', (_, before, more, room) => {
  const added = records(1500, more);
  const { keys, leftOut } = withNew(before, added, T0);
  expect([keys.length - before.length, leftOut]).toEqual([room, 1500 - room]);
  expect(keys.slice(0, before.length)).toEqual(before);
});

it('new keys that may still work are taken in before those that have expired', () => {
  const before = records(KEYS_OF_A_SITE - 2, old);
  const added = [...records(5, { expiry: date(-3) }), ...records(2)];
  expect(withNew(before, added, T0).keys.slice(-2)).toEqual(added.slice(-2));
});

describe('room for new keys', () => {
  const full = records(KEYS_OF_A_SITE - 2, old);

  it('the keys that have been gone longest make room for new ones, and no more of them than it takes', () => {
    const [latest, longest] = [...records(1, gone(1)), ...records(1, gone(9))];
    const added = records(1);
    expect(withNew([...full, latest!, longest!], added, T0)).toEqual({ keys: [...full, latest, ...added], leftOut: 0 });
  });

  it.each<[string, Partial<KeyRecord>]>([
    ['is missing', { missing: { since: T0, latest: T0, readings: 2 } }],
    ['is gone and has a note', { ...gone(9), note: 'Ask Mei' }],
    ['is gone and has uses', { ...gone(9), uses: [{ text: 'a' }] }],
    ['is gone and was copied', { ...gone(9), copies: [T0] }],
    ['is gone and was rotated', { ...gone(9), rotation: { startedAt: T0 } }],
    ['is gone and replaced', { ...gone(9), replacedBy: 'x' }],
    ['is gone and muted', { ...gone(9), muted: true }],
    ['is gone and snoozed', { ...gone(9), snoozedUntil: T0 }],
    ['is gone and has days of its own', { ...gone(9), thresholdDays: [5] }],
    ['is gone and hidden', { ...gone(9), forgottenAt: T0 }],
    ['was entered by hand', { ...gone(9), addedByHand: true }],
    ['is of another site', { ...gone(9), host: STAGING }],
  ])('no key that %s makes room for a new one', (_, more) => {
    const before = [...full, ...records(2, old), ...records(1, more)];
    const { keys, leftOut } = withNew(before, records(1), T0);
    expect(keys.slice(0, before.length)).toEqual(before);
    expect(leftOut).toBe(1);
  });

  it('a key that another key names makes no room for a new one', () => {
    const [target] = records(1, gone(9));
    const before = [...full, ...records(1, { ...old, replacedBy: target!.id }), target!];
    expect(withNew(before, records(1), T0)).toEqual({ keys: before, leftOut: 1 });
  });
});

it('what is stored never grows past its bounds, loses nothing that may speak, and counts what it leaves out', () => {
  const some = fc.record({
    count: fc.nat({ max: 700 }),
    hours: fc.nat({ max: 60 }),
    host: fc.constantFrom(undefined, STAGING, 'a.data.gov.sg', 'b.data.gov.sg', 'c.other.gov.sg'),
    isGone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (rounds) => {
      let [keys, now]: [readonly KeyRecord[], number] = [[], T0];
      for (const { count, hours, host, isGone } of rounds) {
        now += hours * HOUR;
        const before = keys;
        const added = records(count, {
          ...(host && { host }),
          firstSeenAt: now,
          lastSeenAt: now,
          ...(isGone && { goneSince: now }),
        });
        const result = withNew(keys, added, now);
        keys = result.keys;
        const kept = new Set(keys);
        expect(before.filter((record) => record.goneSince === undefined && !kept.has(record))).toEqual([]);
        expect(added.filter((record) => kept.has(record)).length + result.leftOut).toBe(count);
        const ofSite = (end: string | undefined): number =>
          keys.filter((record) => (end === undefined ? record.host === undefined : record.host?.endsWith(end))).length;
        for (const end of [undefined, 'example.gov.sg', 'data.gov.sg', 'other.gov.sg'])
          expect(ofSite(end)).toBeLessThanOrEqual(KEYS_OF_A_SITE);
        expect(keys.length).toBeLessThanOrEqual(KEYS_OF_A_SITE + KEYS_OF_OTHERS);
      }
    }),
    { numRuns: randomCases(40) },
  );
});

describe('a reading with more keys than there is room for', () => {
  const named = (from: number, count: number, days = 90): ListedKey[] =>
    Array.from({ length: count }, (_, index) => ({ name: `key-${from + index}`, expiry: date(days) }));
  const read = (known: Merged, keys: ListedKey[], instant: number, place: Place = {}): Merged =>
    mergeReport(
      known,
      { kind: 'write', complete: true, at: instant, address: '/admin/api-keys', keys, ...place },
      instant,
      () => `id-${++made}`,
    );
  const first = read({ keys: [], lists: [] }, named(0, 3), T0 - 3 * DAY);

  it('a reading with too many keys is partial: what it lacks is not missing, and a later date is another key', () => {
    const many = [...named(1, 1), ...named(2, 1, 400), ...named(5000, 600)];
    const merged = read(first, many, T0);
    expect(merged.keys).toHaveLength(3 + NEW_KEYS_A_DAY);
    expect(merged.leftOut).toBe(101);
    expect(merged.keys.slice(0, 3).map(({ name, missing, renewedAt }) => [name, missing, renewedAt])).toEqual(
      [0, 1, 2].map((index) => [`key-${index}`, undefined, undefined]),
    );
    // The next day there is room again.
    expect(read(merged, named(6000, 10), T0 + DAY)).not.toHaveProperty('leftOut');
  });

  it('a reading with too many keys counts what it leaves out, even if it is older than another', () => {
    const merged = read(first, named(0, 3), T0);
    const late = mergeReport(
      merged,
      { kind: 'write', complete: true, at: T0 - DAY, address: '/admin/api-keys', keys: named(5000, 600) },
      T0,
      () => `id-${++made}`,
    );
    expect(late.leftOut).toBeGreaterThan(0);
    expect(late.lists).toEqual(merged.lists);
  });

  it('a reading updates the keys that are known, however full the list is', () => {
    const full = { keys: [...first.keys, ...records(KEYS_OF_A_SITE, old)], lists: first.lists };
    const merged = read(full, named(0, 3), T0);
    expect(merged).not.toHaveProperty('leftOut');
    expect(merged.keys.slice(0, 3).map(({ lastSeenAt }) => lastSeenAt)).toEqual([T0, T0, T0]);
  });
});

it('the latest lists of each site are kept, and those of one site crowd out none of another', () => {
  const listsAt = (count: number, host?: string) =>
    Array.from({ length: count }, (_, index) => ({ id: `${host} ${index}`, ...(host && { host }) }));
  const kept = latestLists([...listsAt(300, 'a.data.gov.sg'), ...listsAt(300, 'b.data.gov.sg'), ...listsAt(2)]);
  expect(kept).toEqual([...listsAt(LISTS_KEPT, 'a.data.gov.sg'), ...listsAt(2)]);
});
