import { describe, expect, it } from 'vitest';
import { setReplaceBy, snoozeKey } from '../../../utils/alerts/key-preferences';
import { mostUrgentFirst, planAlerts } from '../../../utils/alerts/plan';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord, ReplaceBy } from '../../../utils/keys/key';
import { isSameLedger, type Ledger } from '../../../utils/keys/ledger';
import { DAY, HOUR } from '../../../utils/keys/time';
import type { SettingsInForce } from '../../../utils/policy';
import { DEFAULT_SETTINGS } from '../../../utils/settings';

/* When a key that is due for replacement reminds of it: like an expiry, and apart from it. */

const T0 = Date.parse('2026-11-22T00:00+08:00');
const NEVER: Expiry = { kind: 'never', text: 'Never' };
const at = (instant: number): Expiry => ({ kind: 'dated', earliest: instant, latest: instant, text: '' });
const by = (instant: number): { replaceBy: ReplaceBy } => ({ replaceBy: { kind: 'date', at: instant } });

function key(name: string, more: Partial<KeyRecord> = {}): KeyRecord {
  return { id: name, name, kind: 'write', expiry: NEVER, firstSeenAt: T0, lastSeenAt: T0, ...more };
}

/** What is said at each of the given instants: "a" for an expiry, "a!" for a replacement. */
function said(
  records: KeyRecord[],
  instants: number[],
  settings: SettingsInForce = DEFAULT_SETTINGS,
  ledger: Ledger = {},
): string[] {
  return instants.map((now) => {
    const plan = planAlerts(records, settings, ledger, now);
    ledger = plan.ledger;
    return [...plan.due.map(({ name }) => name), ...plan.dueForReplacement.map(({ name }) => `${name}!`)].join(' ');
  });
}

/** The days from the first on, counted from the day on which a key is due, on which it reminds. */
function daysOf(record: KeyRecord, dueAt: number, first: number, last: number, settings = DEFAULT_SETTINGS): number[] {
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const all = said(
    [record],
    days.map((day) => dueAt + day * DAY),
    settings,
  );
  return days.filter((_, index) => all[index] !== '');
}

it('a key reminds before it is due for replacement, on the day, a week and a month later, and then no more', () => {
  const due = T0 + 100 * DAY;
  expect(daysOf(key('a', by(due)), due, -100, 800)).toEqual([-30, -14, -7, -3, -1, 0, 7, 30]);
});

it('a key that is replaced every month does not remind of it from its first day on', () => {
  const record = key('a', { createdAt: T0, replaceBy: { kind: 'cadence', days: 30 } });
  expect(daysOf(record, T0 + 30 * DAY, -30, 100)).toEqual([-7, -3, -1, 0, 7, 30]);
});

it('a key that was due long ago when that becomes known reminds once', () => {
  expect(said([key('a', by(T0 - 400 * DAY))], [T0, T0 + HOUR, T0 + 60 * DAY])).toEqual(['a!', '', '']);
});

it('a key whose owner wants no reminder on the day has none after it, and needs attention all the same', () => {
  const due = T0 + 100 * DAY;
  expect(daysOf(key('a', { ...by(due), thresholdDays: [14, 7] }), due, -100, 100)).toEqual([-14, -7]);
  const silent = key('a', { ...by(due), thresholdDays: [] });
  expect(daysOf(silent, due, -100, 100)).toEqual([]);
  expect(planAlerts([silent], DEFAULT_SETTINGS, {}, due).attention).toEqual([silent]);
  expect(planAlerts([silent], DEFAULT_SETTINGS, {}, due - 1).attention).toEqual([]);
});

it('a reminder of an expiry silences none of a replacement, nor the other way round', () => {
  const record = key('a', { expiry: at(T0 + 31 * DAY), ...by(T0 + 30 * DAY) });
  expect(
    said(
      [record],
      [0, 1, 15, 16, 17, 23, 24].map((day) => T0 + day * DAY),
    ),
  ).toEqual(['a!', 'a', '', 'a!', 'a', 'a!', 'a']);
  // Both at once are said in one notification, and both are noted.
  expect(said([record], [T0 + 24 * DAY, T0 + 24 * DAY + 1])).toEqual(['a a!', '']);
});

it('a key that has expired reminds of that alone', () => {
  const record = key('a', { expiry: at(T0 + 10 * DAY), ...by(T0 + 5 * DAY) });
  expect(said([record], [T0 + 9 * DAY, T0 + 10 * DAY, T0 + 13 * DAY])).toEqual(['a a!', 'a', '']);
});

it('a ledger that was written before there were days to replace keys is gone on with', () => {
  const record = key('a', { expiry: at(T0 + 60 * DAY), ...by(T0 + 30 * DAY) });
  const ledger = { a: { expiresAt: T0 + 60 * DAY, thresholdDays: [60] } };
  expect(said([record], [T0], { ...DEFAULT_SETTINGS, thresholdDays: [60, 30] }, ledger)).toEqual(['a!']);
});

it('ledgers are not the same if they differ in a replacement alone', () => {
  const { ledger } = planAlerts([key('a', by(T0))], DEFAULT_SETTINGS, {}, T0);
  expect(isSameLedger(ledger, structuredClone(ledger))).toBe(true);
  expect(isSameLedger(ledger, { a: { expiresAt: 0, thresholdDays: [] } })).toBe(false);
});

describe('all keys are to be replaced regularly', () => {
  const settings = { ...DEFAULT_SETTINGS, rotateEveryDays: 90 };

  it('a key that expires far away reminds of a general rule', () => {
    const record = key('a', { createdAt: T0, expiry: at(T0 + 5000 * DAY) });
    expect(daysOf(record, T0 + 90 * DAY, -90, 90, settings)).toEqual([-30, -14, -7, -3, -1, 0, 7, 30]);
  });

  it('a key that expires before it is due reminds of its expiry alone', () => {
    const record = key('a', { createdAt: T0, expiry: at(T0 + 60 * DAY) });
    expect(
      said(
        [record],
        [53, 59, 60, 90].map((day) => T0 + day * DAY),
        settings,
      ),
    ).toEqual(['a', 'a', 'a', '']);
  });

  it('a worker looks again when a key is due', () => {
    const due = T0 + 90 * DAY;
    const record = key('a', { createdAt: T0, expiry: at(T0 + 5000 * DAY) });
    for (const days of [30, 7, 0, -7, -30]) {
      const moment = due - days * DAY;
      expect(planAlerts([record], settings, {}, moment - 60_000).nextCheckAt).toBe(moment);
    }
  });
});

it('keys that are due for replacement count on the toolbar and are never urgent there', () => {
  const records = [key('overdue', by(T0 - 90 * DAY)), key('near', by(T0 + 5 * DAY)), key('far', by(T0 + 90 * DAY))];
  const muted = key('muted', { ...by(T0), muted: true });
  expect(planAlerts([...records, muted], DEFAULT_SETTINGS, {}, T0).badge).toEqual({
    text: '2',
    isUrgent: false,
    attention: 2,
    muted: 1,
  });
});

it('keys that stop within a week come before those that should have been replaced, and those before all others', () => {
  const keys = [
    key('without any date'),
    key('expires in a month', { expiry: at(T0 + 30 * DAY) }),
    key('due in 3 weeks', by(T0 + 21 * DAY)),
    key('overdue', by(T0 - 300 * DAY)),
    key('expires tomorrow', { expiry: at(T0 + DAY) }),
    key('expired', { expiry: at(T0 - DAY) }),
    key('unreadable', { expiry: { kind: 'unknown', text: '?' } }),
  ];
  expect(mostUrgentFirst(keys, DEFAULT_SETTINGS, T0).map(({ name }) => name)).toEqual([
    'expired',
    'expires tomorrow',
    'overdue',
    'due in 3 weeks',
    'expires in a month',
    'unreadable',
    'without any date',
  ]);
});

describe('what holds reminders of a replacement back', () => {
  const due = T0 + 10 * DAY;
  const document = (record: KeyRecord, ledger: Ledger = {}) => ({
    version: 2 as const,
    keys: [record],
    lists: [],
    ledger,
  });

  it('a key that has another in its place is not due any more, until that one is missing', () => {
    const old = key('a', { ...by(due), replacedBy: 'b' });
    const missing = { since: T0, latest: T0, readings: 1 };
    expect(said([old, key('b', { replaceBy: { kind: 'none' } })], [due, due + 30 * DAY])).toEqual(['', '']);
    expect(said([old, key('b', { replaceBy: { kind: 'none' }, missing })], [due])).toEqual(['a!']);
  });

  it.each([[{ muted: true as const }], [{ goneSince: T0 }], [{ forgottenAt: T0 }]])(
    'a key is not reminded of that is %j',
    (more) => {
      expect(said([key('a', { ...by(due), ...more })], [T0, due])).toEqual(['', '']);
    },
  );

  it('a snoozed key that is due reminds once the snooze is over', () => {
    const record = key('a', by(due));
    const { ledger } = planAlerts([record], DEFAULT_SETTINGS, {}, T0);
    const snoozed = snoozeKey(document(record, ledger), { id: 'a', until: T0 + DAY }, DEFAULT_SETTINGS, T0);
    expect(said(snoozed.keys, [T0 + HOUR, T0 + DAY, T0 + DAY + HOUR], DEFAULT_SETTINGS, snoozed.ledger)).toEqual([
      '',
      'a!',
      '',
    ]);
    const ended = snoozeKey(snoozed, { id: 'a' }, DEFAULT_SETTINGS, T0 + HOUR);
    expect(said(ended.keys, [T0 + DAY], DEFAULT_SETTINGS, ended.ledger)).toEqual(['']);
  });

  it('the user is not reminded at once of the day that they have just set, and is of what comes next', () => {
    const { keys, ledger } = setReplaceBy(document(key('a')), { id: 'a', ...by(due) }, DEFAULT_SETTINGS, T0);
    expect(said(keys, [T0, T0 + 3 * DAY, due], DEFAULT_SETTINGS, ledger)).toEqual(['', 'a!', 'a!']);
  });

  it('a later day than before begins all reminders again', () => {
    const { ledger } = planAlerts([key('a', by(due))], DEFAULT_SETTINGS, {}, due);
    const later = setReplaceBy(document(key('a'), ledger), { id: 'a', ...by(due + 60 * DAY) }, DEFAULT_SETTINGS, due);
    expect(said(later.keys, [due, due + 30 * DAY, due + 60 * DAY], DEFAULT_SETTINGS, later.ledger)).toEqual([
      '',
      'a!',
      'a!',
    ]);
  });

  it('a day that is taken back is not due, and what was said of the expiry stays said', () => {
    const record = key('a', { expiry: at(T0 + 30 * DAY), ...by(T0 + 20 * DAY) });
    const { ledger } = planAlerts([record], DEFAULT_SETTINGS, {}, T0);
    const without = setReplaceBy(
      document(record, ledger),
      { id: 'a', replaceBy: { kind: 'none' } },
      DEFAULT_SETTINGS,
      T0,
    );
    expect(said(without.keys, [T0, T0 + 10 * DAY, T0 + 23 * DAY], DEFAULT_SETTINGS, without.ledger)).toEqual([
      '',
      '',
      'a',
    ]);
    expect(without.ledger.a).toEqual({ expiresAt: T0 + 30 * DAY, thresholdDays: [30] });
  });

  it('what was said while the clock was ahead stays said, and what it overtook is still to come', () => {
    const record = key('a', by(T0 + 100 * DAY));
    expect(said([record], [T0 + 400 * DAY, T0, T0 + 70 * DAY, T0 + 100 * DAY, T0 + 130 * DAY])).toEqual([
      'a!',
      '',
      'a!',
      'a!',
      '',
    ]);
  });
});
