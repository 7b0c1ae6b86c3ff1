import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY, singaporeMonth, startOfSingaporeMonth } from '../../../utils/keys/time';
import { timeAxis } from '../../../utils/keys/time-axis';
import { records } from '../storage/random-documents';

const now = Date.parse('2026-11-22T12:00+08:00');
const key = (expiry: Expiry): KeyRecord => ({
  id: '1',
  name: 'a',
  kind: 'write',
  expiry,
  firstSeenAt: now,
  lastSeenAt: now,
});
const inDays = (days: number): KeyRecord =>
  key({ kind: 'dated', earliest: now + days * DAY, latest: now + days * DAY, text: '' });
const labels = (...keys: KeyRecord[]): string[] =>
  timeAxis(keys, {}, now).ticks.map((tick) => new Date(tick + 8 * 3_600_000).toISOString().slice(0, 7));

it('the time axis labels each month of a short time, and fewer of a long one', () => {
  expect(labels(inDays(3))).toEqual(['2026-12', '2027-01', '2027-02']);
  expect(labels(inDays(200))).toEqual(['2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06']);
  expect(labels(inDays(300))).toEqual(['2027-01', '2027-03', '2027-05', '2027-07', '2027-09']);
  expect(labels(inDays(365))).toEqual(['2026-11', '2027-01', '2027-03', '2027-05', '2027-07', '2027-09', '2027-11']);
  expect(labels(inDays(500))).toEqual(['2027-01', '2027-04', '2027-07', '2027-10', '2028-01', '2028-04']);
  expect(labels(inDays(700))).toEqual(['2027-01', '2027-07', '2028-01', '2028-07']);
});

it('the time axis shows at most two years, so that one far expiry does not press the others together', () => {
  expect(timeAxis([inDays(20), inDays(20_000)], {}, now).to - now).toBe(731 * DAY);
});

it('the time axis reaches back to what has just expired, and not to what expired long ago', () => {
  expect(timeAxis([inDays(-30)], {}, now).from).toBeLessThanOrEqual(now - 31 * DAY);
  expect(timeAxis([inDays(-3000)], {}, now).from).toBeGreaterThan(now - 16 * DAY);
});

it('the time axis has now on it, and a few labels in order, each at the start of a month in Singapore', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(records, fc.integer({ min: -1000, max: 2000 }).map(inDays)), { maxLength: 9 }),
      fc.integer({ min: 0, max: 900 }),
      (keys, days) => {
        const instant = now + days * DAY;
        const { from, to, ticks } = timeAxis(keys, {}, instant);
        expect(from).toBeLessThan(instant);
        expect(to).toBeGreaterThan(instant);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const [index, tick] of ticks.entries()) {
          expect(tick).toBeGreaterThanOrEqual(ticks[index - 1] ?? from);
          expect(tick).toBeLessThan(to);
          expect(startOfSingaporeMonth(singaporeMonth(tick))).toBe(tick);
        }
      },
    ),
  );
});
