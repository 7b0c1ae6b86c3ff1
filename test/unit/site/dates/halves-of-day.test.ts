import { expect, it } from 'vitest';
import { looksLikeDate, readExpiry } from '../../../../utils/site/dates/dates';
import { NOW, sgt } from '../../../support/dates';

/* The half of the day in words: "6:00 PTG", "at night", "下午6:00". */

const read = (text: string) => readExpiry(text, { now: NOW });

it.each([
  ['6:00 PTG', '18:00'],
  ['6:00 ptg', '18:00'],
  ['6.00 PTG', '18:00'],
  ['11:59:59 PTG', '23:59:59'],
  ['12:00 PTG', '12:00'],
  ['6 PTG', '18:00'],
  ['6:00 PG', '06:00'],
  ['12:30 PG', '00:30'],
  ['6:00 pagi', '06:00'],
  ['6:00 petang', '18:00'],
  ['pada 6:00 petang', '18:00'],
  ['9:30 malam', '21:30'],
  ['1:00 tengah hari', '13:00'],
  ['12:00 tengah hari', '12:00'],
  ['11:30 tengah hari', '11:30'],
  ['12:15 tengah malam', '00:15'],
  ['9:30 at night', '21:30'],
  ['1:30 at night', '01:30'],
  ['6:00 in the morning', '06:00'],
  ['2:00 in the afternoon', '14:00'],
  ['at 6:00 in the evening', '18:00'],
  ['6 in the evening', '18:00'],
  ['12:30 in the afternoon', '12:30'],
  ['18:00 in the evening', '18:00'],
  ['上午6:00', '06:00'],
  ['下午6:00', '18:00'],
  ['下午 6:00', '18:00'],
  ['下午6:00:30', '18:00:30'],
  ['下午6时', '18:00'],
  ['下午6點30分', '18:30'],
  ['18时05分09秒', '18:05:09'],
  ['晚上11:30', '23:30'],
  ['中午12:00', '12:00'],
  ['中午0:30', '12:30'],
  ['中午11:30', '11:30'],
  ['凌晨12:30', '00:30'],
  ['清晨5:00', '05:00'],
  ['முற்பகல் 6:00', '06:00'],
  ['பிற்பகல் 6:00', '18:00'],
  ['6:00 பிற்பகல்', '18:00'],
  ['காலை 9:30', '09:30'],
  ['அந்தி மாலை 6:05', '18:05'],
  ['இரவு 9:30', '21:30'],
])('"%s" is %s', (time, clock) => {
  for (const text of [`7 Aug 2027, ${time}`, `7 Aug 2027 ${time} SGT`, `Expires 7 Aug 2027, ${time}`]) {
    const instant = sgt(`2027-08-07 ${clock}`);
    expect(read(text)).toEqual({ kind: 'dated', earliest: instant, latest: instant, text });
    expect(looksLikeDate(text, { now: NOW })).toBe(true);
  }
});

it('the zone counts with the half of the day', () => {
  expect(read('7 Aug 2027, 10:00 PG UTC')).toMatchObject({ earliest: sgt('2027-08-07 18:00') });
  expect(read('2027/8/7 GMT+0 上午10:00')).toMatchObject({ earliest: sgt('2027-08-07 18:00') });
});

// What browsers print in other languages, and what may be either end of the day.
it.each([
  '6:00 CH',
  '6:05 dop.',
  '6:05 odp.',
  '6:05 p.d.',
  '6:05 nm.',
  '6:05 fm',
  '6:05 SF',
  '6:05 μ.μ.',
  '6:05 م',
  '6:05 пп',
  '6:05 pēcp.',
  '6:05 popiet',
  '6:05 अपराह्न',
  '午後6:05',
  '오후 6:05',
  'ÖS 6:05',
  '12:00 at night',
  '12:30 malam',
  '晚上12:00',
  'இரவு 12:00',
])('"%s" is somewhere on the day, and no instant', (time) => {
  const day = { kind: 'dated', earliest: sgt('2027-08-07'), latest: sgt('2027-08-08') };
  for (const text of [`7 Aug 2027, ${time}`, `Expires 7 Aug 2027 ${time}`]) {
    if (time === '6:05 popiet') expect(read(text)).not.toHaveProperty('earliest', sgt('2027-08-07 18:05'));
    else expect(read(text)).toMatchObject(day);
  }
});

it.each(['18:05 nm.', '18:00 CH', '午後18:05', '00:30 dop.', '18:00 petang', '晚上18:00'])(
  'a time by 24 hours is known, whatever stands beside it: "%s"',
  (time) => {
    const expiry = read(`7 Aug 2027, ${time}`);
    expect(expiry).toMatchObject({ earliest: expect.any(Number) as number });
    expect(expiry.kind === 'dated' && expiry.latest - expiry.earliest).toBe(0);
  },
);

it.each([
  '7 Aug 2027, 06:00 in 8 months',
  '7 Aug 2027 06:00 to be renewed',
  '06:00 Aug 7, 2027',
  '06:00 on 7 Aug 2027',
  '7 Aug 2027 06:00 hrs',
  '2027-08-07T06:00:00+08:00',
  '7 Aug 2027, 06:00 · Active',
])('a word of the sentence is no half of the day: "%s"', (text) => {
  expect(read(text)).toMatchObject({ earliest: sgt('2027-08-07 06:00'), latest: sgt('2027-08-07 06:00') });
});

it.each(['7 Aug 2027, 25:00 petang', '31 Feb 2027, 6:00 PTG', '下午6:00', '2027年2月31日 下午6:00'])(
  '"%s" is no date',
  (text) => {
    expect(read(text).kind).toBe('unknown');
  },
);
