import { countedTo, nextExpiryChange, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { isLeakOpen } from '../keys/leak';
import { emptyNotice, type NoticeRecord } from '../keys/ledger';
import { dateOf, replacementDue } from '../keys/replacement';
import { isInUse } from '../keys/rotation';
import type { SettingsInForce } from '../policy';
import { waitsUntil } from './moments';
import {
  continued,
  LATE_NOTICE_LIMIT,
  planReminder,
  silent,
  withoutDebt,
  type DateState,
  type PlanContext,
  type Reminder,
} from './reminder';
import { crossedOf, lastDaysOf, replacementThresholds, thresholdAt, thresholdsOf } from './thresholds';

/* What is planned for one key: it has up to two dates, its expiry and the day by which to replace it. */

interface KeyPlan {
  isDue: boolean;
  isDueForReplacement: boolean;
  ifShown?: NoticeRecord;
  ifNotShown?: NoticeRecord;
  needsAttention: boolean;
  /** When something changes for the key (ms): its next threshold, change of status or end of a snooze. */
  nextCheckAt: number;
}

/** A date that a key has reminders of, with their thresholds (days). */
interface RemindedDate {
  date: Expiry;
  thresholds: readonly number[];
  /** Days before it on which the key needs attention, whatever its thresholds. */
  lastDays: readonly number[];
  /** For how long (ms) after the date it is news. */
  isNewsFor: number;
}

export function planKey(record: KeyRecord, notice: NoticeRecord | undefined, context: PlanContext): KeyPlan {
  const { settings, now, replacements } = context;
  const expiry = expiryOf(record, settings);
  const replacement = replacementOf(record, settings, now);
  const { replacement: replacementNotice, ...expiryNotice } = notice ?? {};
  const isUsed = isInUse(record, replacements);
  const dates = replacement ? [expiry, replacement] : [expiry];
  const byExpiry = planDate(record, expiry, notice && (expiryNotice as NoticeRecord), context);
  // A day that does not count now may count again, and must not be said again then.
  const byDue = replacement ? planDate(record, replacement, replacementNotice, context) : silent(replacementNotice);
  const joined = (ofExpiry?: NoticeRecord, ofDue?: NoticeRecord): NoticeRecord | undefined =>
    ofDue ? { ...(ofExpiry ?? emptyNotice(record.expiry, now)), replacement: ofDue } : ofExpiry;
  const ifShown = joined(byExpiry.ifShown, byDue.ifShown);
  const ifNotShown = joined(byExpiry.ifNotShown, byDue.ifNotShown);
  return {
    isDue: byExpiry.isDue,
    isDueForReplacement: byDue.isDue,
    ...(ifShown && { ifShown }),
    ...(ifNotShown && { ifNotShown }),
    needsAttention: isLeakOpen(record) || (isUsed && dates.some((date) => isNear(date, now))),
    nextCheckAt: isUsed ? nextCheckFor(record, dates, now) : Infinity,
  };
}

function planDate(
  record: KeyRecord,
  reminded: RemindedDate,
  notice: DateState['entry'],
  context: PlanContext,
): Reminder {
  const { now, replacements } = context;
  const { date, thresholds, isNewsFor } = reminded;
  const entry = notice && continued(notice, date, now);
  if (!isInUse(record, replacements)) return silent(entry && withoutDebt(entry));
  const crossed = crossedOf(thresholds, date, now);
  return planReminder({ record, date, entry, crossed, needsAttention: isNear(reminded, now), isNewsFor }, context);
}

function expiryOf(record: KeyRecord, settings: SettingsInForce): RemindedDate {
  const thresholds = thresholdsOf(record, settings);
  return { date: record.expiry, thresholds, lastDays: lastDaysOf(record), isNewsFor: LATE_NOTICE_LIMIT };
}

/** However long ago a key was due, it can still be replaced. */
function replacementOf(record: KeyRecord, settings: SettingsInForce, now: number): RemindedDate | undefined {
  const due = replacementDue(record, settings, now);
  if (!due) return undefined;
  const thresholds = replacementThresholds(record, due, settings);
  return { date: dateOf(due), thresholds, lastDays: [], isNewsFor: Infinity };
}

/** Whether it may have leaked, or a date of it is near. */
export function needsAttention(record: KeyRecord, settings: SettingsInForce, now: number): boolean {
  return isLeakOpen(record) || hasDateNear(record, settings, now);
}

/** Whether it expires or is due for replacement soon, or did so. */
export function hasDateNear(record: KeyRecord, settings: SettingsInForce, now: number): boolean {
  return isExpiring(record, settings, now) || isToBeReplaced(record, settings, now);
}

/** Within the widest of its thresholds or in its last days, or expired, or it may be by now. */
export function isExpiring(record: KeyRecord, settings: SettingsInForce, now: number): boolean {
  return isNear(expiryOf(record, settings), now);
}

/** Within the widest of the thresholds of the day by which to replace it, or after that day. */
export function isToBeReplaced(record: KeyRecord, settings: SettingsInForce, now: number): boolean {
  const replacement = replacementOf(record, settings, now);
  return replacement !== undefined && isNear(replacement, now);
}

function isNear({ date, thresholds, lastDays }: RemindedDate, now: number): boolean {
  return isOver(date, now) || crossedOf([...thresholds, ...lastDays], date, now).length > 0;
}

function isOver(date: Expiry, now: number): boolean {
  return date.kind === 'expired' || (date.kind === 'dated' && countedTo(date, now) <= now);
}

/** When something changes for a key in use (ms): its next threshold, change of status or end of a snooze. */
function nextCheckFor(record: KeyRecord, dates: readonly RemindedDate[], now: number): number {
  const snoozedUntil = waitsUntil(record.snoozedUntil, now);
  let next = snoozedUntil > now ? snoozedUntil : Infinity;
  for (const { date, thresholds } of dates) {
    if (date.kind !== 'dated') continue;
    for (const days of thresholds) {
      const reachedAt = thresholdAt(date, days, now);
      if (reachedAt > now && reachedAt < next) next = reachedAt;
    }
    next = Math.min(next, nextExpiryChange(date, now));
  }
  return next;
}
