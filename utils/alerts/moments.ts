import { countedTo } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { DAY, HOUR, MINUTE, singaporeDay, startOfSingaporeDay } from '../keys/time';
import type { Settings } from '../settings';

/** The time of the day (ms, SGT) at which a snooze ends and a calendar's reminder comes. */
export const MORNING = 9 * HOUR;

/** 09:00 SGT on the day that is `days` calendar days after that of `now` (ms). */
export function morningIn(days: number, now: number): number {
  return startOfSingaporeDay(singaporeDay(now) + days) + MORNING;
}

/** 09:00 SGT on a date as a date field gives it ("2026-11-24"); NaN if it is not a date. */
export function morningOf(date: string): number {
  return Date.parse(`${date}T00:00+08:00`) + MORNING;
}

/** The longest time for which the user can snooze or mute something, in days. */
export const LONGEST_WAIT_DAYS = 31;

/**
 * How long (until which ms) a snooze or mute holds, as seen from `now` (ms). One that reaches further than can be
 * chosen was made while the clock was wrong: it does not hold, or a key would be silent until it has expired.
 */
export function waitsUntil(until: number | undefined, now: number): number {
  return until === undefined || until - now > LONGEST_WAIT_DAYS * DAY ? 0 : until;
}

/** Whether a snooze, as seen from `now` (ms), lasts until after the expiry. */
export function isSnoozedPastExpiry({ expiry, snoozedUntil }: KeyRecord, now: number): boolean {
  return expiry.kind === 'dated' && expiry.latest > now && countedTo(expiry, now) < waitsUntil(snoozedUntil, now);
}

/**
 * The first instant (ms) from `now` on at which a notification may be shown: not while everything is muted, in quiet
 * hours, or at a weekend if the user wants weekdays only. `now` itself if it may be shown now.
 */
export function nextAllowed(settings: Settings, now: number): number {
  let instant = Math.max(now, waitsUntil(settings.mutedUntil, now));
  // Quiet hours can end at a weekend, and a weekend in quiet hours; after that both are over.
  for (let round = 0; round < 3; round++) instant = afterWeekend(settings, afterQuietHours(settings, instant));
  return instant;
}

function afterQuietHours({ quietHours }: Settings, instant: number): number {
  // The same time twice means no quiet hours: all day long, they would hold back every reminder.
  if (!quietHours || quietHours.from === quietHours.to) return instant;
  const [from, to] = [quietHours.from * MINUTE, quietHours.to * MINUTE];
  const midnight = startOfSingaporeDay(singaporeDay(instant));
  const time = instant - midnight;
  if (from < to) return time >= from && time < to ? midnight + to : instant;
  if (time >= from) return midnight + DAY + to;
  return time < to ? midnight + to : instant;
}

function afterWeekend({ weekdaysOnly }: Settings, instant: number): number {
  const day = singaporeDay(instant);
  // Day 0, 1 January 1970, was a Thursday; here Monday is 0, so that Saturday and Sunday are 5 and 6.
  const weekday = (day + 3) % 7;
  return weekdaysOnly && weekday >= 5 ? startOfSingaporeDay(day + 7 - weekday) : instant;
}
