import * as z from 'zod/mini';
import { countedTo, type Expiry } from './expiry';
import { instantSchema } from './key';

const dateNoticeSchema = z.object({
  /** What the reminders counted to (ms): an expiry ({@link countedTo}), or when a key was due. */
  expiresAt: instantSchema,
  /** The thresholds (days) that were dealt with: shown, or reached while the user wanted no reminders. */
  thresholdDays: z.array(z.number()),
  /** The wider thresholds (days) that were reached by then and had no reminder of their own. */
  overtaken: z.exactOptional(z.array(z.number())),
  /** The reminder that is still to come however late: one that was held back, or the one after a snooze. */
  owed: z.exactOptional(z.enum(['notice', 'reminder'])),
});
/** What the user was reminded of for one date of a key. */
export type DateNotice = z.infer<typeof dateNoticeSchema>;

/**
 * What the user was reminded of for one key: of its expiry, and apart from that of its replacement, so that neither
 * silences the other. A renewed key has another expiry, so its reminders start again.
 */
export const noticeRecordSchema = z.object({
  ...dateNoticeSchema.shape,
  replacement: z.exactOptional(dateNoticeSchema),
});
export type NoticeRecord = z.infer<typeof noticeRecordSchema>;

/** The notice of a date of which the user has not been reminded yet, at `now` (ms). */
export function emptyNotice(expiry: Expiry, now: number): DateNotice {
  return { expiresAt: expiry.kind === 'dated' ? countedTo(expiry, now) : 0, thresholdDays: [] };
}

/** The notice records, by the ids of the keys. */
export const ledgerSchema = z.record(z.string(), noticeRecordSchema);
export type Ledger = z.infer<typeof ledgerSchema>;

/** An id may be anything that a file had, such as the name of a property that all objects have. */
export function noticeRecordOf(ledger: Ledger, id: string): NoticeRecord | undefined {
  return Object.hasOwn(ledger, id) ? ledger[id] : undefined;
}

/** Whether two ledgers say the same. The order of names does not count: what was stored may come back in another. */
export function isSameLedger(ledger: Ledger, other: Ledger): boolean {
  const ids = Object.keys(ledger);
  return (
    ids.length === Object.keys(other).length && ids.every((id) => isSameNotice(ledger[id], noticeRecordOf(other, id)))
  );
}

function isSameNotice(notice: NoticeRecord | undefined, other: NoticeRecord | undefined): boolean {
  return (
    notice === other ||
    (notice !== undefined &&
      other !== undefined &&
      isSameNotice(notice.replacement, other.replacement) &&
      notice.expiresAt === other.expiresAt &&
      notice.owed === other.owed &&
      hasSameDays(notice.thresholdDays, other.thresholdDays) &&
      hasSameDays(notice.overtaken, other.overtaken))
  );
}

function hasSameDays(days: readonly number[] = [], other: readonly number[] = []): boolean {
  return days.length === other.length && days.every((day, index) => day === other[index]);
}
