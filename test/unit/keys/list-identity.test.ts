import { describe, expect, it } from 'vitest';
import type { KeyRecord, KnownList, ListedKey, ListFacts, Place, TabReport } from '../../../utils/keys/key';
import { LISTS_KEPT } from '../../../utils/keys/bounds';
import { isAtSamePlace, mayBeOnList, ownLists, withLists, withReport } from '../../../utils/keys/list-identity';
import { matchSameKeys } from '../../../utils/keys/matching';

const ADDRESS = '/admin/api-keys';
const list: KnownList = { id: 'mine', kind: 'write', account: 'me', address: ADDRESS, readAt: 10 };
const reading: TabReport & Place = { kind: 'write', account: 'me', address: ADDRESS, complete: true, at: 20, keys: [] };
const { account: _, ...withoutAccount } = reading;
const never = { kind: 'never' as const, text: '' };
const dated = (instant: number) => ({ kind: 'dated' as const, earliest: instant, latest: instant, text: '' });
const record = (name: string, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id: name,
  name,
  kind: 'write',
  account: 'me',
  list: 'mine',
  expiry: never,
  firstSeenAt: 1,
  lastSeenAt: 10,
  ...more,
});

it.each<[string, boolean, boolean, Partial<ListFacts & Place>]>([
  ['that differs in nothing', true, true, {}],
  ['at another address', true, false, { address: '/other' }],
  ['of an unknown kind', true, false, { kind: 'unknown' }],
  ['of an unknown account', true, false, { account: undefined } as never],
  ['of another kind', false, false, { kind: 'read' }],
  ['of another account', false, false, { account: 'you' }],
  ['on another host', false, false, { host: 'staging.example.gov.sg' }],
])('a list %s may have a key of the reading: %s; it is at the same place: %s', (_, may, isSame, more) => {
  expect([mayBeOnList({ ...list, ...more }, reading), isAtSamePlace({ ...list, ...more }, reading)]).toEqual([
    may,
    isSame,
  ]);
});

it.each<[string, string[], string | undefined, ListedKey[], Partial<TabReport & Place>]>([
  ['with one key of a list', ['mine'], 'mine', [{ name: 'a', expiry: never }], {}],
  [
    'with all names of a list and other dates',
    [],
    'mine',
    [
      { name: 'a', expiry: dated(9) },
      { name: 'b', expiry: dated(9) },
    ],
    {},
  ],
  ['with one name of a list and another date', [], undefined, [{ name: 'a', expiry: dated(9) }], {}],
  ['with no key of a list', [], undefined, [{ name: 'x', expiry: never }], {}],
  ['with one key of a list at another address', [], undefined, [{ name: 'a', expiry: never }], { address: '/other' }],
  [
    'with one key of a list and no account',
    [],
    undefined,
    [{ name: 'a', expiry: never }],
    { account: undefined } as never,
  ],
])('a reading %s shares a key with the lists %j, and is of the list %s', (_, shared, id, keys, more) => {
  const records = [record('a'), record('b')];
  const nextReading = { ...reading, keys, ...more };
  expect(ownLists(records, [list], nextReading, matchSameKeys(records, keys))).toMatchObject({ shared, id });
});

it.each<[string, string | undefined, Partial<KeyRecord>]>([
  ['have other dates', 'mine', {}],
  ['have other dates and were created at another time', undefined, { createdAt: 5 }],
  ['are gone', undefined, { goneSince: 11 }],
])('a list whose keys %s is that of a reading with all of their names: %s', (_, id, more) => {
  const records = [record('a', more), record('b', more)];
  const nextReading = { ...reading, keys: ['a', 'b'].map((name) => ({ name, expiry: dated(9), createdAt: 6 })) };
  expect(ownLists(records, [list], nextReading, matchSameKeys(records, nextReading.keys)).id).toBe(id);
});

describe('what a reading makes of the lists', () => {
  const own = { here: new Set(['mine']), shared: ['mine'], id: 'mine' };
  const unknown = { here: new Set<string>(), shared: [], id: undefined };

  it('a list is remembered with its place, its account and when it was read, and nothing of its keys', () => {
    const staging = { ...reading, host: 'staging.example.gov.sg', keys: [{ name: 'a', expiry: never }] };
    expect(withReport([], staging, 'new', unknown)).toEqual([
      { id: 'new', host: 'staging.example.gov.sg', kind: 'write', account: 'me', address: ADDRESS, readAt: 20 },
    ]);
    expect(withReport([], withoutAccount, 'new', unknown)).toEqual([
      { id: 'new', kind: 'write', address: ADDRESS, readAt: 20 },
    ]);
  });

  it('a reading without an address is of no list that could be remembered', () => {
    const { address: _address, ...nowhere } = reading;
    expect(withReport([list], nowhere, 'new', unknown)).toEqual([list]);
  });

  it('a list keeps the order of dates that it once proved', () => {
    const known: KnownList = { ...list, dateOrder: 'month-first' };
    expect(withReport([known], reading, 'mine', own)).toEqual([{ ...known, readAt: 20 }]);
    expect(withReport([known], { ...reading, dateOrder: 'day-first' }, 'mine', own)).toEqual([
      { ...known, readAt: 20, dateOrder: 'day-first' },
    ]);
  });

  it('a reading puts its list first and leaves the others, and those that were read longest ago go', () => {
    const other = { ...list, id: 'yours', account: 'you' };
    expect(withReport([other, list], reading, 'mine', own)).toEqual([{ ...list, readAt: 20 }, other]);
    let lists: KnownList[] = [];
    for (let count = 0; count <= LISTS_KEPT; count++)
      lists = withReport(lists, { ...reading, address: `/${count}` }, `${count}`, unknown);
    expect(lists).toHaveLength(LISTS_KEPT);
    expect([lists[0]!.address, lists.at(-1)!.address]).toEqual([`/${LISTS_KEPT}`, '/1']);
  });

  it('a reading that shares keys with two lists makes one list of them', () => {
    const second = { ...list, id: 'second' };
    expect(withReport([second, list], reading, 'mine', { ...own, shared: ['mine', 'second'] })).toEqual([
      { ...list, readAt: 20 },
    ]);
  });
});

it('the lists of an imported file come in if they are new, the latest first, and never more than are kept', () => {
  const other = { ...list, id: 'yours', account: 'you', readAt: 30 };
  expect(withLists([list], [other])).toEqual([other, list]);
  const many = Array.from({ length: LISTS_KEPT + 5 }, (_element, index): KnownList => ({
    ...list,
    id: `${index}`,
    readAt: 100 + index,
  }));
  expect(withLists([list], many)).toHaveLength(LISTS_KEPT);
  expect(withLists([list], many)).not.toContainEqual(list);
});

it('the lists of an imported file take nothing from a list that is known', () => {
  const known: KnownList = { ...list, readAt: 30, dateOrder: 'day-first' };
  expect(withLists([known], [{ ...list, readAt: 20, dateOrder: 'month-first' }])).toEqual([known]);
  expect(withLists([known], [{ ...list, readAt: 40, dateOrder: 'month-first' }])).toEqual([{ ...known, readAt: 40 }]);
  expect(withLists([list], [list])).toEqual([list]);
  expect(withLists([list], [])).toEqual([list]);
});
