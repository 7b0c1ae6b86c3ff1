import { afterEach, describe, expect, it } from 'vitest';
import type { Expiry } from '../../../../utils/keys/expiry';
import type { DateOrder } from '../../../../utils/keys/key';
import { findDate, looksLikeDate, readExpiry } from '../../../../utils/site/dates/dates';
import { readCreatedAt } from '../../../../utils/site/key-row';

/** Sunday 22 Nov 2026, 10:00 in Singapore. */
const now = Date.parse('2026-11-22T10:00:00+08:00');
const read = (text: string, datetime?: string | null) => readExpiry(text, { now, datetime: datetime ?? null });

/** "2027-08-07 18:00" in Singapore, as an instant. */
const sgt = (local: string) => Date.parse(`${local.replace(' ', 'T')}${local.includes(' ') ? '' : 'T00:00'}+08:00`);
const span = (expiry: Expiry | null) =>
  expiry?.kind === 'dated'
    ? { earliest: new Date(expiry.earliest).toISOString(), latest: new Date(expiry.latest).toISOString() }
    : expiry;
const from = (earliest: string, latest: string) => ({
  earliest: new Date(sgt(earliest)).toISOString(),
  latest: new Date(sgt(latest)).toISOString(),
});
const exactly = (instant: string) => from(instant, instant);

const WHOLE_DAYS = `7 Aug 2027|07 Aug 2027|7 August 2027|7th August 2027|7th of August, 2027|7-Aug-2027|7/Aug/2027
  7Aug2027|07AUG2027|7. August 2027|7 Aug. 2027|7 Aug 27|7 Aug '27|Aug 7, 2027|August 07, 2027|Aug 7 2027|Aug. 7, 2027
  August 7th, 2027|Aug 7, ’27|2027 Aug 7|2027-Aug-07|2027.08.07|AUG 7, 2027|Sat, Aug 7 2027|Saturday 7 August 2027|Mon, 7 Aug 2027|7 Aug 2027 (Sat)|2027-08-07
  2027/08/07|2027-8-7|7 Aug 2027.|  7   Aug   2027  |7\u00a0Aug\u00a02027|7\u2009Aug\u202f2027|７ Ａｕｇ ２０２７
  7\u2011Aug\u20112027|\u200e7 Aug\u200f 2027\ufeff|7 Aug 2027 SGT|7 Aug 2027 (GMT+8)|Expires 7 Aug 2027|Expires: 7 Aug 2027
  Expires:7 Aug 2027|Expires on 7 Aug 2027|Expiry date: 7 August 2027|Expired on 7 Aug 2027|Valid until 7 Aug 2027
  Valid till 7 Aug 2027|Ends 7 Aug 2027|by 7 Aug 2027|7 Aug 2027 · 6 months left|7 Aug 2027 (in 9 months)`.split(
  /\||\n {2}/,
);

const AT_SIX =
  `7 Aug 2027 18:00|7 Aug 2027, 18:00|7 Aug 2027 at 18:00|7 Aug 2027 @ 18:00|7 Aug 2027 - 18:00|7 Aug 2027 (18:00)
  7 Aug 2027 · 18:00|7 Aug 2027 18:00:00|7 Aug 2027 6pm|7 Aug 2027 6 PM|7 Aug 2027, 6:00 PM|7 Aug 2027 6.00 pm
  7 Aug 2027 06:00 p.m.|7 Aug 2027, 6:00:00 pm|7 Aug 2027 6:00\u202fpm|7 Aug 2027 18:00hrs|7 Aug 2027 18:00 hrs
  7 Aug 2027 1800 hrs|7 Aug 2027, 18.00|7 Aug 2027 18.00 hrs|7 Aug 2027, 1800H|7 Aug 2027 1800hrs SGT|18:00, 7 Aug 2027|18:00 7 Aug 2027|18:00 on 7 Aug 2027
  6:00 PM on 7 Aug 2027|6pm, Saturday 7 August 2027|18:00 SGT, 7 Aug 2027|18:00 AUG 7, 2027|10:00 UTC, 7 Aug 2027|18:00 GMT+8, Aug 07, 2027|7 Aug 2027 18:00 SGT
  7 Aug 2027, 18:00 (SGT)|7 Aug 2027 18:00 GMT+8|7 Aug 2027 18:00 GMT+08:00|7 Aug 2027 18:00 (GMT+8)
  7 Aug 2027 18:00 UTC+08:00|7 Aug 2027 18:00 SGT (UTC+8)|7 Aug 2027 18:00 +08:00|7 Aug 2027 18:00 +0800
  7 Aug 2027 18:00 (Asia/Singapore)|7 Aug 2027 18:00 Singapore time|7 August 2027 at 6:00 pm Singapore Standard Time
  7 Aug 2027 10:00 UTC|7 Aug 2027 10:00Z|7 Aug 2027 10:00 GMT|7 Aug 2027 05:00 UTC-5|7 Aug 2027 05:00 UTC\u22125
  7 Aug 2027 15:30 GMT+5:30|7 Aug 2027 15:30 UTC+0530|Sat Aug 07 2027 18:00:00 GMT+0800 (Singapore Standard Time)
  Sat Aug 07 2027 06:00:00 GMT-0400 (Eastern Daylight Time)|Sat, 07 Aug 2027 10:00:00 GMT|Sat, 07 Aug 2027 18:00:00 +0800
  2027-08-07T18:00:00+08:00|2027-08-07T10:00:00.000Z|2027-08-07t10:00:00z|2027-08-07T10:00Z|2027-08-07T18:00|2027-08-07 18:00
  2027-08-07 10:00:00+00:00|20270807T100000Z|2027/08/07 18:00|Saturday, 7 August 2027 at 18:00:00 GMT+8
  7 Aug\n2027\n18:00 SGT|Expires on 7 Aug 2027, 18:00 SGT (in 8 months)|Your key expires on 7 Aug 2027 at 18:00 SGT.`.split(
    /\||\n {2}/,
  );

it.each(WHOLE_DAYS)('the date "%s" is the whole day in Singapore', (text) => {
  const expiry = read(text);
  expect(span(expiry)).toEqual(from('2027-08-07', '2027-08-08'));
  expect(expiry).not.toHaveProperty('ambiguous');
  expect(expiry).not.toHaveProperty('approximate');
});

it.each(AT_SIX)('the time "%s" is one instant, 18:00 in Singapore', (text) => {
  expect(span(read(text))).toEqual(exactly('2027-08-07 18:00'));
});

it.each([
  ['15 Feb 2024, 23:59', '2024-02-15 23:59'],
  ['7 Aug 2027 18:00:30', '2027-08-07 18:00:30'],
  ['2027-08-07T10:00:00.123456Z', '2027-08-07 18:00:00.123'],
  ['7 Aug 2027 12am', '2027-08-07 00:00'],
  ['7 Aug 2027 12:30 am', '2027-08-07 00:30'],
  ['7 Aug 2027 12pm', '2027-08-07 12:00'],
  ['7 Aug 2027 noon', '2027-08-07 12:00'],
  ['7 Aug 2027, 12 noon', '2027-08-07 12:00'],
  ['7 Aug 2027 midnight', '2027-08-07 00:00'],
  ['7 Aug 2027 24:00', '2027-08-08 00:00'],
  ['31 Dec 2027 2400 hrs', '2028-01-01 00:00'],
  ['7 Aug 2027 18:00 UTC', '2027-08-08 02:00'],
])('the time "%s" is %s in Singapore', (text, instant) => {
  expect(span(read(text))).toEqual(exactly(instant));
});

it.each(
  'Jan January Feb February Mar March Apr April May Jun June Jul July Aug August Sep Sept September Oct October Nov November Dec December'.split(
    ' ',
  ),
)('the month %s is read before and behind its day', (month) => {
  const number = 1 + 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(month.slice(0, 3).toLowerCase()) / 3;
  const day = `2027-${String(number).padStart(2, '0')}-05`;
  expect(span(read(`5 ${month} 2027`))).toEqual(from(day, `${day.slice(0, 8)}06`));
  expect(span(read(`${month} 5, 2027`))).toEqual(from(day, `${day.slice(0, 8)}06`));
});

it('a month without a day is some time in that month', () => {
  expect(read('Aug 2027')).toEqual({
    kind: 'dated',
    earliest: sgt('2027-08-01'),
    latest: sgt('2027-09-01'),
    text: 'Aug 2027',
    approximate: true,
  });
  expect(span(read('Expires December 2027'))).toEqual(from('2027-12-01', '2028-01-01'));
});

it.each([
  '7 Aug 2027, reminders muted until 4 Jan 2028',
  'Expires 7 Aug 2027 · Data kept until 7 Aug 2028',
  '7 Aug 2027 (licence valid to 31 Dec 2028)',
  '7 Aug 2027, renewable until 7 Sep 2027',
  'Created 7 Aug 2026 by Mei Ling, valid until 7 Aug 2027',
  'Issued 7 Aug 2026. This key is valid until 7 Aug 2027',
  'Expires 7 Aug 2027, account expires 7 Nov 2027',
  'Expires 7 Aug 2027, maximum expiry 7 Nov 2027',
  'Expires 7 Aug 2027, reminder sent 7 Jul 2027',
  'Expires 7 Aug 2027, owner Tan Wei Ling, logs kept until 7 Nov 2027',
  'Expires 7 Aug 2027, 3 datasets',
])('of the dates of "%s" the one of the key is its expiry', (text) => {
  expect(span(read(text))).toEqual(from('2027-08-07', '2027-08-08'));
});

it.each([
  'in 365 days from creation',
  'in 1 year after creation',
  'in 365 days (from creation)',
  'in 90 days if unused',
  'Renewable 13 days before expiry',
])('a lifetime that is not counted from now, "%s", is no date', (text) => {
  expect(read(text).kind).toBe('unknown');
});

it.each(['Expires in 12 days unless renewed', 'in 12 days from now'])('the count "%s" is one from now', (text) => {
  expect(span(read(text))).toEqual(span(read('in 12 days')));
});

it('a day that is printed in UTC is the day in UTC', () => {
  expect(span(read('7 Aug 2027 UTC'))).toEqual(from('2027-08-07 08:00', '2027-08-08 08:00'));
});

it.each([
  ['07/08/2027', '2027-08-07', true],
  ['7/8/2027', '2027-08-07', true],
  ['7 / 8 / 2027', '2027-08-07', true],
  ['07-08-2027', '2027-08-07', true],
  ['07.08.2027', '2027-08-07', true],
  ['07/08/27', '2027-08-07', true],
  ['25/12/2026', '2026-12-25', false],
  ['25-12-2026', '2026-12-25', false],
  ['12/25/2026', '2026-12-25', false],
  ['05/05/2027', '2027-05-05', false],
])('the numbers %s are the day %s; doubtful: %s', (text, day, isAmbiguous) => {
  expect(read(text)).toMatchObject({ earliest: sgt(day) });
  expect('ambiguous' in read(text)).toBe(isAmbiguous);
  expect(read(`${text}, 6:00:00 pm`)).toMatchObject({ earliest: sgt(`${day} 18:00`), latest: sgt(`${day} 18:00`) });
});

it.each([
  '4 Dec, 12 days left',
  '4 Dec 12 days left',
  'Fri 4 Dec, in 12 days',
  '12 days left – 4 Dec',
  'Expires 4 Dec, 27 datasets',
])('the number in "%s" is no year', (text) => {
  expect(read(text)).toMatchObject({
    kind: 'dated',
    approximate: true,
    latest: expect.toSatisfy((latest: number) => latest > sgt('2026-12-04') && latest < sgt('2026-12-06')),
  });
});

it.each([
  '7 Aug 2026 – Never',
  '7 Aug 2026 to never',
  '7 Aug 2026 → no expiry',
  '7 Aug 2026 - ∞',
  '7 Aug 2026 onwards',
])('the range "%s" has no end', (text) => {
  expect(read(text)).toEqual({ kind: 'never', text });
});

it.each(['7 Aug 2027 – Never', 'Expired 7 Aug 2026 – never renewed'])('the date of "%s" counts', (text) => {
  expect(read(text)).toMatchObject({ kind: 'dated' });
});

it('a month or a year that is said to end does so on its last day', () => {
  expect(span(read('end of November 2026'))).toEqual(from('2026-11-30', '2026-12-01'));
  expect(span(read('Expires at the end of March 2027'))).toEqual(from('2027-03-31', '2027-04-01'));
  expect(span(read('end of 2026'))).toEqual(from('2026-12-31', '2027-01-01'));
});

it('dots may stand between two digits for the year, but in no version', () => {
  expect(span(read('27.08.27'))).toEqual(from('2027-08-27', '2027-08-28'));
  expect(read('05.12.26')).toMatchObject({ ambiguous: true });
  expect(read('Version 2.10.26')).toMatchObject({ kind: 'unknown' });
});

it('the clearer of two dates counts if the same day is printed twice', () => {
  expect(span(read('07/08/2027 (7 Aug 2027)'))).toEqual(from('2027-08-07', '2027-08-08'));
  expect(span(read('7 Aug 2027 (7 Aug 2027, 18:00)'))).toEqual(exactly('2027-08-07 18:00'));
});

it.each([
  ['in 3 months', '2027-02-05 10:00', '2027-03-22 10:00'],
  ['in a year', '2027-05-22 10:00', '2028-11-22 10:00'],
  ['in 1,200 days', '2030-03-06 10:00', '2030-03-07 10:00'],
  ['in about 2 weeks', '2026-12-06 10:00', '2026-12-13 10:00'],
  ['in ~2 weeks', '2026-12-06 10:00', '2026-12-13 10:00'],
  ['12 days left', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['(in 12 days)', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 days remaining', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['Remaining: 12 days', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 days until expiry', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 days until it expires', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 of 90 days left', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12/90 days left', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 day(s) left', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['12 days of validity left', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['You have 12 days left to replace this key.', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['Will be deactivated in 12 days', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['in a fortnight', '2026-11-29 10:00', '2026-12-20 10:00'],
  ['12 days from today', '2026-12-04 10:00', '2026-12-05 10:00'],
  ['expires in 5 hours', '2026-11-22 15:00', '2026-11-22 16:00'],
  ['Your key expires in 5 hours.', '2026-11-22 15:00', '2026-11-22 16:00'],
  ['Expiring in 30 minutes', '2026-11-22 10:30', '2026-11-22 10:31'],
  ['1 month, 2 days left', '2026-12-24 10:00', '2026-12-25 10:00'],
  ['5h 30m left', '2026-11-22 15:30', '2026-11-22 15:31'],
  ['2d 4h 30m 10s left', '2026-11-24 14:30:10', '2026-11-24 14:30:11'],
  ['less than a day left', '2026-11-22 10:00', '2026-11-23 10:00'],
  ['almost 2 years left', '2027-11-22 10:00', '2028-11-22 10:00'],
  ['Expired 3 days ago', '2026-11-19 10:00', '2026-11-20 10:00'],
  ['1 hour ago', '2026-11-22 09:00', '2026-11-22 10:00'],
  ['0 minutes ago', '2026-11-22 10:00', '2026-11-22 10:00'],
  ['today', '2026-11-22', '2026-11-23'],
  ['Expires tomorrow', '2026-11-23', '2026-11-24'],
  ['Expired yesterday', '2026-11-21', '2026-11-22'],
  ['Expires today, 18:00', '2026-11-22 18:00', '2026-11-22 18:00'],
  ['tomorrow at 6pm SGT', '2026-11-23 18:00', '2026-11-23 18:00'],
])('the words "%s" stand for some time from %s to %s', (text, earliest, latest) => {
  expect(span(read(text))).toEqual(from(earliest, latest));
  expect(read(text)).toHaveProperty('approximate', true);
});

it('days are counted by the calendar of Singapore, though UTC is still on the day before', () => {
  const early = sgt('2026-11-22 01:00');
  expect(span(readExpiry('tomorrow', { now: early }))).toEqual(from('2026-11-23', '2026-11-24'));
});

it('a count of months or years ends on the last day of a shorter month', () => {
  expect(readExpiry('1 month ago', { now: sgt('2027-03-31 03:00') })).toMatchObject({
    earliest: sgt('2027-02-28 03:00'),
  });
  expect(readExpiry('1 year ago', { now: sgt('2028-02-29 03:00') })).toMatchObject({
    earliest: sgt('2027-02-28 03:00'),
  });
  expect(readExpiry('in 1 year', { now: sgt('2028-02-29 03:00') })).toMatchObject({
    latest: sgt('2030-02-28 03:00'),
  });
});

// From how many days on moment, Day.js or date-fns, whichever is first, print it.
it.each([
  ['in 2 months', 45],
  ['2 months left', 45],
  ['in about 2 months', 45],
  ['in 6 months', 165],
  ['in 11 months', 315],
  ['in a month', 25.5],
  ['in 1 month', 25.5],
  ['in a year', 319.5],
  ['in 1 year', 319.5],
  ['in 2 years', 547.5],
  ['in 5 years', 1643],
  ['1 year, 2 months left', 365 + 45],
  ['in a day', 22 / 24],
  ['in 1 day', 22 / 24],
  ['1 day left', 22 / 24],
  ['in an hour', 45 / 60 / 24],
  ['in a week', 5],
])('a rounded "%s" counts from the first moment at which it is printed, after %f days', (text, days) => {
  for (const date of ['2026-11-22', '2027-01-31', '2028-02-29', '2026-07-01', '2026-12-01']) {
    const start = sgt(`${date} 10:00`);
    const expiry = readExpiry(text, { now: start });
    expect(expiry).toHaveProperty(
      'earliest',
      expect.toSatisfy((instant: number) => instant > start && instant <= start + days * 86_400_000),
    );
    expect(expiry).toHaveProperty(
      'latest',
      expect.toSatisfy((instant: number) => instant > start + days * 86_400_000),
    );
  }
});

describe('words', () => {
  const NEVER =
    "Never|NEVER|Never expires|Never.|No expiration|No expiry|No expiry date|Does not expire|Doesn't expire|Doesn’t expire|Expires: Never|None|N/A|n.a.|Permanent|Unlimited|Indefinite|Indefinitely|-|–|—|--|- -";

  it.each(NEVER.split('|'))('the words "%s" mean never', (text) => {
    expect(read(text)).toEqual({ kind: 'never', text });
  });

  it.each([
    'Never expires (not recommended)',
    'Never (default)',
    'No expiration - please set one',
    'Does not expire — rotate it yearly',
    'This key has no expiration date',
    'This key never expires.',
    'Your API key does not expire',
    'Set to never expire',
    'Never expires (created 2025)',
  ])('the words "%s" mean never, whatever advice or subject they have', (text) => {
    expect(read(text)).toEqual({ kind: 'never', text });
  });

  it.each(['Never used', 'Never expires unless revoked', 'Not expired', 'Key expiring', 'Expired keys'])(
    'nothing is claimed of the words "%s"',
    (text) => {
      expect(read(text).kind).toBe('unknown');
    },
  );

  it.each([
    'This API key has expired',
    'Has expired',
    'Already expired',
    'Key expired',
    'This token has expired.',
    'Your API key is expired',
    'This key was expired!',
    'Expired (renew it now)',
  ])('the sentence "%s" means expired', (text) => {
    expect(read(text)).toEqual({ kind: 'expired', text });
  });

  it.each(['Expired', 'EXPIRED', 'expired.', '(Expired)', 'This key has expired', 'Status: Expired'])(
    'the words "%s" mean expired at an unknown time',
    (text) => {
      expect(read(text)).toEqual({ kind: 'expired', text });
    },
  );

  it('nothing is claimed of an empty cell', () => {
    expect(read(' \n\t ')).toEqual({ kind: 'unknown', text: '' });
  });
});

it.each([
  'in 7973 years',
  'Expires in 7974 years',
  'in 9999 years',
  '9999 years left',
  'in over 7973 years',
  'in almost 7974 years',
  'in 9999 years, 9999 months',
  'in 7,973 years',
  'in 2,912,111 days',
  '2912111 days left',
  '31 Dec 9999',
  '31/12/9999',
  '12/31/9999',
  '9999-12-31',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59+08:00',
  'Dec 31, 9999, 11:59 PM',
  'Expires on 31 Dec 9999',
  'December 9999',
])('the stand-in "%s" for no date means never', (text) => {
  expect(read(text)).toEqual({ kind: 'never', text });
  expect(findDate(text, { now })).toBeNull();
});

it.each([
  'Expired 57 years ago',
  '57 years ago',
  '2025 years ago',
  '2,025 years ago',
  '20,786 days ago',
  'Expired 9999 years ago',
  '1 Jan 1970',
  '01/01/1970',
  '1970-01-01T00:00:00Z',
  '1970-01-01T07:30:00+07:30',
  '31 Dec 1969, 16:00',
  'Jan 1, 0001',
  '0001-01-01',
  '0001-01-01T00:00:00Z',
  '1/1/1900',
  'Expired on 1 Jan 1970',
])('the stand-in "%s" for no date means expired', (text) => {
  expect(read(text)).toEqual({ kind: 'expired', text });
  expect(findDate(text, { now })).toBeNull();
});

it.each(['57 years ago', '1 Jan 1970', '1970-01-01T00:00:00Z', '0001-01-01', '31 Dec 9999'])(
  'the stand-in "%s" for no date is no creation',
  (text) => {
    expect(readCreatedAt(text, { now })).toBeUndefined();
  },
);

it.each([
  ['in 7973 years', '9999-12-31T23:59:59Z', 'never'],
  ['', '9999-12-31', 'never'],
  ['', '0001-01-01', 'expired'],
  ['57 years ago', '1970-01-01T00:00:00Z', 'expired'],
  // What the page says in words outweighs what its database has.
  ['Never', '0001-01-01T00:00:00Z', 'never'],
  ['—', '1970-01-01', 'never'],
  ['Expired', '9999-12-31', 'expired'],
])('the text "%s" with datetime="%s" means %s', (text, datetime, kind) => {
  expect(read(text, datetime)).toEqual({ kind, text });
});

it.each([
  ['07/08/2027', '2027-07-08', '2027-08-07'],
  ['7-8-2027', '2027-07-08', '2027-08-07'],
  ['07.08.2027', '2027-07-08', '2027-08-07'],
  ['07/08/27', '2027-07-08', '2027-08-07'],
  ['Expires 7 / 8 / 2027', '2027-07-08', '2027-08-07'],
  // What can be read in one way only is read so.
  ['25/12/2026', '2026-12-25', '2026-12-25'],
  ['12/25/2026', '2026-12-25', '2026-12-25'],
  ['2027-08-07', '2027-08-07', '2027-08-07'],
  ['7 Aug 2027', '2027-08-07', '2027-08-07'],
])(
  'the date "%s" is read in the order of its page without doubt: %s month first, %s day first',
  (text, monthFirst, dayFirst) => {
    const inOrder = (dateOrder: DateOrder) => readExpiry(text, { now, dateOrder });
    expect(inOrder('month-first')).toMatchObject({ kind: 'dated', earliest: sgt(monthFirst), text });
    expect(inOrder('day-first')).toMatchObject({ kind: 'dated', earliest: sgt(dayFirst), text });
    expect(inOrder('month-first')).not.toHaveProperty('ambiguous');
    expect(inOrder('day-first')).not.toHaveProperty('ambiguous');
    expect(read(text)).toMatchObject({ earliest: sgt(dayFirst) });
  },
);

/** Each of these must stay unread: a wrong date is worse than none. */
const NOT_DATES =
  `31 Feb 2027|31/02/2027|2027-02-31|29 Feb 2027|32 Aug 2027|0 Aug 2027|13/13/2027|2027-13-01|00/08/2027|7 Aug 1999|7 Aug 2200
  7 Aug 2027 25:00|7 Aug 2027 24:30|7 Aug 2027 18:60|7 Aug 2027 18:00:61|7 Aug 2027 13pm|7 Aug 2027 18:00 UTC+15|7 Aug 2027 18:00 GMT+8:75
  7 Aug 2027 18:00 EST|7 Aug 2027 18:00 (PDT)|7 Aug 2027 18:00 (America/New_York)|7 Aug 2027 18:00 (Eastern Daylight Time)
  31 Feb 2027 (in 7 days)|7 Aug 2027 18|7 Aug 2027 1234567|7 Aug 2027, 9 Sep 2027|Expires 7 Aug 2027 or 9 Sep 2027
  13/32|24/7|31/31|30 Feb|Feb 30|18:00|6pm|2027|August|May|may|You may rotate it|You may 2027|Mayor 2027|Market 7, 2027
  version 1.2.3|v1.2.2027|10.11.12|192.168.1.10|3.5.2026.1|1.3.5.2026|+65 6123 4567|6123 4567|02-1234-5678|S1234567D|20270807|1817719200|1817719200000
  $12.10|S$1,202.20|10/12/20267|3f2504e0-4f89-11d3-9a0c-0305e82c3301|7dec2026-4f89-11d3-9a0c-0305e82c3301|4f89-7dec-2026-9a0c|a7dec2026f|v2:7dec2026aa
  prod-2027-08-07|KEY-12-10-2026|https://data.gov.sg/2027/08/07/keys|upload_2027-08-07|12:30:07 Aug 2027a
  1 Year|90 days|30 days|within 30 days|6m left|in 3 days at 18:00|next week at 18:00|in a few days|soon|Expiring soon|now
  Mon–Fri|Mon to Fri|every Friday|Monday and Friday|Mondays|Sunny|next time|this key|last used|another key|a couple|two keys|7 Aug 2027 18:00 +15|7 Aug 2027 18:00 -99
  Created 7 Aug 2026|Last used 7 Aug 2026|Last used 3 days ago|Updated 20 minutes ago|Created on 7 Aug 2026, 18:00|Issued: 7 Aug 2026
  Not expired|Never used|Expired 31 Feb 2027|Non-production|Active|Developer|API key|Delete|永不
  Upload key, Aug 2027|Ann rotated it 3 days ago|We moved to a new data centre on 7 Aug 2027, so please read the notice`.split(
    /\||\n {2}/,
  );

it.each(NOT_DATES)('the text "%s" is no date, and stays as it is printed', (text) => {
  expect(read(text)).toEqual({ kind: 'unknown', text });
  expect(looksLikeDate(text, { now })).toBe(false);
});

it('a date is not cut out of a text that is too long for a cell', () => {
  expect(read(`${'word '.repeat(58)} 7 Aug 2027`).kind).toBe('unknown');
  expect(findDate(`${' '.repeat(5000)}7 Aug 2027`, { now })).toBeNull();
});

it('the text of a date is the printed one, in one line, without control and direction characters', () => {
  expect(read('  7\u00a0Aug\n\t 2027\u202e\u200b\u0007 ')).toMatchObject({ kind: 'dated', text: '7 Aug 2027' });
  expect(read('７ Aug ２０２７').text).toBe('７ Aug ２０２７');
});

it('the text of a date ends after 120 characters, and never within one', () => {
  expect(read('🔑'.repeat(130)).text).toBe('🔑'.repeat(60));
  expect(read(`x${'🔑'.repeat(130)}`).text).toBe(`x${'🔑'.repeat(59)}`);
});

it.each([
  ['7 Aug 2027', '2027-08-07T10:00:00Z', '2027-08-07 18:00', '2027-08-07 18:00'],
  ['in 9 months', '2027-08-07T10:00:00Z', '2027-08-07 18:00', '2027-08-07 18:00'],
  ['in 9 months', '2027-08-07', '2027-08-07', '2027-08-08'],
  ['whenever', '2027-08-07 18:00+08:00', '2027-08-07 18:00', '2027-08-07 18:00'],
  ['', '20270807T100000Z', '2027-08-07 18:00', '2027-08-07 18:00'],
  ['9 Sep 2027, 12:00', '2027-08-07', '2027-08-07', '2027-08-08'],
  ['7 Aug 2027, 18:00', '2027-08-07', '2027-08-07 18:00', '2027-08-07 18:00'],
  ['7 Aug 2027', 'P3D', '2027-08-07', '2027-08-08'],
  ['7 Aug 2027', '2027-02-31', '2027-08-07', '2027-08-08'],
  ['7 Aug 2027', '0001-01-01T00:00:00Z', '2027-08-07', '2027-08-08'],
  ['7 Aug 2027', '', '2027-08-07', '2027-08-08'],
])('a <time> element that prints "%s" with datetime="%s" is read as %s to %s', (text, datetime, earliest, latest) => {
  expect(span(read(text, datetime))).toEqual(from(earliest, latest));
  expect(read(text, datetime).text).toBe(text);
});

it.each([
  ['Expires on 29 Nov 2026, 18:00 SGT (in 7 days)', exactly('2026-11-29 18:00')],
  ['Valid until 7 Aug 2027', from('2027-08-07', '2027-08-08')],
  ['7 Aug 2027 · 6 months left', from('2027-08-07', '2027-08-08')],
  ['Upload key v2 · 3 calls · Created 1 Jan 2026 · Expires 7 Aug 2027 · Delete', from('2027-08-07', '2027-08-08')],
  ['Expires 7 Aug 2027 Created 1 Jan 2026 Last used 3 days ago', from('2027-08-07', '2027-08-08')],
  ['Key 5 Aug 07, 2027', from('2027-08-07', '2027-08-08')],
  ['1 Jan 2026, valid until 7 Aug 2027', from('2027-08-07', '2027-08-08')],
  ['Created 1 Jan 2026 · expires in 5 hours', from('2026-11-22 15:00', '2026-11-22 16:00')],
  ['1 Jan 2026 – 31 Dec 2026', from('2026-12-31', '2027-01-01')],
  ['1 Jan 2026–31 Dec 2026', from('2026-12-31', '2027-01-01')],
  ['1 Jan 2026 to 31 Dec 2026', from('2026-12-31', '2027-01-01')],
  ['Valid: 1 Jan 2026, 09:00 - 31 Dec 2026, 18:00', exactly('2026-12-31 18:00')],
  ['Valid from 1 Jan 2026 until 31 Dec 2026', from('2026-12-31', '2027-01-01')],
  ['2026-01-01 – 31 Dec 2026', from('2026-12-31', '2027-01-01')],
])('the date in "%s" is found', (text, expected) => {
  expect(span(findDate(text, { now }))).toEqual(expected);
});

it.each([
  'Upload key',
  'Never',
  'Expired',
  '7 Aug 2027, 9 Sep 2027',
  'Expires 7 Aug 2027, expires 9 Sep 2027',
  'Created 7 Aug 2026',
  'Created 7 Aug 2026, 9 Sep 2027',
  'Expires 31 Feb 2027',
  'in 3 days, in 5 weeks',
])('a date is not guessed from "%s"', (text) => {
  expect(findDate(text, { now })).toBeNull();
});

it.each([
  ...WHOLE_DAYS,
  ...AT_SIX.slice(0, -1),
  'in 3 months',
  '12 days left',
  'tomorrow',
  'Never',
  '-',
  'Expired',
  '1 Jan 2026 to 31 Dec 2026',
])('a column of dates is recognised by "%s"', (text) => {
  expect(looksLikeDate(text, { now })).toBe(true);
});

it.each([
  '',
  'Upload key 7 Aug 2027',
  'API key 2027-08-07',
  'Aug 2027 uploads',
  'Created 7 Aug 2026',
  'Key 3',
  'None of it',
])('a column of dates is not recognised by "%s"', (text) => {
  expect(looksLikeDate(text, { now })).toBe(false);
});

describe('the zone of the laptop', () => {
  const home = process.env.TZ;
  afterEach(() => {
    if (home === undefined) delete process.env.TZ;
    else process.env.TZ = home;
  });

  it.each([
    ['America/New_York', 300],
    ['Pacific/Kiritimati', -840],
    ['Asia/Kolkata', -330],
  ])('dates are read alike whatever the zone of the laptop: %s', (zone, offset) => {
    const texts = [...WHOLE_DAYS, ...AT_SIX, ...NOT_DATES, 'in 3 months', 'tomorrow', 'in 5 hours', 'Aug 2027'];
    const atHome = texts.map((text) => read(text));
    process.env.TZ = zone;
    expect(new Date(1_800_000_000_000).getTimezoneOffset(), 'run this file in a process (vitest --pool forks)').toBe(
      offset,
    );
    expect(texts.map((text) => read(text))).toEqual(atHome);
  });
});

it.each(['Expired 32.55 years ago', 'in 1.3 days', 'in 1.57 months', 'in 0.13 weeks', '2.03 quarters left'])(
  'the count "%s" has whole instants, since storage takes no others',
  (text) => {
    const { earliest, latest } = readExpiry(text, { now: now + 789 }) as { earliest: number; latest: number };
    expect([Number.isInteger(earliest), Number.isInteger(latest)]).toEqual([true, true]);
  },
);
