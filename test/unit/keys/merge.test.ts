import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import {
  keyRecordSchema,
  knownListSchema,
  type KeyRecord,
  type ListedKey,
  type Place,
  type TabReport,
} from '../../../utils/keys/key';
import { addByHand, hideKey, removeHidden, unhideKey } from '../../../utils/keys/edit-by-hand';
import { changeListed, mergeReport, type Known } from '../../../utils/keys/merge';
import { DAY, HOUR } from '../../../utils/keys/time';
import { randomCases } from '../random-cases';

const T0 = Date.parse('2026-11-22T04:00Z');
const until = (iso: string): Expiry => ({
  kind: 'dated',
  earliest: Date.parse(iso),
  latest: Date.parse(iso),
  text: iso,
});
const never: Expiry = { kind: 'never', text: 'Never' };
const key = (name: string, expiry: Expiry = until('2027-01-01T00:00Z'), createdAt?: number): ListedKey => ({
  name,
  expiry,
  ...(createdAt !== undefined && { createdAt }),
});

type Read = Partial<Omit<TabReport, 'keys'>> & Place;
const ADMIN = '/admin/api-keys';

/** What is remembered after readings, each taken in at the instant at which its page got the list. */
class StoredKeys {
  known: Known = { keys: [], lists: [] };
  #made = 0;

  read(keys: ListedKey[], when = T0, more: Read = {}): this {
    const reading = { kind: 'write' as const, complete: true, at: when, address: ADMIN, keys, ...more };
    this.known = mergeReport(this.known, reading, Math.max(when, this.#latest), () => `id-${++this.#made}`);
    return this;
  }

  /** The clock of the worker, which a late message does not turn back. */
  #latest = T0;
  atLeast(now: number): this {
    this.#latest = now;
    return this;
  }

  change(change: (keys: readonly KeyRecord[]) => KeyRecord[]): this {
    this.known = { ...this.known, keys: change(this.known.keys) };
    return this;
  }

  get keys(): readonly KeyRecord[] {
    return this.known.keys;
  }

  named(name: string): KeyRecord | undefined {
    return this.keys.find((record) => record.name === name);
  }

  /** The names of the keys that are gone, and of those that are missing. */
  get gone(): string[] {
    return this.keys.filter(({ goneSince }) => goneSince !== undefined).map(({ name }) => name);
  }

  get missing(): string[] {
    return this.keys.filter((record) => record.missing && record.goneSince === undefined).map(({ name }) => name);
  }
}

it('new keys are remembered, and only once if they are read again', () => {
  const memory = new StoredKeys().read([key('a'), key('b', never)]);
  expect(memory.keys.map(({ name }) => name)).toEqual(['a', 'b']);
  memory.read([key('b', never), key('a')], T0 + 1);
  expect(memory.keys.map(({ name, firstSeenAt, lastSeenAt }) => ({ name, firstSeenAt, lastSeenAt }))).toEqual([
    { name: 'a', firstSeenAt: T0, lastSeenAt: T0 + 1 },
    { name: 'b', firstSeenAt: T0, lastSeenAt: T0 + 1 },
  ]);
});

it('the same name with a later date is a renewal if the earlier date is gone', () => {
  const memory = new StoredKeys().read([key('a')]);
  const { id } = memory.keys[0]!;
  memory.read([key('a', until('2028-01-01T00:00Z'))], T0 + 1);
  expect(memory.keys).toMatchObject([{ id, expiry: { text: '2028-01-01T00:00Z' }, renewedAt: T0 + 1 }]);
});

it('a renewal is noted and ends the snooze of the old date, and a sharper date is no renewal', () => {
  const snooze = (keys: readonly KeyRecord[]): KeyRecord[] =>
    keys.map((record) => ({ ...record, snoozedUntil: T0 + DAY }));
  const renewed = new StoredKeys()
    .read([key('a')])
    .change(snooze)
    .read([key('a', until('2028-01-01T00:00Z'))], T0 + 1);
  expect(renewed.keys[0]).toMatchObject({ renewedAt: T0 + 1 });
  expect(renewed.keys[0]).not.toHaveProperty('snoozedUntil');
  const day: Expiry = { kind: 'dated', earliest: T0, latest: T0 + DAY, text: '' };
  const sharper = new StoredKeys()
    .read([key('a', day)])
    .change(snooze)
    .read([key('a', { ...day, earliest: T0 + DAY })], T0 + 1);
  expect(sharper.keys[0]).toMatchObject({ snoozedUntil: T0 + DAY });
  expect(sharper.keys[0]).not.toHaveProperty('renewedAt');
});

it('an earlier date ends the snooze of the later one, and a sharper date does not', () => {
  const created = Date.parse('2026-01-01T09:12+08:00');
  const snoozedUntil = T0 + 20 * DAY;
  const snoozedAt = (expiry: Expiry): StoredKeys =>
    new StoredKeys().read([key('a', expiry, created)]).change(([record]) => [{ ...record!, snoozedUntil }]);
  const printed = key('a', until('2026-12-02T00:00Z'), created);
  for (const before of [until('2027-06-01T00:00Z'), never])
    expect(snoozedAt(before).read([printed], T0 + 1).keys[0]).not.toHaveProperty('snoozedUntil');
  const sharper = snoozedAt(until('2026-12-02T16:00Z')).read([printed], T0 + 1);
  expect(sharper.keys[0]).toMatchObject({ snoozedUntil });
});

it('a renewal ends the date by which the old key was to be replaced, unless a creation date tells that it is the same', () => {
  const later = until('2028-01-01T00:00Z');
  const renewedWith = (replaceBy: KeyRecord['replaceBy'], createdAt?: number): KeyRecord =>
    new StoredKeys()
      .read([key('a', until('2027-01-01T00:00Z'), createdAt)])
      .change((keys) => keys.map((record) => ({ ...record, ...(replaceBy && { replaceBy }) })))
      .read([key('a', later, createdAt)], T0 + 1).keys[0]!;
  const date = { kind: 'date', at: T0 + 30 * DAY } as const;
  expect(renewedWith(date)).toMatchObject({ expiry: later, renewedAt: T0 + 1 });
  expect(renewedWith(date)).not.toHaveProperty('replaceBy');
  expect(renewedWith(date, T0 - 90 * DAY)).toMatchObject({ expiry: later, replaceBy: date });
  for (const replaceBy of [{ kind: 'cadence', days: 90 }, { kind: 'none' }] as const)
    expect(renewedWith(replaceBy)).toMatchObject({ expiry: later, replaceBy });
});

it('two rows of one name are two keys', () => {
  const memory = new StoredKeys().read([key('a')]).read([key('a'), key('a', until('2028-01-01T00:00Z'))], T0 + 1);
  const ids = memory.keys.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  memory.read([key('a', until('2028-01-01T00:00Z')), key('a')], T0 + 2);
  expect(memory.keys.map(({ id, expiry }) => [id, expiry.text])).toEqual([
    [ids[0], '2027-01-01T00:00Z'],
    [ids[1], '2028-01-01T00:00Z'],
  ]);
});

it('keys of one name are distinguished by their creation dates', () => {
  const memory = new StoredKeys().read([key('a', never, T0 - DAY), key('a', never, T0 - 2 * DAY)]);
  const ids = memory.keys.map(({ id }) => id);
  memory.read([key('a', until('2027-06-01T00:00Z'), T0 - 2 * DAY), key('a', never, T0 - DAY)], T0 + 1);
  expect(memory.keys.map(({ id, expiry }) => [id, expiry.kind])).toEqual([
    [ids[0], 'never'],
    [ids[1], 'dated'],
  ]);
});

it('a creation date is noted when a later reading prints it, and stays if the next one does not', () => {
  const memory = new StoredKeys().read([key('a')]).read([key('a', undefined, T0 - DAY)], T0 + 1);
  expect(memory.keys).toMatchObject([{ name: 'a', createdAt: T0 - DAY }]);
  expect(memory.read([key('a')], T0 + 2).keys).toMatchObject([{ name: 'a', createdAt: T0 - DAY }]);
});

it('when a key was last used is known as of the latest list, whatever that prints', () => {
  const used = (lastUsed?: ListedKey['lastUsed']): ListedKey => ({ ...key('a'), ...(lastUsed && { lastUsed }) });
  const memory = new StoredKeys().read([used({ kind: 'never' })]);
  expect(memory.keys).toMatchObject([{ lastUsed: { kind: 'never' } }]);
  const later = { kind: 'at', earliest: T0, latest: T0 + HOUR } as const;
  expect(memory.read([used(later)], T0 + 2 * HOUR).keys[0]!.lastUsed).toEqual(later);
  // An older list that comes late does not take it back.
  memory.atLeast(T0 + 2 * HOUR);
  expect(memory.read([used({ kind: 'never' })], T0 + HOUR).keys[0]!.lastUsed).toEqual(later);
  expect(memory.read([used()], T0 + 3 * HOUR).keys[0]).not.toHaveProperty('lastUsed');
});

it('two creation dates are of two keys, though the older key is not listed any more', () => {
  const memory = new StoredKeys()
    .read([key('a', until('2027-01-01T00:00Z'), T0 - DAY), key('b')])
    .read([key('a', until('2028-01-01T00:00Z'), T0), key('b')], T0 + 1);
  expect(memory.keys.map(({ name, expiry }) => [name, expiry.text])).toEqual([
    ['a', '2027-01-01T00:00Z'],
    ['b', '2027-01-01T00:00Z'],
    ['a', '2028-01-01T00:00Z'],
  ]);
  expect(memory.missing).toEqual(['a']);
});

it('a known date stays if the page only says that the key has expired, or cannot be read', () => {
  for (const expiry of [
    { kind: 'expired', text: 'Expired' },
    { kind: 'unknown', text: '???' },
  ] as Expiry[]) {
    const memory = new StoredKeys().read([key('a', until('2026-11-01T00:00Z'))]).read([key('a', expiry)], T0 + 1);
    expect(memory.keys).toMatchObject([{ name: 'a', expiry: { text: '2026-11-01T00:00Z' } }]);
  }
});

it('an expiry of "in 3 months" does not drift with each reading', () => {
  const rough = (from: number): Expiry => ({
    kind: 'dated',
    earliest: from + 90 * DAY,
    latest: from + 120 * DAY,
    text: 'in 3 months',
    approximate: true,
  });
  const memory = new StoredKeys().read([key('a', rough(T0))]).read([key('a', rough(T0 + 5 * DAY))], T0 + 5 * DAY);
  expect(memory.keys).toMatchObject([{ name: 'a', expiry: { earliest: T0 + 90 * DAY } }]);
});

it('a count of days takes the place of a count of months, and of no date that is sharper', () => {
  const about = (from: number, days: number, length: number, text: string): Expiry => ({
    kind: 'dated',
    earliest: from + days * DAY,
    latest: from + (days + length) * DAY,
    text,
    approximate: true,
  });
  const memory = new StoredKeys()
    .read([key('a', about(T0, 75, 47, 'in 3 months')), key('b', until('2027-02-20T00:00Z'))])
    .read(
      [key('a', about(T0 + 90 * DAY, 12, 1, 'in 12 days')), key('b', about(T0 + 90 * DAY, 0, 1, 'today'))],
      T0 + 90 * DAY,
    )
    .read([key('a', about(T0 + 91 * DAY, 10.5, 1, 'in 11 days'))], T0 + 91 * DAY, { complete: false });
  expect(memory.keys).toMatchObject([
    { name: 'a', expiry: { earliest: T0 + 102 * DAY, text: 'in 12 days' } },
    { name: 'b', expiry: { text: '2027-02-20T00:00Z' } },
  ]);
  expect(memory.keys[0]).not.toHaveProperty('renewedAt');
});

it('a partial reading never makes a dated key one without expiry', () => {
  const memory = new StoredKeys()
    .read([key('a'), key('b')])
    .read([key('a', never), key('b')], T0 + 1, { complete: false });
  expect(memory.keys.map(({ name, expiry }) => [name, expiry.kind])).toEqual([
    ['a', 'dated'],
    ['b', 'dated'],
    ['a', 'never'],
  ]);
});

describe('a key that its list lacks', () => {
  const ab = [key('a'), key('b')];

  it('a key that its list lacks is missing, and listed again when it is back', () => {
    const memory = new StoredKeys().read(ab).read([key('a')], T0 + 1);
    expect(memory.named('b')).toMatchObject({ missing: { since: T0 + 1, latest: T0 + 1, readings: 1 } });
    expect(memory.gone).toEqual([]);
    memory.read(ab, T0 + 2);
    expect(memory.named('b')).not.toHaveProperty('missing');
  });

  it.each([
    ['three readings on two days', [HOUR, 2 * HOUR, DAY], true],
    ['three readings on one day', [HOUR, 2 * HOUR, 3 * HOUR], false],
    ['two readings on two days', [HOUR, DAY], false],
    ['a reading that is sent three times', [HOUR, HOUR, DAY], false],
    ['three readings on three days', [DAY, 2 * DAY, 3 * DAY], true],
  ])('a missing key is gone after %s, at %j ms: %s', (_, hours, isGone) => {
    const memory = new StoredKeys().read(ab);
    for (const after of hours) memory.read([key('a')], T0 + after);
    expect(memory.gone).toEqual(isGone ? ['b'] : []);
    if (isGone) expect(memory.named('b')).toMatchObject({ goneBecause: 'readings' });
    // Whatever was counted, one look at it is enough to have it back.
    memory.read(ab, T0 + 9 * DAY);
    expect(memory.gone).toEqual([]);
    expect(memory.missing).toEqual([]);
  });

  it('the evidence against a missing key begins again if it is seen in between', () => {
    const memory = new StoredKeys()
      .read(ab)
      .read([key('a')], T0 + 1)
      .read([key('a')], T0 + DAY)
      .read(ab, T0 + DAY + 1)
      .read([key('a')], T0 + 2 * DAY)
      .read([key('a')], T0 + 3 * DAY);
    expect(memory.gone).toEqual([]);
    memory.read([key('a')], T0 + 4 * DAY);
    expect(memory.gone).toEqual(['b']);
  });

  it('a missing key is gone a week after its expiry, though not at the first reading', () => {
    const memory = new StoredKeys().read([key('a'), key('b', until('2026-11-01T00:00Z'))]).read([key('a')], T0 + 1);
    expect(memory.gone).toEqual([]);
    memory.read([key('a')], T0 + 2);
    expect(memory.named('b')).toMatchObject({ goneSince: T0 + 2, goneBecause: 'expired' });
  });

  it('a key that the user is seen to delete is gone at once, even if the list is partial', () => {
    const memory = new StoredKeys()
      .read(ab, T0, {})
      .atLeast(T0 + HOUR)
      .read([key('a')], T0, { deleted: [key('b')], complete: false });
    expect(memory.named('b')).toMatchObject({ goneSince: T0 + HOUR, goneBecause: 'deletion' });
    expect(memory.named('a')).not.toHaveProperty('goneSince');
  });

  it.each<[string, ListedKey[], Read]>([
    ['a page that shows only a part', [key('a')], { complete: false }],
    ['an empty page', [], {}],
    ['a list without any of its keys', [key('x')], {}],
    ['the other kind', [key('a')], { kind: 'read' }],
    ['a page that does not tell its kind', [key('a')], { kind: 'unknown' }],
    ['another account', [key('a')], { account: 'you' }],
    ['a page that does not tell its account', [key('a')], { account: undefined } as never],
    ['another address', [key('a')], { address: '/account/api-keys' }],
    ['another host', [key('a')], { host: 'staging.example.gov.sg' }],
    ['a page whose header may still come', [key('a')], { accountMayCome: true }],
  ])('a key is not missing on the word of %s', (_, keys, more) => {
    const memory = new StoredKeys().read(ab, T0, { account: 'me' });
    for (const day of [1, 2, 3, 4]) memory.read(keys, T0 + day * DAY, { account: 'me', ...more });
    expect(memory.missing).toEqual([]);
    expect(memory.gone).toEqual([]);
  });

  it.each<[string, Read]>([
    ['kind', { kind: 'unknown' }],
    ['account', { account: undefined } as never],
  ])(
    'a key is not missing on the word of a page that once had it and does not tell its %s, however often',
    (_, more) => {
      const memory = new StoredKeys().read(ab, T0, { account: 'me' }).read(ab, T0 + 1, { account: 'me', ...more });
      for (const day of [1, 2, 3, 4]) memory.read([key('a')], T0 + day * DAY, { account: 'me', ...more });
      expect(memory.missing).toEqual([]);
      expect(memory.gone).toEqual([]);
    },
  );

  it('a key is not missing on the word of another account at its address, though no page tells accounts', () => {
    const memory = new StoredKeys().read(ab);
    for (const day of [1, 2, 3, 4]) memory.read([key('x'), key('y')], T0 + day * DAY);
    for (const day of [5, 6, 7, 8]) memory.read(ab, T0 + day * DAY);
    expect(memory.missing).toEqual([]);
    expect(memory.keys.map(({ name }) => name)).toEqual(['a', 'b', 'x', 'y']);
    expect(memory.known.lists).toHaveLength(2);
  });

  it('a key is not missing on the word of a list that has one key of the same name and date', () => {
    const namesake = key('upload', until('2027-02-02T00:00Z'));
    const memory = new StoredKeys().read([namesake, ...ab]).read([key('x'), key('y')], T0 + 1);
    for (const day of [1, 2, 3, 4]) memory.read([namesake, key('x'), key('y')], T0 + day * DAY);
    expect(memory.missing).toEqual([]);
    expect(memory.gone).toEqual([]);
    expect(memory.known.lists).toHaveLength(2);
  });

  it('a key is missing from a list whose pages were read one by one, once they were seen as one', () => {
    const memory = new StoredKeys()
      .read([key('a')], T0, { complete: false })
      .read([key('b')], T0 + 1, { complete: false })
      .read(ab, T0 + 2)
      .read([key('a')], T0 + DAY);
    expect(memory.missing).toEqual(['b']);
    expect(memory.known.lists).toHaveLength(1);
  });

  it('a gone key is back on a list that came after what called it gone, however late that was taken in', () => {
    const memory = new StoredKeys()
      .read(ab)
      .read([key('a')], T0 + HOUR)
      .read([key('a')], T0 + 2 * HOUR)
      .atLeast(T0 + DAY + 2 * HOUR)
      .read([key('a')], T0 + DAY);
    expect(memory.gone).toEqual(['b']);
    memory.read(ab, T0 + DAY + HOUR);
    expect(memory.gone).toEqual([]);
  });

  it('a key is not renewed by a namesake of another list', () => {
    const lists: Read[] = [{ address: '/account/api-keys', kind: 'unknown' }, { account: 'you' }, {}];
    for (const other of lists) {
      const memory = new StoredKeys()
        .read([key('production'), key('b')], T0)
        .read([key('production', until('2028-01-01T00:00Z')), key('x')], T0 + 1, other);
      expect(memory.keys[0]).toMatchObject({ name: 'production', expiry: { text: '2027-01-01T00:00Z' } });
      expect(memory.keys.map(({ name }) => name)).toEqual(['production', 'b', 'production', 'x']);
    }
  });
});

it('a key is listed again if the page takes its deletion back, however late the deletion is taken in', () => {
  const memory = new StoredKeys()
    .read([key('a'), key('b')])
    .atLeast(T0 + HOUR)
    .read([key('a')], T0, { complete: false, deleted: [key('b')], deletedAt: T0 + 5 });
  expect(memory.gone).toEqual(['b']);
  expect(memory.read([key('a'), key('b')], T0 + 4).gone).toEqual(['b']);
  expect(memory.read([key('a'), key('b')], T0 + 6).gone).toEqual([]);
});

it('a deletion that is seen is of the account that the page names, and of none if it may be of two', () => {
  const both = (): StoredKeys =>
    new StoredKeys()
      .read([key('a'), key('x')], T0, { account: 'me' })
      .read([key('a'), key('y')], T0, { account: 'you' })
      .atLeast(T0 + HOUR);
  const goneOf = (more: Read): unknown[] => {
    const { keys } = both().read([key('y')], T0, { complete: false, deleted: [key('a')], ...more });
    return keys.filter(({ goneSince }) => goneSince !== undefined).map(({ account }) => account);
  };
  expect(goneOf({ account: 'you' })).toEqual(['you']);
  expect(goneOf({ accountMayCome: true })).toEqual([]);
  expect(goneOf({})).toEqual([]);
});

it('a deletion that is seen is of the one key that fits if the page does not name its account', () => {
  const memory = new StoredKeys()
    .read([key('a'), key('x')], T0, { account: 'me' })
    .atLeast(T0 + HOUR)
    .read([key('x')], T0, { accountMayCome: true, deleted: [key('a')] });
  expect(memory.gone).toEqual(['a']);
});

it('a deletion counts once, though it is sent twice, and leaves a key that looks the same', () => {
  const memory = new StoredKeys().read([key('a'), key('a'), key('b')]).atLeast(T0 + HOUR);
  for (let time = 0; time < 2; time++) memory.read([key('a'), key('b')], T0, { deleted: [key('a')] });
  expect(memory.gone).toEqual(['a']);
});

describe('keys of one name, of which one has expired', () => {
  const expired: Expiry = { kind: 'expired', text: 'Expired' };
  const old = until('2026-11-25T00:00Z');
  const working = until('2027-11-20T00:00Z');
  const later = T0 + 5 * DAY;
  /** The newer one comes first on the page. */
  const both = (): StoredKeys => new StoredKeys().read([key('a', working), key('a', old), key('x')]).atLeast(later);
  const shown = ({ keys }: StoredKeys): unknown[] => keys.map(({ expiry, goneBecause }) => [expiry.text, goneBecause]);
  const oldGone = [
    [working.text, undefined],
    [old.text, 'deletion'],
    ['2027-01-01T00:00Z', undefined],
  ];

  it.each<[string, ListedKey[]]>([
    ['still listed', [key('a', working), key('x')]],
    ['on another page', [key('x')]],
  ])('the deletion of the expired key is not one of its namesake that is %s', (_, left) => {
    expect(shown(both().read(left, later, { complete: false, deleted: [key('a', expired)] }))).toEqual(oldGone);
  });

  it('a part of the list that says "Expired" of one key leaves the date of its namesake on another page', () => {
    const memory = both().read([key('a', expired), key('x')], later, { complete: false });
    expect(shown(memory).slice(0, 2)).toEqual([
      [working.text, undefined],
      [old.text, undefined],
    ]);
    const first = new StoredKeys().read([key('a', working), key('x')], T0, { complete: false });
    first.read([key('a', expired), key('x')], later, { complete: false });
    expect(first.keys[0]!.expiry).toEqual(working);
  });

  it('a deletion is of neither key if nothing but their name says which it was', () => {
    const unread: Expiry = { kind: 'unknown', text: '???' };
    const memory = both().read([key('a', unread), key('x')], later, { deleted: [key('a', unread)] });
    expect(memory.gone).toEqual([]);
  });
});

describe('a renamed key', () => {
  const created = Date.parse('2026-01-01T09:12+08:00');
  const wished = (keys: readonly KeyRecord[]): KeyRecord[] =>
    keys.map((record) =>
      record.name === 'test key' ? { ...record, note: 'gazette pipeline', muted: true as const } : record,
    );

  it('a renamed key is the same key, with all that belongs to it', () => {
    const memory = new StoredKeys()
      .read([key('test key', until('2027-01-01T00:00Z'), created), key('b')])
      .change(wished);
    const { id } = memory.keys[0]!;
    memory.read([key('gazette-uploader', until('2027-01-01T00:00Z'), created), key('b')], T0 + 1);
    expect(memory.keys).toHaveLength(2);
    expect(memory.keys[0]).toMatchObject({ id, name: 'gazette-uploader', note: 'gazette pipeline', muted: true });
    expect(memory.keys[0]).not.toHaveProperty('renewedAt');
  });

  it.each<[string, ListedKey[], Read]>([
    [
      'the old name is still listed',
      [key('new', until('2027-01-01T00:00Z'), created), key('test key', until('2027-01-01T00:00Z'), created), key('b')],
      {},
    ],
    ['it has another creation', [key('new', until('2027-01-01T00:00Z'), created + 60_000), key('b')], {}],
    ['it has another expiry', [key('new', until('2027-02-01T00:00Z'), created), key('b')], {}],
    ['it has no creation', [key('new', until('2027-01-01T00:00Z')), key('b')], {}],
    [
      'two new names fit',
      [key('new', until('2027-01-01T00:00Z'), created), key('newer', until('2027-01-01T00:00Z'), created), key('b')],
      {},
    ],
    [
      'the page shows a part of the list',
      [key('new', until('2027-01-01T00:00Z'), created), key('b')],
      { complete: false },
    ],
    ['the list is another one', [key('new', until('2027-01-01T00:00Z'), created), key('x')], {}],
  ])('a new name is of a new key, without the wishes of the old one, if %s', (_, keys, more) => {
    const memory = new StoredKeys()
      .read([key('test key', until('2027-01-01T00:00Z'), created), key('b')])
      .change(wished)
      .read(keys, T0 + 1, more);
    expect(memory.named('new')).toMatchObject({ name: 'new' });
    expect(memory.named('new')).not.toHaveProperty('muted');
    expect(memory.named('test key')).toMatchObject({ muted: true });
  });

  it('a new name is of a new key on the day of creation, and of the same key later, if no time is printed', () => {
    const day = Date.parse('2026-11-22T00:00+08:00');
    const onSameDay = new StoredKeys()
      .read([key('test key', until('2027-01-01T00:00Z'), day), key('b')])
      .change(wished)
      .read([key('new', until('2027-01-01T00:00Z'), day), key('b')], T0 + 1);
    expect(onSameDay.keys.map(({ name }) => name)).toEqual(['test key', 'b', 'new']);
    const later = new StoredKeys()
      .read([key('test key', until('2027-01-01T00:00Z'), day), key('b')], T0 + DAY)
      .change(wished)
      .read([key('new', until('2027-01-01T00:00Z'), day), key('b')], T0 + DAY + 1);
    expect(later.keys.map(({ name }) => name)).toEqual(['new', 'b']);
  });
});

describe('a date without its year', () => {
  const onDay = (day: string, text: string, more = {}): Expiry =>
    ({
      kind: 'dated',
      earliest: Date.parse(`${day}T00:00+08:00`),
      latest: Date.parse(`${day}T00:00+08:00`) + DAY,
      text,
      ...more,
    }) as Expiry;
  const known = onDay('2026-11-05', '5 Nov 2026');
  const nextYear = onDay('2027-11-05', '5 Nov', { approximate: true });

  it('is the one that was known', () => {
    const read = onDay('2026-11-05', '5 Nov', { approximate: true });
    for (const printed of [read, nextYear]) {
      const memory = new StoredKeys().read([key('a', known), key('b')]).read([key('a', printed), key('b')], T0 + 1);
      expect(memory.keys).toHaveLength(2);
      expect(memory.keys[0]!.expiry).toEqual(known);
      expect(memory.keys[0]).not.toHaveProperty('renewedAt');
    }
  });

  it('is a renewal where the year is printed, or the day is another', () => {
    for (const printed of [onDay('2027-11-05', '5 Nov 2027'), onDay('2027-11-06', '6 Nov', { approximate: true })]) {
      const memory = new StoredKeys().read([key('a', known)]).read([key('a', printed)], T0 + 1);
      expect(memory.keys).toMatchObject([{ expiry: printed, renewedAt: T0 + 1 }]);
    }
  });

  it('is no other key on a list that is not whole', () => {
    const memory = new StoredKeys()
      .read([key('a', known), key('b')])
      .read([key('a', nextYear)], T0 + 1, { complete: false });
    expect(memory.keys.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('a date in numbers', () => {
  const dayFirst: Expiry = { ...until('2032-05-01T00:00+08:00'), text: '1/5/2032', ambiguous: true } as Expiry;
  const monthFirst: Expiry = { ...until('2032-01-05T00:00+08:00'), text: '1/5/2032' } as Expiry;

  it('a date in numbers that turns out to be the other way round is no renewal', () => {
    for (const [first, second] of [
      [dayFirst, monthFirst],
      [monthFirst, { ...dayFirst, ambiguous: undefined } as never],
    ] as const) {
      const memory = new StoredKeys().read([key('a', first), key('b')]).read([key('a', second), key('b')], T0 + 1);
      expect(memory.keys).toHaveLength(2);
      expect(memory.keys[0]).not.toHaveProperty('renewedAt');
      expect(memory.keys[0]!.expiry).toMatchObject({ earliest: (second as { earliest: number }).earliest });
    }
  });

  it('a date that can be read two ways does not undo one that is certain', () => {
    const memory = new StoredKeys().read([key('a', monthFirst), key('b')]).read([key('a', dayFirst), key('b')], T0 + 1);
    expect(memory.keys[0]!.expiry).toEqual(monthFirst);
    expect(memory.keys).toHaveLength(2);
  });

  it('a date that a page prints in the other order than before stays as it was, unless the page proves its order', () => {
    const numbers = (iso: string, text: string): Expiry => ({ ...until(iso), text }) as Expiry;
    const before = key('a', numbers('2032-05-06T00:00+08:00', '05/06/2032'));
    const swapped = key('a', numbers('2032-06-05T00:00+08:00', '06/05/2032'));
    const shownAfter = (printed: ListedKey, more: Read): unknown =>
      new StoredKeys().read([before], T0, { dateOrder: 'month-first' }).read([printed], T0 + 1, more).keys[0]!.expiry;
    expect(shownAfter(swapped, {})).toEqual(before.expiry);
    expect(shownAfter(swapped, { dateOrder: 'month-first' })).toEqual(swapped.expiry);
    // The same text is read in another way because the order was proved in the meantime.
    const readAnew = key('a', numbers('2032-06-05T00:00+08:00', '05/06/2032'));
    expect(shownAfter(readAnew, {})).toEqual(readAnew.expiry);
  });

  it('the order of dates is kept with the list once a page proves it', () => {
    const memory = new StoredKeys()
      .read([key('a', monthFirst)], T0, { dateOrder: 'month-first' })
      .read([key('a', monthFirst)], T0 + 1);
    expect(memory.known.lists).toMatchObject([{ dateOrder: 'month-first', readAt: T0 + 1 }]);
  });

  it('a date in words that differs by day and month is a renewal like any other', () => {
    const memory = new StoredKeys()
      .read([key('a', until('2027-01-03T00:00+08:00'))])
      .read([key('a', until('2027-03-01T00:00+08:00'))], T0 + 1);
    expect(memory.keys).toMatchObject([{ renewedAt: T0 + 1 }]);
  });
});

it('an old tab that speaks late renews nothing back, and makes nothing missing', () => {
  const renewed = [key('a', until('2028-01-01T00:00Z')), key('new')];
  const memory = new StoredKeys()
    .read([key('a')])
    .read(renewed, T0 + HOUR)
    .atLeast(T0 + 2 * HOUR);
  const before = memory.keys;
  for (let time = 0; time < 3; time++) memory.read([key('a')], T0);
  expect(memory.keys).toEqual(before);
  expect(memory.known.lists).toMatchObject([{ readAt: T0 + HOUR }]);
});

it('a late reading takes in a key that is not known', () => {
  const memory = new StoredKeys()
    .read([key('a')])
    .read([key('a')], T0 + HOUR)
    .atLeast(T0 + 2 * HOUR)
    .read([key('a'), key('b')], T0);
  expect(memory.named('b')).toMatchObject({ name: 'b', firstSeenAt: T0 });
  // It is on that list, and so it is gone once that lacks it again and again.
  for (const day of [1, 2, 3]) memory.read([key('a')], T0 + day * DAY);
  expect(memory.gone).toEqual(['b']);
});

it('a deleted key does not come back because an old tab still shows it', () => {
  const memory = new StoredKeys()
    .read([key('a'), key('b')])
    .atLeast(T0 + HOUR)
    .read([key('a')], T0, { deleted: [key('b')] })
    .read([key('a'), key('b')], T0);
  expect(memory.gone).toEqual(['b']);
  memory.read([key('a'), key('b')], T0 + 2 * HOUR);
  expect(memory.gone).toEqual([]);
});

it('a reading is never in the future, and one noted while the clock was ahead makes no other late', () => {
  const memory = new StoredKeys().read([key('a'), key('b')], T0 + 400 * DAY);
  memory.read([key('a', until('2028-01-01T00:00Z')), key('b')], T0);
  expect(memory.named('a')).toMatchObject({ expiry: { text: '2028-01-01T00:00Z' }, lastSeenAt: T0 });
  expect(
    mergeReport(
      { keys: [], lists: [] },
      { kind: 'write', complete: true, at: T0 + DAY, keys: [key('a')] },
      T0,
      () => '1',
    ).keys,
  ).toMatchObject([{ firstSeenAt: T0, lastSeenAt: T0 }]);
});

it('a tab left open does not undo what was noted while the clock was ahead, and one just loaded does', () => {
  const renewed = [key('a', until('2028-01-01T00:00Z'), T0 - HOUR)];
  const ahead = (): StoredKeys =>
    new StoredKeys()
      .read([key('a', undefined, T0 - HOUR)])
      .read(renewed, T0 + 2 * DAY)
      .atLeast(T0 + DAY);
  expect(
    mergeReport(
      ahead().known,
      { kind: 'write', complete: true, address: ADMIN, at: T0, keys: [key('a', undefined, T0 - HOUR)] },
      T0 + DAY,
      () => 'x',
    ).keys,
  ).toMatchObject([{ expiry: { text: '2028-01-01T00:00Z' } }]);
  expect(
    mergeReport(
      ahead().known,
      {
        kind: 'write',
        complete: true,
        address: ADMIN,
        at: T0 + DAY,
        keys: [key('a', until('2029-01-01T00:00Z'), T0 - HOUR)],
      },
      T0 + DAY,
      () => 'x',
    ).keys,
  ).toMatchObject([{ expiry: { text: '2029-01-01T00:00Z' } }]);
});

it('a page whose header comes later than its list gives new keys at once, and the rest with its account', () => {
  const memory = new StoredKeys().read([key('a')], T0, { account: 'me' });
  const { id } = memory.keys[0]!;
  const renewed = [key('a', until('2028-01-01T00:00Z')), key('c')];
  memory.read(renewed, T0 + 1, { accountMayCome: true });
  expect(memory.keys.map(({ name, expiry }) => [name, expiry.text])).toEqual([
    ['a', '2027-01-01T00:00Z'],
    ['c', '2027-01-01T00:00Z'],
  ]);
  memory.read(renewed, T0 + 1, { account: 'me' });
  expect(memory.keys).toMatchObject([
    { id, account: 'me', expiry: { text: '2028-01-01T00:00Z' } },
    { name: 'c', account: 'me' },
  ]);
});

it('a header that may still come is waited for only if keys with an account are known', () => {
  const memory = new StoredKeys().read([key('a'), key('b')]).read([key('a')], T0 + 1, { accountMayCome: true });
  expect(memory.missing).toEqual(['b']);
});

it('the keys of another account or kind stay as they are', () => {
  const memory = new StoredKeys().read([key('a')], T0, { account: 'me' }).read([key('a')], T0 + 1, { account: 'you' });
  expect(memory.keys).toHaveLength(2);
  memory.read([key('x')], T0 + 2, { kind: 'read', account: 'me' });
  expect([...memory.gone, ...memory.missing]).toEqual([]);
});

it('keys of data.gov.sg and of a staging host leave each other as they are, though they have the same names', () => {
  const host = 'staging.example.gov.sg';
  const memory = new StoredKeys().read([key('a'), key('b')]);
  const production = memory.keys;
  memory.read([key('a')], T0 + 1, { host });
  expect(memory.keys.slice(0, 2)).toEqual(production);
  expect(memory.keys.slice(2)).toMatchObject([{ name: 'a', host, firstSeenAt: T0 + 1 }]);
  // Later dates are no renewals of the others', and a list that is whole there tells nothing of the keys here.
  memory.read([key('a'), key('b', until('2028-01-01T00:00Z'))], T0 + 2, { host });
  expect(memory.keys.slice(0, 2)).toEqual(production);
  expect(memory.missing).toEqual([]);
});

it('a key of another host does not take over one that was entered by hand', () => {
  const memory = new StoredKeys()
    .change((keys) => addByHand(keys, { name: 'a', kind: 'write', expiry: never }, T0, 'by-hand'))
    .read([key('a', never)], T0, { host: 'staging.example.gov.sg' });
  expect(memory.keys).toMatchObject([{ id: 'by-hand', addedByHand: true }, { name: 'a' }]);
});

it('a key entered by hand keeps its date beside a namesake that a page lists with a later one', () => {
  const entered = { name: 'a', kind: 'write' as const, expiry: until('2026-12-20T00:00Z') };
  const memory = new StoredKeys()
    .read([key('b')])
    .change((keys) => addByHand(keys, entered, T0, 'by-hand'))
    .read([key('a'), key('b')], T0 + 1);
  expect(memory.keys.map(({ name, expiry }) => [name, expiry.text])).toEqual([
    ['b', '2027-01-01T00:00Z'],
    ['a', '2026-12-20T00:00Z'],
    ['a', '2027-01-01T00:00Z'],
  ]);
});

describe('a muted key that is gone', () => {
  const mutedAndGone = (): StoredKeys =>
    new StoredKeys()
      .read([key('a'), key('b')])
      .change(([first, ...rest]) => [{ ...first!, muted: true, mutedSince: T0 }, ...rest])
      .read([key('b')], T0, { deleted: [key('a')] });

  it('a new key does not inherit the mute of a gone one whose name it has', () => {
    const [record] = mutedAndGone().read([key('a', until('2028-01-01T00:00Z')), key('b')], T0 + DAY).keys;
    expect(record).toMatchObject({ renewedAt: T0 + DAY });
    expect(record).not.toHaveProperty('muted');
    expect(record).not.toHaveProperty('mutedSince');
  });

  it('a new key continues the listed key of its name rather than a gone one', () => {
    const memory = mutedAndGone();
    memory.change((keys) => [...keys, { ...keys[1]!, id: 'second', name: 'a', expiry: until('2027-06-01T00:00Z') }]);
    memory.read([key('a', until('2028-01-01T00:00Z')), key('b')], T0 + DAY);
    expect(memory.keys.map(({ id, renewedAt }) => [id, renewedAt])).toContainEqual(['second', T0 + DAY]);
    expect(memory.gone).toEqual(['a']);
  });
});

it('a muted key stays muted when it is extended', () => {
  const [record] = new StoredKeys()
    .read([key('a')])
    .change(([first]) => [{ ...first!, muted: true }])
    .read([key('a', until('2028-01-01T00:00Z'))], T0 + DAY).keys;
  expect(record).toMatchObject({ muted: true, renewedAt: T0 + DAY });
});

describe('a hidden key', () => {
  const forgotten = (): StoredKeys =>
    new StoredKeys().read([key('a'), key('b')]).change((keys) => hideKey(keys, keys[0]!.id, T0 + 1));

  it('a hidden key stays hidden when it is read again, when it is missing, and when it is back', () => {
    const memory = forgotten();
    for (const [step, keys] of [[key('a'), key('b')], [key('b')], [key('a'), key('b')]].entries()) {
      memory.read(keys, T0 + 2 + step);
      expect(memory.keys.map(({ name, forgottenAt }) => [name, forgottenAt])).toEqual([
        ['a', T0 + 1],
        ['b', undefined],
      ]);
    }
  });

  it('a hidden key comes back as it was, with all that became known of it since', () => {
    const memory = forgotten();
    const before = new StoredKeys().read([key('a'), key('b')]).keys;
    expect(unhideKey(memory.keys, memory.keys[0]!.id)).toEqual(before);
    memory.read([key('b')], T0 + 3);
    expect(unhideKey(memory.keys, memory.keys[0]!.id)[0]).toMatchObject({ missing: { since: T0 + 3 } });
  });

  it('a hidden key is there again when it is renewed: a new key must not be silent from its first day', () => {
    const memory = forgotten().read([key('a', until('2028-01-01T00:00Z')), key('b')], T0 + 2);
    expect(memory.keys[0]).toMatchObject({ name: 'a', renewedAt: T0 + 2 });
    expect(memory.keys[0]).not.toHaveProperty('forgottenAt');
  });

  it('a key that was hidden because it was gone is there again if its list has it again', () => {
    const hiddenOnceGone = (expiry: Expiry): StoredKeys =>
      new StoredKeys()
        .read([key('a', expiry), key('b')])
        .read([key('b')], T0, { deleted: [key('a', expiry)] })
        .change((keys) => hideKey(keys, keys[0]!.id, T0 + 1));
    const working = until('2027-01-01T00:00Z');
    expect(hiddenOnceGone(working).read([key('a', working), key('b')], T0 + 2).keys[0]).not.toHaveProperty(
      'forgottenAt',
    );
    // One that has expired stays out of sight.
    const over = until('2026-11-01T00:00Z');
    expect(hiddenOnceGone(over).read([key('a', over), key('b')], T0 + 2).keys[0]).toHaveProperty('forgottenAt');
  });

  it('only a hidden key is deleted for good, and the next reading brings it back if the tab still lists it', () => {
    const memory = forgotten();
    expect(removeHidden(memory.keys.slice(1), memory.keys[1]!.id)).toEqual(memory.keys.slice(1));
    memory.change((keys) => removeHidden(keys, keys[0]!.id));
    expect(memory.keys.map(({ name }) => name)).toEqual(['b']);
    memory.read([key('a'), key('b')], T0 + 2);
    expect(memory.keys.map(({ name, forgottenAt }) => [name, forgottenAt])).toEqual([
      ['b', undefined],
      ['a', undefined],
    ]);
  });
});

it('a replaced key is in use again when it is renewed', () => {
  const rotated = (isReplaced: boolean): StoredKeys =>
    new StoredKeys().read([key('a')]).change(([record]) => [
      {
        ...record!,
        ...(isReplaced && { replacedBy: 'x', replacedSince: T0 }),
        uses: [{ text: 'job', isMoved: true as const }],
        rotation: { startedAt: T0, successor: 'x', isVerified: true as const },
      },
    ]);
  const [renewed] = rotated(true).read([key('a', until('2028-01-01T00:00Z'))], T0 + 1).keys;
  expect(renewed).toMatchObject({ uses: [{ text: 'job' }], renewedAt: T0 + 1 });
  for (const field of ['replacedBy', 'replacedSince', 'rotation', 'uses.0.isMoved'])
    expect(renewed).not.toHaveProperty(field);
  // A rotation that is still under way goes on: its uploads have the key as it was before.
  const [underWay] = rotated(false).read([key('a', until('2028-01-01T00:00Z'))], T0 + 1).keys;
  expect(underWay).toHaveProperty('rotation');
});

it('a copy on a staging host is noted for the key there, and not for its namesake', () => {
  const host = 'staging.example.gov.sg';
  const memory = new StoredKeys().read([key('a')]).read([key('a')], T0, { host });
  const changed = changeListed(memory.keys, { kind: 'write', key: key('a'), host }, (record) => ({
    ...record,
    copies: [T0],
  }));
  expect(changed.map(({ copies }) => copies)).toEqual([undefined, [T0]]);
});

/* Any sequence of readings. Names collide on purpose, and some are hostile to look-ups in objects. */
const expiries: fc.Arbitrary<Expiry> = fc.oneof(
  fc.integer({ min: -40, max: 400 }).map((days): Expiry => ({
    kind: 'dated',
    earliest: T0 + days * DAY,
    latest: T0 + days * DAY,
    text: `day ${days}`,
  })),
  fc.integer({ min: -40, max: 400 }).map((days): Expiry => ({
    kind: 'dated',
    earliest: T0 + days * DAY,
    latest: T0 + (days + 1) * DAY,
    text: `some time on day ${days}`,
  })),
  fc.integer({ min: -40, max: 400 }).map((days): Expiry => ({
    kind: 'dated',
    earliest: T0 + days * DAY,
    latest: T0 + days * DAY,
    text: '1/5/2027',
    ambiguous: true,
  })),
  fc.constantFrom<Expiry>(never, { kind: 'unknown', text: '???' }, { kind: 'expired', text: 'Expired' }),
);
const names = fc.constantFrom(
  'a',
  'b',
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  '🔑',
  'x'.repeat(300),
);
const listedKeys = fc
  .record({
    name: names,
    expiry: expiries,
    createdAt: fc.option(
      fc.integer({ min: -9, max: 0 }).map((days) => T0 + days * DAY + HOUR),
      { nil: undefined },
    ),
  })
  .map(({ createdAt, ...rest }): ListedKey => ({ ...rest, ...(createdAt !== undefined && { createdAt }) }));
const readings = fc
  .record({
    kind: fc.constantFrom('write' as const, 'read' as const, 'unknown' as const),
    complete: fc.boolean(),
    keys: fc.array(listedKeys, { maxLength: 6 }),
    account: fc.constantFrom(undefined, 'me', 'you'),
    address: fc.constantFrom(ADMIN, '/account/api-keys'),
    age: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })),
  })
  .map(({ account, age, ...rest }): { age: number; read: Omit<TabReport & Place, 'at'> } => ({
    age,
    read: { ...rest, ...(account && { account }) },
  }));

/** Takes in readings, each an hour after the one before and some hours old; the ids count up. */
function takeIn(
  sequence: readonly { age: number; read: Omit<TabReport & Place, 'at'> }[],
  onStep?: (before: Known, after: Known, now: number) => void,
): Known {
  let made = 0;
  return sequence.reduce<Known>(
    (known, { age, read }, step) => {
      const now = T0 + step * HOUR;
      const after = mergeReport(known, { ...read, at: now - age * HOUR }, now, () => `id-${++made}`);
      onStep?.(known, after, now);
      return after;
    },
    { keys: [], lists: [] },
  );
}

it('any readings of several hosts give for each host what only its own readings would give', () => {
  const hosts = fc.constantFrom(undefined, 'staging.example.gov.sg', 'staging.data.gov.sg');
  fc.assert(
    fc.property(fc.array(fc.tuple(readings, hosts), { maxLength: 10 }), (sequence) => {
      const all = sequence.map(([{ age, read }, host]) => ({
        age,
        host,
        read: { ...read, ...(host !== undefined && { host }) },
      }));
      // Only the ids differ, since they are counted.
      const ofHost = ({ keys }: Known, host: string | undefined): object[] =>
        keys.filter((record) => record.host === host).map(({ id: _id, list: _list, ...record }) => record);
      const nothing = { kind: 'write' as const, complete: true, keys: [] };
      for (const host of [undefined, 'staging.example.gov.sg', 'staging.data.gov.sg']) {
        const alone = all.map((step) => (step.host === host ? step : { age: 0, read: nothing }));
        expect(ofHost(takeIn(all), host)).toEqual(ofHost(takeIn(alone), host));
      }
    }),
    { numRuns: randomCases(1000) },
  );
});

it('any readings lose no key, make none gone in less than three readings on two days, and keep each record valid', () => {
  fc.assert(
    fc.property(fc.array(readings, { maxLength: 8 }), (sequence) => {
      takeIn(sequence, (before, after, now) => {
        const records = new Map(after.keys.map((record) => [record.id, record]));
        expect(records.size).toBe(after.keys.length);
        for (const { id } of before.keys) expect(records.has(id)).toBe(true);
        for (const record of after.keys) {
          expect(keyRecordSchema.safeParse(record).success).toBe(true);
          expect(record.lastSeenAt).toBeLessThanOrEqual(now);
          // Eight hours are too short for the evidence of readings.
          if (record.goneSince !== undefined) expect(record.goneBecause).toBe('expired');
        }
        for (const list of after.lists) expect(knownListSchema.safeParse(list).success).toBe(true);
      });
    }),
    { numRuns: randomCases(2000) },
  );
});

it('any readings have the same result when each of them is sent twice', () => {
  fc.assert(
    fc.property(fc.array(readings, { maxLength: 6 }), (sequence) => {
      takeIn(sequence, (_, after, now) => {
        const last = after.lists[0];
        const read = sequence[Math.round((now - T0) / HOUR)]!;
        const again = mergeReport(after, { ...read.read, at: now - read.age * HOUR }, now, () => 'again');
        expect(again.keys.map(({ id }) => id)).toEqual(after.keys.map(({ id }) => id));
        if (last) expect(again.lists[0]?.readAt).toBe(last.readAt);
      });
    }),
    { numRuns: randomCases(1000) },
  );
});

it('all keys of the latest reading are listed, whatever readings came before', () => {
  fc.assert(
    fc.property(
      fc.array(readings, { maxLength: 6 }),
      fc.array(listedKeys, { minLength: 1, maxLength: 6 }),
      (sequence, keys) => {
        const known = takeIn(sequence);
        let made = 100;
        const now = T0 + 99 * HOUR;
        const after = mergeReport(
          known,
          { kind: 'write', complete: true, at: now, address: ADMIN, keys },
          now,
          () => `id-${++made}`,
        );
        const listed = after.keys
          .filter((record) => record.goneSince === undefined && record.lastSeenAt === now)
          .map(({ name }) => name);
        expect(listed.sort()).toEqual(keys.map(({ name }) => name).sort());
      },
    ),
    { numRuns: randomCases(1000) },
  );
});

it('no partial reading makes a key work longer, unless it prints the same creation date', () => {
  fc.assert(
    fc.property(fc.array(readings, { maxLength: 8 }), (sequence) => {
      takeIn(sequence, (before, after, now) => {
        const { read } = sequence[Math.round((now - T0) / HOUR)]!;
        for (const record of before.keys) {
          const next = after.keys.find(({ id }) => id === record.id)!;
          const isLater =
            record.expiry.kind === 'dated' &&
            (next.expiry.kind === 'never' ||
              (next.expiry.kind === 'dated' &&
                next.expiry.earliest > record.expiry.earliest + DAY &&
                !next.expiry.ambiguous &&
                !record.expiry.ambiguous));
          const isSameCreation = record.createdAt !== undefined && next.createdAt === record.createdAt;
          expect(isLater && !isSameCreation && !read.complete).toBe(false);
        }
      });
    }),
    { numRuns: randomCases(1000) },
  );
});

/* Pages that get the list at different moments, and tell of it at any time and in any order. */
describe('any order of messages', () => {
  interface Site {
    keys: { name: string; expiresAt: number; from: number; to: number; renewedAt: number; renewedTo: number }[];
  }
  const sites: fc.Arbitrary<Site> = fc
    .array(
      fc.record({
        expiresAt: fc.integer({ min: 20, max: 90 }),
        from: fc.nat(20),
        length: fc.integer({ min: 1, max: 60 }),
        renewal: fc.option(fc.nat(40), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((keys) => ({
      keys: keys.map(({ expiresAt, from, length, renewal }, index) => ({
        name: `k${index}`,
        expiresAt: T0 + expiresAt * DAY,
        from,
        to: from + length,
        renewedAt: renewal ?? Infinity,
        renewedTo: T0 + (expiresAt + 200) * DAY,
      })),
    }));
  const messages = fc.array(fc.record({ got: fc.nat(40), delay: fc.oneof(fc.constant(0), fc.nat(30)) }), {
    minLength: 1,
    maxLength: 12,
  });

  it('no key that is there falls silent, in whatever order new tabs, old tabs and cached pages report', () => {
    fc.assert(
      fc.property(sites, messages, (site, sent) => {
        const arriving = sent
          .map(({ got, delay }) => ({ got, arrives: got + delay }))
          .sort((one, other) => one.arrives - other.arrives);
        let known: Known = { keys: [], lists: [] };
        let made = 0;
        const told = new Set<string>();
        for (const { got, arrives } of arriving) {
          const shown = site.keys.filter(({ from, to }) => from <= got && got < to);
          const keys = shown.map(({ name, expiresAt, renewedAt, renewedTo }) => {
            const end = got >= renewedAt ? renewedTo : expiresAt;
            return key(name, { kind: 'dated', earliest: end, latest: end, text: `${end}` }, T0 - HOUR);
          });
          for (const { name } of keys) told.add(name);
          known = mergeReport(
            known,
            { kind: 'write', complete: true, address: ADMIN, at: T0 + got * HOUR, keys },
            T0 + arrives * HOUR,
            () => `id-${++made}`,
          );
          for (const { name, from, to, expiresAt, renewedAt, renewedTo } of site.keys) {
            if (!told.has(name) || arrives < from || arrives >= to) continue;
            const truth = arrives >= renewedAt ? renewedTo : expiresAt;
            const records = known.keys.filter((record) => record.name === name && record.goneSince === undefined);
            expect(records.length).toBe(1);
            expect((records[0]!.expiry as { earliest: number }).earliest).toBeLessThanOrEqual(truth);
          }
        }
        // Whatever the order was, what is known of the dates is what the latest list of each key said.
        const latest = new Map<string, { got: number; end: number }>();
        for (const { got } of sent) {
          for (const { name, from, to, expiresAt, renewedAt, renewedTo } of site.keys) {
            if (from <= got && got < to && got >= (latest.get(name)?.got ?? 0))
              latest.set(name, { got, end: got >= renewedAt ? renewedTo : expiresAt });
          }
        }
        for (const record of known.keys.filter(({ goneSince }) => goneSince === undefined)) {
          expect((record.expiry as { earliest: number }).earliest).toBeLessThanOrEqual(latest.get(record.name)!.end);
        }
      }),
      { numRuns: randomCases(2000) },
    );
  });
});
