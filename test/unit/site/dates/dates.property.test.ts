import { isDeepStrictEqual } from 'node:util';
import {
  array,
  assert,
  constantFrom,
  integer,
  oneof,
  option,
  property,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { expect, it } from 'vitest';
import type { Expiry } from '../../../../utils/keys/expiry';
import { expirySchema } from '../../../../utils/keys/key';
import type { DateOrder } from '../../../../utils/keys/key';
import { findDate, looksLikeDate, readExpiry } from '../../../../utils/site/dates/dates';
import { randomCases } from '../../random-cases';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SINGAPORE = 8 * HOUR;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const pad = (n: number) => String(n).padStart(2, '0');

/** The parts of an instant on a clock that is `ahead` ms of UTC. */
function onClock(instant: number, ahead: number) {
  const clock = new Date(instant + ahead);
  const hour = clock.getUTCHours();
  const month = MONTHS[clock.getUTCMonth()] ?? '';
  const weekday = WEEKDAYS[clock.getUTCDay()] ?? '';
  return {
    y: String(clock.getUTCFullYear()),
    mm: pad(clock.getUTCMonth() + 1),
    month,
    mon: month.slice(0, 3),
    d: String(clock.getUTCDate()),
    dd: pad(clock.getUTCDate()),
    weekday,
    wd: weekday.slice(0, 3),
    hh: pad(hour),
    mi: pad(clock.getUTCMinutes()),
    ss: pad(clock.getUTCSeconds()),
    h12: String(hour % 12 || 12),
    half: hour < 12 ? 'am' : 'pm',
  };
}
type Clock = ReturnType<typeof onClock>;

const DAY_PRINTERS: [name: string, print: (c: Clock) => string][] = [
  ['7 Aug 2027', (c) => `${c.d} ${c.mon} ${c.y}`],
  ['07 August 2027', (c) => `${c.dd} ${c.month} ${c.y}`],
  ['07-AUG-2027', (c) => `${c.dd}-${c.mon.toUpperCase()}-${c.y}`],
  ['7th of August, 2027', (c) => `${c.d}th of ${c.month}, ${c.y}`],
  ['Aug 7, 2027', (c) => `${c.mon} ${c.d}, ${c.y}`],
  ['Sat, Aug 07 2027', (c) => `${c.wd}, ${c.mon} ${c.dd} ${c.y}`],
  ['Saturday 7 August 2027', (c) => `${c.weekday} ${c.d} ${c.month} ${c.y}`],
  ['2027-08-07', (c) => `${c.y}-${c.mm}-${c.dd}`],
  ['2027/08/07', (c) => `${c.y}/${c.mm}/${c.dd}`],
  ['07/08/2027', (c) => `${c.dd}/${c.mm}/${c.y}`],
  ['7-08-2027', (c) => `${c.d}-${c.mm}-${c.y}`],
  ['07.08.2027', (c) => `${c.dd}.${c.mm}.${c.y}`],
];

/** `step` is the precision of what is printed, in ms. */
const TIME_PRINTERS: [name: string, print: (c: Clock) => string, step: number][] = [
  ['18:00', (c) => `${c.hh}:${c.mi}`, MINUTE],
  ['18:00:30', (c) => `${c.hh}:${c.mi}:${c.ss}`, 1000],
  ['6:00 pm', (c) => `${c.h12}:${c.mi} ${c.half}`, MINUTE],
  ['6.00PM', (c) => `${c.h12}.${c.mi}${c.half.toUpperCase()}`, MINUTE],
  ['6:00:30 p.m.', (c) => `${c.h12}:${c.mi}:${c.ss} ${c.half.charAt(0)}.m.`, 1000],
  ['6pm', (c) => `${c.h12}${c.half}`, HOUR],
  ['1800 hrs', (c) => `${c.hh}${c.mi} hrs`, MINUTE],
];

const JOINERS: ((day: string, time: string) => string)[] = [
  (day, time) => `${day} ${time}`,
  (day, time) => `${day}, ${time}`,
  (day, time) => `${day} at ${time}`,
  (day, time) => `Expires on ${day}, ${time}.`,
  (day, time) => `${time}, ${day}`,
  (day, time) => `${time} on ${day}`,
];

const ZONES: [printed: string, ahead: number][] = [
  ['', SINGAPORE],
  [' SGT', SINGAPORE],
  [' (SGT)', SINGAPORE],
  [' GMT+8', SINGAPORE],
  [' UTC+08:00', SINGAPORE],
  [' +0800', SINGAPORE],
  [' (Asia/Singapore)', SINGAPORE],
  [' UTC', 0],
  [' UTC-5', -5 * HOUR],
  [' GMT+5:30', 5.5 * HOUR],
  [' GMT+14', 14 * HOUR],
  [' -0330', -3.5 * HOUR],
];

/** A day inside the years 2000 to 2199 whatever the zone it is printed in. */
const instants = integer({ min: Date.UTC(2000, 0, 3), max: Date.UTC(2199, 11, 29) });
const texts = oneof(
  string({ unit: 'binary', maxLength: 400 }),
  string({ unit: 'grapheme', maxLength: 60 }),
  array(
    constantFrom(
      '7',
      '31',
      '2027',
      '27',
      '08',
      'Aug',
      'Feb',
      'may',
      '/',
      '-',
      '–',
      '.',
      ',',
      ':',
      ' ',
      ' ',
      ' ',
      '18:00',
      '6',
      'pm',
      'T',
      'Z',
      '+08:00',
      'UTC',
      'in',
      '3',
      'days',
      'left',
      'ago',
      'a',
      'month',
      'Expires',
      'Created',
      'until',
      'never',
      'tomorrow',
      '99999',
      '(',
      ')',
      '~',
      '\u202e',
      '７',
      '#',
      'next',
      'last',
      'this',
      'week',
      'Friday',
      'noon',
      'PTG',
      'at night',
      '下午',
      '年',
      '月',
      '日',
      '后',
      'Dis',
      'dalam',
      'bulan',
      'டிச.',
      'மாதங்களில்',
      'two',
      'another',
      '+08',
    ),
    { maxLength: 60 },
  ).map((parts) => parts.join('')),
  array(constantFrom('1 Jan 2026', 'in 3 days', ' - ', ' to ', ' ', 'expires ', 'created ', '18:00 '), {
    maxLength: 40,
  }).map((parts) => parts.join('')),
);

function isValid(expiry: Expiry): boolean {
  const isPrintable =
    expiry.text.length <= 120 && expirySchema.safeParse(expiry).success && !/[\p{Cc}\p{Cf}]/u.test(expiry.text);
  if (expiry.kind !== 'dated') return isPrintable;
  const { earliest, latest } = expiry;
  return isPrintable && Number.isFinite(earliest) && Number.isFinite(latest) && earliest <= latest;
}

it.each(DAY_PRINTERS)('any date printed like %s is read as the same whole day in Singapore', (_, print) => {
  assert(
    property(instants, (instant) => {
      const start = Math.floor((instant + SINGAPORE) / DAY) * DAY - SINGAPORE;
      const text = print(onClock(instant, SINGAPORE));
      expect(readExpiry(text, { now: instant })).toMatchObject({
        kind: 'dated',
        earliest: start,
        latest: start + DAY,
        text,
      });
      expect(looksLikeDate(text, { now: instant })).toBe(true);
    }),
  );
});

it.each(TIME_PRINTERS)(
  'a time like %s, before or after any date and in any zone, is read as the same instant',
  (_, printTime, step) => {
    assert(
      property(
        instants,
        constantFrom(...DAY_PRINTERS),
        constantFrom(...JOINERS),
        constantFrom(...ZONES),
        (instant, [, printDay], join, [zone, ahead]) => {
          const printed =
            step === HOUR ? Math.floor((instant + ahead) / step) * step - ahead : Math.floor(instant / step) * step;
          const clock = onClock(printed, ahead);
          const text = join(printDay(clock), printTime(clock) + zone);
          const expected = { kind: 'dated', earliest: printed, latest: printed, text };
          expect(readExpiry(text, { now: 0 })).toMatchObject(expected);
          expect(findDate(text, { now: 0 })).toMatchObject(expected);
        },
      ),
      { numRuns: randomCases(500) },
    );
  },
);

it('any date that JavaScript prints is read to the printed precision', () => {
  assert(
    property(instants, (instant) => {
      const second = Math.floor(instant / 1000) * 1000;
      const c = onClock(second, SINGAPORE);
      const asString = `${c.wd} ${c.mon} ${c.dd} ${c.y} ${c.hh}:${c.mi}:${c.ss} GMT+0800 (Singapore Standard Time)`;
      expect(readExpiry(new Date(instant).toISOString(), { now: 0 })).toMatchObject({
        earliest: instant,
        latest: instant,
      });
      expect(readExpiry('', { now: 0, datetime: new Date(instant).toISOString() })).toMatchObject({
        earliest: instant,
      });
      expect(readExpiry(new Date(second).toUTCString(), { now: 0 })).toMatchObject({
        earliest: second,
        latest: second,
      });
      expect(readExpiry(asString, { now: 0 })).toMatchObject({ earliest: second, latest: second });
    }),
  );
});

it('a date with the day before the month is doubtful exactly if both could be months and differ', () => {
  assert(
    property(instants, (instant) => {
      const { dd, mm, y } = onClock(instant, SINGAPORE);
      const isDoubtful = Number(dd) <= 12 && dd !== mm;
      expect('ambiguous' in readExpiry(`${dd}/${mm}/${y}`, { now: 0 })).toBe(isDoubtful);
    }),
  );
});

it('a date with a day that its month lacks is unknown', () => {
  assert(
    property(
      integer({ min: 2000, max: 2199 }),
      integer({ min: 0, max: 11 }),
      integer({ min: 0, max: 99 }),
      (year, month, day) => {
        const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
        const isPossible = day >= 1 && day <= lastDay;
        const text = `${day} ${MONTHS[month]} ${year}`;
        expect(readExpiry(text, { now: 0 }).kind).toBe(isPossible ? 'dated' : 'unknown');
      },
    ),
  );
});

it.each([
  ['minute', MINUTE],
  ['hour', HOUR],
  ['day', DAY],
  ['week', 7 * DAY],
])('a count of %ss begins that much from now', (unit, ms) => {
  assert(
    property(instants, integer({ min: 1, max: 999 }), (now, n) => {
      // One unit may be rounded up to: "in a day" is printed from 22 hours on.
      const span = { earliest: now + (n === 1 ? ms / 2 : n * ms), latest: now + (n + 1) * ms };
      expect(readExpiry(`in ${n} ${unit}s`, { now })).toMatchObject(span);
      expect(readExpiry(`${n} ${unit}s left`, { now })).toMatchObject(span);
      expect(readExpiry(`Expired ${n} ${unit}s ago`, { now })).toMatchObject({ earliest: now - n * ms });
    }),
  );
});

it('any text is read without an exception, as a valid expiry', () => {
  assert(
    property(texts, option(texts), instants, (text, datetime, now) => {
      expect(readExpiry(text, { now, datetime })).toSatisfy(isValid);
      expect(findDate(text, { now })).toSatisfy((found: Expiry | null) => !found || isValid(found));
      expect(typeof looksLikeDate(text, { now })).toBe('boolean');
    }),
    { numRuns: randomCases(3000) },
  );
});

it('any text made of counts, units and dates is read as an expiry that can be stored', () => {
  const counts = oneof(
    integer({ min: 0, max: 9999 }).map(String),
    constantFrom('a', 'an', '7973', '7974', '57', '2025', '9999'),
  );
  const amounts = array(
    tuple(counts, constantFrom('years', 'year', 'months', 'weeks', 'days', 'hours', 'h', 'minutes', 'seconds')).map(
      (parts) => parts.join(' '),
    ),
    { minLength: 1, maxLength: 5 },
  );
  const relative = tuple(
    constantFrom('in ', 'Expires in ', 'Expired ', '', 'less than ', 'in almost ', '~ '),
    amounts,
    constantFrom('', ' ago', ' left', ' from now'),
  ).map(([before, all, behind]) => before + all.join(' ') + behind);
  const years = oneof(
    integer({ min: 0, max: 9999 }),
    constantFrom(1, 1899, 1900, 1969, 1970, 1971, 2000, 2199, 2200, 2999, 9998, 9999),
  ).map((year) => String(year).padStart(4, '0'));
  const absolute = tuple(
    integer({ min: 0, max: 32 }),
    integer({ min: 0, max: 13 }),
    years,
    constantFrom(', 00:00', '', ' 23:59:59.999 UTC', ' 24:00 -11:00', 'T00:00:00+14:00', 'Z'),
  ).chain(([day, month, year, time]) => {
    const [dd, mm] = [day, month].map((part) => String(part).padStart(2, '0'));
    return constantFrom(
      `${year}-${mm}-${dd}${time}`,
      `${dd}/${mm}/${year}${time}`,
      `${mm}-${dd}-${year}${time}`,
      `Expires ${day} ${MONTHS[month % 12]} ${year}${time}`,
      `${MONTHS[month % 12]} ${year}`,
    );
  });
  const printed = oneof(relative, absolute);
  const orders = constantFrom(undefined, 'day-first', 'month-first') as Arbitrary<DateOrder | undefined>;
  assert(
    property(
      printed,
      option(printed),
      orders,
      oneof(instants, constantFrom(0, Date.UTC(1971, 0), Date.UTC(2026, 10, 29))),
      (text, datetime, dateOrder, now) => {
        const expiry = readExpiry(text, { now, datetime, dateOrder });
        expect(expirySchema.safeParse(expiry).error).toBeUndefined();
        expect(expiry.text).toBe(text);
        const date = findDate(text, { now, dateOrder });
        if (date) expect(expirySchema.safeParse(date).error).toBeUndefined();
      },
    ),
    { numRuns: randomCases(3000) },
  );
});

it('any text is read alike at any time, unless it is marked as approximate', () => {
  assert(
    property(texts, instants, instants, (text, now, later) => {
      const expiries = [readExpiry(text, { now }), readExpiry(text, { now: later })];
      const isApproximate = expiries.every((expiry) => expiry.kind === 'dated' && expiry.approximate);
      expect(isApproximate || isDeepStrictEqual(expiries[0], expiries[1])).toBe(true);
    }),
    { numRuns: randomCases(1000) },
  );
});

it.each([
  '1',
  'a ',
  '1 ',
  ' (',
  '12:00 ',
  '1 day ',
  'about ',
  'utc+8 ',
  '~',
  '- ',
  'Aa ',
  'this key ',
  'expires ',
  '1/1/',
  '﷽',
  '\u0001',
  '7 Aug 2027 ',
  'next week ',
  'Friday ',
  'Dec 5 ',
  '12/5 ',
  '6:00 PTG ',
  '下午6:00',
  '2026年',
  'dalam 3 bulan ',
  '3 மாத',
  'two ',
  '+08 ',
])('a text is read in no time, were it "%s" a hundred thousand times', (piece) => {
  for (const times of [1, 20, 50, 100, 140, 290, 100_000]) {
    const text = piece.repeat(times);
    // The best of some tries: what else the computer does only makes it longer.
    const took = Array.from({ length: 5 }, () => {
      const start = performance.now();
      readExpiry(text, { now: 0, datetime: text });
      findDate(text, { now: 0 });
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(200);
  }
});
