import { countdown, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { replacementDue, type Due, type RotationRules } from '../keys/replacement';
import { isInUse, replacementsOf } from '../keys/rotation';
import { SITE_NAME } from '../site/address';

/** All keys as they were at one moment, for a review or a handover. There is no secret in it: none is ever stored. */
export interface KeyReport {
  /** The moment (ms). */
  at: number;
  /** The sites that list the keys. */
  hosts: readonly string[];
  rows: readonly ReportRow[];
}

export interface ReportRow {
  record: KeyRecord;
  host: string;
  /** Calendar days (SGT) until the expiry, negative after it; absent without a date, or for a key that is gone. */
  daysLeft?: number;
  /** By when to replace it; absent for a key that nobody has to replace any more. */
  due?: Due;
  /** The name of the key that has replaced it. */
  replacement?: string;
}

/** The report at `now` (ms) of all keys but those that the user hid: by their expiry, then those that are gone. */
export function keyReportOf(records: readonly KeyRecord[], rules: RotationRules, now: number): KeyReport {
  const replacements = replacementsOf(records, now);
  const rows = records
    .filter(({ forgottenAt }) => forgottenAt === undefined)
    .sort(byExpiry)
    .map((record): ReportRow => {
      const [daysLeft, replacement] = [daysUntil(record, now), replacements.get(record.id)?.name];
      const due = isInUse(record, replacements) ? replacementDue(record, rules, now) : undefined;
      return {
        record,
        host: record.host ?? SITE_NAME,
        ...(daysLeft !== undefined && { daysLeft }),
        ...(due && { due }),
        ...(replacement !== undefined && { replacement }),
      };
    });
  return { at: now, hosts: [...new Set(rows.map(({ host }) => host))], rows };
}

function daysUntil({ expiry, goneSince }: KeyRecord, now: number): number | undefined {
  const count = countdown(expiry, now);
  if (goneSince !== undefined || !('days' in count)) return undefined;
  // 0, and not -0.
  return count.tense === 'past' ? 0 - count.days : count.days;
}

function byExpiry(record: KeyRecord, other: KeyRecord): number {
  return (
    Number(record.goneSince !== undefined) - Number(other.goneSince !== undefined) ||
    rankOf(record.expiry) - rankOf(other.expiry) ||
    record.name.localeCompare(other.name)
  );
}

/** Expired keys without a date come first; then dates (ms), dates that cannot be read, and keys that never expire. */
function rankOf(expiry: Expiry): number {
  if (expiry.kind === 'dated') return expiry.earliest;
  const places = { expired: -1, unknown: Number.MAX_SAFE_INTEGER - 1, never: Number.MAX_SAFE_INTEGER };
  return places[expiry.kind];
}
