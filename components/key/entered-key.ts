import type { FocusEvent } from 'react';
import type { Expiry } from '../../utils/keys/expiry';
import type { EnteredKey, KeyKind, KeyRecord } from '../../utils/keys/key';
import { DAY } from '../../utils/keys/time';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import type { MessageKey } from '../../utils/words';

/** The values of the form's fields, as the browser's controls give them: "2026-11-29", "18:00". */
export interface Entry {
  name: string;
  kind: KeyKind;
  date: string;
  time: string;
  /** Whether only part of the time is entered, of which its control gives nothing. */
  isTimePartial: boolean;
  hasNoExpiry: boolean;
}

export const EMPTY: Entry = { name: '', kind: 'write', date: '', time: '', isTimePartial: false, hasNoExpiry: false };

/** The dates that can be entered: any other has a digit missing, or one too many. */
export const EARLIEST = '2000-01-01';
export const LATEST = '2199-12-31';

/** The fields that are checked, in their order. */
export const CHECKED = ['name', 'date', 'time'] as const;
export type CheckedField = (typeof CHECKED)[number];

/** What to say of a field: something that has to be corrected, or something to think about. */
export interface Remark {
  text: MessageKey;
  isProblem: boolean;
}

export type Remarks = Partial<Record<CheckedField, Remark | undefined>>;

export interface EntryFieldsProps {
  entry: Entry;
  /** The remarks on those fields that the user has left. */
  remarks: Remarks;
  onChange: (changed: Partial<Entry>) => void;
  onLeave: (event: FocusEvent, name: CheckedField) => void;
}

/** `known` are the keys that there are already. */
export function remarksOn(entry: Entry, known: readonly KeyRecord[], now: number): Remarks {
  return { name: nameRemark(entry, known), date: dateRemark(entry, now), time: timeRemark(entry) };
}

function nameRemark({ name, kind }: Entry, known: readonly KeyRecord[]): Remark | undefined {
  const entered = name.trim();
  if (entered === '') return { text: 'add_name_missing', isProblem: true };
  if (holdsSecret(entered)) return { text: 'note_is_key', isProblem: true };
  const isKnown = known.some(
    (record) =>
      record.name === entered && record.kind === kind && record.host === undefined && record.goneSince === undefined,
  );
  return isKnown ? { text: 'add_name_known', isProblem: false } : undefined;
}

function dateRemark({ date, time, hasNoExpiry }: Entry, now: number): Remark | undefined {
  if (hasNoExpiry) return undefined;
  if (date < EARLIEST || date > LATEST) return { text: 'add_date_missing', isProblem: true };
  const expiry = expiryOf(date, time);
  return expiry.latest <= now ? { text: 'add_date_past', isProblem: false } : undefined;
}

function timeRemark({ isTimePartial, hasNoExpiry }: Entry): Remark | undefined {
  return isTimePartial && !hasNoExpiry ? { text: 'add_time_partial', isProblem: true } : undefined;
}

export function keyOf({ name, kind, date, time, hasNoExpiry }: Entry): EnteredKey {
  return { name: name.trim(), kind, expiry: hasNoExpiry ? { kind: 'never', text: '' } : expiryOf(date, time) };
}

/** Reads the fields as Singapore time, whatever zone the computer is in; without a time it is the whole day. */
function expiryOf(date: string, time: string): Extract<Expiry, { kind: 'dated' }> {
  const earliest = Date.parse(`${date}T${time || '00:00'}+08:00`);
  return {
    kind: 'dated',
    earliest,
    latest: time ? earliest : earliest + DAY,
    text: [date, time].filter(Boolean).join(' '),
  };
}
