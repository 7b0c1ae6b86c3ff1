import { DAY, HOUR, MINUTE, SINGAPORE_OFFSET as SINGAPORE, singaporeDay } from '../../keys/time';
import type { DateContext } from './dates';
import { onDay, type Parts, type Span, type Time } from './span';

/* Dates that are counted from now. */

/** Each unit by the beginning of its name, in calendar months or in ms; "mo" comes before the minutes' "m". */
type Unit = readonly [begins: string, months: number, ms: number];
const UNITS: readonly [Unit, ...Unit[]] = [
  ['s', 0, 1000],
  ['mo', 1, 0],
  ['mt', 1, 0],
  ['m', 0, MINUTE],
  ['h', 0, HOUR],
  ['d', 0, DAY],
  ['w', 0, 7 * DAY],
  ['f', 0, 14 * DAY],
  ['q', 3, 0],
  ['y', 12, 0],
];
export const NAMES = '(?:second|sec|minute|min|hour|hr|day|week|wk|fortnight|month|mth|mo|quarter|qtr|year|yr)s?';
const COUNT = '(?:\\d{1,7}(?:\\.\\d{1,2})?\\+? ?|half an? |a few (?=sec)|an? )(?:more )?';
/** A single "m" may be months or minutes: it counts only after hours. */
const UNIT = `(?:${NAMES}|[sdhwqy]|(?<=h[a-z]* ?\\d\\d? ?)m)(?![a-z])`;
const AMOUNT = new RegExp(`(${COUNT})(${UNIT})`, 'g');

/** What may stand before a count. */
const ABOUT = '(?:(?<under>less than|under|almost|nearly|<) ?|(?:about|around|approximately|over|more than) |[~>] ?)*';
/** Behind a count: it is counted from something else than now. "unless renewed" is a condition, and changes nothing. */
const FROM_ELSEWHERE =
  '\\(?(?<other>after|since|of|' +
  '(?:if|unless|when)(?! (?:it is |not |you )*(?:renew|extend|rotat|replac))|without|from)\\b';
const BEHIND =
  '(?<behind>(?:of validity )?(?:left|remaining)|to go|away|from (?:now|today)|' +
  `(?:to|until|till|before) (?:it |(?:this |the )?key )?expir[a-z]+|ago|${FROM_ELSEWHERE})`;
/** A count forward or back in time. */
export const COUNTED = new RegExp(
  `(?<![\\w.,:/-])(?:(?<ahead>in:?|left:?|remaining:?) )?${ABOUT}` +
    `(?<count>(?:${COUNT}${UNIT}\\.?[, ]*(?:and )?){1,5})${BEHIND}?(?![a-z])`,
  'g',
);

/** The unit that is next, last or this one, as `Intl.RelativeTimeFormat` prints it. */
export const NAMED_UNIT = new RegExp(
  `(?<![\\w.,:/-])(?<which>next|coming|last|past|previous|this) (?<unit>${NAMES})\\b\\.?`,
  'g',
);

export const NAMED_DAY = '(?<word>(?:the )?day (?:before yesterday|after tomorrow)|today|tonight|tomorrow|yesterday)';

/** A weekday that is not one of a range, or one that comes every week. */
export const WEEKDAY = new RegExp(
  '(?<=(?<past>(?:expired|ended) (?:on |since )?)?)(?<![\\w/-]|(?:-|to|and|every|&) ?)' +
    '(?:(?<which>next|last|past|coming|this) )?' +
    '(?<weekday>mon|tue(?=s?\\b|sday)|wed(?=\\b|nes)|thu|fri|sat(?=\\b|ur)|sun)(?:s|nes|rs?|ur)?(?:day)?' +
    '(?![\\w/-]| ?(?:-|to|and|&) ?[a-z])',
  'g',
);
const WEEKDAYS = 'thufrisatsunmontuewed';

const NUMBERS = (
  'zero one two three four five six seven eight nine ten eleven twelve ' +
  'thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
).split(' ');
const TENS = ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const NUMBER = new RegExp(`\\b(${[...NUMBERS, ...TENS].join('|')})(?=[ -](?:more )?${NAMES}\\b)`, 'gi');
const SAYS_MORE = /another|couple/i;
/** A fast check: a word before a unit. */
const SAYS_UNIT = /[a-z][ -](?:sec|min|hour|hr|day|week|wk|mo|mth|quarter|qtr|year|yr|a few)/i;

/** A line with its counts in digits: "in two weeks", "a couple of days left", "for another week". */
export function withCountsInDigits(line: string): string {
  const counted = SAYS_UNIT.test(line) ? line.replace(NUMBER, inDigits) : line;
  if (!SAYS_MORE.test(counted)) return counted;
  return counted
    .replace(/\b(?:a )?couple (?:of )?(?:more )?/gi, '2 ')
    .replace(/\banother (?=\d|half)/gi, 'in ')
    .replace(/\banother (?=[a-z])/gi, 'in a ');
}

function inDigits(word: string): string {
  const number = NUMBERS.indexOf(word.toLowerCase());
  return String(number < 0 ? 30 + 10 * TENS.indexOf(word.toLowerCase()) : number);
}

/**
 * A whole day in Singapore, or a time on it; marked as approximate because it is only as right as the page is fresh.
 * "Expired today" was before now.
 */
export function readNamedDay({ word = '', past }: Parts, time: Time, { now }: DateContext): Span {
  const days = /yes/.test(word) ? -1 : Number(/tom/.test(word));
  const day = onDay((singaporeDay(now) + (/day [ab]/.test(word) ? 2 * days : days)) * DAY, time);
  const isOver = past !== undefined && day.earliest < now;
  return { ...day, ...(isOver && { latest: Math.min(day.latest, now) }), approximate: true };
}

/** The next such day, today included unless its time is over; "next Friday" may be the one after it. */
export function readWeekday({ which = '', weekday = '', past }: Parts, time: Time, { now }: DateContext): Span {
  const today = singaporeDay(now);
  // Day 0 was a Thursday.
  const ahead = (WEEKDAYS.indexOf(weekday) / 3 - (today % 7) + 7) % 7;
  const on = (days: number): Span => ({ ...onDay((today + days) * DAY, time), approximate: true });
  if (past !== undefined || /last|past/.test(which)) return on(ahead > 0 || past === undefined ? ahead - 7 : 0);
  const next = on(ahead);
  const first = next.latest <= now || (which === 'next' && ahead === 0) ? on(ahead + 7) : next;
  return which === 'next' && ahead > 0 ? { ...first, latest: first.latest + 7 * DAY } : first;
}

/** "next week" is "in 1 week", "last week" "1 week ago". */
export function readNamedUnit({ which = '', unit }: Parts, time: Time, context: DateContext): Span | null {
  if (which !== 'this') {
    const isAhead = which === 'next' || which === 'coming';
    return readCount({ count: `1 ${unit}`, ...(isAhead ? { ahead: 'in' } : { behind: 'ago' }) }, time, context);
  }
  const { now } = context;
  return time.clock ? null : { earliest: now, latest: later(now, 1, unitOf(unit)), approximate: true };
}

/**
 * "in 12 days" begins exactly at now + 12 × 24 hours, unless it may be rounded; it ends one (the smallest printed)
 * unit later, as much as rounding can hide. Months and years go by Singapore's calendar. "Less than a day left" ends
 * where "a day left" would begin. "3 days ago" begins 3 × 24 hours ago and never reaches past now. A mere duration
 * ("1 year") is no date, and a count with a time of day is more than we can read.
 */
export function readCount(
  { ahead, under, count = '', behind, other }: Parts,
  { clock }: Time,
  context: DateContext,
): Span | null {
  // "1 year after creation" is not counted from now.
  if (clock || other || !(ahead ?? behind ?? /more [a-z]/.test(count))) return null;
  const { now, isChosen } = context;
  const isPast = behind === 'ago';
  const { start, end, n, unit, width } = counted(count, now, isPast);
  if (under && !isPast) return { earliest: later(end, -1, unit), latest: end, approximate: true };
  const next = later(end, width, unit);
  if (isPast) return { earliest: end, latest: Math.min(next, now), approximate: true };
  return { earliest: isChosen ? end : Math.max(now, roundedFrom(start, n, unit)), latest: next, approximate: true };
}

/** "A few seconds" are at most so many (moment, Day.js). */
const MOST_OF_FEW = 45;

interface Counted {
  /** Where the last and smallest unit begins to be counted, and where that ends. */
  start: number;
  end: number;
  n: number;
  unit: Unit;
  /** How many units wide it is. */
  width: number;
}

function counted(count: string, now: number, isPast: boolean): Counted {
  let [start, end, n, unit, width] = [now, now, 0, UNITS[0], 1];
  for (const [, number = '', name = ''] of count.matchAll(AMOUNT)) {
    const isFew = number.includes('few');
    n = isFew && isPast ? MOST_OF_FEW : numberOf(number);
    width = isFew ? MOST_OF_FEW : 1;
    unit = unitOf(name);
    start = end;
    end = later(end, isPast ? -n : n, unit);
  }
  return { start, end, n, unit, width };
}

function numberOf(text: string): number {
  if (text.startsWith('half')) return 0.5;
  return Number.parseFloat(text) >= 0 ? Number.parseFloat(text) : 1;
}

function unitOf(name = ''): Unit {
  return UNITS.find(([begins]) => name.startsWith(begins)) ?? UNITS[0];
}

/** Libraries round to months and years of these lengths (test/pages/dates-relative, dates-rounded-counts). */
const SHORTEST_MONTH = 30 * DAY;
const LONGEST_HALF_YEAR = 184 * DAY;

/**
 * The first instant that libraries print as `n` units after another. They round months, years and what they call "a
 * day" to the nearest: "in 2 months" from 45 days on, "in a year" from 320, "in a day" from 22 hours.
 */
function roundedFrom(start: number, n: number, unit: Unit): number {
  const [, months, ms] = unit;
  if (months === 12) return later(start, n, unit) - LONGEST_HALF_YEAR;
  if (months > 0) return start + Math.round((n - 0.5) * months * SHORTEST_MONTH);
  return start + Math.round((n === 1 ? 0.5 : n) * ms);
}

/**
 * Adds units; a month or year later is the same day and time in Singapore, or the last day of a shorter month. Instants
 * are whole, since storage takes no others: 32.55 years are not.
 */
function later(instant: number, n: number, [, unitMonths, ms]: Unit): number {
  const months = Math.trunc(n * unitMonths);
  const here = new Date(instant + SINGAPORE);
  const [year, month, day] = [here.getUTCFullYear(), here.getUTCMonth() + months, here.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Date.UTC(year, month, Math.min(day, lastDay)) - Date.UTC(year, here.getUTCMonth(), day);
  return instant + days + Math.round(n * ms + (n * unitMonths - months) * SHORTEST_MONTH);
}
