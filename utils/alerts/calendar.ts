import { isExact } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { DAY, MINUTE, singaporeDay } from '../keys/time';
import type { Settings } from '../settings';
import { MORNING } from './moments';
import { thresholdsOf } from './plan';
import { thresholdAt } from './reminder';

/** The entry of a calendar for a key that expires. */
export interface CalendarEntry {
  /** Whether it is an entry of whole days: then `start` and `end` are midnights in UTC that stand for dates. */
  isAllDay: boolean;
  start: number;
  end: number;
  /** When its reminders come, in ms after its start, or before it if negative. Earliest first. */
  reminders: number[];
}

/** The length (ms) of an entry at a known instant: long enough to be visible in a calendar's day. */
const LENGTH = 15 * MINUTE;

/** A key has an entry if it is in use and its page gives a date that is not over at `now` (ms). */
export function hasCalendarEntry(record: KeyRecord, now: number): boolean {
  const isInUse = record.goneSince === undefined && record.forgottenAt === undefined && record.replacedBy === undefined;
  return isInUse && record.expiry.kind === 'dated' && now < record.expiry.latest;
}

/**
 * The entry of a key: at the instant of its expiry or, if only the date is known, on that day in Singapore. It reminds
 * at the thresholds of the key that are still ahead at `now` (ms), since some calendars show a past reminder at once.
 * Entries of whole days remind in the morning: a day begins at midnight, when nobody is to be woken.
 */
export function calendarEntry(record: KeyRecord, settings: Settings, now: number): CalendarEntry | undefined {
  const { expiry } = record;
  if (expiry.kind !== 'dated' || !hasCalendarEntry(record, now)) return undefined;
  const isAllDay = !isExact(expiry);
  const start = isAllDay ? singaporeDay(expiry.earliest) * DAY : expiry.earliest;
  const [length, timeOfDay] = isAllDay ? [DAY, MORNING] : [LENGTH, 0];
  const reminders = [...new Set(thresholdsOf(record, settings))]
    .map((days) => timeOfDay + thresholdAt(expiry, days, now) - (days === 0 ? expiry.latest : expiry.earliest))
    .filter((after) => expiry.earliest + after > now)
    .sort((a, b) => a - b);
  return { isAllDay, start, end: start + length, reminders };
}
