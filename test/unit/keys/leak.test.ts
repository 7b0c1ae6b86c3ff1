import { expect, it } from 'vitest';
import { mostUrgentFirst } from '../../../utils/alerts/plan';
import type { KeyRecord } from '../../../utils/keys/key';
import { isLeakOpen, leakSteps, setLeak, withLeakBegun } from '../../../utils/keys/leak';
import { markAsDeleted } from '../../../utils/keys/missing';
import { DAY } from '../../../utils/keys/time';

const now = Date.parse('2026-11-29T04:00Z');
const begun = { startedAt: now };

function key(id: string, days: number, more: Partial<KeyRecord> = {}): KeyRecord {
  const instant = now + days * DAY;
  const expiry = { kind: 'dated' as const, earliest: instant, latest: instant, text: '' };
  return { id, name: id, kind: 'write', expiry, firstSeenAt: now - DAY, lastSeenAt: now, ...more };
}

it('a key that may have leaked stands above all others, those that have expired too', () => {
  const keys = [key('expired', -1), key('tomorrow', 1), key('leaked', 300, { leak: begun }), key('later', 200)];
  expect(mostUrgentFirst(keys, {}, now).map(({ id }) => id)).toEqual(['leaked', 'expired', 'tomorrow', 'later']);
});

it('a leak is over once the key is no longer listed or hidden, and not when a single reading lacks it', () => {
  const leaked = key('leaked', 300, { leak: begun });
  expect(isLeakOpen(leaked)).toBe(true);
  expect(isLeakOpen(key('other', 300))).toBe(false);
  const missing = { since: now, latest: now, readings: 1 };
  expect(isLeakOpen({ ...leaked, missing })).toBe(true);
  expect(leakSteps({ ...leaked, missing }).isDeleted).toBe(false);
  expect(isLeakOpen(markAsDeleted([leaked], 'leaked', now)[0]!)).toBe(false);
  expect(isLeakOpen({ ...leaked, forgottenAt: now })).toBe(false);
});

it('the steps of a leak are what the user ticked, and the deletion is what there is evidence for', () => {
  const leaked = key('leaked', 300, { leak: { ...begun, isCreated: true, isReported: true } });
  const steps = { isCreated: true, isMoved: false, isDeleted: false, isReviewed: false, isReported: true };
  expect(leakSteps(leaked)).toEqual(steps);
  expect(leakSteps({ ...leaked, goneSince: now })).toEqual({ ...steps, isDeleted: true });
});

it('a leak that is noted twice begins once, and ends without a trace', () => {
  const [first] = setLeak([key('leaked', 300)], 'leaked', { ...begun, isCreated: true });
  expect(withLeakBegun(first!, now + DAY)).toBe(first);
  expect(withLeakBegun(key('leaked', 300), now).leak).toEqual(begun);
  expect(setLeak([first!, key('other', 1)], 'leaked', undefined)).toEqual([key('leaked', 300), key('other', 1)]);
});
