import { isExact } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { DAY, MINUTE, singaporeDay } from '../keys/time';
import type { Settings } from '../settings';
import { MORNING } from './moments';
import { thresholdsOf } from './plan';

/** The entry of a calendar for a key that expires. */
export interface CalendarEntry {
  /** For an entry of whole days: whether it is one, and so `start` and `end` are midnights in UTC that stand for dates. */
  isAllDay: boolean;
  /** From when and until when (ms) it is. */
  start: number;
  end: number;
  /** When its reminders come, in ms after its start, or before it where negative. Earliest first. */
  reminders: number[];
}

/** How long the entry of a known instant is (ms): long enough to be seen in a calendar's day. */
const LENGTH = 15 * MINUTE;

/** Whether a key has an entry: it is in use, and its page gives a date that is not over at `now` (ms). */
export function hasCalendarEntry(record: KeyRecord, now: number): boolean {
  const isInUse = record.goneSince === undefined && record.forgottenAt === undefined && record.replacedBy === undefined;
  return isInUse && record.expiry.kind === 'dated' && now < record.expiry.latest;
}

/**
 * The entry of a key: at the instant of its expiry or, where only the date is known, on that day in Singapore.
 * It reminds at the thresholds of the key that are still ahead at `now` (ms), since some calendars show a reminder
 * that is over at once. Days are reminded of in the morning: a day begins at midnight, when nobody is to be woken.
 */
export function calendarEntry(record: KeyRecord, settings: Settings, now: number): CalendarEntry | undefined {
  const { expiry } = record;
  if (expiry.kind !== 'dated' || !hasCalendarEntry(record, now)) return undefined;
  const isAllDay = !isExact(expiry);
  const start = isAllDay ? singaporeDay(expiry.earliest) * DAY : expiry.earliest;
  const [length, timeOfDay] = isAllDay ? [DAY, MORNING] : [LENGTH, 0];
  const reminders = [...new Set(thresholdsOf(record, settings))]
    .map((days) => timeOfDay - days * DAY)
    .filter((after) => expiry.earliest + after > now)
    .sort((one, other) => one - other);
  return { isAllDay, start, end: start + length, reminders };
}
