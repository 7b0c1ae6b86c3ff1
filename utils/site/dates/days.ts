import { SINGAPORE_OFFSET as SINGAPORE } from '../../keys/time';
import type { DateContext } from './dates';
import { midnightOf, onDay, type Parts, type Span, type Time } from './span';

/* Days of the calendar. */

export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
export const MONTH = `(?<m>${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)`;

/**
 * In the order of the page's other dates, or else day first if both orders are possible: the page is written for
 * Singapore.
 */
export function readDay({ y, m, d, either }: Parts, time: Time, { dateOrder }: DateContext): Span {
  const isMonthFirst = either && (Number(m) > 12 || (dateOrder === 'month-first' && Number(d) <= 12));
  const [day, month] = isMonthFirst ? [Number(m), Number(d)] : [Number(d), monthNumber(m)];
  const isAmbiguous = either && !dateOrder && day <= 12 && month !== day;
  const year = Number(y) + (y?.length === 2 ? 2000 : 0);
  return { ...onDay(midnightOf(year, month, day), time), ...(isAmbiguous && { ambiguous: true }) };
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

export function readMonth({ y, m }: Parts): Span {
  const month = monthNumber(m);
  return {
    earliest: midnightOf(Number(y), month, 1) - SINGAPORE,
    latest: Date.UTC(Number(y), month) - SINGAPORE,
    approximate: true,
  };
}
/** 1 to 12, by name or number. */
function monthNumber(text = ''): number {
  return Number(text) || MONTHS.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1;
}
