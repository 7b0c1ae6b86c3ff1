import { describe, expect, it } from 'vitest';
import { planAlerts } from '../../utils/alerts/plan';
import type { Expiry } from '../../utils/keys/expiry';
import type { KeyRecord } from '../../utils/keys/key';
import type { Ledger } from '../../utils/keys/ledger';
import { DAY, HOUR } from '../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../utils/settings';

const T0 = Date.parse('2026-11-22T04:30Z');

function record(name: string, expiry: Expiry | number, more: Partial<KeyRecord> = {}): KeyRecord {
  const dated = typeof expiry === 'number' ? { kind: 'dated' as const, earliest: expiry, latest: expiry, text: '' } : expiry;
  return { id: name, name, kind: 'write', expiry: dated, firstSeenAt: T0, lastSeenAt: T0, ...more };
}

/** Looks at each of the given instants in turn, with what was told before. */
function told(records: KeyRecord[], instants: number[], settings = DEFAULT_SETTINGS): string[][] {
  let ledger: Ledger = {};
  return instants.map((now) => {
    const plan = planAlerts(records, settings, ledger, now);
    ledger = plan.ledger;
    return plan.due.map(({ name }) => name);
  });
}

describe('the plan of alerts', () => {
  it('tells at every threshold once, at the instant it is reached', () => {
    const expiry = T0 + 100 * DAY;
    for (const days of DEFAULT_SETTINGS.thresholdDays) {
      const at = expiry - days * DAY;
      const [before] = told([record('a', expiry)], [at - 1]);
      const wider = DEFAULT_SETTINGS.thresholdDays.some((other) => other > days);
      expect(before).toEqual(wider ? ['a'] : []);
      expect(told([record('a', expiry)], [at - 1, at, at, at + HOUR])).toEqual([before, ['a'], [], []]);
    }
  });

  it('of several missed thresholds tells the tightest alone', () => {
    const expiry = T0 + 2 * DAY;
    expect(told([record('a', expiry)], [T0, T0 + HOUR, expiry - DAY, expiry, expiry + DAY])).toEqual([['a'], [], ['a'], ['a'], []]);
  });

  it('stays silent about an expiry first seen more than 7 days late, but counts the key', () => {
    expect(told([record('old', T0 - 7 * DAY - 1), record('late', T0 - 7 * DAY)], [T0])).toEqual([['late']]);
    expect(planAlerts([record('old', T0 - 90 * DAY)], DEFAULT_SETTINGS, {}, T0).attention).toHaveLength(1);
  });

  it('says "expired" of a date without a time only when the day is over', () => {
    const day = record('a', { kind: 'dated', earliest: T0, latest: T0 + DAY, text: '' });
    expect(told([day], [T0 - 1, T0, T0 + DAY - 1, T0 + DAY])).toEqual([['a'], [], [], ['a']]);
  });

  it('tells nothing of keys that are gone, never expire or cannot be read, nor counts them', () => {
    const records = [record('gone', T0 + DAY, { goneSince: T0 }), record('never', { kind: 'never', text: '' }), record('unknown', { kind: 'unknown', text: '?' })];
    expect(planAlerts(records, DEFAULT_SETTINGS, {}, T0)).toMatchObject({ due: [], attention: [], ledger: {} });
  });

  it('starts anew for a renewed key', () => {
    const { ledger } = planAlerts([record('a', T0 + 3 * DAY)], DEFAULT_SETTINGS, {}, T0);
    expect(planAlerts([record('a', T0 + 300 * DAY)], DEFAULT_SETTINGS, ledger, T0).ledger).toEqual({});
    expect(planAlerts([record('a', T0 + 13 * DAY)], DEFAULT_SETTINGS, ledger, T0).due).toHaveLength(1);
  });

  it('says nothing of a threshold that the user adds once a tighter one was told', () => {
    const { ledger } = planAlerts([record('a', T0 + 2 * DAY)], DEFAULT_SETTINGS, {}, T0);
    expect(planAlerts([record('a', T0 + 2 * DAY)], { ...DEFAULT_SETTINGS, thresholdDays: [90, 30, 14, 7, 3, 1, 0] }, ledger, T0).due).toEqual([]);
  });

  it('puts the most urgent key first', () => {
    const records = [
      record('never', { kind: 'never', text: '' }), record('valid', T0 + 90 * DAY), record('long expired', T0 - 9 * DAY), record('unknown', { kind: 'unknown', text: '?' }),
      record('soon', T0 + 20 * DAY), record('just expired', T0 - DAY), record('critical', T0 + DAY),
    ];
    expect(planAlerts(records, DEFAULT_SETTINGS, {}, T0).due.map(({ name }) => name)).toEqual(['just expired', 'critical', 'soon']);
  });

  it('looks again at the next threshold, at the latest at the next full hour, and asking twice gives the same', () => {
    const look = (expiry: number, now = T0): number => planAlerts([record('a', expiry)], DEFAULT_SETTINGS, {}, now).nextLookAt;
    expect(look(T0 + 300 * DAY)).toBe(T0 + HOUR / 2);
    expect(look(T0 + 300 * DAY, T0 + 60_000)).toBe(T0 + HOUR / 2);
    expect(look(T0 + 7 * DAY + 60_000)).toBe(T0 + 60_000);
    expect(look(T0 + 300 * DAY, T0 + HOUR / 2)).toBe(T0 + HOUR * 1.5);
  });
});
