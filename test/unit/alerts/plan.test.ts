import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAIT_DAYS } from '../../../utils/alerts/moments';
import { planAlerts } from '../../../utils/alerts/plan';
import { thresholdsOf } from '../../../utils/alerts/thresholds';
import { snoozeAttention, snoozeKey } from '../../../utils/alerts/key-preferences';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { isSameLedger, type Ledger } from '../../../utils/keys/ledger';
import { DAY, HOUR } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { randomCases } from '../random-cases';

const T0 = Date.parse('2026-11-22T04:30Z');

function record(name: string, expiry: Expiry | number, more: Partial<KeyRecord> = {}): KeyRecord {
  const dated =
    typeof expiry === 'number' ? { kind: 'dated' as const, earliest: expiry, latest: expiry, text: '' } : expiry;
  return { id: name, name, kind: 'write', expiry: dated, firstSeenAt: T0, lastSeenAt: T0, ...more };
}

/** Looks at each of the given instants in turn, with what was told before. */
function told(records: KeyRecord[], instants: number[], settings = DEFAULT_SETTINGS, ledger: Ledger = {}): string[][] {
  return instants.map((now) => {
    const plan = planAlerts(records, settings, ledger, now);
    ledger = plan.ledger;
    return plan.due.map(({ name }) => name);
  });
}

it('a key reminds at each threshold once, at the instant at which it is reached', () => {
  const expiry = T0 + 100 * DAY;
  for (const days of DEFAULT_SETTINGS.thresholdDays) {
    const reachedAt = expiry - days * DAY;
    const [before] = told([record('a', expiry)], [reachedAt - 1]);
    const wider = DEFAULT_SETTINGS.thresholdDays.some((other) => other > days);
    expect(before).toEqual(wider ? ['a'] : []);
    expect(told([record('a', expiry)], [reachedAt - 1, reachedAt, reachedAt, reachedAt + HOUR])).toEqual([
      before,
      ['a'],
      [],
      [],
    ]);
  }
});

it('a key whose date can be read two ways reminds before each of the two days, and has expired after the later one', () => {
  const dayFirst = Date.parse('2027-05-01T00:00+08:00');
  const monthFirst = Date.parse('2027-01-05T00:00+08:00');
  const expiry = { kind: 'dated', earliest: dayFirst, latest: dayFirst + DAY, text: '01/05/2027' } as const;
  const beforeEarlier = [monthFirst - 30 * DAY - 1, monthFirst - 30 * DAY, monthFirst - DAY, monthFirst + DAY];
  const beforeLater = [30, 14, 7, 3, 1].map((days) => dayFirst - days * DAY);
  const times = [...beforeEarlier, ...beforeLater, dayFirst + DAY];
  const everyTime = [...beforeLater, dayFirst + DAY].map(() => ['a']);
  expect(told([record('a', { ...expiry, ambiguous: true })], times)).toEqual([[], ['a'], ['a'], [], ...everyTime]);
  expect(told([record('a', expiry)], times)).toEqual([[], [], [], [], ...everyTime]);
});

it('a key whose date was the earlier of two days, which is over, reminds before the later one', () => {
  const dayFirst = Date.parse('2026-12-01T00:00+08:00');
  const expiry = {
    kind: 'dated',
    earliest: dayFirst,
    latest: dayFirst + DAY,
    text: '1/12/2026',
    ambiguous: true,
  } as const;
  expect(told([record('a', expiry)], [T0, dayFirst - 7 * DAY, dayFirst - DAY])).toEqual([['a'], ['a'], ['a']]);
});

it('a key that missed several thresholds reminds only at the tightest', () => {
  const expiry = T0 + 2 * DAY;
  expect(told([record('a', expiry)], [T0, T0 + HOUR, expiry - DAY, expiry, expiry + DAY])).toEqual([
    ['a'],
    [],
    ['a'],
    ['a'],
    [],
  ]);
});

it('a key that expired over 7 days before it is first seen is silent, but counts', () => {
  expect(told([record('old', T0 - 7 * DAY - 1), record('late', T0 - 7 * DAY)], [T0])).toEqual([['late']]);
  expect(planAlerts([record('old', T0 - 90 * DAY)], DEFAULT_SETTINGS, {}, T0).attention).toHaveLength(1);
});

it('a key whose date has no time reminds of its expiry only after that day is over', () => {
  const day = record('a', { kind: 'dated', earliest: T0, latest: T0 + DAY, text: '' });
  expect(told([day], [T0 - 1, T0, T0 + DAY - 1, T0 + DAY])).toEqual([['a'], [], [], ['a']]);
});

it('a key that is gone, never expires or cannot be read neither reminds nor counts', () => {
  const records = [
    record('gone', T0 + DAY, { goneSince: T0 }),
    record('never', { kind: 'never', text: '' }),
    record('unknown', { kind: 'unknown', text: '?' }),
  ];
  expect(planAlerts(records, DEFAULT_SETTINGS, {}, T0)).toMatchObject({ due: [], attention: [], ledger: {} });
});

it('a renewed key starts its reminders again', () => {
  const { ledger } = planAlerts([record('a', T0 + 3 * DAY)], DEFAULT_SETTINGS, {}, T0);
  expect(planAlerts([record('a', T0 + 300 * DAY)], DEFAULT_SETTINGS, ledger, T0).ledger).toEqual({});
  expect(planAlerts([record('a', T0 + 13 * DAY)], DEFAULT_SETTINGS, ledger, T0).due).toHaveLength(1);
});

it('a threshold that the user adds after a tighter one was shown is silent', () => {
  const { ledger } = planAlerts([record('a', T0 + 2 * DAY)], DEFAULT_SETTINGS, {}, T0);
  expect(
    planAlerts(
      [record('a', T0 + 2 * DAY)],
      { ...DEFAULT_SETTINGS, thresholdDays: [90, 30, 14, 7, 3, 1, 0] },
      ledger,
      T0,
    ).due,
  ).toEqual([]);
});

it('the most urgent key comes first among those that are due', () => {
  const records = [
    record('never', { kind: 'never', text: '' }),
    record('valid', T0 + 90 * DAY),
    record('long expired', T0 - 9 * DAY),
    record('unknown', { kind: 'unknown', text: '?' }),
    record('soon', T0 + 20 * DAY),
    record('just expired', T0 - DAY),
    record('critical', T0 + DAY),
  ];
  expect(planAlerts(records, DEFAULT_SETTINGS, {}, T0).due.map(({ name }) => name)).toEqual([
    'just expired',
    'critical',
    'soon',
  ]);
});

it('the toolbar badge counts what needs attention, snoozed or not, and what is muted apart', () => {
  const records = [
    record('late', T0 - DAY),
    record('soon', T0 + 20 * DAY, { snoozedUntil: T0 + DAY }),
    record('muted', T0 + DAY, { muted: true }),
    record('replaced', T0 + DAY, { replacedBy: 'soon' }),
    record('forgotten', T0 + DAY, { forgottenAt: T0 }),
    record('valid', T0 + 90 * DAY),
  ];
  expect(planAlerts(records, DEFAULT_SETTINGS, {}, T0).badge).toEqual({
    text: '2',
    isUrgent: true,
    attention: 2,
    muted: 1,
  });
  expect(planAlerts([records[1]!], DEFAULT_SETTINGS, {}, T0).badge).toEqual({
    text: '1',
    isUrgent: false,
    attention: 1,
    muted: 0,
  });
  expect(planAlerts([], DEFAULT_SETTINGS, {}, T0).badge).toEqual({
    text: '',
    isUrgent: false,
    attention: 0,
    muted: 0,
  });
});

it('the next look is at the next threshold, at the latest at the next full hour, and the same if asked twice', () => {
  const look = (expiry: number, now = T0): number =>
    planAlerts([record('a', expiry)], DEFAULT_SETTINGS, {}, now).nextCheckAt;
  expect(look(T0 + 300 * DAY)).toBe(T0 + HOUR / 2);
  expect(look(T0 + 300 * DAY, T0 + 60_000)).toBe(T0 + HOUR / 2);
  expect(look(T0 + 7 * DAY + 60_000)).toBe(T0 + 60_000);
  expect(look(T0 + 300 * DAY, T0 + HOUR / 2)).toBe(T0 + HOUR * 1.5);
  // The first thing that happens to a key: its widest threshold, or "soon" where that is narrower.
  expect(look(T0 + 30 * DAY + 60_000)).toBe(T0 + 60_000);
  expect(
    planAlerts([record('a', T0 + 30 * DAY + 60_000)], { ...DEFAULT_SETTINGS, thresholdDays: [1] }, {}, T0).nextCheckAt,
  ).toBe(T0 + 60_000);
  expect(
    planAlerts([record('a', T0 + 90 * DAY + 60_000)], { ...DEFAULT_SETTINGS, thresholdDays: [90] }, {}, T0).nextCheckAt,
  ).toBe(T0 + 60_000);
  expect(
    planAlerts([record('a', T0 + 90 * DAY + 60_000, { thresholdDays: [90] })], DEFAULT_SETTINGS, {}, T0).nextCheckAt,
  ).toBe(T0 + 60_000);
});

describe('the thresholds of a key', () => {
  const all = { ...DEFAULT_SETTINGS, thresholdDays: [30, 14, 7, 3, 1, 0] };
  it.each([
    ['a year', 365, [30, 14, 7, 3, 1, 0]],
    ['90 days', 90, [30, 14, 7, 3, 1, 0]],
    ['89 days', 89, [14, 7, 3, 1, 0]],
    ['30 days', 30, [7, 3, 1, 0]],
    ['a week', 7, [1, 0]],
    ['two days (the tightest stays)', 2, [1, 0]],
    ['a day (nothing lies within it)', 1, [0]],
  ])('the thresholds of a key with a lifetime of %s are those within a third of it', (_, days, expected) => {
    expect(thresholdsOf(record('a', T0 + days * DAY, { createdAt: T0 }), all)).toEqual(expected);
  });

  it('the thresholds of a key are those for all keys if its lifetime is unknown, and its own if the user sets them', () => {
    expect(thresholdsOf(record('a', T0 + DAY), all)).toEqual(all.thresholdDays);
    expect(thresholdsOf(record('a', T0 - DAY, { createdAt: T0 }), all)).toEqual(all.thresholdDays);
    expect(thresholdsOf(record('a', T0 + DAY, { createdAt: T0, thresholdDays: [60, 2] }), all)).toEqual([60, 2]);
    expect(
      told([record('a', T0 + 50 * DAY, { thresholdDays: [60, 2] })], [T0, T0 + 20 * DAY, T0 + 48 * DAY, T0 + 50 * DAY]),
    ).toEqual([['a'], [], ['a'], []]);
  });
});

describe('what the user holds back', () => {
  const expiry = T0 + 10 * DAY;

  it('a snoozed key waits for the end of the snooze, and then the tightest reached threshold speaks, once', () => {
    const snoozed = record('a', expiry, { snoozedUntil: T0 + 8 * DAY });
    expect(told([snoozed], [T0, T0 + 3 * DAY, T0 + 7 * DAY, T0 + 8 * DAY, T0 + 8 * DAY + 1, T0 + 9 * DAY])).toEqual([
      [],
      [],
      [],
      ['a'],
      [],
      ['a'],
    ]);
  });

  it('a key reminds again the next morning if the user asks for that, and only once', () => {
    const document = {
      version: 2 as const,
      keys: [record('a', expiry)],
      lists: [],
      ledger: planAlerts([record('a', expiry)], DEFAULT_SETTINGS, {}, T0).ledger,
    };
    const { keys, ledger } = snoozeAttention(document, DEFAULT_SETTINGS, T0);
    const morning = Date.parse('2026-11-23T01:00Z');
    expect(keys[0]?.snoozedUntil).toBe(morning);
    expect(
      told(keys, [T0, morning - 1, morning, morning + 1, morning - DAY, morning], DEFAULT_SETTINGS, ledger),
    ).toEqual([[], [], ['a'], [], [], []]);
  });

  it('a snoozed key is silent if its snooze is ended, or if it is muted, gone, hidden, replaced or renewed', () => {
    const document = {
      version: 2 as const,
      keys: [record('a', expiry)],
      lists: [],
      ledger: planAlerts([record('a', expiry)], DEFAULT_SETTINGS, {}, T0).ledger,
    };
    const snoozed = snoozeKey(document, { id: 'a', until: T0 + DAY }, DEFAULT_SETTINGS, T0);
    expect(told(snoozed.keys, [T0 + DAY], DEFAULT_SETTINGS, snoozed.ledger)).toEqual([['a']]);
    const ended = snoozeKey(snoozed, { id: 'a' }, DEFAULT_SETTINGS, T0 + HOUR);
    expect(ended.keys[0]).not.toHaveProperty('snoozedUntil');
    expect(told(ended.keys, [T0 + HOUR, T0 + DAY], DEFAULT_SETTINGS, ended.ledger)).toEqual([[], []]);
    for (const change of [
      { muted: true as const },
      { goneSince: T0 },
      { forgottenAt: T0 },
      { replacedBy: 'b' },
      { expiry: record('a', T0 + 300 * DAY).expiry },
    ]) {
      const changed = [{ ...snoozed.keys[0]!, ...change }, record('b', T0 + 300 * DAY)];
      expect(told(changed, [T0 + HOUR, T0 + DAY], DEFAULT_SETTINGS, snoozed.ledger)).toEqual([[], []]);
    }
  });

  it('a key whose expiry cannot be read when its snooze ends reminds once it can be', () => {
    const document = {
      version: 2 as const,
      keys: [record('a', expiry)],
      lists: [],
      ledger: planAlerts([record('a', expiry)], DEFAULT_SETTINGS, {}, T0).ledger,
    };
    const snoozed = snoozeKey(document, { id: 'a', until: T0 + DAY }, DEFAULT_SETTINGS, T0);
    const unreadable = [{ ...snoozed.keys[0]!, expiry: { kind: 'unknown' as const, text: '?' } }];
    const { due, ledger } = planAlerts(unreadable, DEFAULT_SETTINGS, snoozed.ledger, T0 + DAY);
    expect(due).toEqual([]);
    expect(told(snoozed.keys, [T0 + DAY + HOUR, T0 + DAY + 2 * HOUR], DEFAULT_SETTINGS, ledger)).toEqual([['a'], []]);
  });

  it('a mute that ends gives no old news, only what is reached from then on', () => {
    const muted = record('a', expiry, { muted: true });
    const { ledger, due } = planAlerts([muted], DEFAULT_SETTINGS, {}, T0 + 4 * DAY);
    expect(due).toEqual([]);
    expect(told([record('a', expiry)], [T0 + 4 * DAY, T0 + 7 * DAY], DEFAULT_SETTINGS, ledger)).toEqual([[], ['a']]);
  });

  it('notifications that are switched on again give no old news', () => {
    const { ledger, due } = planAlerts([record('a', expiry)], { ...DEFAULT_SETTINGS, notifications: false }, {}, T0);
    expect(due).toEqual([]);
    expect(told([record('a', expiry)], [T0, T0 + 3 * DAY], DEFAULT_SETTINGS, ledger)).toEqual([[], ['a']]);
  });

  it('what is held back in quiet times comes in one summary after them, however late that is', () => {
    const settings = { ...DEFAULT_SETTINGS, mutedUntil: T0 + 30 * DAY };
    const records = [record('a', expiry), record('b', T0 + 11 * DAY)];
    expect(planAlerts(records, settings, {}, T0 + 30 * DAY - 60_000).nextCheckAt).toBe(T0 + 30 * DAY);
    expect(told(records, [T0, T0 + 12 * DAY, T0 + 30 * DAY, T0 + 31 * DAY], settings)).toEqual([
      [],
      [],
      ['b', 'a'],
      [],
    ]);
  });

  it('a key that has another in its place is silent', () => {
    expect(told([record('a', expiry, { replacedBy: 'b' }), record('b', T0 + 300 * DAY)], [T0, expiry])).toEqual([
      [],
      [],
    ]);
  });

  it('a hidden key is silent, and says only what is new once it is brought back', () => {
    expect(told([record('a', expiry, { forgottenAt: T0 })], [T0, expiry])).toEqual([[], []]);
    const { ledger } = planAlerts([record('a', expiry, { forgottenAt: T0 })], DEFAULT_SETTINGS, {}, T0 + 4 * DAY);
    expect(told([record('a', expiry)], [T0 + 4 * DAY, T0 + 5 * DAY], DEFAULT_SETTINGS, ledger)).toEqual([['a'], []]);
  });
});

describe('a snooze or mute that was chosen while the clock was wrong', () => {
  const future = Date.parse('2100-01-01T01:00Z');
  const expiry = T0 + 10 * DAY;

  it('a snooze or mute that was chosen while the clock was wrong holds back nothing once it is right', () => {
    const document = { version: 2 as const, keys: [record('a', expiry)], lists: [], ledger: {} };
    const snoozed = snoozeKey(document, { id: 'a', until: future + DAY }, DEFAULT_SETTINGS, future);
    expect(told(snoozed.keys, [T0, T0 + DAY, T0 + 3 * DAY], DEFAULT_SETTINGS, snoozed.ledger)).toEqual([
      ['a'],
      [],
      ['a'],
    ]);
    const settings = { ...DEFAULT_SETTINGS, mutedUntil: future };
    expect(told([record('a', expiry)], [T0, T0 + DAY, T0 + 3 * DAY], settings)).toEqual([['a'], [], ['a']]);
    expect(planAlerts([record('a', expiry)], settings, {}, T0).nextCheckAt).toBe(T0 + HOUR / 2);
  });

  it('a snooze or mute holds if it could be chosen today, to its longest choice', () => {
    const longest = T0 + LONGEST_WAIT_DAYS * DAY;
    const late = T0 + 2 * LONGEST_WAIT_DAYS * DAY;
    for (const until of [longest, longest + 1]) {
      const own = record('a', late, { snoozedUntil: until, thresholdDays: [3650] });
      const isHeldBack = until === longest;
      expect(told([own], [T0])).toEqual([isHeldBack ? [] : ['a']]);
      expect(told([record('a', T0 + DAY)], [T0], { ...DEFAULT_SETTINGS, mutedUntil: until })).toEqual([
        isHeldBack ? [] : ['a'],
      ]);
    }
  });
});

describe('a key that is missing', () => {
  const missing = { since: T0, latest: T0, readings: 2 };

  it('a missing key counts and reminds as one that is listed', () => {
    const [listed, lacked] = [record('a', T0 + 2 * DAY), record('a', T0 + 2 * DAY, { missing })];
    const instants = [T0, T0 + HOUR, T0 + DAY, T0 + 2 * DAY, T0 + 3 * DAY];
    expect(told([lacked], instants)).toEqual(told([listed], instants));
    expect(planAlerts([lacked], DEFAULT_SETTINGS, {}, T0).badge).toEqual(
      planAlerts([listed], DEFAULT_SETTINGS, {}, T0).badge,
    );
  });

  it('a missing key takes no other’s place', () => {
    const old = record('a', T0 + 2 * DAY, { replacedBy: 'b' });
    expect(told([old, record('b', T0 + 300 * DAY, { missing })], [T0])).toEqual([['a']]);
  });
});

describe('odd records', () => {
  const odd = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'length',
    '0',
    ' ',
    '',
  );
  const ids = fc.oneof(odd, fc.string(), fc.string({ unit: 'binary' }), fc.uuid());
  const kept = (ledger: Ledger): Ledger => JSON.parse(JSON.stringify(ledger)) as Ledger;

  it('a record is shown once, whatever its id and those of the others', () => {
    const entries = fc.uniqueArray(
      fc.record({ id: ids, days: fc.integer({ min: -6, max: 60 }), replacedBy: fc.option(ids, { nil: undefined }) }),
      { maxLength: 8, selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(entries, fc.boolean(), (all, withOthers) => {
        const records = all.map(({ id, days, replacedBy }) => ({
          ...record(`key ${id}`, T0 + days * DAY, withOthers && replacedBy !== undefined ? { replacedBy } : {}),
          id,
        }));
        const { due, broken, ledger, replacements } = planAlerts(records, DEFAULT_SETTINGS, {}, T0);
        const expected = all.filter(({ id, days }) => days <= 30 && !replacements.has(id)).map(({ id }) => id);
        expect(due.map(({ id }) => id).sort()).toEqual(expected.sort());
        expect(broken).toEqual([]);
        expect(Object.keys(kept(ledger)).sort()).toEqual(expected.sort());
        const again = planAlerts(records, DEFAULT_SETTINGS, kept(ledger), T0 + 1);
        expect(again.due).toEqual([]);
        expect(isSameLedger(again.ledger, kept(ledger))).toBe(true);
      }),
      { numRuns: randomCases(1000) },
    );
  });

  it('a record is snoozed and speaks again once, whatever its id', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const document = { version: 2 as const, keys: [{ ...record('a', T0 + 10 * DAY), id }], lists: [], ledger: {} };
        const snoozed = snoozeKey(document, { id, until: T0 + DAY }, DEFAULT_SETTINGS, T0);
        expect(told(snoozed.keys, [T0, T0 + DAY, T0 + DAY + 1], DEFAULT_SETTINGS, kept(snoozed.ledger))).toEqual([
          [],
          ['a'],
          [],
        ]);
      }),
    );
  });

  it.each(['expiry', 'createdAt', 'thresholdDays', 'snoozedUntil', 'muted', 'goneSince', 'forgottenAt'] as const)(
    'a record whose %s cannot be read takes no other along, and stays in the ledger',
    (field) => {
      const hostile = Object.defineProperty(record('broken', T0 + 2 * DAY), field, {
        enumerable: true,
        get: () => {
          throw new Error('hostile');
        },
      });
      const before = { expiresAt: T0 + 2 * DAY, thresholdDays: [3] };
      for (const settings of [DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, mutedUntil: T0 + DAY }]) {
        const others = [record('a', T0 + DAY), record('b', T0 + 300 * DAY)];
        const { broken, ...plan } = planAlerts([others[0]!, hostile, others[1]!], settings, { broken: before }, T0);
        const { broken: none, ...without } = planAlerts(others, settings, {}, T0);
        expect(broken.map(({ id }) => id)).toEqual(['broken']);
        expect(none).toEqual([]);
        const told = {
          ledger: { ...without.ledger, broken: before },
          ledgerIfNotShown: { ...without.ledgerIfNotShown, broken: before },
        };
        expect(plan).toEqual({ ...without, ...told });
      }
    },
  );
});

describe('a clock that is set', () => {
  const expiry = T0 + 20 * DAY;
  const days = (left: number): number => expiry - left * DAY;

  it('a clock that is set back shows nothing twice', () => {
    expect(told([record('a', expiry)], [days(14), days(7), days(16), days(14), days(7), days(3)])).toEqual([
      ['a'],
      ['a'],
      [],
      [],
      [],
      ['a'],
    ]);
  });

  it('a clock that is set back by hours shows no wider threshold either', () => {
    expect(told([record('a', expiry)], [days(7), days(7) - 14 * HOUR, days(7)])).toEqual([['a'], [], []]);
  });

  it('a clock that was ahead and is right again shows what was not shown, and not again what was', () => {
    expect(told([record('a', expiry)], [days(20), days(3), days(19), days(14), days(7), days(3), days(1)])).toEqual([
      ['a'],
      ['a'],
      [],
      ['a'],
      ['a'],
      [],
      ['a'],
    ]);
  });

  it('a clock that was far ahead and is right again loses nothing', () => {
    expect(told([record('a', expiry)], [days(-300), days(20), days(14)])).toEqual([[], ['a'], ['a']]);
  });
});

it('an expiry that is read more exactly is the same one', () => {
  const day = record('a', { kind: 'dated', earliest: T0 + 3 * DAY, latest: T0 + 4 * DAY, text: '' });
  const { ledger } = planAlerts([day], DEFAULT_SETTINGS, {}, T0);
  expect(told([record('a', T0 + 3 * DAY + 18 * HOUR)], [T0, T0 + 18 * HOUR], DEFAULT_SETTINGS, ledger)).toEqual([
    [],
    [],
  ]);
});

it('an expiry that cannot be read for a time is not shown again', () => {
  const dated = record('a', T0 + 3 * DAY);
  const { ledger } = planAlerts([dated], DEFAULT_SETTINGS, {}, T0);
  const unread = planAlerts([record('a', { kind: 'expired', text: 'Expired' })], DEFAULT_SETTINGS, ledger, T0);
  expect(told([dated], [T0], DEFAULT_SETTINGS, unread.ledger)).toEqual([[]]);
});

it('an expiry without a date is silent, but can be reminded of', () => {
  const expired = {
    version: 2 as const,
    keys: [record('a', { kind: 'expired', text: 'Expired' })],
    lists: [],
    ledger: {},
  };
  expect(told(expired.keys, [T0])).toEqual([[]]);
  const { keys, ledger } = snoozeAttention(expired, DEFAULT_SETTINGS, T0);
  expect(told(keys, [T0, T0 + DAY, T0 + 2 * DAY], DEFAULT_SETTINGS, ledger)).toEqual([[], ['a'], []]);
});

describe('what needs attention whatever reminders are wanted', () => {
  const counted = (more: Partial<KeyRecord>, daysLeft: number, settings = DEFAULT_SETTINGS): string =>
    planAlerts([record('a', T0 + daysLeft * DAY, more)], settings, {}, T0).badge.text;

  it('a key without any reminders counts in its last days', () => {
    expect([8, 7, 1].map((days) => counted({ thresholdDays: [] }, days))).toEqual(['', '1', '1']);
    expect([8, 7].map((days) => counted({}, days, { ...DEFAULT_SETTINGS, thresholdDays: [] }))).toEqual(['', '1']);
    const shortLived = { thresholdDays: [], createdAt: T0 };
    expect([counted(shortLived, 7), counted({ ...shortLived, createdAt: T0 - 6 * DAY }, 3)]).toEqual(['', '1']);
  });

  it('a key that may have leaked counts until it is gone, muted or not, and cannot be snoozed', () => {
    const leak = { startedAt: T0 };
    expect([counted({ leak }, 200), counted({ leak, muted: true }, 200)]).toEqual(['1', '1']);
    expect([counted({ leak, goneSince: T0 }, 200), counted({ leak, forgottenAt: T0 }, 200)]).toEqual(['', '']);
    const leaked = record('a', T0 + 200 * DAY, { leak });
    const document = { version: 2 as const, keys: [leaked], lists: [], ledger: {} };
    expect(planAlerts([leaked], DEFAULT_SETTINGS, {}, T0).badge.isUrgent).toBe(true);
    expect(snoozeAttention(document, DEFAULT_SETTINGS, T0).keys).toEqual([leaked]);
  });

  it('a key without any reminders that the user snoozes reminds at the end of the snooze', () => {
    const keys = [record('a', T0 + 5 * DAY, { thresholdDays: [] })];
    const snoozed = snoozeAttention({ version: 2, keys, lists: [], ledger: {} }, DEFAULT_SETTINGS, T0);
    const times = [T0, T0 + DAY, T0 + 2 * DAY];
    expect(told(snoozed.keys, times, DEFAULT_SETTINGS, snoozed.ledger)).toEqual([[], ['a'], []]);
  });
});
