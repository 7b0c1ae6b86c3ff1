import { expect, it } from 'vitest';
import { newSilences } from '../../../utils/alerts/silence';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';

const now = Date.parse('2026-11-29T12:00+08:00');
const expiry = { kind: 'dated' as const, earliest: now + 90 * DAY, latest: now + 90 * DAY, text: '' };
const key = (id: string, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  name: id,
  kind: 'write',
  expiry,
  firstSeenAt: now - DAY,
  lastSeenAt: now,
  ...more,
});
const added = (before: KeyRecord[], after: KeyRecord[], settings = DEFAULT_SETTINGS) =>
  newSilences({ keys: before, settings: DEFAULT_SETTINGS }, { keys: after, settings }, now);

it.each<[string, Partial<KeyRecord>, unknown]>([
  ['gives reminders', {}, []],
  ['is muted', { muted: true }, [['muted', 1]]],
  ['was removed and muted', { forgottenAt: now, muted: true }, [['removed', 1]]],
  ['is no longer listed', { goneSince: now }, [['gone', 1]]],
  ['is replaced by a key that works', { replacedBy: 'other' }, [['replaced', 1]]],
  ['is replaced by a key that nobody knows', { replacedBy: 'unknown' }, []],
  ['is snoozed', { snoozedUntil: now + DAY }, [['snoozed', 1]]],
  ['was snoozed until yesterday', { snoozedUntil: now - DAY }, []],
  ['has no days to be reminded on', { thresholdDays: [] }, [['dayless', 1]]],
])('a new key that gives no reminders is counted with the reason: one that %s', (_, more, counted) => {
  expect(added([key('other')], [key('other'), key('new', more)])).toEqual(counted);
});

it('a key that gave no reminders before is not counted again, whatever the reason is now', () => {
  const muted = key('a', { muted: true });
  expect(added([muted], [{ ...muted, goneSince: now }])).toEqual([]);
});

it('keys that give no reminders because of other settings are counted', () => {
  const keys = [key('a'), key('b')];
  expect(added(keys, keys, { ...DEFAULT_SETTINGS, thresholdDays: [] })).toEqual([['dayless', 2]]);
});
