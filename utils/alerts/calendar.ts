import { isExact, type Dated } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { dateOf, replacementDue, type Due } from '../keys/replacement';
import { DAY, MINUTE, singaporeDay } from '../keys/time';
import type { SettingsInForce } from '../policy';
import { MORNING } from './moments';
import { replacementThresholds, thresholdAt, thresholdsOf } from './thresholds';

/** The entry of a calendar for a date of a key. */
export interface CalendarEntry {
  /** The day by which to replace the key; absent for its expiry. */
  due?: Due;
  /** Whether it is an entry of whole days: then `start` and `end` are midnights in UTC that stand for dates. */
  isAllDay: boolean;
  start: number;
  end: number;
  /** When its reminders come, in ms after its start, or before it if negative. Earliest first. */
  reminders: number[];
}

/** The length (ms) of an entry at a known instant: long enough to be visible in a calendar's day. */
const LENGTH = 15 * MINUTE;

/**
 * The entries of a key, which the caller knows to be in use: at the instant of its expiry or, if only the date is
 * known, on that day in Singapore, and on the day by which to replace it, as far as they are not over at `now` (ms).
 */
export function calendarEntries(record: KeyRecord, settings: SettingsInForce, now: number): CalendarEntry[] {
  const entries: CalendarEntry[] = [];
  const { expiry } = record;
  if (expiry.kind === 'dated' && now < expiry.latest)
    entries.push(entryOn(expiry, thresholdsOf(record, settings), { isAllDay: !isExact(expiry) }, now));
  const due = replacementDue(record, settings, now);
  if (due && now < due.at + DAY)
    entries.push({
      due,
      ...entryOn(dateOf(due), replacementThresholds(record, due, settings), { isAllDay: true }, now),
    });
  return entries;
}

/**
 * It reminds at the thresholds that are still ahead at `now` (ms), because some calendars show a past reminder at once.
 * Entries of whole days remind in the morning: a day begins at midnight, when nobody is to be woken.
 */
function entryOn(
  date: Dated,
  thresholds: readonly number[],
  { isAllDay }: { isAllDay: boolean },
  now: number,
): Omit<CalendarEntry, 'due'> {
  const start = isAllDay ? singaporeDay(date.earliest) * DAY : date.earliest;
  const [length, timeOfDay] = isAllDay ? [DAY, MORNING] : [LENGTH, 0];
  const reminders = [...new Set(thresholds)]
    .map((days) => timeOfDay + thresholdAt(date, days, now) - (days === 0 ? date.latest : date.earliest))
    .filter((after) => date.earliest + after > now)
    .sort((a, b) => a - b);
  return { isAllDay, start, end: start + length, reminders };
}
