import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { nextName } from '../../../utils/keys/next-name';

const NOW = Date.parse('2026-11-29T18:00+08:00');
const instant = (day: string): number => Date.parse(`${day}T09:00+08:00`);
const dated = (day: string): Expiry => ({ kind: 'dated', earliest: instant(day), latest: instant(day), text: day });

function key(name: string, more: Partial<KeyRecord> = {}): KeyRecord {
  const expiry = dated('2026-12-01');
  return { id: name, name, kind: 'write', expiry, firstSeenAt: 1, lastSeenAt: 1, ...more };
}

const named = (name: string, more: Partial<KeyRecord> = {}, others: KeyRecord[] = []): string =>
  nextName(key(name, more), [key(name, more), ...others], NOW).name;

it.each([
  ['gazette-uploader', 'gazette-uploader 2027-11'],
  ['gazette-uploader 2026-11', 'gazette-uploader 2027-11'],
  ['gazette-uploader-2026-11', 'gazette-uploader-2027-11'],
  ['gazette_uploader_2026-11-30', 'gazette_uploader_2027-11'],
  ['Gazette (2026-11)', 'Gazette (2027-11)'],
  ['census-2026', 'census-2026 2027-11'],
  ['rate-12026-11', 'rate-12026-11 2027-11'],
  ['plan 2026-13', 'plan 2026-13 2027-11'],
  ['2026-11', '2026-11 2027-11'],
])('the next key of %s is called %s', (name, next) => {
  expect(named(name)).toBe(next);
});

it.each<[string, Partial<KeyRecord>, string, string]>([
  ['works as long as the old one', { createdAt: instant('2026-09-02') }, 'a 2027-02', 'expiry'],
  [
    'works since it was renewed',
    { createdAt: instant('2020-01-01'), renewedAt: instant('2026-09-02') },
    'a 2027-02',
    'expiry',
  ],
  ['has no creation date', {}, 'a 2027-11', 'expiry-in-a-year'],
  ['expires before it was created', { createdAt: instant('2027-09-02') }, 'a 2027-11', 'expiry-in-a-year'],
  ['expires in the year 9999', { expiry: dated('9999-12-31') }, 'a 2026-11', 'creation'],
  ['never expires', { expiry: { kind: 'never', text: '' } }, 'a 2026-11', 'creation'],
  ['has an expiry that cannot be read', { expiry: { kind: 'unknown', text: '?' } }, 'a 2026-11', 'creation'],
])('the name of the next key ends with a month that is right for a key that %s', (_, more, name, endsWith) => {
  expect(nextName(key('a', more), [], NOW)).toEqual({ name, endsWith });
});

it('the name of the next key ends with a month of Singapore', () => {
  const now = Date.parse('2026-11-30T17:00Z');
  expect(nextName(key('a', { expiry: { kind: 'never', text: '' } }), [], now).name).toBe('a 2026-12');
});

it('the name of the next key is no name that another key has, nor its own', () => {
  expect(named('a 2027-11')).toBe('a 2027-11-29');
  expect(named('a', {}, [key('a 2027-11')])).toBe('a 2027-11-29');
});

it('the name of the next key ends with one month, however often a key is rotated', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.integer({ min: 1, max: 5 }), (name, times) => {
      let latest = name;
      for (let time = 0; time < times; time++) latest = nextName(key(latest), [], NOW + time * 400 * 86_400_000).name;
      const once = nextName(key(name), [], NOW).name;
      expect(latest.slice(0, -'2027-11'.length)).toBe(once.slice(0, -'2027-11'.length));
    }),
  );
});
