import { expect, it } from 'vitest';
import { findDate, readExpiry } from '../../../../utils/site/dates/dates';
import { NOW, sgt } from '../../../support/dates';

/* An offset of hours alone, as moment-timezone, Rails, Python, PHP and PostgreSQL print zones. */

const read = (text: string) => readExpiry(text, { now: NOW });

it.each([
  '7 Aug 2027 18:00 +08',
  '07 Aug 2027 18:00:00 +08',
  '7 Aug 2027, 6:00 PM +08',
  '7 Aug 2027 6pm +08',
  '7 Aug 2027 18:00 (+08)',
  '7 Aug 2027 18:00 [+08]',
  '7 Aug 2027 18:00 +08 (SGT)',
  '7 Aug 2027 18:00 +08 SGT',
  '2027-08-07T18:00:00+08',
  '2027-08-07T18:00+08',
  '2027-08-07 18:00:00.123456+08',
  '2027-08-07 10:00:00+00',
  '2027-08-07 10:00:00 +00',
  '2027-08-07T10:00:00-00',
  '2027-08-07 05:00:00-05',
  '7 Aug 2027 15:30 +0530',
  'Sat Aug  7 18:00:00 +08 2027',
  'Sat Aug 7 18:00:00 SGT 2027',
  'Sat Aug 7 18:00:00 2027',
  'Sat Aug  7 10:00:00 UTC 2027',
  '18:00 +08, 7 Aug 2027',
  '2027/8/7 GMT+8 18:00',
  '7 Aug 2027 SGT 18:00',
  'Expires 7 Aug 2027 18:00 +08 (in 8 months)',
])('"%s" is 18:00 in Singapore', (text) => {
  const expiry = read(text);
  expect(expiry).toMatchObject({ kind: 'dated', earliest: expect.any(Number) as number });
  const { earliest, latest } = expiry as { earliest: number; latest: number };
  expect([earliest, latest].map((instant) => Math.floor(instant / 60_000) * 60_000)).toEqual([
    sgt('2027-08-07 18:00'),
    sgt('2027-08-07 18:00'),
  ]);
});

it.each(['7 Aug 2027 18:00 +15', '7 Aug 2027 18:00 -99', '7 Aug 2027 18:00 +8.5', '7 Aug 2027 18:00 +081'])(
  '"%s" is no date: there is no such zone',
  (text) => {
    expect(read(text).kind).toBe('unknown');
  },
);

it.each([
  ['1 Jan 2026 09:00 -08 Aug 2027', '2027-08-08'],
  ['1 Jan 2026 - 08 Aug 2027', '2027-08-08'],
])('the day after a dash is no zone: "%s"', (text, day) => {
  expect(findDate(text, { now: NOW })).toMatchObject({ earliest: sgt(day) });
});
