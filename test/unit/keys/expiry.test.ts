import { expect, it } from 'vitest';
import {
  countdown,
  countedTo,
  expiryStatus,
  nextExpiryChange,
  type Dated,
  type Expiry,
} from '../../../utils/keys/expiry';
import { DAY, HOUR } from '../../../utils/keys/time';
import { countdownText, expiryDetail, expiryText } from '../../../utils/words';

const exactly = (iso: string): Expiry => ({
  kind: 'dated',
  earliest: Date.parse(iso),
  latest: Date.parse(iso),
  text: iso,
});
const someTimeOn = (day: string): Expiry => ({
  kind: 'dated',
  earliest: Date.parse(`${day}T00:00+08:00`),
  latest: Date.parse(`${day}T00:00+08:00`) + DAY,
  text: day,
});
const now = Date.parse('2026-11-22T12:00+08:00');

it.each([
  [-1, 'expired'],
  [0, 'expired'],
  [1, 'critical'],
  [7 * DAY, 'critical'],
  [7 * DAY + 1, 'soon'],
  [30 * DAY, 'soon'],
  [30 * DAY + 1, 'valid'],
])('a key with %i ms left is %s', (left, status) => {
  expect(expiryStatus({ kind: 'dated', earliest: now + left, latest: now + left, text: '' }, now)).toBe(status);
});

it('an expiry without a time is "expired" only after that day is over in Singapore', () => {
  expect(expiryStatus(someTimeOn('2026-11-22'), now)).toBe('critical');
  expect(expiryStatus(someTimeOn('2026-11-22'), Date.parse('2026-11-22T23:59:59+08:00'))).toBe('critical');
  expect(expiryStatus(someTimeOn('2026-11-22'), Date.parse('2026-11-23T00:00+08:00'))).toBe('expired');
});

it('the time left of an expiry without a time ends at the start of that day', () => {
  expect(expiryStatus(someTimeOn('2026-11-29'), Date.parse('2026-11-22T00:00+08:00'))).toBe('critical');
  expect(expiryStatus(someTimeOn('2026-11-29'), Date.parse('2026-11-21T23:59+08:00'))).toBe('soon');
});

it.each<[Expiry, string]>([
  [exactly('2026-12-04T18:00+08:00'), 'Expires in 12 days'],
  [exactly('2026-11-24T00:00+08:00'), 'Expires in 2 days'],
  [exactly('2026-11-23T00:00+08:00'), 'Expires tomorrow'],
  [exactly('2026-11-23T23:59+08:00'), 'Expires tomorrow'],
  [exactly('2026-11-22T18:00+08:00'), 'Expires today at 18:00'],
  [someTimeOn('2026-11-22'), 'Expires today'],
  [exactly('2026-11-22T09:00+08:00'), 'Expired today at 09:00'],
  [exactly('2026-11-21T23:59+08:00'), 'Expired yesterday'],
  [someTimeOn('2026-11-21'), 'Expired yesterday'],
  [exactly('2026-11-19T18:00+08:00'), 'Expired 3 days ago'],
  [{ kind: 'never', text: 'Never' }, 'No expiry'],
  [{ kind: 'expired', text: 'Expired' }, 'Expired'],
  [{ kind: 'unknown', text: '?' }, 'Expiry unknown'],
  [{ ...exactly('2027-02-22T12:00+08:00'), approximate: true } as Expiry, 'Expires in about 92 days'],
])('an expiry that is printed as "$text" reads "$1"', (expiry, text) => {
  expect(expiryText(expiry, now)).toBe(text);
});

it.each([
  ['2026-11-22T17:12:09+08:00', 'Expires in 5 h 12 min 09 s'],
  ['2026-11-23T11:59:59+08:00', 'Expires in 23 h 59 min 59 s'],
  ['2026-11-22T12:00:01+08:00', 'Expires in 0 h 00 min 01 s'],
  ['2026-11-23T12:00+08:00', 'Expires tomorrow'],
  ['2026-11-22T12:00+08:00', 'Expired today at 12:00'],
])('the popup counts down to %s as "%s"', (iso, text) => {
  expect(countdownText(exactly(iso), now)).toBe(text);
});

it('the popup counts no seconds to an expiry without a time', () => {
  expect(countdownText(someTimeOn('2026-11-23'), now)).toBe('Expires tomorrow');
});

it('the details of an expiry give the date in SGT, what is assumed, and the text as printed', () => {
  expect(expiryDetail(exactly('2026-11-29T18:00+08:00'), now)).toMatch(/^Stops working on 29 Nov 2026, 18:00 SGT/);
  expect(expiryDetail({ ...someTimeOn('2026-12-11'), ambiguous: true, text: '11/12/2026' } as Expiry, now)).toContain(
    '“11/12/2026”. Key Companion reads the day first.',
  );
  expect(expiryDetail({ kind: 'unknown', text: 'Pending approval' }, now)).toContain('“Pending approval”');
});

it('the next change of an expiry is the instant at which its status becomes another', () => {
  const expiry = someTimeOn('2027-01-31');
  const seen: string[] = [];
  for (let instant = now; instant < Infinity; instant = nextExpiryChange(expiry, instant))
    seen.push(expiryStatus(expiry, instant));
  expect(seen).toEqual(['valid', 'soon', 'critical', 'critical', 'expired']);
});

it('an expiry without a date never changes', () => {
  expect(nextExpiryChange({ kind: 'never', text: '' }, now)).toBe(Infinity);
});

it('days to an expiry are counted by Singapore’s calendar, not by 24 hours', () => {
  const late = Date.parse('2026-11-22T23:59+08:00');
  expect(countdown(exactly('2026-11-23T00:01+08:00'), late)).toMatchObject({ tense: 'future', days: 1 });
  expect(countdown(exactly('2026-11-22T23:58+08:00'), late - 23 * HOUR)).toMatchObject({ tense: 'future', days: 0 });
});

it.each([
  ['2027-05-01', true, '2027-01-05'],
  ['2027-01-05', true, '2027-01-05'],
  ['2027-05-01', false, '2027-05-01'],
  ['2027-12-12', true, '2027-12-12'],
  // The other day is over.
  ['2026-12-01', true, '2026-12-01'],
  ['2026-12-11', true, '2026-12-11'],
])('reminders of a date read as %s (in doubt: %s) count to %s', (day, isInDoubt, counted) => {
  const expiry = { ...(someTimeOn(day) as Dated), ...(isInDoubt && { ambiguous: true as const }) };
  expect(countedTo(expiry, now)).toBe(Date.parse(`${counted}T00:00+08:00`));
});

it('the earlier of two days counts until it is over', () => {
  const expiry = { ...(someTimeOn('2027-05-01') as Dated), ambiguous: true as const };
  const [first, second] = ['2027-01-05', '2027-05-01'].map((day) => Date.parse(`${day}T00:00+08:00`));
  expect(countedTo(expiry, first! + DAY - 1)).toBe(first);
  expect(countedTo(expiry, first! + DAY)).toBe(second);
});
