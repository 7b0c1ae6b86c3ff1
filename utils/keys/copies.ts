import { COPIES_KEPT, type KeyRecord } from './key';

/** Notes that a key was copied at the instant `at` (ms); the latest {@link COPIES_KEPT} copies are kept, newest first. */
export function withCopy(record: KeyRecord, at: number): KeyRecord {
  const copies = [...(record.copies ?? []), at].sort((one, other) => other - one).slice(0, COPIES_KEPT);
  return { ...record, copies };
}

/** Forgets when a key was copied. */
export function withoutCopies({ copies: _, ...record }: KeyRecord): KeyRecord {
  return record;
}
