import { DAY, HOUR, MINUTE, SINGAPORE_OFFSET as SINGAPORE, singaporeDay } from '../../keys/time';
import type { DateContext } from './dates';
import { onDay, type Parts, type Span, type Time } from './span';

/* Dates that are counted from now. */

/** Each unit by the beginning of its name, in calendar months or in ms; "mo" comes before the minutes' "m". */
type Unit = readonly [begins: string, months: number, ms: number];
const UNITS: readonly [Unit, ...Unit[]] = [
  ['s', 0, 1000],
  ['mo', 1, 0],
  ['m', 0, MINUTE],
  ['h', 0, HOUR],
  ['d', 0, DAY],
  ['w', 0, 7 * DAY],
  ['y', 12, 0],
];
const COUNT = '(?:\\d{1,7} ?|an? )';
/** A single "m" may be months or minutes: it counts only after hours. */
const UNIT =
  '(?:(?:second|sec|minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?|[sdhwy]|(?<=h[a-z]* ?\\d\\d? ?)m)(?![a-z])';
const AMOUNT = new RegExp(`(${COUNT})(${UNIT})`, 'g');

/** A count forward or back in time. */
export const COUNTED = new RegExp(
  `(?<![\\w.,:/-])(?:(?<ahead>in|left:?|remaining:?) )?(?:(?<under>less than|under|almost|nearly) |(?:about|around|approximately|over|more than) |~ ?)*(?<count>(?:${COUNT}${UNIT}[, ]*(?:and )?){1,5})(?<behind>left|remaining|to go|away|from (?:now|today)|(?:to|until|before) expir[a-z]+|ago)?\\b`,
  'g',
);

/**
 * A whole day in Singapore, or a time on it; marked as approximate because it is only as right as the page is fresh.
 */
export function readNamedDay({ word }: Parts, time: Time, { now }: DateContext): Span {
  const days = ['yesterday', 'today', 'tomorrow'].indexOf(String(word)) - 1;
  return { ...onDay((singaporeDay(now) + days) * DAY, time), approximate: true };
}

/**
 * "in 12 days" begins exactly at now + 12 × 24 hours, unless it may be rounded; it ends one (the smallest printed) unit
 * later, as much as rounding can hide. Months and years go by Singapore's calendar. "Less than a day left" ends where
 * "a day left" would begin. "3 days ago" begins 3 × 24 hours ago and never reaches past now. A mere duration ("1 year")
 * is no date, and a count with a time of day is more than we can read.
 */
export function readCount(
  { ahead, under, count, behind }: Parts,
  { clock }: Time,
  { now, isChosen }: DateContext,
): Span | null {
  if (clock || (!ahead && !behind)) return null;
  const isPast = behind === 'ago';
  let [unit, n, start, end] = [UNITS[0], 0, now, now];
  for (const [, number = '', name = ''] of (count ?? '').matchAll(AMOUNT)) {
    n = number.startsWith('a') ? 1 : Number(number);
    unit = UNITS.find(([begins]) => name.startsWith(begins)) ?? unit;
    start = end;
    end = later(end, isPast ? -n : n, unit);
  }
  if (under && !isPast) return { earliest: later(end, -1, unit), latest: end, approximate: true };
  const next = later(end, 1, unit);
  if (isPast) return { earliest: end, latest: Math.min(next, now), approximate: true };
  return { earliest: isChosen ? end : Math.max(now, roundedFrom(start, n, unit)), latest: next, approximate: true };
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
  if (months === 1) return start + (n - 0.5) * SHORTEST_MONTH;
  return start + (n === 1 ? 0.5 : n) * ms;
}
/** Adds units; a month or year later is the same day and time in Singapore, or the last day of a shorter month. */
function later(instant: number, n: number, [, unitMonths, ms]: Unit): number {
  const here = new Date(instant + SINGAPORE);
  const [year, month, day] = [here.getUTCFullYear(), here.getUTCMonth() + n * unitMonths, here.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Date.UTC(year, month, Math.min(day, lastDay)) - Date.UTC(year, here.getUTCMonth(), day);
  return instant + days + n * ms;
}
