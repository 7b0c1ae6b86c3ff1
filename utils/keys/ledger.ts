import * as z from 'zod/mini';
import type { Expiry } from './expiry';
import { instantSchema } from './key';

/** Which notices were given for a key. A renewed key has another expiry, so its notices start anew. */
export const noticeRecordSchema = z.object({
  /** The expiry (ms, earliest reading) that the notices were about. */
  expiresAt: instantSchema,
  /** The thresholds (days) that are done with: told, or reached while the user wanted no notices. */
  thresholdDays: z.array(z.number()),
  /** The wider thresholds (days) that were reached by then and said nothing of their own. */
  overtaken: z.exactOptional(z.array(z.number())),
  /** What is still to be given however late: a notice that was held back, or the reminder after a snooze. */
  owed: z.exactOptional(z.enum(['notice', 'reminder'])),
});
export type NoticeRecord = z.infer<typeof noticeRecordSchema>;

/** What the ledger holds of a key of which nothing was told yet. */
export function emptyNoticeRecord(expiry: Expiry): NoticeRecord {
  return { expiresAt: expiry.kind === 'dated' ? expiry.earliest : 0, thresholdDays: [] };
}

/** What was told so far, by the id of the key. */
export const ledgerSchema = z.record(z.string(), noticeRecordSchema);
export type Ledger = z.infer<typeof ledgerSchema>;

/** What was told of a key. An id may be anything that a file had, such as the name of a property that all objects have. */
export function noticeRecordOf(ledger: Ledger, id: string): NoticeRecord | undefined {
  return Object.hasOwn(ledger, id) ? ledger[id] : undefined;
}

/** Whether two ledgers say the same. The order of names does not count: what was stored may come back in another. */
export function isSameLedger(one: Ledger, other: Ledger): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => isSameTold(one[id], noticeRecordOf(other, id)));
}

function isSameTold(one: NoticeRecord | undefined, other: NoticeRecord | undefined): boolean {
  return (
    one === other ||
    (one !== undefined &&
      other !== undefined &&
      one.expiresAt === other.expiresAt &&
      one.owed === other.owed &&
      isSameList(one.thresholdDays, other.thresholdDays) &&
      isSameList(one.overtaken, other.overtaken))
  );
}

function isSameList(one: readonly number[] = [], other: readonly number[] = []): boolean {
  return one.length === other.length && one.every((days, index) => days === other[index]);
}
