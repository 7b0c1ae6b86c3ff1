import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAlerts } from '../../../utils/alerts/plan';
import type { Expiry } from '../../../utils/keys/expiry';
import { keyRecordSchema, type KeyRecord, type KeyUse, type Rotation } from '../../../utils/keys/key';
import * as rotating from '../../../utils/keys/rotation';
import { DAY } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { randomCases } from '../random-cases';

const T0 = Date.parse('2026-11-22T04:00Z');

/** A key that expires so many days after T0. */
function key(id: string, days: number | Expiry, more: Partial<KeyRecord> = {}): KeyRecord {
  const expiry =
    typeof days === 'number'
      ? { kind: 'dated' as const, earliest: T0 + days * DAY, latest: T0 + days * DAY, text: '' }
      : days;
  return { id, name: id, kind: 'write', expiry, firstSeenAt: T0 - DAY, lastSeenAt: T0, ...more };
}

const { choosing, declining, possibleSuccessors, proposedSuccessor, replacementsOf, rotationSteps, successorOf } =
  rotating;
const setRotation = (
  records: readonly KeyRecord[],
  id: string,
  rotation: Rotation | undefined,
  now = T0,
): KeyRecord[] => rotating.setRotation(records, id, rotation, now);
const setUses = (records: readonly KeyRecord[], id: string, uses: readonly KeyUse[], now = T0): KeyRecord[] =>
  rotating.setUses(records, id, uses, now);
const find = (records: readonly KeyRecord[], id: string): KeyRecord => records.find((record) => record.id === id)!;
const attention = (records: readonly KeyRecord[], now = T0): string[] =>
  planAlerts(records, DEFAULT_SETTINGS, {}, now).attention.map(({ id }) => id);
const begun: Rotation = { startedAt: T0 };

describe('a rotation', () => {
  const uses = [{ text: 'gazette pipeline' }, { text: 'nightly job' }];
  const moved = uses.map(({ text }) => ({ text, isMoved: true as const }));
  const start = [key('old', 2, { uses, note: 'ask Mei’s team', thresholdDays: [60, 7] }), key('new', 300)];

  it('a rotation silences the old key only once a new one is there, has all uses and is seen to work', () => {
    const created = setRotation(start, 'old', { ...begun, successor: 'new' });
    const half = setUses(created, 'old', [moved[0]!, uses[1]!]);
    const whole = setUses(half, 'old', moved);
    const verified = setRotation(whole, 'old', { ...begun, successor: 'new', isVerified: true });
    for (const records of [start, setRotation(start, 'old', begun), created, half, whole])
      expect(attention(records)).toEqual(['old']);
    expect(attention(verified)).toEqual([]);
    expect(find(verified, 'old').replacedBy).toBe('new');
    // The order of the last two does not matter, nor whether the key was seen to work before a use came to light.
    expect(
      attention(setUses(setRotation(half, 'old', { ...begun, successor: 'new', isVerified: true }), 'old', moved)),
    ).toEqual([]);
    expect(attention(setUses(verified, 'old', [...moved, { text: 'one more' }]))).toEqual(['old']);
  });

  it('a rotation goes by the user’s word if no use is listed', () => {
    const bare = [key('old', 2), key('new', 300)];
    expect(attention(setRotation(bare, 'old', { ...begun, successor: 'new', isVerified: true }))).toEqual(['old']);
    expect(
      attention(setRotation(bare, 'old', { ...begun, successor: 'new', isMoved: true, isVerified: true })),
    ).toEqual([]);
    expect(attention(setRotation(bare, 'old', { ...begun, isMoved: true, isVerified: true }))).toEqual(['old']);
  });

  it('the steps of a rotation come from the keys themselves if they show them', () => {
    const steps = (records: readonly KeyRecord[]): boolean[] =>
      Object.values(rotationSteps(find(records, 'old'), records));
    const created = setRotation(start, 'old', { ...begun, successor: 'new' });
    const verified = setRotation(setUses(created, 'old', moved), 'old', {
      ...begun,
      successor: 'new',
      isVerified: true,
    });
    expect(steps(setRotation(start, 'old', begun))).toEqual([false, false, false, false]);
    expect(steps(created)).toEqual([true, false, false, false]);
    expect(steps(verified)).toEqual([true, true, true, false]);
    expect(steps(verified.map((record) => (record.id === 'old' ? { ...record, goneSince: T0 } : record)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    // What is finished stays so when the new key is rotated out and deleted in its turn.
    expect(steps(verified.filter(({ id }) => id === 'old').map((record) => ({ ...record, goneSince: T0 })))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    // A new key that is no longer there is not created.
    expect(steps(created.filter(({ id }) => id === 'old'))).toEqual([false, false, false, false]);
    for (const lost of [{ goneSince: T0 }, { forgottenAt: T0 }])
      expect(steps(created.map((record) => (record.id === 'new' ? { ...record, ...lost } : record)))[0]).toBe(false);
  });

  it('the new key of a rotation gets the uses and the note of the old one, once, and loses nothing', () => {
    const done = { ...begun, successor: 'new', isVerified: true } as const;
    const verified = setRotation(setUses(start, 'old', moved), 'old', done);
    expect(find(verified, 'new')).toEqual({ ...start[1], uses, note: 'ask Mei’s team' });
    const own = { uses: [{ text: 'elsewhere' }], note: 'mine' };
    expect(
      find(setRotation(setUses([start[0]!, key('new', 300, own)], 'old', moved), 'old', done), 'new'),
    ).toMatchObject(own);
    // What the user has taken from the new key since then stays away.
    expect(find(setUses(setUses(verified, 'new', []), 'old', moved), 'new')).not.toHaveProperty('uses');
  });

  it('the new key of a rotation gets the contacts and the link of the old one, unless it has its own', () => {
    const noted = { contacts: [{ name: 'Mei Ling' }], link: 'https://intranet.example.gov.sg/runbook' };
    const own = { contacts: [{ name: 'Data team' }], link: 'https://intranet.example.gov.sg/other' };
    const done = { ...begun, successor: 'new', isMoved: true, isVerified: true } as const;
    const old = key('old', 2, noted);
    expect(find(setRotation([old, key('new', 300)], 'old', done), 'new')).toMatchObject(noted);
    expect(find(setRotation([old, key('new', 300, own)], 'old', done), 'new')).toMatchObject(own);
  });

  it('the new key of a rotation is replaced as often as the old one, unless it has a day of its own, and not on its date', () => {
    const done = { ...begun, successor: 'new', isVerified: true, isMoved: true } as const;
    const newOf = (replaceBy: KeyRecord['replaceBy'], own: Partial<KeyRecord> = {}): KeyRecord =>
      find(setRotation([key('old', 2, replaceBy && { replaceBy }), key('new', 300, own)], 'old', done), 'new');
    const cadence = { kind: 'cadence', days: 90 } as const;
    expect(newOf(cadence).replaceBy).toEqual(cadence);
    expect(newOf(cadence, { replaceBy: { kind: 'none' } }).replaceBy).toEqual({ kind: 'none' });
    expect(newOf({ kind: 'date', at: T0 }).replaceBy).toBeUndefined();
    expect(newOf({ kind: 'none' }).replaceBy).toBeUndefined();
  });

  it('a rotation that is stopped keeps the uses, forgets what has moved, and lets the old key speak', () => {
    const verified = setRotation(setUses(start, 'old', moved), 'old', { ...begun, successor: 'new', isVerified: true });
    const stopped = setRotation(verified, 'old', undefined);
    expect(find(stopped, 'old')).toEqual(start[0]);
    expect(attention(stopped)).toEqual(['old']);
  });

  it('a rotation to another key than before begins again at the uploads', () => {
    const records = [...start, key('newer', 400)];
    const verified = setRotation(setUses(records, 'old', moved), 'old', {
      ...begun,
      successor: 'new',
      isVerified: true,
    });
    const other = setRotation(verified, 'old', choosing(find(verified, 'old').rotation!, 'newer'));
    expect(find(other, 'old')).toMatchObject({ uses, rotation: { ...begun, successor: 'newer' } });
    for (const field of ['replacedBy', 'rotation.isVerified', 'uses.0.isMoved'])
      expect(find(other, 'old')).not.toHaveProperty(field);
    const none = setRotation(verified, 'old', choosing(find(verified, 'old').rotation!, undefined));
    expect(find(none, 'old').rotation).toEqual(begun);
  });

  it('a rotation of an unknown key changes nothing, and a replacement without a rotation stays', () => {
    expect(setRotation(start, 'nobody', begun)).toEqual(start);
    expect(find(setUses([key('old', 2, { replacedBy: 'new' }), key('new', 300)], 'old', uses), 'old').replacedBy).toBe(
      'new',
    );
  });
});

describe('a key that has another in its place', () => {
  const done: Rotation = { ...begun, successor: 'new', isMoved: true, isVerified: true };
  const records = [key('old', 2), key('new', 300), key('newer', 400)];

  it('a replaced key notes since when it is, and nothing that is noted later changes that', () => {
    const replaced = setRotation(records, 'old', done, T0 + 1);
    expect(find(replaced, 'old')).toMatchObject({ replacedBy: 'new', replacedSince: T0 + 1 });
    expect(find(setRotation(replaced, 'old', done, T0 + 2), 'old').replacedSince).toBe(T0 + 1);
    expect(find(setUses(replaced, 'old', [{ text: 'job', isMoved: true }], T0 + 2), 'old').replacedSince).toBe(T0 + 1);
    expect(find(setRotation(replaced, 'old', undefined, T0 + 2), 'old')).toEqual(records[0]);
    const other = setRotation(replaced, 'old', choosing(done, 'newer'), T0 + 2);
    expect(find(other, 'old')).not.toHaveProperty('replacedSince');
    expect(find(setRotation(other, 'old', { ...done, successor: 'newer' }, T0 + 3), 'old')).toMatchObject({
      replacedBy: 'newer',
      replacedSince: T0 + 3,
    });
  });

  it('a key that was replaced at an unknown instant stays without one', () => {
    const before = [key('old', 2, { replacedBy: 'new', rotation: done }), records[1]!];
    expect(find(setUses(before, 'old', [], T0 + 1), 'old')).toEqual(before[0]);
  });

  it('a replaced key speaks while the one in its place is missing', () => {
    const replaced = setRotation(records, 'old', done);
    const missing = { since: T0, latest: T0, readings: 1 };
    expect(attention(replaced)).toEqual([]);
    expect(attention(replaced.map((record) => (record.id === 'new' ? { ...record, missing } : record)))).toEqual([
      'old',
    ]);
  });
});

describe('the key that takes the place', () => {
  const never: Expiry = { kind: 'never', text: '' };
  const old = key('old', 100, { rotation: begun, account: 'me' });

  it.each<[string, Partial<KeyRecord>, boolean]>([
    ['is listed', {}, true],
    ['is on a page that does not tell its account or kind', { kind: 'unknown' }, true],

    // The old one may have leaked.
    ['expires sooner', { expiry: key('', 30).expiry }, true],
    ['has no expiry', { expiry: never }, true],
    ['has a date that cannot be read', { expiry: { kind: 'unknown', text: '?' } }, true],
    ['has expired', { expiry: key('', -1).expiry }, false],
    ['is gone', { goneSince: T0 }, false],
    ['is hidden', { forgottenAt: T0 }, false],
    ['has been replaced', { replacedBy: 'x' }, false],
    ['is of the other kind', { kind: 'read' }, false],
    ['is of another account', { account: 'you' }, false],
  ])('a key that %s can take the place of another: $2', (_, more, isPossible) => {
    expect(possibleSuccessors(old, [old, key('one', 300, more)], T0).map(({ id }) => id)).toEqual(
      isPossible ? ['one'] : [],
    );
  });

  it('the proposed successor is the newest key since then that was not declined and is nobody else’s', () => {
    const first = key('first', 300, { firstSeenAt: T0 + 1 });
    const second = key('second', 300, { firstSeenAt: T0 + 2, createdAt: T0 + DAY });
    const before = key('before', 300);
    const proposed = (records: KeyRecord[], rotation: Rotation | undefined = begun): string | undefined =>
      proposedSuccessor({ ...old, ...(rotation && { rotation }) }, records, T0 + 2)?.id;
    expect(proposed([old, before])).toBeUndefined();
    expect(proposed([old, before, first])).toBe('first');
    expect(proposed([old, before, first, second])).toBe('second');
    expect(proposed([old, before, first, second], declining(begun, 'second'))).toBe('first');
    expect(proposed([old, before, first, second], declining(declining(begun, 'second'), 'first'))).toBeUndefined();
    expect(proposed([old, first, key('other', 9, { rotation: { ...begun, successor: 'first' } })])).toBeUndefined();
    expect(proposed([old, first, second], choosing(begun, 'first'))).toBeUndefined();
    // The one that was chosen is gone: the rotation needs another.
    expect(proposed([old, { ...first, goneSince: T0 + 2 }, second], choosing(begun, 'first'))).toBe('second');
    // A tab that is read for the first time shows old keys too.
    expect(proposed([old, { ...first, createdAt: T0 - 40 * DAY }])).toBeUndefined();
    const { rotation: _, ...unrotated } = old;
    expect(proposedSuccessor(unrotated, [unrotated, first], T0 + 2)).toBeUndefined();
  });

  it('the successor of a key is the last of its chain, and no circle is followed', () => {
    const chain = [
      key('a', 1, { rotation: { ...begun, successor: 'b' } }),
      key('b', 90, { goneSince: T0, replacedBy: 'c' }),
      key('c', 300),
    ];
    expect(successorOf(chain[0]!, chain)?.id).toBe('c');
    const circle = [key('a', 1, { rotation: { ...begun, successor: 'b' } }), key('b', 90, { replacedBy: 'a' })];
    expect(successorOf(circle[0]!, circle)).toBeUndefined();
  });

  it('a rotation remembers only so many declined successors', () => {
    const rotation = Array.from({ length: 150 }, (_, index) => `key-${index}`).reduce(declining, begun);
    expect(rotation.declined).toHaveLength(100);
    expect(rotation.declined?.at(-1)).toBe('key-149');
  });
});

describe('a key that was replaced', () => {
  const old = key('old', 2, { replacedBy: 'new' });

  it.each<[string, KeyRecord[], boolean]>([
    ['works', [key('new', 300)], true],
    ['works, and is about to expire before it', [key('new', 1, { muted: true })], true],
    ['has a date that cannot be read', [key('new', { kind: 'unknown', text: '?' })], true],
    ['is not known any more', [], false],
    ['is no longer listed', [key('new', 300, { goneSince: T0 })], false],
    ['was hidden', [key('new', 300, { forgottenAt: T0 })], false],
    ['has expired before it', [key('new', -1, { muted: true })], false],
    [
      'was replaced itself and deleted',
      [key('new', 90, { goneSince: T0, replacedBy: 'newer' }), key('newer', 300)],
      true,
    ],
    [
      'was replaced itself, by one that is gone, and deleted',
      [key('new', 90, { goneSince: T0, replacedBy: 'newer' }), key('newer', 300, { goneSince: T0 })],
      false,
    ],
    ['was replaced by it', [key('new', 90, { replacedBy: 'old', muted: true })], false],
  ])('a replaced key is silent while the one in its place %s: $2', (_, others, isSilent) => {
    expect(attention([old, ...others]).includes('old')).toBe(!isSilent);
    expect(planAlerts([old, ...others], DEFAULT_SETTINGS, {}, T0).due.some(({ id }) => id === 'old')).toBe(!isSilent);
    expect(replacementsOf([old, ...others], T0).has('old')).toBe(isSilent);
  });

  it('a replaced key stays silent if the one in its place outlives it, and speaks once that one expires first', () => {
    expect(attention([old, key('new', 90)], T0 + 91 * DAY)).toEqual(['new']);
    const leaked = [key('old', 20, { replacedBy: 'new' }), key('new', 10)];
    expect(attention(leaked, T0 + 10 * DAY - 1)).toEqual(['new']);
    expect(attention(leaked, T0 + 10 * DAY)).toEqual(['new', 'old']);
  });

  it('a replaced key that speaks again does not repeat a reminder', () => {
    const alone = [key('old', 2)];
    const { ledger } = planAlerts(alone, DEFAULT_SETTINGS, {}, T0);
    const silent = planAlerts([old, key('new', 300)], DEFAULT_SETTINGS, ledger, T0);
    expect(planAlerts([old], DEFAULT_SETTINGS, silent.ledger, T0).due).toEqual([]);
    expect(planAlerts([old], DEFAULT_SETTINGS, silent.ledger, T0 + DAY).due).toHaveLength(1);
  });
});

/* Any keys that replace each other in any way, and any wishes. */
const ids = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const option = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(values, { nil: undefined });
const tangles: fc.Arbitrary<KeyRecord[]> = fc
  .uniqueArray(
    fc.record({
      id: ids,
      days: fc.integer({ min: -3, max: 40 }),
      replacedBy: option(ids),
      goneSince: option(fc.constant(T0)),
      forgottenAt: option(fc.constant(T0)),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  )
  .map((keys) =>
    keys.map(({ id, days, ...more }) =>
      key(id, days, Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))),
    ),
  );

it('a key is silent only if another is in use that works or has outlived it, whatever replaces what', () => {
  fc.assert(
    fc.property(tangles, (records) => {
      const replacements = replacementsOf(records, T0);
      for (const [id, standIn] of replacements) {
        const silenced = find(records, id);
        expect(records).toContain(standIn);
        expect([standIn.goneSince, standIn.forgottenAt]).toEqual([undefined, undefined]);
        expect(standIn.id).not.toBe(id);
        const [left, leftOfIt] = [standIn, silenced].map(({ expiry }) => (expiry.kind === 'dated' ? expiry.latest : 0));
        expect(left! > T0 || left! > leftOfIt!).toBe(true);
      }
      // Somebody speaks for every group: not all that are in use are silent.
      const listed = records.filter(
        ({ goneSince, forgottenAt }) => goneSince === undefined && forgottenAt === undefined,
      );
      if (listed.length > 0) expect(listed.some(({ id }) => !replacements.has(id))).toBe(true);
    }),
    { numRuns: randomCases(5000) },
  );
});

it('a rotation keeps each record valid and each other key as it is, in whatever steps it goes', () => {
  const wishes = fc.record({
    id: ids,
    successor: option(ids),
    isMoved: fc.boolean(),
    isVerified: fc.boolean(),
    uses: option(fc.array(fc.record({ text: fc.constantFrom('x', 'y') }), { maxLength: 2 })),
    isStopped: fc.boolean(),
  });
  fc.assert(
    fc.property(tangles, fc.array(wishes, { maxLength: 6 }), (start, sequence) => {
      let records = start;
      for (const { id, successor, isMoved, isVerified, uses, isStopped } of sequence) {
        const before = records;
        const rotation = {
          ...begun,
          ...(successor !== undefined && { successor }),
          ...(isMoved && { isMoved }),
          ...(isVerified && { isVerified }),
        } as Rotation;
        records = uses ? setUses(records, id, uses) : setRotation(records, id, isStopped ? undefined : rotation);
        expect(records.map((record) => record.id)).toEqual(before.map((record) => record.id));
        const replacedBy = records.find((record) => record.id === id)?.replacedBy;
        for (const [index, record] of records.entries()) {
          expect(keyRecordSchema.safeParse(record).success).toBe(true);
          if (record.id !== id && record.id !== replacedBy) expect(record).toBe(before[index]);
        }
        const changed = records.find((record) => record.id === id);
        if (changed?.rotation && changed.replacedBy !== undefined)
          expect(changed.rotation).toMatchObject({ successor: changed.replacedBy, isVerified: true });
      }
    }),
    { numRuns: randomCases(2000) },
  );
});
