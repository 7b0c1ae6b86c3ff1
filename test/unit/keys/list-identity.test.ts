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
const dated = (at: number) => ({ kind: 'dated' as const, earliest: at, latest: at, text: '' });
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

describe('a list', () => {
  it.each<[string, boolean, boolean, Partial<ListFacts & Place>]>([
    ['the same', true, true, {}],
    ['at another address', true, false, { address: '/other' }],
    ['of no known kind', true, false, { kind: 'unknown' }],
    ['of no known account', true, false, { account: undefined } as never],
    ['of another kind', false, false, { kind: 'read' }],
    ['of another account', false, false, { account: 'you' }],
    ['on another host', false, false, { host: 'staging.example.gov.sg' }],
  ])('may have a key of a reading, and is at its place, that is %s: %s, %s', (_, may, isSame, more) => {
    expect([mayBeOnList({ ...list, ...more }, reading), isAtSamePlace({ ...list, ...more }, reading)]).toEqual([
      may,
      isSame,
    ]);
  });

  it.each<[string, string[], string | undefined, ListedKey[], Partial<TabReport & Place>]>([
    ['that shares a key', ['mine'], 'mine', [{ name: 'a', expiry: never }], {}],
    [
      'that has all of its names',
      [],
      'mine',
      [
        { name: 'a', expiry: dated(9) },
        { name: 'b', expiry: dated(9) },
      ],
      {},
    ],
    ['that has one of its names, with another date', [], undefined, [{ name: 'a', expiry: dated(9) }], {}],
    ['that has none of its keys', [], undefined, [{ name: 'x', expiry: never }], {}],
    ['that shares a key elsewhere', [], undefined, [{ name: 'a', expiry: never }], { address: '/other' }],
    ['that does not tell its account', [], undefined, [{ name: 'a', expiry: never }], { account: undefined } as never],
  ])('is that of a reading %s: %j, %s', (_, shared, id, keys, more) => {
    const records = [record('a'), record('b')];
    const one = { ...reading, keys, ...more };
    expect(ownLists(records, [list], one, matchSameKeys(records, keys))).toMatchObject({ shared, id });
  });

  it.each<[string, string | undefined, Partial<KeyRecord>]>([
    ['have other dates', 'mine', {}],
    ['have other dates and were created at another time', undefined, { createdAt: 5 }],
    ['are gone', undefined, { goneSince: 11 }],
  ])('whose keys %s is that of a reading with all of their names: %s', (_, id, more) => {
    const records = [record('a', more), record('b', more)];
    const one = { ...reading, keys: ['a', 'b'].map((name) => ({ name, expiry: dated(9), createdAt: 6 })) };
    expect(ownLists(records, [list], one, matchSameKeys(records, one.keys)).id).toBe(id);
  });
});

describe('a reading', () => {
  const own = { here: new Set(['mine']), shared: ['mine'], id: 'mine' };
  const unknown = { here: new Set<string>(), shared: [], id: undefined };

  it('is remembered with where it is, whose it is and when, and nothing of its keys', () => {
    const staging = { ...reading, host: 'staging.example.gov.sg', keys: [{ name: 'a', expiry: never }] };
    expect(withReport([], staging, 'new', unknown)).toEqual([
      { id: 'new', host: 'staging.example.gov.sg', kind: 'write', account: 'me', address: ADDRESS, readAt: 20 },
    ]);
    expect(withReport([], withoutAccount, 'new', unknown)).toEqual([
      { id: 'new', kind: 'write', address: ADDRESS, readAt: 20 },
    ]);
  });

  it('without an address is of no list that could be remembered', () => {
    const { address: _address, ...nowhere } = reading;
    expect(withReport([list], nowhere, 'new', unknown)).toEqual([list]);
  });

  it('keeps the order that the dates of its list once proved', () => {
    const known: KnownList = { ...list, dateOrder: 'month-first' };
    expect(withReport([known], reading, 'mine', own)).toEqual([{ ...known, readAt: 20 }]);
    expect(withReport([known], { ...reading, dateOrder: 'day-first' }, 'mine', own)).toEqual([
      { ...known, readAt: 20, dateOrder: 'day-first' },
    ]);
  });

  it('puts its list first, leaves the others as they are, and those that were read longest ago go', () => {
    const other = { ...list, id: 'yours', account: 'you' };
    expect(withReport([other, list], reading, 'mine', own)).toEqual([{ ...list, readAt: 20 }, other]);
    let lists: KnownList[] = [];
    for (let count = 0; count <= LISTS_KEPT; count++)
      lists = withReport(lists, { ...reading, address: `/${count}` }, `${count}`, unknown);
    expect(lists).toHaveLength(LISTS_KEPT);
    expect([lists[0]!.address, lists.at(-1)!.address]).toEqual([`/${LISTS_KEPT}`, '/1']);
  });

  it('that shares keys with two lists makes one of them', () => {
    const second = { ...list, id: 'second' };
    expect(withReport([second, list], reading, 'mine', { ...own, shared: ['mine', 'second'] })).toEqual([
      { ...list, readAt: 20 },
    ]);
  });
});

describe('the lists of a file', () => {
  it('come in where they are new, the latest first, and never more than are kept', () => {
    const other = { ...list, id: 'yours', account: 'you', readAt: 30 };
    expect(withLists([list], [other])).toEqual([other, list]);
    const many = Array.from({ length: LISTS_KEPT + 5 }, (_one, index): KnownList => ({
      ...list,
      id: `${index}`,
      readAt: 100 + index,
    }));
    expect(withLists([list], many)).toHaveLength(LISTS_KEPT);
    expect(withLists([list], many)).not.toContainEqual(list);
  });

  it('take nothing from one that is known', () => {
    const known: KnownList = { ...list, readAt: 30, dateOrder: 'day-first' };
    expect(withLists([known], [{ ...list, readAt: 20, dateOrder: 'month-first' }])).toEqual([known]);
    expect(withLists([known], [{ ...list, readAt: 40, dateOrder: 'month-first' }])).toEqual([{ ...known, readAt: 40 }]);
    expect(withLists([list], [list])).toEqual([list]);
    expect(withLists([list], [])).toEqual([list]);
  });
});
