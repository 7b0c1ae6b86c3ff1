import type { Dated, Expiry } from './expiry';
import type { KeyRecord } from './key';
import { DAY, singaporeDay, startOfSingaporeDay, swappedDay } from './time';

/*
 * When a key is due for replacement. Unlike at an expiry, nothing happens to the key then: it goes on working, and a
 * thief of long ago can go on using it.
 */

/** How often to replace all keys: as the user wants it, and as an administrator does. */
export interface RotationRules {
  rotateEveryDays?: number;
  agencyRotateEveryDays?: number;
}

/** The day by which to replace a key. */
export interface Due {
  /** Its first instant (ms) in Singapore. */
  at: number;
  /** How it follows from another day; absent if the user chose it. */
  counted?: Counted;
}

/** So many days after a day (ms), which is that of the key's creation if that is known. */
export interface Counted {
  days: number;
  from: 'creation' | 'renewal' | 'first-seen';
  start: number;
  /** Whether the administrator wants it. */
  isAgencys: boolean;
}

/** The last instant (ms) that can be stored: the creation date that a page prints may be any. */
const LAST_DAY = Date.parse('9999-12-31T00:00+08:00');

/**
 * By when to replace a key, as seen from `now` (ms): the earliest of what the user wants for it, or for all keys, and
 * of what an administrator wants. `undefined` if nobody wants any, and for a key that stops working no later, which its
 * expiry reminds of.
 */
export function replacementDue(record: KeyRecord, rules: RotationRules, now: number): Due | undefined {
  const { rotateEveryDays, agencyRotateEveryDays: agencyDays } = rules;
  // Most keys have none, and every check looks at all of them.
  if (!record.replaceBy && rotateEveryDays === undefined && agencyDays === undefined) return undefined;
  const dues = [
    ownDue(record, rotateEveryDays),
    agencyDays === undefined ? undefined : countedDue(record, agencyDays, { isAgencys: true }),
  ].filter((due) => due !== undefined);
  const earliest = dues.sort((due, other) => due.at - other.at)[0];
  return earliest && worksBeyond(record.expiry, earliest.at, now) ? earliest : undefined;
}

/** A day by which to replace a key as a date to count to. The key is overdue from that day on. */
export function dateOf({ at }: Due): Dated {
  return { kind: 'dated', earliest: at, latest: at, text: '' };
}

function ownDue(record: KeyRecord, daysForAll: number | undefined): Due | undefined {
  const { replaceBy } = record;
  switch (replaceBy?.kind) {
    case 'date':
      return { at: startOfDay(replaceBy.at) };
    case 'cadence':
      return countedDue(record, replaceBy.days, { isAgencys: false });
    case 'none':
      return undefined;
    default:
      return daysForAll === undefined ? undefined : countedDue(record, daysForAll, { isAgencys: false });
  }
}

function countedDue(record: KeyRecord, days: number, { isAgencys }: { isAgencys: boolean }): Due {
  const { from, start } = beginningOf(record);
  return { at: Math.min(startOfDay(start) + days * DAY, LAST_DAY), counted: { days, from, start, isAgencys } };
}

/**
 * Where a key's days are counted from. If no creation date is known, the key is at least as old as our knowledge of it;
 * a renewal may have made a new key of the same name.
 */
function beginningOf({ createdAt, renewedAt, firstSeenAt }: KeyRecord): Pick<Counted, 'from' | 'start'> {
  if (createdAt !== undefined) return { from: 'creation', start: createdAt };
  return renewedAt === undefined ? { from: 'first-seen', start: firstSeenAt } : { from: 'renewal', start: renewedAt };
}

/** Whether a key still works, and may do so until after the day of an instant (ms). */
function worksBeyond(expiry: Expiry, instant: number, now: number): boolean {
  if (expiry.kind !== 'dated') return expiry.kind !== 'expired';
  const { earliest, latest, ambiguous } = expiry;
  const stopsAt = Math.max(earliest, (ambiguous && swappedDay(earliest)) ?? earliest);
  return now < latest && singaporeDay(instant) < singaporeDay(stopsAt);
}

function startOfDay(instant: number): number {
  return startOfSingaporeDay(singaporeDay(instant));
}

/**
 * A renewed key without the date by which to replace it, which was about the old one. Only a creation date, which two
 * keys never share, shows that it is still the same.
 */
export function withoutOldDate({ replaceBy, ...record }: KeyRecord): KeyRecord {
  const isKept = replaceBy && (replaceBy.kind !== 'date' || record.createdAt !== undefined);
  return isKept ? { ...record, replaceBy } : record;
}
