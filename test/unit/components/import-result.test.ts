import { expect, it } from 'vitest';
import { importResultText } from '../../../components/options/import-result';
import { DAY } from '../../../utils/keys/time';
import { plainSpaced } from '../../../utils/words';

const now = Date.parse('2026-11-29T12:00+08:00');
const KEYS_ONLY = { keysAdded: 3, keysKnown: 1, settingsTaken: {}, pagesTaught: 0, silenced: [], textsMended: 0 };
const said = (more: Partial<Parameters<typeof importResultText>[0]>): string =>
  plainSpaced(importResultText({ ...KEYS_ONLY, ...more }, now))
    .replace('3 keys added, 1 already there.', '')
    .trim();

it.each<[string, Partial<Parameters<typeof importResultText>[0]>, string]>([
  ['nothing but keys', {}, ''],
  [
    'keys that are muted, and one that was removed',
    {
      silenced: [
        ['removed', 1],
        ['muted', 2],
      ],
    },
    'Keys without reminders because of this file: 1 removed from your list · 2 muted.',
  ],
  [
    'settings',
    { settingsTaken: { notifications: false, language: 'ta' } },
    'Taken from the file: No notifications · Language.',
  ],
  ['quiet hours that are off', { settingsTaken: { formerQuietHours: { from: 1320, to: 420 } } }, ''],
  [
    'a mute of everything',
    { settingsTaken: { mutedUntil: now + DAY } },
    'Taken from the file: Notifications are muted until 30 Nov 2026, 12:00 SGT.',
  ],
  ['a mute of everything that is over', { settingsTaken: { mutedUntil: now - DAY } }, ''],
  ['pages that were taught', { pagesTaught: 2 }, 'Taken from the file: Pages that you taught.'],
])('the outcome of an import says by its name what came besides new keys: %s', (_, more, text) => {
  expect(said(more)).toBe(text);
});
