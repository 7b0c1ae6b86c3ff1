import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { GoneReason, KeyRecord, Missing } from '../../../utils/keys/key';
import {
  asListed,
  GONE_AFTER_EXPIRY,
  markAsDeleted,
  settleMissing,
  takeBackDeletion,
  withOneMore,
} from '../../../utils/keys/missing';
import { DAY, HOUR, singaporeDay } from '../../../utils/keys/time';

/** An instant of a Singapore clock in November 2026, such as "22 12:00". */
const instantOf = (text: string): number => Date.parse(`2026-11-${text.replace(' ', 'T')}+08:00`);
const T0 = instantOf('22 12:00');
const never: Expiry = { kind: 'never', text: 'Never' };
const dated = (latest: number, earliest = latest): Expiry => ({ kind: 'dated', earliest, latest, text: '' });

function key(id: string, more: Partial<KeyRecord> = {}): KeyRecord {
  const seen = { firstSeenAt: T0 - 90 * DAY, lastSeenAt: T0 - DAY };
  return { id, name: id, kind: 'write', list: 'list-1', expiry: never, ...seen, ...more };
}

const after = (instants: readonly string[]): Missing =>
  instants.map(instantOf).reduce((before: Missing | undefined, next) => withOneMore(before, next), undefined)!;
const reasonOf = (record: KeyRecord, now: number, others: readonly KeyRecord[] = []): GoneReason | undefined => {
  const [settled] = settleMissing([record, ...others], now);
  expect(settled!.goneSince === undefined).toBe(settled!.goneBecause === undefined);
  return settled!.goneBecause;
};

it.each<[string, boolean, string[]]>([
  ['only one', false, ['22 12:00']],
  ['two on two days', false, ['22 12:00', '23 12:00']],
  ['three on one day', false, ['22 00:00', '22 12:00', '22 23:59']],
  ['ten on one day', false, Array.from({ length: 10 }, (_, hour) => `22 ${10 + hour}:00`)],
  ['three, the last after midnight in Singapore', true, ['22 23:00', '22 23:30', '23 00:00']],
  ['three, the first before midnight', true, ['22 23:59', '23 00:00', '23 00:01']],
  ['three on three days', true, ['22 12:00', '23 12:00', '24 12:00']],
  ['three on two days, weeks apart', true, ['01 12:00', '01 13:00', '22 12:00']],
  ['the same two twice', false, ['22 12:00', '22 12:00', '23 12:00', '23 12:00']],
])('whole readings without a key are evidence enough if they are %s: %s', (_, isEnough, instants) => {
  const missing = after(instants);
  expect(reasonOf(key('a', { missing }), missing.latest)).toBe(isEnough ? 'readings' : undefined);
});

it('the evidence against a key is the number of readings, and the instants of the first and the latest', () => {
  expect(after(['22 12:00'])).toEqual({ since: instantOf('22 12:00'), latest: instantOf('22 12:00'), readings: 1 });
  const twice = { since: instantOf('22 12:00'), latest: instantOf('23 09:00'), readings: 2 };
  expect(after(['22 12:00', '22 12:00', '23 09:00'])).toEqual(twice);
});

it('evidence that was noted while the clock was ahead begins again', () => {
  const ahead: Missing = { since: T0 + 90 * DAY, latest: T0 + 99 * DAY, readings: 2 };
  expect(withOneMore(ahead, T0)).toEqual({ since: T0, latest: T0, readings: 1 });
});

it('evidence is enough with three readings on two days and not before, in whatever steps they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 * HOUR }), { minLength: 1, maxLength: 8 }), (steps) => {
      let missing: Missing | undefined;
      let now = T0;
      const instants = new Set<number>();
      for (const step of steps) {
        now += step;
        instants.add(now);
        missing = withOneMore(missing, now);
        const days = new Set([...instants].map(singaporeDay)).size;
        expect(reasonOf(key('a', { missing }), now)).toBe(instants.size >= 3 && days >= 2 ? 'readings' : undefined);
      }
    }),
  );
});

it('a key that becomes gone notes since when, and keeps the evidence and all else', () => {
  const missing = after(['22 12:00', '23 12:00', '24 12:00']);
  const record = key('a', { missing, note: 'mine', copies: [1], muted: true });
  const now = instantOf('24 13:00');
  expect(settleMissing([record], now)).toEqual([{ ...record, goneSince: now, goneBecause: 'readings' }]);
});

it('evidence that was enough stays so, whatever the clock says later', () => {
  const gone = settleMissing(
    [key('a', { missing: after(['22 12:00', '23 12:00', '24 12:00']) })],
    instantOf('24 13:00'),
  );
  for (const days of [0, 900, -900]) expect(settleMissing(gone, instantOf('24 13:00') + days * DAY)).toBe(gone);
});

describe('a missing key that has expired', () => {
  const undated: Expiry = { kind: 'expired', text: 'Expired' };
  const missing = after(['22 12:00']);

  it.each<[string, boolean, Expiry, number]>([
    ['that expired over a week ago and is missing since today', false, dated(T0 - 8 * DAY), T0 + HOUR],
    ['that expired seven days ago', false, dated(T0), T0 + GONE_AFTER_EXPIRY],
    ['that expired over a week ago', true, dated(T0), T0 + GONE_AFTER_EXPIRY + 1],
    ['that expired within a day that may have lasted longer', false, dated(T0, T0 - DAY), T0 + GONE_AFTER_EXPIRY],
    ['that has not expired', false, dated(T0 + DAY), T0],
    ['that never expires', false, never, T0 + 9000 * DAY],
    ['whose date cannot be read', false, { kind: 'unknown', text: '?' }, T0 + 9000 * DAY],
    // Where a page says "Expired" alone, it had expired when it was last seen.
    ['that has expired without a date and was seen so a week ago', false, undated, T0 - DAY + GONE_AFTER_EXPIRY],
    [
      'that has expired without a date and was seen so over a week ago',
      true,
      undated,
      T0 - DAY + GONE_AFTER_EXPIRY + 1,
    ],
  ])('a missing key %s is gone: %s', (_, isGone, expiry, now) => {
    expect(reasonOf(key('a', { missing, expiry }), now)).toBe(isGone ? 'expired' : undefined);
    // One that is listed is never gone, however long ago it expired.
    expect(settleMissing([key('a', { expiry })], now + 9000 * DAY)).toEqual([key('a', { expiry })]);
  });

  it('a key that is gone by its expiry is missing again once a clock that was ahead is right', () => {
    const records = [key('a', { missing, expiry: dated(T0 + DAY) }), key('b')];
    const ahead = settleMissing(records, T0 + 400 * DAY);
    expect(ahead[0]).toMatchObject({ goneSince: T0 + 400 * DAY, goneBecause: 'expired' });
    expect(settleMissing(ahead, T0)).toEqual(records);
    expect(settleMissing(ahead, T0 + 401 * DAY)).toBe(ahead);
  });

  it('a key that version 1 silenced within a week of its expiry stays gone, unless it has not expired', () => {
    const gone = key('a', { missing, expiry: dated(T0 - DAY), goneSince: T0 - 2 * DAY, goneBecause: 'expired' });
    expect(settleMissing([gone], T0)[0]).toBe(gone);
    expect(settleMissing([gone], T0 - 2 * DAY)[0]).not.toHaveProperty('goneSince');
  });

  it('a key that is gone by its expiry stays gone by enough readings once a clock that was ahead is right', () => {
    const enough = after(['20 12:00', '21 12:00', '22 12:00']);
    const expiry = dated(T0 + DAY);
    const gone = key('a', { missing: enough, expiry, goneSince: T0 + 400 * DAY, goneBecause: 'expired' });
    expect(settleMissing([gone], T0)).toEqual([{ ...gone, goneBecause: 'readings' }]);
  });
});

describe('a missing key that was replaced', () => {
  const old = key('old', { missing: after(['22 12:00']), replacedBy: 'new' });
  const next = key('new');

  it('a replaced key is gone at the first reading that lacks it', () => {
    expect(reasonOf(old, T0, [next])).toBe('replaced');
  });

  it.each<[string, Partial<KeyRecord>[]]>([
    ['is missing itself', [{ missing: after(['22 12:00']) }]],
    ['is gone', [{ goneSince: T0, goneBecause: 'user' }]],
    ['is hidden', [{ forgottenAt: T0 }]],
    ['has expired', [{ expiry: dated(T0 - 1) }]],
    ['is not known', []],
  ])('a replaced key that is missing is not gone, or not any more, if the one in its place %s', (_, more) => {
    const others = more.map((change) => ({ ...next, ...change }));
    expect(reasonOf(old, T0, others)).toBeUndefined();
    const gone = settleMissing([old, next], T0)[0]!;
    expect(settleMissing([gone, ...others], T0)[0]).toEqual(old);
  });
});

it.each<GoneReason>(['user', 'deletion', 'readings'])(
  'a key that is gone for the reason "%s" stays so, whatever else is known and whatever the clock says',
  (goneBecause) => {
    const others = { missing: after(['22 12:00']), expiry: dated(T0 - 90 * DAY), replacedBy: 'b' };
    const records = [key('a', { ...others, goneSince: T0, goneBecause }), key('b')];
    for (const now of [T0, T0 + 900 * DAY, T0 - 900 * DAY]) expect(settleMissing(records, now)).toBe(records);
  },
);

it('records against which there is not enough evidence stay the same, and so does their list', () => {
  const enough = after(['20 12:00', '21 12:00', '22 12:00']);
  const records = [key('a'), key('b', { missing: after(['22 12:00']) }), key('c', { missing: enough })];
  expect(settleMissing([], T0)).toEqual([]);
  expect(settleMissing(records.slice(0, 2), T0)).toEqual(records.slice(0, 2));
  const settled = settleMissing(records, T0);
  expect([settled[0], settled[1]]).toEqual([records[0], records[1]]);
  expect(settled[0]).toBe(records[0]);
  expect(settleMissing(settled, T0)).toBe(settled);
});

it('a key is never gone while its list has it', () => {
  const listed = key('a', { expiry: { kind: 'expired', text: 'Expired' }, lastSeenAt: 1, replacedBy: 'b' });
  expect(settleMissing([listed, key('b', { missing: after(['22 12:00']) })], T0 + 900 * DAY)[0]).toBe(listed);
});

describe('the user’s word', () => {
  const missing = after(['22 12:00', '23 12:00']);
  const records = [key('a', { missing, note: 'mine' }), key('b')];

  it('a key that the user calls deleted is gone at once, be it missing or listed, and no other is', () => {
    const gone = { goneSince: T0, goneBecause: 'user' };
    expect(markAsDeleted(records, 'a', T0)).toEqual([{ ...records[0], ...gone }, records[1]]);
    expect(markAsDeleted(records, 'b', T0)).toEqual([records[0], { ...records[1], ...gone }]);
    expect(markAsDeleted(records, 'nobody', T0)).toEqual(records);
  });

  it('a key whose deletion is taken back is missing as it was, and evidence of another kind begins again', () => {
    expect(takeBackDeletion(markAsDeleted(records, 'a', T0), 'a', T0 + 1)).toEqual(records);
    const byReadings = settleMissing([key('a', { missing: after(['20 12:00', '21 12:00', '22 12:00']) })], T0);
    const restored = takeBackDeletion(byReadings, 'a', T0 + 1);
    expect(restored).toEqual([key('a')]);
    expect(settleMissing(restored, T0 + 900 * DAY)).toBe(restored);
  });

  it('a key whose deletion is taken back is not gone again, though there was other evidence enough', () => {
    const enough = after(['20 12:00', '21 12:00', '22 12:00']);
    for (const more of [{ missing: enough }, { missing, expiry: dated(T0 - 90 * DAY) }]) {
      const told = markAsDeleted([key('a', { ...more, goneSince: T0 - DAY, goneBecause: 'readings' })], 'a', T0);
      const restored = takeBackDeletion(told, 'a', T0 + DAY);
      expect(restored[0]).not.toHaveProperty('goneSince');
      expect(settleMissing(restored, T0 + DAY)).toBe(restored);
    }
  });

  it('the user’s word takes the place of any other reason for which a key is gone', () => {
    const gone = key('a', { missing, goneSince: T0 - DAY, goneBecause: 'expired' });
    expect(markAsDeleted([gone], 'a', T0)).toEqual([{ ...gone, goneSince: T0, goneBecause: 'user' }]);
  });
});

it('a key that is listed again has no evidence against it left, and one without any stays the same', () => {
  const listed = key('a', { note: 'mine' });
  const lost: Partial<KeyRecord>[] = [
    { missing: after(['22 12:00']) },
    { missing: after(['22 12:00']), goneSince: T0, goneBecause: 'readings' },
    { goneSince: T0, goneBecause: 'user' },
    { addedByHand: true },
  ];
  for (const more of lost) expect(asListed({ ...listed, ...more })).toEqual(listed);
  expect(asListed(listed)).toBe(listed);
});
