import type { KeyRecord } from './key';
import { DAY, singaporeDate } from './time';

/** A name for the key that is to take the place of another, and which month it ends with. */
export interface NextName {
  name: string;
  /** The month in which it would expire, if it works as long as the old one or a year; or that of its creation. */
  endsWith: 'expiry' | 'expiry-in-a-year' | 'creation';
}

/** A month, or a day, at the end of a name, with what parts it from the rest. */
const SUFFIX = /([\s_-]{1,3}\(?)20\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(\)?)$/;
const YEAR = 365 * DAY;
/** A date that is further away (ms) stands for no expiry. Chosen, not measured. */
const FAR = 10 * YEAR;

/**
 * "gazette-uploader 2027-11" for "gazette-uploader" or "gazette-uploader 2026-11". It ends with the month of the
 * expiry, which is what a name can remind of where nothing else does: in a configuration, a vault, an email. The
 * expiry is not known yet, so the old key's lifetime stands for it; if that key has no date, the new one may have none
 * either, and the name ends with the month of its creation. A name that another key has gets the day as well.
 */
export function nextName(record: KeyRecord, records: readonly KeyRecord[], now: number): NextName {
  const { endsWith, at } = monthOf(record, now);
  const [, before = ' ', after = ''] = SUFFIX.exec(record.name) ?? [];
  const base = record.name.replace(SUFFIX, '');
  const day = singaporeDate(at);
  const taken = new Set(records.map(({ name }) => name));
  const [inMonth, onDay] = [day.slice(0, 7), day].map((date) => `${base}${before}${date}${after}`) as [string, string];
  return { name: taken.has(inMonth) ? onDay : inMonth, endsWith };
}

function monthOf(
  { expiry, createdAt, renewedAt }: KeyRecord,
  now: number,
): { endsWith: NextName['endsWith']; at: number } {
  if (expiry.kind !== 'dated' || expiry.earliest - now > FAR) return { endsWith: 'creation', at: now };
  const lifetime = expiry.earliest - (renewedAt ?? createdAt ?? Infinity);
  return lifetime > 0 ? { endsWith: 'expiry', at: now + lifetime } : { endsWith: 'expiry-in-a-year', at: now + YEAR };
}
