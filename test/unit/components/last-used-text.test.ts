import { expect, it } from 'vitest';
import { idleText, lastUsedText } from '../../../components/shared/last-used-text';
import type { KeyRecord, LastUsed } from '../../../utils/keys/key';
import { DAY, HOUR } from '../../../utils/keys/time';
import { plainSpaced } from '../../../utils/words';

const now = Date.parse('2026-11-29T18:00+08:00');
const today = Date.parse('2026-11-29T00:00+08:00');
const at = (earliest: number, latest = earliest): LastUsed => ({ kind: 'at', earliest, latest });
type Used = Pick<KeyRecord, 'lastUsed' | 'lastSeenAt'>;
const plain = (text: string | undefined): string | undefined => text && plainSpaced(text);
const used = (record: Used): string | undefined => plain(lastUsedText(record, now));
const idle = (record: Used): string | undefined => plain(idleText(record, now));
const dayBefore = (days: number): LastUsed => at(today - days * DAY, today - (days - 1) * DAY);

it.each<[LastUsed, string]>([
  [{ kind: 'never' }, 'Never used'],
  [at(now - 2 * HOUR), 'Last used 2 hours ago'],
  [at(now - 3 * DAY - HOUR), 'Last used 3 days ago'],
  [at(today, now), 'Last used today'],
  [dayBefore(1), 'Last used yesterday'],
  [dayBefore(9), 'Last used 9 days ago'],
  [at(now - 4 * DAY, now - 2 * DAY), 'Last used between 25 Nov 2026 and 27 Nov 2026'],
])('the last use %j is said as "%s"', (lastUsed, text) => {
  expect(used({ lastUsed, lastSeenAt: now })).toBe(text);
});

it('a last use is said as of the day on which the list was read, if that is over', () => {
  const lastSeenAt = now - 5 * DAY;
  expect(used({ lastUsed: { kind: 'never' }, lastSeenAt })).toBe('Never used, as of 24 Nov 2026');
  expect(used({ lastUsed: dayBefore(9), lastSeenAt })).toBe('Last used 9 days ago, as of 24 Nov 2026');
});

it('nothing is said of a key of which the tab does not say when it was used', () => {
  expect(used({ lastSeenAt: now })).toBeUndefined();
  expect(idle({ lastSeenAt: now })).toBeUndefined();
});

it('an old key is said to be unused for the days up to the last reading, once they are many', () => {
  expect(idle({ lastUsed: dayBefore(90), lastSeenAt: now })).toBe('Not used for 90 days');
  expect(idle({ lastUsed: dayBefore(90), lastSeenAt: now - 10 * DAY })).toBe('Not used for 80 days, as of 19 Nov 2026');
  expect(idle({ lastUsed: at(today - 90 * DAY, today - 60 * DAY), lastSeenAt: now })).toBe('Not used for 61 days');
  expect(idle({ lastUsed: dayBefore(29), lastSeenAt: now })).toBe('Last used 29 days ago');
  expect(idle({ lastUsed: { kind: 'never' }, lastSeenAt: now })).toBe('Never used');
});
