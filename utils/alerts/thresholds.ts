import { countedTo, CRITICAL_WITHIN, type Dated, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { replacementDue, type Due } from '../keys/replacement';
import { DAY } from '../keys/time';
import type { SettingsInForce } from '../policy';
import type { Settings } from '../settings';

/* How many days before a date of a key to remind of it. */

/**
 * So many days after a key was due, the user is reminded once more, and then not again: the popup and the toolbar go on
 * showing it. Chosen, not measured.
 */
const OVERDUE_DAYS = [7, 30];

/**
 * The thresholds (days) of a key's expiry: its own as the user set them, else those for all keys. Of the latter, a key
 * with a known lifetime has only those that fit it.
 */
export function thresholdsOf(record: KeyRecord, settings: Settings): readonly number[] {
  return record.thresholdDays ?? fittingThresholds(settings.thresholdDays, lifetimeOf(record));
}

/** Whether a key has dates, but no days are chosen on which to remind of any of them. */
export function hasNoThresholds(record: KeyRecord, settings: SettingsInForce, now: number): boolean {
  const due = replacementDue(record, settings, now);
  const thresholds = [
    ...(record.expiry.kind === 'dated' ? [thresholdsOf(record, settings)] : []),
    ...(due ? [replacementThresholds(record, due, settings)] : []),
  ];
  return thresholds.length > 0 && thresholds.every((days) => days.length === 0);
}

/** A key needs attention so many days before its expiry, whatever reminders are wanted. The first begins `critical`. */
const LAST_DAYS = [CRITICAL_WITHIN / DAY, 3, 1];

/** The last days of a key, as far as they fit its lifetime. */
export function lastDaysOf(record: KeyRecord): readonly number[] {
  return fittingThresholds(LAST_DAYS, lifetimeOf(record));
}

/** How long (ms) a key works in all; 0 if that is not known. */
function lifetimeOf({ createdAt, expiry }: KeyRecord): number {
  return expiry.kind === 'dated' && createdAt !== undefined ? expiry.earliest - createdAt : 0;
}

/**
 * The thresholds (days) of the day by which to replace a key, by the same rules. Those after the day are negative, and
 * come only if the user wants to be reminded on the day itself.
 */
export function replacementThresholds(record: KeyRecord, due: Due, settings: Settings): readonly number[] {
  const { thresholdDays, createdAt = due.at } = record;
  const lifetime = due.counted ? due.counted.days * DAY : due.at - createdAt;
  const thresholds = thresholdDays ?? fittingThresholds(settings.thresholdDays, lifetime);
  return thresholds.includes(0) ? [...thresholds, ...OVERDUE_DAYS.map((days) => -days)] : thresholds;
}

/**
 * Only the thresholds within a third of a lifetime (ms), so that a key of a month does not remind from its first day
 * on. If that leaves none before its end, the tightest stays, provided that it lies within the lifetime at all.
 */
function fittingThresholds(thresholdDays: readonly number[], lifetime: number): readonly number[] {
  if (lifetime <= 0) return thresholdDays;
  const fitting = thresholdDays.filter((days) => days * DAY <= lifetime / 3);
  if (fitting.some((days) => days > 0)) return fitting;
  const tightest = Math.min(...thresholdDays.filter((days) => days > 0));
  return tightest * DAY < lifetime ? [tightest, ...fitting] : fitting;
}

/**
 * When (ms) a threshold is reached. The date itself (0 days) is reached once its latest interpretation is over: only
 * then is "expired" true.
 */
export function thresholdAt(date: Dated, thresholdDays: number, now: number): number {
  return thresholdDays === 0 ? date.latest : countedTo(date, now) - thresholdDays * DAY;
}

/** The thresholds that are reached. With ≤, so that a check that comes late still finds them. */
export function crossedOf(thresholds: readonly number[], date: Expiry, now: number): readonly number[] {
  return date.kind === 'dated' ? thresholds.filter((days) => thresholdAt(date, days, now) <= now) : [];
}
