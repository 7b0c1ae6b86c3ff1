import type { KeyRecord } from '../keys/key';
import { DAY, HOUR, MINUTE, singaporeDay, startOfSingaporeDay } from '../keys/time';
import type { Settings } from '../settings';

/** When a snooze ends and a reminder comes: at this time of the day (ms) in SGT. */
export const MORNING = 9 * HOUR;

/** 09:00 SGT on the day that is `days` calendar days after that of `now` (ms). */
export function morningIn(days: number, now: number): number {
  return startOfSingaporeDay(singaporeDay(now) + days) + MORNING;
}

/** 09:00 SGT on a date as a date field gives it ("2026-11-24"); NaN if it is none. */
export function morningOf(date: string): number {
  return Date.parse(`${date}T00:00+08:00`) + MORNING;
}

/** The date of an instant (ms) in SGT as a date field takes it. */
export function dateFieldText(at: number): string {
  return new Date(singaporeDay(at) * DAY).toISOString().slice(0, 10);
}

/** The longest that the user can wish something to wait, in days. */
export const LONGEST_WAIT_DAYS = 31;

/**
 * Until when (ms) a wish holds, as seen from `now` (ms). One that reaches further than can be chosen was made while the
 * clock was wrong: it does not hold, or a key would be silent until it has expired.
 */
export function waitsUntil(until: number | undefined, now: number): number {
  return until === undefined || until - now > LONGEST_WAIT_DAYS * DAY ? 0 : until;
}

/** Whether the notices of a key wait, as seen from `now` (ms), until its expiry is over. */
export function isSnoozedPastExpiry({ expiry, snoozedUntil }: KeyRecord, now: number): boolean {
  return expiry.kind === 'dated' && expiry.earliest > now && expiry.earliest < waitsUntil(snoozedUntil, now);
}

/**
 * The first instant (ms) from `now` on at which a notification may be shown: not while all is muted, in quiet hours,
 * or at a weekend where the user wants weekdays only. `now` itself if it may be shown now.
 */
export function nextAllowed(settings: Settings, now: number): number {
  let at = Math.max(now, waitsUntil(settings.mutedUntil, now));
  // The end of a quiet time can lie in a weekend, and its end in a quiet time; after that both are over.
  for (let round = 0; round < 3; round++) at = afterWeekend(settings, afterQuietHours(settings, at));
  return at;
}

function afterQuietHours({ quietHours }: Settings, at: number): number {
  // The same time twice is no time at all: quiet hours all day long would keep every notice back for good.
  if (!quietHours || quietHours.from === quietHours.to) return at;
  const [from, to] = [quietHours.from * MINUTE, quietHours.to * MINUTE];
  const midnight = startOfSingaporeDay(singaporeDay(at));
  const time = at - midnight;
  if (from < to) return time >= from && time < to ? midnight + to : at;
  if (time >= from) return midnight + DAY + to;
  return time < to ? midnight + to : at;
}

function afterWeekend({ weekdaysOnly }: Settings, at: number): number {
  const day = singaporeDay(at);
  // Day 0, 1 January 1970, was a Thursday; here Monday is 0, so that Saturday and Sunday are 5 and 6.
  const weekday = (day + 3) % 7;
  return weekdaysOnly && weekday >= 5 ? startOfSingaporeDay(day + 7 - weekday) : at;
}
