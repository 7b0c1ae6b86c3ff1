import { expiryStatus, type Expiry } from './expiry';
import type { GoneReason, KeyRecord, Missing } from './key';
import { replacementsOf } from './rotation';
import { DAY, singaporeDay } from './time';

/*
 * Silence needs evidence. A key that its list lacks is missing: it counts and reminds as before. Everything that it
 * takes to call it gone, and so to be silent about it, is here.
 */

/** A missing key that expired longer ago than this (ms) is gone: nothing of it can work. */
export const GONE_AFTER_EXPIRY = 7 * DAY;

/** This many complete reports that lack a key, on this many days in Singapore, are evidence. */
const ENOUGH_READINGS = 3;
const ENOUGH_DAYS = 2;

/**
 * The evidence after one more complete report of its own list that lacks a key, whose page got the list at `gotAt`
 * (ms).
 */
export function withOneMore(before: Missing | undefined, gotAt: number): Missing {
  // What was stored while the clock was ahead is no evidence: it starts again.
  if (!before || before.latest > gotAt) return { since: gotAt, latest: gotAt, readings: 1 };
  return before.latest === gotAt ? before : { ...before, latest: gotAt, readings: before.readings + 1 };
}

function isEnough({ since, latest, readings }: Missing): boolean {
  return readings >= ENOUGH_READINGS && singaporeDay(latest) - singaporeDay(since) >= ENOUGH_DAYS - 1;
}

/**
 * Calls those missing keys gone for which there is evidence by now. A conclusion from the clock, or from another key,
 * is taken back if it does not hold any more: the clock was ahead, or the other key is gone itself. Returns the same
 * list if nothing changes.
 */
export function settleMissing(records: readonly KeyRecord[], now: number): readonly KeyRecord[] {
  if (!records.some(({ missing }) => missing)) return records;
  const replacements = replacementsOf(records, now);
  const settled = records.map((record) => settle(record, replacements, now));
  return settled.every((record, index) => record === records[index]) ? records : settled;
}

type Replacements = ReadonlyMap<string, KeyRecord>;
const NO_REPLACEMENTS: Replacements = new Map();

function settle(record: KeyRecord, replacements: Replacements, now: number): KeyRecord {
  const { missing, goneSince, goneBecause } = record;
  if (!missing) return record;
  const reason = reasonFor(record, missing, replacements, now);
  if (goneSince === undefined) return reason === undefined ? record : asGone(record, reason, now);
  const canBeTakenBack = goneBecause === 'expired' || goneBecause === 'replaced';
  if (!canBeTakenBack || reason === goneBecause) return record;
  if (reason !== undefined) return { ...record, goneBecause: reason };
  const hasExpired = expiryStatus(record.expiry, now) === 'expired';
  return hasExpired && wasGoneInVersion1(record, goneSince) ? record : asMissing(record);
}

/** Version 1 silenced a key that had expired without waiting for a week, and that stays so. */
function wasGoneInVersion1({ goneBecause, expiry, lastSeenAt }: KeyRecord, goneSince: number): boolean {
  return goneBecause === 'expired' && !isLongOver(expiry, lastSeenAt, goneSince);
}

function reasonFor(
  record: KeyRecord,
  missing: Missing,
  replacements: Replacements,
  now: number,
): GoneReason | undefined {
  if (replacements.has(record.id)) return 'replaced';
  if (isEnough(missing)) return 'readings';
  return isLongOver(record.expiry, record.lastSeenAt, now) && isMoreThanOnePage(missing, now) ? 'expired' : undefined;
}

/** No single report is evidence, not even of a key that has expired: the list may show the others on its next page. */
function isMoreThanOnePage({ since, readings }: Missing, now: number): boolean {
  return readings > 1 || now - since >= DAY;
}

/** If a page says "Expired" without a date, the key had expired when it was last seen. */
function isLongOver(expiry: Expiry, lastSeenAt: number, now: number): boolean {
  if (expiry.kind === 'dated') return now - expiry.latest > GONE_AFTER_EXPIRY;
  return expiry.kind === 'expired' && now - lastSeenAt > GONE_AFTER_EXPIRY;
}

/** The key as no longer listed from `now` (ms) on, and why. */
export function asGone(record: KeyRecord, goneBecause: GoneReason, now: number): KeyRecord {
  return { ...record, goneSince: now, goneBecause };
}

function asMissing({ goneSince: _since, goneBecause: _because, ...record }: KeyRecord): KeyRecord {
  return record;
}

/**
 * When (ms) the user last said that a key is gone, or a page last lacked it, however much later that was settled.
 */
export function saidGoneAt({ missing, goneSince = 0, goneBecause }: KeyRecord): number {
  const isFromPages = goneBecause === 'readings' || goneBecause === 'replaced' || goneBecause === 'expired';
  return isFromPages && missing ? missing.latest : goneSince;
}

/** The key as it is while its list has it, or while nothing is known of that: no evidence is left. */
export function asListed(record: KeyRecord): KeyRecord {
  if (!record.missing && record.goneSince === undefined && !record.addedByHand) return record;
  const { missing: _missing, addedByHand: _entered, ...rest } = asMissing(record);
  return rest;
}

/** The user says that a key was deleted on the site: it is gone. */
export function markAsDeleted(records: readonly KeyRecord[], id: string, now: number): KeyRecord[] {
  return records.map((record) => (record.id === id ? asGone(record, 'user', now) : record));
}

/** The user says that a key was not deleted: it reminds again. */
export function takeBackDeletion(records: readonly KeyRecord[], id: string, now: number): KeyRecord[] {
  return records.map((record) => (record.id === id ? restored(record, now) : record));
}

/**
 * If the user takes back their own word, the key is missing as before. Any other evidence has been refuted, or the key
 * would be gone again at once.
 */
function restored(record: KeyRecord, now: number): KeyRecord {
  const { missing, ...rest } = asMissing(record);
  const isMissing =
    missing && record.goneBecause === 'user' && reasonFor(rest, missing, NO_REPLACEMENTS, now) === undefined;
  return isMissing ? { ...rest, missing } : rest;
}
