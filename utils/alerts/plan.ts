import { expiryStatus, nextExpiryChange } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import type { Ledger } from '../keys/ledger';
import { DAY, HOUR } from '../keys/time';
import type { Settings } from '../settings';

/** An expiry first seen longer ago than this (ms) is old news: it shows in the popup, and gives no notice. */
export const LATE_NOTICE_LIMIT = 7 * DAY;

/** What is to be done now, and when to look again. */
export interface Plan {
  /** The keys to give a notice of, most urgent first. */
  due: KeyRecord[];
  /** The keys that need attention now, told or not, most urgent first. */
  attention: KeyRecord[];
  /** The ledger once the due notices have been given. */
  ledger: Ledger;
  /** When to look next (ms): the next threshold or change of a status, at the latest the next full hour. */
  nextLookAt: number;
}

/** Plans the alerts at the instant `now` (ms). Pure: the same arguments give the same plan. */
export function planAlerts(records: readonly KeyRecord[], settings: Settings, ledger: Ledger, now: number): Plan {
  const listed = records.filter((record) => record.goneSince === undefined).sort(byUrgency(now));
  const due: KeyRecord[] = [];
  const newLedger: Ledger = {};
  for (const record of records) {
    const told = ledger[record.id];
    if (told && record.expiry.kind === 'dated' && told.expiresAt === record.expiry.earliest) newLedger[record.id] = told;
  }
  for (const record of listed) {
    if (record.expiry.kind !== 'dated') continue;
    const done = newLedger[record.id]?.thresholdDays ?? [];
    const crossed = settings.thresholdDays.filter((days) => isCrossed(record, days, now));
    const fresh = crossed.filter((days) => !done.includes(days));
    if (fresh.length === 0) continue;
    newLedger[record.id] = { expiresAt: record.expiry.earliest, thresholdDays: [...new Set([...done, ...crossed])] };
    // Of several missed thresholds only the tightest speaks: one wider than what was told already has nothing to add.
    const isNews = Math.min(...fresh) < Math.min(Infinity, ...done);
    if (isNews && now - record.expiry.latest <= LATE_NOTICE_LIMIT) due.push(record);
  }
  return { due, attention: listed.filter((record) => needsAttention(record, settings, now)), ledger: newLedger, nextLookAt: nextLookAt(listed, settings, now) };
}

/**
 * Whether a threshold is reached: with ≤, so that a look that comes late still finds it.
 * The expiry itself (0 days) is reached once the latest reading of the date is over, since only then "expired" is true.
 */
function isCrossed({ expiry }: KeyRecord, thresholdDays: number, now: number): boolean {
  return expiry.kind === 'dated' && thresholdAt(expiry, thresholdDays) <= now;
}

function thresholdAt(expiry: { earliest: number; latest: number }, thresholdDays: number): number {
  return thresholdDays === 0 ? expiry.latest : expiry.earliest - thresholdDays * DAY;
}

/** Expired, or within the widest threshold. */
function needsAttention(record: KeyRecord, settings: Settings, now: number): boolean {
  return expiryStatus(record.expiry, now) === 'expired' || settings.thresholdDays.some((days) => isCrossed(record, days, now));
}

function nextLookAt(listed: readonly KeyRecord[], settings: Settings, now: number): number {
  // A full hour rather than "in an hour", so that looking twice gives the same answer and the alarm is left alone.
  let next = (Math.floor(now / HOUR) + 1) * HOUR;
  for (const { expiry } of listed) {
    if (expiry.kind !== 'dated') continue;
    const moments = [...settings.thresholdDays.map((days) => thresholdAt(expiry, days)), nextExpiryChange(expiry, now)];
    for (const at of moments) if (at > now && at < next) next = at;
  }
  return next;
}

/** Orders keys most urgent first: expired ones (latest on top), then by expiry, then unreadable ones, then those without expiry. */
export function byUrgency(now: number): (one: KeyRecord, other: KeyRecord) => number {
  const rank = (record: KeyRecord): [group: number, within: number] => {
    const { expiry } = record;
    const status = expiryStatus(expiry, now);
    if (status === 'expired') return [0, expiry.kind === 'dated' ? -expiry.latest : 0];
    if (expiry.kind === 'dated') return [1, expiry.earliest];
    return [status === 'unknown' ? 2 : 3, 0];
  };
  return (one, other) => {
    const [oneGroup, oneWithin] = rank(one);
    const [otherGroup, otherWithin] = rank(other);
    return oneGroup - otherGroup || oneWithin - otherWithin || one.name.localeCompare(other.name, 'en');
  };
}
