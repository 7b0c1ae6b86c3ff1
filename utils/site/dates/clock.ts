import type { Time } from './span';

/* The time of day and the zone beside a day. */

const CLOCK = '(?<clock>\\d\\d?:\\d\\d(?::\\d\\d(?:[.,](?!\\d{10})\\d+)?)?(?: ?[ap]m\\b)?)(?![:\\d])';
const ZONE =
  '(?:[ ,]*\\(?(?:(?:utc|gmt)(?: ?[+-]\\d\\d?(?::?\\d\\d)?(?: \\([a-z ]+ time)?)?|[+-]\\d\\d:?\\d\\d|z|sgt|asia/singapore|singapore(?: standard)?(?: time)?)(?![\\w/:])\\)?)';
const TIME_BEFORE = new RegExp(`(?<![\\d:.])${CLOCK}(?<zone>${ZONE}{0,2})[ ,;·|)-]+(?:on |of )?$`);
const CLOCK_AFTER = new RegExp(`^[ ,;·|@()-]*(?:at )?${CLOCK}`);
const ZONE_AFTER = new RegExp(`^${ZONE}`);

/** The time of day and the zone printed on either side of a day, and the extent of the day together with them. */
export function withTime(line: string, start: number, end: number): { start: number; end: number; time: Time } {
  const behind = line.slice(end);
  const after = behind.includes(':') ? CLOCK_AFTER.exec(behind) : null;
  const clockEnd = end + (after?.[0].length ?? 0);
  const zone = zonesAt(line.slice(clockEnd));
  const lead = line.slice(0, start);
  const before = !after && lead.includes(':') ? TIME_BEFORE.exec(lead) : null;
  return {
    start: before?.index ?? start,
    end: clockEnd + zone.length,
    time: { clock: (before ?? after)?.groups?.clock, zone: zone || before?.groups?.zone },
  };
}

/** The zone that a line begins with, which may be printed twice: "+08:00 (SGT)". */
function zonesAt(line: string): string {
  if (line === '') return '';
  const [first = ''] = ZONE_AFTER.exec(line) ?? [];
  const [second = ''] = (first && ZONE_AFTER.exec(line.slice(first.length))) || [];
  return first + second;
}
