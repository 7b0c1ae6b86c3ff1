import { DAY, SINGAPORE_OFFSET as SINGAPORE, singaporeDay } from '../../keys/time';
import type { DateContext } from './dates';
import { dayOf, midnightOf, onDay, type Parts, type Span, type Time } from './span';

/* Days of the calendar. */

export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
export const MONTH = `(?<m>${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)`;

/**
 * In the order of the page's other dates, or else day first if both orders are possible: the page is written for
 * Singapore.
 */
export function readDay(parts: Parts, time: Time, { dateOrder }: DateContext): Span {
  const { day, month, ...order } = dayAndMonth(parts, dateOrder);
  const year = Number(parts.y) + (parts.y?.length === 2 ? 2000 : 0);
  return { ...onDay(midnightOf(year, month, day), time), ...order };
}

function dayAndMonth(
  { m, d, either }: Parts,
  dateOrder: DateContext['dateOrder'],
): { day: number; month: number; ambiguous?: true } {
  const isMonthFirst = either && (Number(m) > 12 || (dateOrder === 'month-first' && Number(d) <= 12));
  const [day, month] = isMonthFirst ? [Number(m), Number(d)] : [Number(d), monthNumber(m)];
  const isAmbiguous = either && !dateOrder && day <= 12 && month !== day;
  return { day, month, ...(isAmbiguous && { ambiguous: true }) };
}

/** 29 Feb comes once in so many years, at the latest. */
const LEAP_YEARS = 8;

/**
 * A day without its year is the next such day: pages leave out the current year, or all. "Expired 5 Dec" is the last
 * one. Approximate, for nothing proves the year; if nothing proves its order either, it is from the first to the last
 * of the two days.
 */
export function readYearless(parts: Parts, time: Time, context: DateContext): Span {
  const dayFirst = nearestDay(parts, time, context);
  if (!dayFirst.ambiguous) return dayFirst;
  const monthFirst = nearestDay(parts, time, { ...context, dateOrder: 'month-first' });
  return {
    earliest: Math.min(dayFirst.earliest, monthFirst.earliest),
    latest: Math.max(dayFirst.latest, monthFirst.latest),
    approximate: true,
  };
}

function nearestDay(parts: Parts, time: Time, { now, dateOrder }: DateContext): Span {
  const { day, month, ...order } = dayAndMonth(parts, dateOrder);
  const today = singaporeDay(now) * DAY;
  const thisYear = new Date(today).getUTCFullYear();
  const step = parts.past === undefined ? 1 : -1;
  for (let years = 0; years <= LEAP_YEARS; years++) {
    const midnight = dayOf(thisYear + step * years, month, day);
    if ((midnight - today) * step >= 0) return { ...onDay(midnight, time), ...order, approximate: true };
  }
  return { earliest: NaN, latest: NaN };
}

/** No key is from before this year of the century. Chosen, not measured. */
const FIRST_KEYS = 20;

/**
 * With dashes and a two-digit year it could as well begin with the year, unless the page's order is known, or no key is
 * that old.
 */
export function readShortDay(parts: Parts, time: Time, context: DateContext): Span | null {
  const isUntold =
    parts.y?.length === 2 && parts.either === '-' && (!context.dateOrder || Number(parts.y) < FIRST_KEYS);
  return isUntold ? null : readDay(parts, time, context);
}

/** All of a month, or its last day: "end of March 2027"; a year ends with its last month. */
export function readMonth({ y, m, end }: Parts): Span {
  const month = m === undefined ? 12 : monthNumber(m);
  const first = midnightOf(Number(y), month, 1) - SINGAPORE;
  const latest = Date.UTC(Number(y), month) - SINGAPORE;
  return { earliest: end ? latest - DAY : first, latest, approximate: true };
}

/** 1 to 12, by name or number. */
function monthNumber(text = ''): number {
  return Number(text) || MONTHS.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1;
}
