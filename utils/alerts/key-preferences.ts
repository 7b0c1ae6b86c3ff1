import type { KeyRecord } from '../keys/key';
import { emptyNoticeRecord, noticeRecordOf } from '../keys/ledger';
import { replacementsOf } from '../keys/rotation';
import type { Settings } from '../settings';
import type { KeysDocument } from '../storage/documents';
import { morningIn, waitsUntil } from './moments';
import { isInUse, needsAttention, planAlerts } from './plan';

/*
 * What the user chose for single keys: snooze, mute, thresholds, note. Pure: each function returns the document with
 * that preference in it.
 */

/** Which key waits until which instant (ms); without one, a snooze is over. */
export interface Snooze {
  id: string;
  until?: number | undefined;
}

export function snoozeKey(
  document: KeysDocument,
  { id, until }: Snooze,
  settings: Settings,
  now: number,
): KeysDocument {
  const record = document.keys.find((key) => key.id === id);
  if (!record) return document;
  const snoozed = changeKey(document, id, ({ snoozedUntil: _, ...rest }) => ({
    ...rest,
    ...(until !== undefined && { snoozedUntil: until }),
  }));
  const { owed: _, ...notice } = noticeRecordOf(document.ledger, id) ?? emptyNoticeRecord(record.expiry);
  // The user wants to be reminded at the end of the snooze, although the threshold was dealt with before.
  const owesReminder =
    until !== undefined &&
    isInUse(record, replacementsOf(document.keys, now)) &&
    !record.muted &&
    needsAttention(record, settings, now);
  return { ...snoozed, ledger: { ...document.ledger, [id]: { ...notice, ...(owesReminder && { owed: 'reminder' }) } } };
}

/** "Remind me tomorrow": snoozes all keys that need attention until the next morning. */
export function snoozeAttention(document: KeysDocument, settings: Settings, now: number): KeysDocument {
  const until = morningIn(1, now);
  const { attention } = planAlerts(document.keys, settings, document.ledger, now);
  return attention.reduce((before, { id }) => snoozeKey(before, { id, until }, settings, now), document);
}

/**
 * The keys without the snoozes that reach further than can be chosen at `now` (ms): they were made while the clock was
 * wrong, and would hold once their last days come. Returns the same list if there are none.
 */
export function withoutWrongSnoozes(records: readonly KeyRecord[], now: number): readonly KeyRecord[] {
  const isWrong = ({ snoozedUntil }: KeyRecord): boolean =>
    snoozedUntil !== undefined && waitsUntil(snoozedUntil, now) === 0;
  if (!records.some(isWrong)) return records;
  return records.map((record) => {
    const { snoozedUntil: _, ...awake } = record;
    return isWrong(record) ? awake : record;
  });
}

/** Muting a key twice keeps since when it was muted. */
export function muteKey(document: KeysDocument, id: string, now: number): KeysDocument {
  return changeKey(document, id, (record) => ({ ...record, muted: true, mutedSince: record.mutedSince ?? now }));
}

export function unmuteKey(document: KeysDocument, id: string): KeysDocument {
  return changeKey(document, id, ({ muted: _muted, mutedSince: _since, ...record }) => record);
}

/** Sets a key's own thresholds (days); without any, it has those for all keys. */
export function setThresholds(document: KeysDocument, id: string, days: readonly number[] | undefined): KeysDocument {
  return changeKey(document, id, ({ thresholdDays: _, ...record }) => ({
    ...record,
    ...(days && { thresholdDays: [...days] }),
  }));
}

/** Sets the user's own words on a key; an empty text removes them. */
export function setNote(document: KeysDocument, id: string, text: string): KeysDocument {
  return changeKey(document, id, ({ note: _, ...record }) => ({
    ...record,
    ...(text.trim() !== '' && { note: text.trim() }),
  }));
}

function changeKey(document: KeysDocument, id: string, change: (record: KeyRecord) => KeyRecord): KeysDocument {
  return { ...document, keys: document.keys.map((record) => (record.id === id ? change(record) : record)) };
}
