// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastUsedSchema, type LastUsed } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { PageSnapshot } from '../../../utils/page-model/page-snapshot';
import { readLastUsed, saysLastUsed } from '../../../utils/site/last-used';
import { randomCases } from '../random-cases';

const now = Date.parse('2026-11-22T04:00Z');
const blank = new PageSnapshot(new DOMParser().parseFromString('<p></p>', 'text/html')).update();

function read(text: string): LastUsed | undefined {
  return readLastUsed(blank, text, { now });
}

const day = (midnight: string): LastUsed => ({
  kind: 'at',
  earliest: Date.parse(`${midnight}T00:00+08:00`),
  latest: Date.parse(`${midnight}T00:00+08:00`) + DAY,
});
const instant = (iso: string): LastUsed => ({ kind: 'at', earliest: Date.parse(iso), latest: Date.parse(iso) });
const between = (earliest: number, latest: number): LastUsed => ({ kind: 'at', earliest, latest });

describe('the last use that is printed', () => {
  it.each<[string, LastUsed]>([
    ['20 Nov 2026', day('2026-11-20')],
    ['Last used 20 Nov 2026', day('2026-11-20')],
    ['Last accessed on 20 Nov 2026, 18:00', instant('2026-11-20T18:00+08:00')],
    ['Last active: 2026-11-20T18:00:00Z', instant('2026-11-20T18:00Z')],
    ['20 Nov 2026, 18:00 from 2 addresses', instant('2026-11-20T18:00+08:00')],
    ['20 Nov 2026 by Tan Mei Ling', day('2026-11-20')],
    ['3 days ago', between(now - 4 * DAY, now - 2 * DAY)],
    ['an hour ago', between(now - 2 * HOUR, now)],
    ['within the last 7 days', between(now - 7 * DAY, now)],
    ['in the past week', between(now - 7 * DAY, now)],
    ['this week', between(now - 7 * DAY, now)],
    ['yesterday', day('2026-11-21')],
    ['the day before yesterday', day('2026-11-20')],
    ['yesterday at 18:30', instant('2026-11-21T18:30+08:00')],
    ['31 Dec', day('2025-12-31')],
    ['Friday', day('2026-11-20')],
    ['Never', { kind: 'never' }],
    ['Never used.', { kind: 'never' }],
    ['It has never been used', { kind: 'never' }],
    ['Not used yet', { kind: 'never' }],
    ['Never accessed', { kind: 'never' }],
    ['No activity yet', { kind: 'never' }],
    ['Last used: never', { kind: 'never' }],
  ])('the last use "%s" is read', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('a last use today ends now, and one on this day of the year is not a year ago', () => {
    expect(read('today')).toEqual(between(Date.parse('2026-11-22T00:00+08:00'), now));
    expect(read('22 Nov')).toEqual(between(Date.parse('2026-11-22T00:00+08:00'), now));
    expect(read('Used just now')).toEqual(read('today'));
  });

  it.each([
    '',
    '-',
    '—',
    'Unknown',
    'Unused',
    'N/A',
    '5 Dec 2026',
    'in 3 days',
    '1 Jan 1970',
    '01/01/0001',
    'Not used since 1 Nov 2026',
    'Not used for 90 days',
    'No use before 1 Nov 2026',
    '1,204',
    'Expires 20 Nov 2026',
    `${'very '.repeat(30)}long ago, 20 Nov 2026`,
  ])('the text "%s" says no last use', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each(['Last used', 'Used car prices', 'used-car-prices', 'Last updated 20 Nov 2026', 'Created 20 Nov 2026'])(
    'the text "%s" is no statement of a last use that can be read',
    (text) => {
      expect(saysLastUsed(text) && read(text)).toBeFalsy();
    },
  );

  it('whatever is printed, a last use that is read can be stored, and is not to come', () => {
    const count = fc.tuple(
      fc.double({ min: 0, max: 90, noNaN: true }),
      fc.constantFrom('minute', 'day', 'month', 'year'),
    );
    const texts = fc.oneof(
      fc.string({ maxLength: 140 }),
      count.map(([n, unit]) => `Last used ${n.toFixed(n % 1 > 0.5 ? 2 : 0)} ${unit}s ago`),
      fc.date({ noInvalidDate: true }).map((date) => `Last used ${date.toISOString()}`),
      fc.tuple(fc.nat(40), fc.nat(20), fc.nat(3000)).map(([d, m, y]) => `${d}/${m}/${y}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const used = read(text);
        if (!used) return;
        expect(lastUsedSchema.parse(used)).toEqual(used);
        if (used.kind === 'at') expect(used.latest).toBeLessThanOrEqual(now);
      }),
      { numRuns: randomCases(1000) },
    );
  });
});
