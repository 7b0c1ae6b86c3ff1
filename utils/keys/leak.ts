import type { KeyRecord, Leak } from './key';

/*
 * The way out of a possible leak. It goes the other way round than a rotation: anyone who has the key can do everything
 * that its account can, so it is deleted as soon as a new one is there, and only then is time to look at what happened.
 */

/** The steps of the way out, in their order, and which of them are done. */
export interface LeakSteps {
  isCreated: boolean;
  isMoved: boolean;
  /** The key is no longer listed. That a reading lacks it is no evidence: it may still work. */
  isDeleted: boolean;
  isReviewed: boolean;
  isReported: boolean;
}

export function leakSteps({ leak, goneSince }: KeyRecord): LeakSteps {
  return {
    isCreated: leak?.isCreated === true,
    isMoved: leak?.isMoved === true,
    isDeleted: goneSince !== undefined,
    isReviewed: leak?.isReviewed === true,
    isReported: leak?.isReported === true,
  };
}

/** Whether a key that may have leaked may still work. */
export function isLeakOpen({ leak, forgottenAt, goneSince }: KeyRecord): boolean {
  return leak !== undefined && forgottenAt === undefined && goneSince === undefined;
}

/** Notes what was done since a key may have leaked; without it, the key is not said to have leaked. */
export function setLeak(records: readonly KeyRecord[], id: string, leak: Leak | undefined): KeyRecord[] {
  return records.map((record) => (record.id === id ? withLeak(record, leak) : record));
}

function withLeak({ leak: _, ...record }: KeyRecord, leak: Leak | undefined): KeyRecord {
  return leak ? { ...record, leak } : record;
}

/** Begins the way out at `now` (ms), unless it has begun already. */
export function withLeakBegun(record: KeyRecord, now: number): KeyRecord {
  return record.leak ? record : { ...record, leak: { startedAt: now } };
}
