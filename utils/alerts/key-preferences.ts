import type { Contact } from '../keys/contact';
import type { KeyRecord, ReplaceBy } from '../keys/key';
import { emptyNotice, noticeRecordOf, type DateNotice, type NoticeRecord } from '../keys/ledger';
import { dateOf, replacementDue } from '../keys/replacement';
import { isInUse, replacementsOf } from '../keys/rotation';
import type { SettingsInForce } from '../policy';
import type { KeysDocument } from '../storage/documents';
import { morningIn, waitsUntil } from './moments';
import { planAlerts } from './plan';
import { hasDateNear, isExpiring, isToBeReplaced } from './plan-key';
import { withCrossed, withoutDebt } from './reminder';
import { crossedOf, replacementThresholds } from './thresholds';

/*
 * What the user chose or noted for single keys: snooze, mute, thresholds, when to replace it, note, link, contacts.
 * Pure: each function returns the document with that in it.
 */

/** Which key waits until which instant (ms); without one, a snooze is over. */
export interface Snooze {
  id: string;
  until?: number | undefined;
}

export function snoozeKey(
  document: KeysDocument,
  { id, until }: Snooze,
  settings: SettingsInForce,
  now: number,
): KeysDocument {
  const record = document.keys.find((key) => key.id === id);
  if (!record) return document;
  const snoozed = changeKey(document, id, ({ snoozedUntil: _, ...rest }) => ({
    ...rest,
    ...(until !== undefined && { snoozedUntil: until }),
  }));
  // The user wants to be reminded at the end of the snooze, although the threshold was dealt with before.
  const mayOwe = until !== undefined && isInUse(record, replacementsOf(document.keys, now)) && !record.muted;
  const { replacement, ...notice } = noticeOf(document, record, now);
  const due = replacementDue(record, settings, now);
  const noticeOfDue = replacement ?? (due && emptyNotice(dateOf(due), now));
  const owing = {
    ...withReminder(notice, mayOwe && isExpiring(record, settings, now)),
    ...(noticeOfDue && { replacement: withReminder(noticeOfDue, mayOwe && isToBeReplaced(record, settings, now)) }),
  };
  return { ...snoozed, ledger: { ...document.ledger, [id]: owing } };
}

function noticeOf({ ledger }: KeysDocument, { id, expiry }: KeyRecord, now: number): NoticeRecord {
  return noticeRecordOf(ledger, id) ?? emptyNotice(expiry, now);
}

function withReminder(notice: DateNotice, isOwed: boolean): DateNotice {
  return { ...withoutDebt(notice), ...(isOwed && { owed: 'reminder' }) };
}

/** "Remind me tomorrow": snoozes all keys with a date that needs attention until the next morning. */
export function snoozeAttention(document: KeysDocument, settings: SettingsInForce, now: number): KeysDocument {
  const until = morningIn(1, now);
  const { attention } = planAlerts(document.keys, settings, document.ledger, now);
  const reminding = attention.filter((record) => hasDateNear(record, settings, now));
  return reminding.reduce((before, { id }) => snoozeKey(before, { id, until }, settings, now), document);
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

/** Muting a key again keeps the instant since when it is muted. */
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

/**
 * Sets when to replace a key; without it, what is set for all keys holds. The user knows what they have just set: what
 * is due by then needs no reminder, and what comes after it does.
 */
export function setReplaceBy(
  document: KeysDocument,
  { id, replaceBy }: { id: string; replaceBy?: ReplaceBy | undefined },
  settings: SettingsInForce,
  now: number,
): KeysDocument {
  const changed = changeKey(document, id, ({ replaceBy: _, ...record }) => ({
    ...record,
    ...(replaceBy && { replaceBy }),
  }));
  const record = changed.keys.find((key) => key.id === id);
  if (!record) return document;
  const { replacement: _, ...notice } = noticeOf(document, record, now);
  const due = replacementDue(record, settings, now);
  if (!due) return { ...changed, ledger: { ...document.ledger, [id]: notice } };
  const crossed = crossedOf(replacementThresholds(record, due, settings), dateOf(due), now);
  const known = withCrossed(emptyNotice(dateOf(due), now), crossed);
  return { ...changed, ledger: { ...document.ledger, [id]: { ...notice, replacement: known } } };
}

/** Sets the user's own words on a key; an empty text removes them. */
export function setNote(document: KeysDocument, id: string, text: string): KeysDocument {
  return changeKey(document, id, ({ note: _, ...record }) => ({
    ...record,
    ...(text.trim() !== '' && { note: text.trim() }),
  }));
}

/** Sets the address of a page about a key; without one it has none. */
export function setLink(document: KeysDocument, id: string, link: string | undefined): KeysDocument {
  return changeKey(document, id, ({ link: _, ...record }) => ({
    ...record,
    ...(link !== undefined && { link }),
  }));
}

/** Sets who must act for a key. */
export function setContacts(document: KeysDocument, id: string, contacts: readonly Contact[]): KeysDocument {
  return changeKey(document, id, ({ contacts: _, ...record }) => ({
    ...record,
    ...(contacts.length > 0 && { contacts: [...contacts] }),
  }));
}

function changeKey(document: KeysDocument, id: string, change: (record: KeyRecord) => KeyRecord): KeysDocument {
  return { ...document, keys: document.keys.map((record) => (record.id === id ? change(record) : record)) };
}
