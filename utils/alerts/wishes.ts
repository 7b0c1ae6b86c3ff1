import type { KeyRecord } from '../keys/key';
import { emptyTold, toldOf } from '../keys/ledger';
import { replacementsOf } from '../keys/rotation';
import type { Settings } from '../settings';
import type { KeysDocument } from '../storage/documents';
import { morningIn, wishedUntil } from './moments';
import { isInUse, needsAttention, planAlerts } from './plan';

/*
 * What the user wishes of the notices of single keys. Pure: each gives the document as it is with the wish in it.
 */

/** Lets the notices of a key wait until the instant `until` (ms); without one, a snooze is over. */
export function snoozeKey(
  document: KeysDocument,
  id: string,
  until: number | undefined,
  settings: Settings,
  now: number,
): KeysDocument {
  const record = document.keys.find((one) => one.id === id);
  if (!record) return document;
  const snoozed = changeKey(document, id, ({ snoozedUntil: _, ...rest }) => ({
    ...rest,
    ...(until !== undefined && { snoozedUntil: until }),
  }));
  const { owed: _, ...told } = toldOf(document.ledger, id) ?? emptyTold(record.expiry);
  // A key that needs attention speaks at the end of its snooze although it has been told: that is the wish.
  const owesReminder =
    until !== undefined &&
    isInUse(record, replacementsOf(document.keys, now)) &&
    !record.muted &&
    needsAttention(record, settings, now);
  return { ...snoozed, ledger: { ...document.ledger, [id]: { ...told, ...(owesReminder && { owed: 'reminder' }) } } };
}

/** "Remind me tomorrow": snoozes all keys that need attention until the next morning. */
export function snoozeAttention(document: KeysDocument, settings: Settings, now: number): KeysDocument {
  const { attention } = planAlerts(document.keys, settings, document.ledger, now);
  return attention.reduce((before, { id }) => snoozeKey(before, id, morningIn(1, now), settings, now), document);
}

/**
 * The keys without the snoozes that reach further than can be chosen at `now` (ms): they were made while the clock was
 * wrong, and would hold once their last days come. Returns the same list where there are none.
 */
export function withoutWrongSnoozes(records: readonly KeyRecord[], now: number): readonly KeyRecord[] {
  const isWrong = ({ snoozedUntil }: KeyRecord): boolean =>
    snoozedUntil !== undefined && wishedUntil(snoozedUntil, now) === 0;
  if (!records.some(isWrong)) return records;
  return records.map((record) => {
    const { snoozedUntil: _, ...awake } = record;
    return isWrong(record) ? awake : record;
  });
}

/** Gives no notices of a key any more, or gives them again. */
export function muteKey(document: KeysDocument, id: string, isMuted: boolean, now: number): KeysDocument {
  return changeKey(document, id, ({ muted: _muted, mutedSince, ...record }) => ({
    ...record,
    ...(isMuted && { muted: true, mutedSince: mutedSince ?? now }),
  }));
}

/** Gives a key thresholds (days) of its own; without any, it has those for all keys. */
export function setThresholds(document: KeysDocument, id: string, days: readonly number[] | undefined): KeysDocument {
  return changeKey(document, id, ({ thresholdDays: _, ...record }) => ({
    ...record,
    ...(days && { thresholdDays: [...days] }),
  }));
}

/** Notes the user's own words on a key; empty for none. */
export function setNote(document: KeysDocument, id: string, text: string): KeysDocument {
  return changeKey(document, id, ({ note: _, ...record }) => ({
    ...record,
    ...(text.trim() !== '' && { note: text.trim() }),
  }));
}

function changeKey(document: KeysDocument, id: string, change: (record: KeyRecord) => KeyRecord): KeysDocument {
  return { ...document, keys: document.keys.map((record) => (record.id === id ? change(record) : record)) };
}
