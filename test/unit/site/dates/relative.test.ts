import { describe, expect, it } from 'vitest';
import { findDate, looksLikeDate, readExpiry } from '../../../../utils/site/dates/dates';
import { between, NOW, sgt } from '../../../support/dates';

/* Dates counted from now, in words: Sunday 22 Nov 2026, 10:00 in Singapore. */

const read = (text: string) => readExpiry(text, { now: NOW });

describe('a unit that is named', () => {
  it.each([
    ['next week', 'in 1 week'],
    ['next wk.', 'in 1 week'],
    ['next month', 'in 1 month'],
    ['next mo.', 'in 1 month'],
    ['next quarter', 'in 1 quarter'],
    ['next year', 'in 1 year'],
    ['coming month', 'in 1 month'],
    ['last week', '1 week ago'],
    ['last month', '1 month ago'],
    ['past month', '1 month ago'],
    ['previous year', '1 year ago'],
    ['last yr.', '1 year ago'],
  ])('"%s" is "%s"', (text, counted) => {
    for (const both of [text, `Expires ${text}`, `expired ${text}.`])
      expect(read(both)).toEqual({ ...read(counted), text: both });
    expect(looksLikeDate(text, { now: NOW })).toBe(true);
  });

  it.each([
    ['this week', '2026-11-29 10:00'],
    ['this month', '2026-12-22 10:00'],
    ['this year', '2027-11-22 10:00'],
    ['this hour', '2026-11-22 11:00'],
  ])('"%s" may be now, and until %s', (text, latest) => {
    expect(read(`Expires ${text}`)).toEqual(between('2026-11-22 10:00', latest, `Expires ${text}`));
  });

  it('"last …" is over', () => {
    for (const unit of ['hour', 'week', 'month', 'quarter', 'year'])
      expect(read(`last ${unit}`)).toHaveProperty(
        'latest',
        expect.toSatisfy((latest: number) => latest <= NOW),
      );
  });
});

it.each([
  ['in two weeks', 'in 2 weeks'],
  ['in twelve days', 'in 12 days'],
  ['in thirty days', 'in 30 days'],
  ['Ninety days left', '90 days left'],
  ['in a couple of weeks', 'in 2 weeks'],
  ['a couple of days left', '2 days left'],
  ['another two weeks', 'in 2 weeks'],
  ['for another 3 months', 'in 3 months'],
  ['Valid for another week', 'in a week'],
  ['Active for another two weeks', 'in 2 weeks'],
  ['This key works for another two weeks.', 'in 2 weeks'],
  ['2 more weeks', 'in 2 weeks'],
  ['Valid for two more weeks', 'in 2 weeks'],
  ['in 3 mths', 'in 3 months'],
  ['in 3 mth', 'in 3 months'],
  ['in 3 mos.', 'in 3 months'],
  ['3 mo. left', '3 months left'],
  ['3 wks. ago', '3 weeks ago'],
  ['in 2 yrs', 'in 2 years'],
  ['in 2 qtrs', 'in 6 months'],
  ['in 1 hr.', 'in 1 hour'],
])('"%s" is "%s"', (text, counted) => {
  const [{ text: _, ...expiry }, { text: __, ...other }] = [read(text), read(counted)];
  if (!text.includes('qtr')) expect(expiry).toEqual(other);
  expect(expiry.kind).toBe('dated');
});

it.each([
  ['in 2.5 months', '2027-01-21 10:00', '2027-03-06 10:00'],
  ['in 1.5 days', '2026-11-23 22:00', '2026-11-24 22:00'],
  ['1.5 days left', '2026-11-23 22:00', '2026-11-24 22:00'],
  ['in half an hour', '2026-11-22 10:30', '2026-11-22 11:30'],
  ['in half a year', '2026-11-22 10:00', '2028-05-22 10:00'],
  ['a few seconds ago', '2026-11-22 09:59:15', '2026-11-22 10:00'],
  ['Expired a few seconds ago', '2026-11-22 09:59:15', '2026-11-22 10:00'],
  ['in a few seconds', '2026-11-22 10:00:00.500', '2026-11-22 10:00:46'],
])('"%s" is some time from %s to %s', (text, earliest, latest) => {
  expect(read(text)).toEqual(between(earliest, latest, text));
});

describe('a weekday', () => {
  it.each([
    ['Friday at 6:00 PM', '2026-11-27 18:00'],
    ['Fri, 18:00', '2026-11-27 18:00'],
    ['on Friday at 6pm SGT', '2026-11-27 18:00'],
    ['6:00 PM on Friday', '2026-11-27 18:00'],
    ['Friday 10:00 UTC', '2026-11-27 18:00'],
    ['Expires Wednesday at noon', '2026-11-25 12:00'],
    ['Sunday at 18:00', '2026-11-22 18:00'],
    ['Sunday at 09:00', '2026-11-29 09:00'],
    ['Last Friday at 6:00 PM', '2026-11-20 18:00'],
    ['Expired Friday, 18:00', '2026-11-20 18:00'],
    ['Expired on Saturday at 9 am', '2026-11-21 09:00'],
  ])('"%s" is %s, approximately', (text, instant) => {
    expect(read(text)).toEqual(between(instant, instant, text));
  });

  it.each([
    ['Friday', '2026-11-27', '2026-11-28'],
    ['Expires this Tuesday', '2026-11-24', '2026-11-25'],
    ['until Thursday', '2026-11-26', '2026-11-27'],
    ['Sunday', '2026-11-22', '2026-11-23'],
    ['next Friday', '2026-11-27', '2026-12-05'],
    ['next Sunday', '2026-11-29', '2026-11-30'],
    ['last Sunday', '2026-11-15', '2026-11-16'],
    ['Expired Wednesday', '2026-11-18', '2026-11-19'],
  ])('"%s" is some time from %s to %s', (text, earliest, latest) => {
    expect(read(text)).toEqual(between(earliest, latest, text));
  });

  it('beside a date it adds nothing, and a wrong one does not matter', () => {
    for (const text of ['Fri, 29 Nov 2026', 'Monday 29/11/2026', 'Tuesday, 29 Nov'])
      expect(read(text)).toMatchObject({ earliest: sgt('2026-11-29') });
    expect(read('Tomorrow (Friday)')).toMatchObject({ earliest: sgt('2026-11-23') });
  });

  it('without a time it is no date where nothing says that it is one', () => {
    for (const text of ['Friday', 'Sun', 'Mon']) expect(looksLikeDate(text, { now: NOW })).toBe(false);
    expect(findDate('Friday uploads', { now: NOW })).toBeNull();
    expect(findDate('Uploads, expires Friday', { now: NOW })).toMatchObject({ earliest: sgt('2026-11-27') });
    expect(looksLikeDate('Friday at 6:00 PM', { now: NOW })).toBe(true);
  });
});

it.each([
  ['the day after tomorrow', '2026-11-24'],
  ['day after tomorrow', '2026-11-24'],
  ['the day before yesterday', '2026-11-20'],
  ['tonight', '2026-11-22'],
])('"%s" is %s', (text, day) => {
  expect(read(text)).toMatchObject({ earliest: sgt(day), latest: sgt(day) + 86_400_000, approximate: true });
});

describe('a day without its year', () => {
  it.each([
    ['Dec 5', '2026-12-05'],
    ['5 Dec', '2026-12-05'],
    ['Dec. 5', '2026-12-05'],
    ['5th of December', '2026-12-05'],
    ['Sat, Dec 5', '2026-12-05'],
    ['5-Dec', '2026-12-05'],
    ['Expires Dec 5', '2026-12-05'],
    ['Expires on 5 December.', '2026-12-05'],
    ['22 Nov', '2026-11-22'],
    ['21 Nov', '2027-11-21'],
    ['Jan 5', '2027-01-05'],
    ['29 Feb', '2028-02-29'],
    ['25/12', '2026-12-25'],
    ['12/25', '2026-12-25'],
    ['Expired Nov 5', '2026-11-05'],
    ['Expired on 5 Dec', '2025-12-05'],
    ['Ended 22 Nov', '2026-11-22'],
  ])('"%s" is the next such day, or the last one if it is over: %s', (text, day) => {
    expect(read(text)).toEqual(between(day, new Date(sgt(day) + 32 * 3_600_000).toISOString().slice(0, 10), text));
  });

  it.each([
    ['5 Dec, 18:00', '2026-12-05 18:00'],
    ['Dec 5 at 6:00 PM', '2026-12-05 18:00'],
    ['Dec 5, 10:00 UTC', '2026-12-05 18:00'],
    ['18:00, 5 Dec', '2026-12-05 18:00'],
    ['22 Nov, 09:00', '2026-11-22 09:00'],
  ])('"%s" is that day at its time: %s', (text, instant) => {
    expect(read(text)).toEqual(between(instant, instant, text));
  });

  it('is read in the order of its page, and else from the first to the last of the two days', () => {
    expect(read('12/5')).toEqual(between('2026-12-05', '2027-05-13', '12/5'));
    expect(read('5/12')).toEqual(between('2026-12-05', '2027-05-13', '5/12'));
    expect(readExpiry('12/5', { now: NOW, dateOrder: 'month-first' })).toEqual(
      between('2026-12-05', '2026-12-06', '12/5'),
    );
  });

  it('gives way to a date with its year', () => {
    expect(findDate('Created Nov 9 • Expires November 9, 2027', { now: NOW })).toMatchObject({
      earliest: sgt('2027-11-09'),
    });
    expect(findDate('Created Dec 5 • Expires Jan 9', { now: NOW })).toMatchObject({ earliest: sgt('2027-01-09') });
    expect(findDate('Created Aug 31', { now: NOW })).toBeNull();
  });

  it('is no date where it is written in numbers and nothing says that it is one', () => {
    for (const text of ['12/5', '3/5']) expect(looksLikeDate(text, { now: NOW })).toBe(false);
    expect(findDate('3/5 requests', { now: NOW })).toBeNull();
    expect(looksLikeDate('Dec 5', { now: NOW })).toBe(true);
  });

  it.each(['Build Dec 5', 'May 12 keys', 'v5 Dec', 'Dec 5-7', '1/2/3', '24/7', '05/2027/1'])(
    'the text "%s" is none',
    (text) => {
      expect(looksLikeDate(text, { now: NOW })).toBe(false);
    },
  );
});

it('a month in numbers is some time in that month', () => {
  expect(read('12/2026')).toEqual(between('2026-12-01', '2027-01-01', '12/2026'));
  expect(read('13/2026').kind).toBe('unknown');
});
