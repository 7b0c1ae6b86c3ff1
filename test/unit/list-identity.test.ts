import { describe, expect, it } from 'vitest';
import type { KnownList, ListFacts, Place, Reading } from '../../utils/keys/key';
import { findList, isOnList, LISTS_KEPT, mayBeOnList, withLists, withReading } from '../../utils/keys/list-identity';

const ADDRESS = '/admin/api-keys';
const list: KnownList = { kind: 'write', account: 'me', address: ADDRESS, readAt: 10 };
const reading: Reading & Place = { kind: 'write', account: 'me', address: ADDRESS, complete: true, at: 20, keys: [] };
const { account: _, ...withoutAccount } = reading;

describe('a list', () => {
  it.each<[string, boolean, ListFacts & Place]>([
    ['the same', true, reading], ['of another kind', false, { ...reading, kind: 'read' }],
    ['of no known kind', false, { ...reading, kind: 'unknown' }],
    ['of another account', false, { ...reading, account: 'you' }], ['of no known account', false, withoutAccount],
    ['at another address', false, { ...reading, address: `${ADDRESS}?agency=7` }],
    ['on another host', false, { ...reading, host: 'staging.example.gov.sg' }],
  ])('is found for a reading that is %s: %s', (_, isFound, one) => {
    expect(findList([{ ...list, kind: 'read', account: 'her' }, list], one)).toBe(isFound ? list : undefined);
  });

  it('is not found for a reading without an address', () => {
    const { address: _address, ...nowhere } = reading;
    expect(findList([list], nowhere)).toBeUndefined();
    expect(withReading([list], nowhere, 20)).toEqual([list]);
  });

  it.each<[string, boolean, boolean, Partial<ListFacts & Place>]>([
    ['the same', true, true, {}], ['without an address', true, true, { address: undefined } as never],
    ['at another address', true, false, { address: '/other' }],
    ['of no known kind', true, false, { kind: 'unknown' }],
    ['of no known account', true, false, { account: undefined } as never],
    ['of another kind', false, false, { kind: 'read' }], ['of another account', false, false, { account: 'you' }],
    ['on another host', false, false, { host: 'staging.example.gov.sg' }],
  ])('may have a key, and does, whose last list was %s: %s, %s', (_, may, does, more) => {
    const record = { ...reading, ...more };
    expect([mayBeOnList(record, list), isOnList(record, list)]).toEqual([may, does]);
  });
});

describe('a reading', () => {
  it('is remembered with where it is, whose it is and when, and nothing of its keys', () => {
    const host = 'staging.example.gov.sg';
    const keys = [{ name: 'a', expiry: { kind: 'never' as const, text: '' } }];
    expect(withReading([], { ...reading, host, keys }, 20))
      .toEqual([{ host, kind: 'write', account: 'me', address: ADDRESS, readAt: 20, wholeAt: 20 }]);
    const part = { ...withoutAccount, complete: false };
    expect(withReading([], part, 20)).toEqual([{ kind: 'write', address: ADDRESS, readAt: 20 }]);
  });

  it('of a part keeps when the list was last whole, and the order that its dates have proved', () => {
    const known: KnownList = { ...list, wholeAt: 10, dateOrder: 'month-first' };
    expect(withReading([known], { ...reading, complete: false }, 20)).toEqual([{ ...known, readAt: 20 }]);
    expect(withReading([known], reading, 20)).toEqual([{ ...known, readAt: 20, wholeAt: 20 }]);
    expect(withReading([known], { ...reading, dateOrder: 'day-first' }, 20))
      .toEqual([{ ...known, readAt: 20, wholeAt: 20, dateOrder: 'day-first' }]);
  });

  it('puts its list first, leaves the others as they are, and those that were read longest ago go', () => {
    const other = { ...list, account: 'you' };
    expect(withReading([other, list], { ...reading, complete: false }, 20)).toEqual([{ ...list, readAt: 20 }, other]);
    let lists: KnownList[] = [];
    for (let count = 0; count <= LISTS_KEPT; count++) {
      lists = withReading(lists, { ...reading, address: `/${count}` }, count);
    }
    expect(lists).toHaveLength(LISTS_KEPT);
    expect([lists[0]!.address, lists.at(-1)!.address]).toEqual([`/${LISTS_KEPT}`, '/1']);
  });
});

describe('the lists of a file', () => {
  it('come in where they are new, the latest first, and never more than are kept', () => {
    const other = { ...list, account: 'you', readAt: 30 };
    expect(withLists([list], [other])).toEqual([other, list]);
    const nth = (index: number): KnownList => ({ ...list, address: `/${index}`, readAt: 100 + index });
    const many = Array.from({ length: LISTS_KEPT + 5 }, (_one, index) => nth(index));
    expect(withLists([list], many)).toHaveLength(LISTS_KEPT);
    expect(withLists([list], many)).not.toContainEqual(list);
  });

  it('take nothing from one that is known', () => {
    const known: KnownList = { ...list, readAt: 30, wholeAt: 5, dateOrder: 'day-first' };
    const other: KnownList = { ...list, readAt: 20, wholeAt: 8, dateOrder: 'month-first' };
    expect(withLists([known], [other])).toEqual([{ ...known, wholeAt: 8 }]);
    expect(withLists([list], [list])).toEqual([list]);
    expect(withLists([list], [])).toEqual([list]);
  });
});
