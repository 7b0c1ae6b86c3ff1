import { expect, it } from 'vitest';
import {
  isSnoozedPastExpiry,
  LONGEST_WAIT_DAYS,
  morningIn,
  morningOf,
  nextAllowed,
  waitsUntil,
} from '../../../utils/alerts/moments';
import { DAY, singaporeDate } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS, type Settings } from '../../../utils/settings';

/** An instant of a Singapore clock, such as "11-20 18:00": that was a Friday in 2026. */
const instantOf = (text: string): number => Date.parse(`2026-${text.replace(' ', 'T')}+08:00`);
const nights = { from: 22 * 60, to: 7 * 60 + 30 };

it.each<[string, Partial<Settings>, string, string]>([
  ['is now, by default', {}, '11-21 03:00', '11-21 03:00'],
  ['is the end of a quiet night', { quietHours: nights }, '11-20 23:00', '11-21 07:30'],
  ['is the end of a quiet night, after midnight too', { quietHours: nights }, '11-20 00:00', '11-20 07:30'],
  ['is now when the night has just ended', { quietHours: nights }, '11-20 07:30', '11-20 07:30'],
  ['is now just before the night', { quietHours: nights }, '11-20 21:59', '11-20 21:59'],
  ['is the end of quiet hours within a day', { quietHours: { from: 540, to: 600 } }, '11-20 09:00', '11-20 10:00'],
  ['is now if quiet hours end when they begin', { quietHours: { from: 540, to: 540 } }, '11-20 09:00', '11-20 09:00'],
  ['is Monday, at a weekend', { weekdaysOnly: true }, '11-21 12:00', '11-23 00:00'],
  ['is Monday, on Sunday evening', { weekdaysOnly: true }, '11-22 23:59', '11-23 00:00'],
  ['is now on a Friday', { weekdaysOnly: true }, '11-20 23:59', '11-20 23:59'],
  [
    'is Monday morning after the night from Friday',
    { weekdaysOnly: true, quietHours: nights },
    '11-20 22:00',
    '11-23 07:30',
  ],
  ['is the end of a mute', { mutedUntil: instantOf('11-25 09:00') }, '11-20 22:00', '11-25 09:00'],
  [
    'is Monday morning after a mute that ends on Saturday night',
    { mutedUntil: instantOf('11-21 23:00'), weekdaysOnly: true, quietHours: nights },
    '11-20 12:00',
    '11-23 07:30',
  ],
  [
    'is now if a mute was set while the clock was ahead',
    { mutedUntil: Date.parse('2100-01-01') },
    '11-20 09:00',
    '11-20 09:00',
  ],
  ['is now after a mute', { mutedUntil: instantOf('11-20 09:00') }, '11-20 09:00', '11-20 09:00'],
])('the next moment for a notification %s', (_, settings, now, expected) => {
  expect(nextAllowed({ ...DEFAULT_SETTINGS, ...settings }, instantOf(now))).toBe(instantOf(expected));
});

it('a snooze or mute holds until its end, unless that is further away than can be chosen', () => {
  const now = instantOf('11-20 09:00');
  const longest = now + LONGEST_WAIT_DAYS * DAY;
  expect([undefined, now - 1, now, now + 1, longest].map((until) => waitsUntil(until, now))).toEqual([
    0,
    now - 1,
    now,
    now + 1,
    longest,
  ]);
  for (const until of [longest + 1, Date.parse('2100-01-01')]) expect(waitsUntil(until, now)).toBe(0);
});

it('a reminder comes at 09:00 in Singapore, wherever the computer is', () => {
  expect(morningIn(1, instantOf('11-20 00:30'))).toBe(instantOf('11-21 09:00'));
  expect(morningIn(1, instantOf('11-20 23:59'))).toBe(instantOf('11-21 09:00'));
  expect(morningIn(7, instantOf('11-20 12:00'))).toBe(instantOf('11-27 09:00'));
  expect(morningOf('2026-11-24')).toBe(instantOf('11-24 09:00'));
  expect(morningOf('')).toBeNaN();
  expect(singaporeDate(instantOf('11-24 00:00'))).toBe('2026-11-24');
});

it('a key that is snoozed on the only day that is known of its expiry is snoozed past it, until that day is over', () => {
  const earliest = instantOf('11-20 00:00');
  const expiry = { kind: 'dated' as const, earliest, latest: earliest + DAY, text: '' };
  const snoozedUntil = instantOf('11-21 09:00');
  const key = { id: 'a', name: 'a', kind: 'write' as const, expiry, firstSeenAt: 0, lastSeenAt: 0, snoozedUntil };
  const times = ['11-19 12:00', '11-20 12:00', '11-21 00:00'];
  expect(times.map((time) => isSnoozedPastExpiry(key, instantOf(time)))).toEqual([true, true, false]);
});
