import { COPIES_KEPT, type KeyRecord } from './key';

/** Adds a copy at an instant (ms). The latest {@link COPIES_KEPT} are kept, newest first. */
export function withCopy(record: KeyRecord, instant: number): KeyRecord {
  const copies = [...(record.copies ?? []), instant].sort((a, b) => b - a).slice(0, COPIES_KEPT);
  return { ...record, copies };
}

export function withoutCopies({ copies: _, ...record }: KeyRecord): KeyRecord {
  return record;
}
