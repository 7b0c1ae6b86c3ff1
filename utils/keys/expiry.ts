import { DAY, singaporeDay, startOfSingaporeDay, swappedDay } from './time';

/** When a key stops working, as far as its page says. All instants are ms since the epoch (UTC). */
export type Expiry =
  /** Somewhere from `earliest` to `latest`: equal for an exact instant, a whole SGT day for a date without a time. */
  | { kind: 'dated'; earliest: number; latest: number; text: string; ambiguous?: true; approximate?: true }
  | { kind: 'never'; text: string }
  /** The page says "Expired" and gives no date. */
  | { kind: 'expired'; text: string }
  /** The printed `text` could not be read. */
  | { kind: 'unknown'; text: string };

/** A date that was read. */
export type Dated = Extract<Expiry, { kind: 'dated' }>;

/** The colour and icon of an expiry badge stand for it. Public: it is the value of `data-status`. */
export type ExpiryStatus = 'expired' | 'critical' | 'soon' | 'valid' | 'never' | 'unknown';

/** At most this much time left (ms) is `critical`. */
export const CRITICAL_WITHIN = 7 * DAY;
/** At most this much time left (ms) is `soon`. */
export const SOON_WITHIN = 30 * DAY;

/**
 * The status of an expiry at the instant `now` (ms). Time left is counted to the earliest interpretation of the date;
 * "expired" is claimed only from the latest one on.
 */
export function expiryStatus(expiry: Expiry, now: number): ExpiryStatus {
  if (expiry.kind !== 'dated') return expiry.kind;
  if (now >= expiry.latest) return 'expired';
  const left = expiry.earliest - now;
  if (left <= CRITICAL_WITHIN) return 'critical';
  return left <= SOON_WITHIN ? 'soon' : 'valid';
}

/**
 * The instant (ms) that reminders count to at the instant `now`. An ambiguous date is shown day first, and its key may
 * stop on the other of its two days: the earlier one counts, until it is over.
 */
export function countedTo({ earliest, latest, ambiguous }: Dated, now: number): number {
  const other = ambiguous && swappedDay(earliest);
  const isAhead = other !== undefined && other < earliest && now < other + latest - earliest;
  return isAhead ? other : earliest;
}

/** An expiry with only the one of its two days that reminders count to at `now` (ms); most have only one. */
export function countedExpiry(expiry: Expiry, now: number): Expiry {
  if (expiry.kind !== 'dated' || !expiry.ambiguous) return expiry;
  const { ambiguous: _, ...date } = expiry;
  const earliest = countedTo(expiry, now);
  return { ...date, earliest, latest: earliest + expiry.latest - expiry.earliest };
}

/** The distance of an expiry from today, in Singapore calendar days. */
export type Countdown =
  | { tense: 'future' | 'past'; days: number; expiresAt: number; toTheMinute: boolean; approximate: boolean }
  | { tense: 'never' | 'expired' | 'unknown' };

/**
 * Counts the Singapore calendar days from `now` (ms) to the expiry, or since it. 0 is today, 1 tomorrow or yesterday.
 */
export function countdown(expiry: Expiry, now: number): Countdown {
  if (expiry.kind !== 'dated') return { tense: expiry.kind };
  const past = now >= expiry.latest;
  const days = singaporeDay(expiry.earliest) - singaporeDay(now);
  return {
    tense: past ? 'past' : 'future',
    days: Math.max(0, past ? -days : days),
    expiresAt: expiry.earliest,
    toTheMinute: isExact(expiry),
    approximate: expiry.approximate === true,
  };
}

/** Whether the page gives the instant itself, not only a day or a rough "in 3 months". */
export function isExact(expiry: Expiry): boolean {
  return expiry.kind === 'dated' && expiry.earliest === expiry.latest;
}

/** The next instant (ms) after `now` at which the status or the day count of this expiry changes; Infinity if never. */
export function nextExpiryChange(expiry: Expiry, now: number): number {
  if (expiry.kind !== 'dated') return Infinity;
  const { earliest, latest } = expiry;
  // They come in this order.
  if (now < earliest - SOON_WITHIN) return earliest - SOON_WITHIN;
  if (now < earliest - CRITICAL_WITHIN) return earliest - CRITICAL_WITHIN;
  if (now < earliest) return earliest;
  return now < latest ? latest : Infinity;
}

/**
 * The next instant (ms) after `now` at which an expiry reads or looks different: the day ends, or its status changes.
 */
export function nextWordsChange(expiry: Expiry, now: number): number {
  return Math.min(startOfSingaporeDay(singaporeDay(now) + 1), nextExpiryChange(expiry, now));
}
