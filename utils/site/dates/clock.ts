import type { Time } from './span';

/* The time of day and the zone beside a day. */

const CLOCK = '(?<clock>\\d\\d?:\\d\\d(?::\\d\\d(?:[.,](?!\\d{10})\\d+)?)?(?: ?[ap]m\\b)?)(?![:\\d])';
/** An offset of hours alone is not the day of another date: "18:00 -08 Aug". */
const OFFSET = '[+-]\\d\\d(?::?\\d\\d|(?![-.]\\d| ?(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)))';
const ZONE_NAME =
  `[([]?(?:(?:utc|gmt)(?: ?[+-]\\d\\d?(?::?\\d\\d)?(?: \\([a-z ]+ time)?)?|${OFFSET}|z|sgt|` +
  'asia/singapore|singapore(?: standard)?(?: time)?)(?![\\w/:])[)\\]]?';
const ZONE = `(?:[ ,]*${ZONE_NAME})`;
const TIME_BEFORE = new RegExp(`(?<![\\d:.])${CLOCK}(?<zone>${ZONE}{0,2})[ ,;·|)\\]-]+(?:on |of )?$`);
const CLOCK_AFTER = new RegExp(`^[ ,;·|@()-]*(?:at )?(?:(?<zone>${ZONE_NAME})[ ,]*)?${CLOCK}`);
const ZONE_AFTER = new RegExp(`^${ZONE}`);

/** The time of day and the zone printed on either side of a day, and the extent of the day together with them. */
export function withTime(line: string, start: number, end: number): { start: number; end: number; time: Time } {
  const behind = line.slice(end);
  const after = behind.includes(':') ? CLOCK_AFTER.exec(behind) : null;
  const clockEnd = end + (after?.[0].length ?? 0);
  const zone = zonesAt(line.slice(clockEnd));
  const before = after ? null : timeBefore(line.slice(0, start));
  const { clock, zone: besideClock } = (before ?? after)?.groups ?? {};
  return {
    start: before?.index ?? start,
    end: clockEnd + zone.length,
    time: { clock, zone: zone || besideClock || undefined },
  };
}

function timeBefore(line: string): RegExpExecArray | null {
  return line.includes(':') ? TIME_BEFORE.exec(line) : null;
}

/** The zone that a line begins with, which may be printed twice: "+08:00 (SGT)". */
function zonesAt(line: string): string {
  if (line === '') return '';
  const [first = ''] = ZONE_AFTER.exec(line) ?? [];
  const [second = ''] = (first && ZONE_AFTER.exec(line.slice(first.length))) || [];
  return first + second;
}
