import type { Dated, Expiry } from '../../keys/expiry';
import { DAY, HOUR, MINUTE, SINGAPORE_OFFSET as SINGAPORE } from '../../keys/time';

/* What a date stands for, and the calendar and clock that it is counted by. */

export type Span = Omit<Dated, 'kind' | 'text'>;
/** The matches of a form, by the names of its groups. */
export type Parts = Partial<Record<string, string | undefined>>;
/** A time of day and a zone, as printed beside a day. */
export interface Time {
  clock: string | undefined;
  zone: string | undefined;
}

/** From this year on a date stands for "never": it is the last one that programs can print. */
const LAST_YEAR = 9999;
const FOREVER = Date.UTC(LAST_YEAR, 0);
/** Up to this year a date was never set: the clocks of programs begin in it, or long before. */
const FIRST_YEAR = 1970;
const LONG_PAST = Date.UTC(FIRST_YEAR + 1, 0);

export function isWithin(inner: Span, outer: Span): boolean {
  return outer.earliest <= inner.earliest && inner.latest <= outer.latest;
}

/**
 * The expiry that a date stands for. Libraries print their values for "never" and "not set" as any other date, such as
 * "in 7973 years" and "57 years ago": such an instant is neither counted down to nor kept.
 */
export function expiryOf(span: Span, text: string, now: number): Expiry {
  if (span.latest >= FOREVER) return { kind: 'never', text };
  return isDate(span, now) ? dated(span, text) : { kind: 'expired', text };
}

/** Whether a date is one that a key can have, and no placeholder. */
export function isDate({ earliest, latest }: Span, now: number): boolean {
  const isLongPast = latest <= now && (earliest < 0 || latest < LONG_PAST);
  return latest < FOREVER && !isLongPast;
}

function dated({ earliest, latest, ambiguous, approximate }: Span, text: string): Dated {
  return {
    kind: 'dated',
    earliest: Math.max(0, earliest),
    latest,
    text,
    ...(ambiguous && { ambiguous }),
    ...(approximate && { approximate }),
  };
}
/** A day whose 00:00 would be the instant `midnight` in UTC: all of it, or the time printed beside it. */
export function onDay(midnight: number, { clock, zone }: Time): Span {
  const start = midnight - offsetOf(zone);
  if (!clock) return { earliest: start, latest: start + DAY };
  const instant = start + timeOfDay(clock);
  return { earliest: instant, latest: instant };
}

/** In ms since midnight, at most the 24 hours of 24:00; NaN for no time of day. */
function timeOfDay(clock: string): number {
  const [, hours = '', minutes, seconds = '0', fraction = '', half] =
    /(?<!\d)(\d+):(\d+)(?::(\d+))?(?:[.,](\d+))?(?: ?([ap]))?/.exec(clock) ?? [];
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
  const ms =
    hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const isPossible = Number(minutes) < 60 && Number(seconds) < 60 && ms <= DAY && !(half && Number(hours) > 12);
  return isPossible ? ms : NaN;
}

/** The offset of a printed zone from UTC, in ms; Singapore's if none is printed, NaN for an impossible one. */
function offsetOf(zone = ''): number {
  const [, sign, hours, minutes = '0'] = /([+-])(\d\d?):?(\d\d)?(?!\d)/.exec(zone) ?? [];
  if (!sign) return /utc|gmt|z/.test(zone) ? 0 : SINGAPORE;
  const offset = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return offset <= 14 * HOUR && Number(minutes) < 60 ? Number(`${sign}1`) * offset : NaN;
}

/**
 * The 00:00 in UTC of a day from 2000 to 2199, or of a year that stands for no date; NaN for a day that no calendar
 * has. The years are chosen, not measured.
 */
export function midnightOf(year: number, month: number, day: number): number {
  const isYear = (year >= 2000 && year < 2200) || year === LAST_YEAR || (year > 0 && year <= FIRST_YEAR);
  return isYear ? dayOf(year, month, day) : NaN;
}

/** The same for any year. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : NaN;
}
