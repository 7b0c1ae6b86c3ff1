import { describe, expect, it } from 'vitest';
import { noDaysText, silenceText } from '../../../components/key/key-state';
import { nextReminderText, stateText } from '../../../components/popup/state-text';
import { statusShown } from '../../../components/shared/status-icon';
import { planAlerts } from '../../../utils/alerts/plan';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { plainSpaced } from '../../../utils/words';

/* What the popup says of all keys in one sentence, and of a single key that gives no reminders. */

const NOW = Date.parse('2026-11-29T12:00+08:00');
const inDays = (days: number, more: { ambiguous?: true } = {}): Expiry => ({
  kind: 'dated',
  earliest: NOW + days * DAY,
  latest: NOW + days * DAY,
  text: '',
  ...more,
});
const UNREADABLE: Expiry = { kind: 'unknown', text: '?' };
const NEVER: Expiry = { kind: 'never', text: 'Never' };
const MISSING = { missing: { since: NOW - DAY, latest: NOW - DAY, readings: 1 } };

let count = 0;
function key(expiry: Expiry, more: Partial<KeyRecord> = {}): KeyRecord {
  count += 1;
  return {
    id: `id-${count}`,
    name: `key-${count}`,
    kind: 'write',
    expiry,
    firstSeenAt: NOW - DAY,
    lastSeenAt: NOW,
    ...more,
  };
}

/** The sentence on keys, and the lines below it. */
function said(listed: readonly KeyRecord[], broken: readonly KeyRecord[] = [], settings = DEFAULT_SETTINGS): string[] {
  const { attention, replacements } = planAlerts(listed, settings, {}, NOW);
  const { sentence, additions } = stateText({ listed, settings, attention, replacements, broken: [...broken] }, NOW);
  return [sentence, ...additions].map(({ text }) => plainSpaced(text));
}

const dueIn = (days: number): Pick<KeyRecord, 'replaceBy'> => ({ replaceBy: { kind: 'date', at: NOW + days * DAY } });
const FINE = key(inDays(200));
const OTHER = key(inDays(300));
const NEW_KEY = key(inDays(365), { id: 'new' });

it.each<[string, KeyRecord[], string[]]>([
  ['no key', [], ['API keys']],
  ['one that is fine', [FINE], ['Your key works until 17 Jun 2027']],
  ['two that are fine', [FINE, OTHER], ['None of your 2 keys expires before 17 Jun 2027']],
  [
    'one without reminders whose date has begun and is not over',
    [
      FINE,
      key({ kind: 'dated', earliest: NOW - 9 * DAY, latest: NOW + 9 * DAY, text: 'Nov 2026' }, { thresholdDays: [] }),
    ],
    ['1 key expires today', '1 key has no reminders'],
  ],
  [
    'one without reminders that expires in a far time',
    [FINE, key(inDays(100), { thresholdDays: [] })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  [
    'one without expiry that is to be replaced, and no days to remind of it',
    [FINE, key(NEVER, { ...dueIn(100), thresholdDays: [] })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  [
    'one that has leaked and expires later than another',
    [key(inDays(20), { leak: { startedAt: NOW } }), key(inDays(3))],
    ['1 key may have leaked', '2 keys expire soon, the first in 3 days'],
  ],
  [
    'one that has leaked and is muted, beside one that is fine',
    [FINE, key(inDays(100), { leak: { startedAt: NOW }, muted: true })],
    ['1 key may have leaked', '1 key has no reminders'],
  ],
  ['one without expiry', [key(NEVER)], ['1 key never expires: set a date to replace it']],
  ['two without expiry', [key(NEVER), key(NEVER)], ['2 keys never expire: set a date to replace them']],
  [
    'one without expiry that the user wants to keep, beside one that nobody has looked at',
    [key(NEVER, { replaceBy: { kind: 'none' } }), key(NEVER)],
    ['1 key has no expiry date', '1 key never expires: set a date to replace it'],
  ],
  [
    'two without expiry that the user wants to keep',
    [key(NEVER, { replaceBy: { kind: 'none' } }), key(NEVER, { replaceBy: { kind: 'none' } })],
    ['None of your 2 keys has an expiry date'],
  ],
  [
    'one without expiry beside one that is fine',
    [FINE, key(NEVER)],
    ['1 key works until 17 Jun 2027', '1 key never expires: set a date to replace it'],
  ],
  [
    'one that is due for replacement in a far time, and says so rather than nothing',
    [key(NEVER, dueIn(100))],
    ['Your key is due for replacement on 9 Mar 2027'],
  ],
  [
    'one that is due before another expires',
    [FINE, key(NEVER, dueIn(100))],
    ['None of your 2 keys is due for replacement before 9 Mar 2027'],
  ],
  [
    'one that is due after another expires',
    [FINE, key(NEVER, dueIn(300))],
    ['None of your 2 keys expires before 17 Jun 2027'],
  ],
  ['one that is due in a week', [FINE, key(NEVER, dueIn(7))], ['1 key is due for replacement in 7 days']],
  ['one that is due today', [key(NEVER, dueIn(0))], ['1 key is due for replacement today']],
  ['one that was due, and has not expired', [key(NEVER, dueIn(-3))], ['1 key is overdue for replacement']],
  [
    'keys that expire, were due and are due, each apart',
    [key(inDays(3)), key(NEVER, dueIn(-3)), key(inDays(300), dueIn(1)), key(NEVER, dueIn(9))],
    [
      '1 key expires in 3 days',
      '1 key is overdue for replacement',
      '2 keys are due for replacement, the first tomorrow',
    ],
  ],
  [
    'a muted one that was due',
    [FINE, key(NEVER, { ...dueIn(-3), muted: true })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  [
    'a replaced one that was due',
    [key(NEVER, { ...dueIn(-3), replacedBy: 'new' }), NEW_KEY],
    ['1 key works until 29 Nov 2027', '1 key has no reminders'],
  ],
  ['one that expires before it is due', [key(inDays(200), dueIn(300))], ['Your key works until 17 Jun 2027']],
  [
    'a missing one beside one that is fine',
    [FINE, key(inDays(100), MISSING)],
    ['1 key works until 17 Jun 2027', '1 key is not on the API Keys tab'],
  ],
  ['only a missing one', [key(inDays(100), MISSING)], ['1 key is not on the API Keys tab']],
  [
    'a missing one without expiry',
    [key(NEVER), key(NEVER, MISSING)],
    ['1 key is not on the API Keys tab', '1 key never expires: set a date to replace it'],
  ],
  [
    'a missing one that needs attention',
    [FINE, key(inDays(3), MISSING)],
    ['1 key expires in 3 days', '1 key is not on the API Keys tab'],
  ],
  [
    'a date that can be read two ways',
    [FINE, OTHER, key(inDays(100, { ambiguous: true }))],
    ['2 keys work at least until 17 Jun 2027', '1 key has a date that can be read two ways'],
  ],
  [
    'two such dates and nothing else',
    [key(inDays(100, { ambiguous: true })), key(inDays(90, { ambiguous: true }))],
    ['2 keys have dates that can be read two ways'],
  ],
  [
    'a muted one',
    [FINE, key(inDays(100), { muted: true })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  ['a muted one that has expired', [key(inDays(-3), { muted: true })], ['1 key has no reminders']],
  [
    'a muted one that has expired beside one that is fine, which is the only one with a day',
    [FINE, key(inDays(-3), { muted: true })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  [
    'a replaced one that has expired beside the one in its place, which is the only one with a day',
    [key(inDays(-100), { replacedBy: 'new' }), NEW_KEY],
    ['1 key works until 29 Nov 2027', '1 key has no reminders'],
  ],
  [
    'one that is snoozed past its expiry',
    [FINE, key(inDays(30.5), { snoozedUntil: NOW + 30.8 * DAY })],
    ['1 key works until 17 Jun 2027', '1 key has no reminders'],
  ],
  [
    'one that is snoozed for a while',
    [key(inDays(200), { snoozedUntil: NOW + 9 * DAY })],
    ['Your key works until 17 Jun 2027'],
  ],
  [
    'a replaced one',
    [key(inDays(100), { replacedBy: 'new' }), NEW_KEY],
    ['1 key works until 29 Nov 2027', '1 key has no reminders'],
  ],
  [
    'an unreadable one beside one that is fine',
    [FINE, key(UNREADABLE)],
    ['1 key works until 17 Jun 2027', '1 key has an unknown expiry date'],
  ],
  ['only unreadable ones', [key(UNREADABLE), key(UNREADABLE)], ['The expiry dates of your 2 keys are unknown']],
  [
    'an unreadable one that is missing as well',
    [key(UNREADABLE, MISSING)],
    ['The expiry date of your key is unknown', '1 key is not on the API Keys tab'],
  ],
  [
    'unreadable, missing and muted ones, and none that is fine',
    [key(UNREADABLE), key(NEVER, MISSING), key(NEVER, { muted: true })],
    ['1 key has an unknown expiry date', '1 key is not on the API Keys tab', '1 key has no reminders'],
  ],
  [
    'all of it beside keys that need attention',
    [
      FINE,
      key(inDays(-1)),
      key(inDays(3)),
      key(inDays(100), MISSING),
      key(UNREADABLE),
      key(inDays(100, { ambiguous: true })),
      key(NEVER, { muted: true }),
    ],
    [
      '2 keys need attention',
      '1 has expired, the next expires in 3 days',
      '1 key has an unknown expiry date',
      '1 key is not on the API Keys tab',
      '1 key has a date that can be read two ways',
      '1 key has no reminders',
    ],
  ],
])('the sentence on all keys is right for %s', (_, listed, lines) => {
  expect(said(listed)).toEqual(lines);
});

it('the sentence on all keys counts a key apart for which nothing can be planned', () => {
  const broken = key(inDays(100));
  expect(said([FINE, broken], [broken])).toEqual([
    '1 key works until 17 Jun 2027',
    '1 key cannot be watched: check it on the API Keys tab',
  ]);
  expect(said([broken], [broken])).toEqual(['1 key cannot be watched: check it on the API Keys tab']);
  // One that was forgotten, or is gone, is none of the list.
  expect(said([FINE], [broken])).toEqual(['Your key works until 17 Jun 2027']);
});

it('the sentence on all keys calls nothing fine if no key is known to be', () => {
  const doubtful: KeyRecord[] = [
    key(NEVER, MISSING),
    key(inDays(50, { ambiguous: true })),
    key(UNREADABLE),
    key(inDays(90), { muted: true }),
  ];
  for (let chosen = 1; chosen < 2 ** doubtful.length; chosen++) {
    const listed = doubtful.filter((_, index) => chosen & (1 << index));
    expect(said(listed).join('\n')).not.toMatch(/until|expires before|no expiry date/);
  }
});

it.each([
  ['at the end of the snooze', {}, 'You will be reminded on 30 Nov 2026, 09:00 SGT'],
  ['after quiet hours', { quietHours: { from: 480, to: 1080 } }, 'You will be reminded on 30 Nov 2026, 18:00 SGT'],
  ['after all are muted', { mutedUntil: NOW + 5 * DAY }, 'You will be reminded on 4 Dec 2026, 12:00 SGT'],
  ['never, without notifications', { notifications: false }, 'Snoozed until 30 Nov 2026, 09:00 SGT'],
])('a snooze promises only a reminder that comes: %s', (_, settings, text) => {
  const end = Date.parse('2026-11-30T09:00+08:00');
  expect(plainSpaced(nextReminderText(end, { ...DEFAULT_SETTINGS, ...settings }))).toBe(text);
});

it('a key that may have leaked never has a tick, and an expired one stays expired', () => {
  const leak = { startedAt: NOW };
  const shown = [inDays(200), NEVER, inDays(-3)].map((expiry) =>
    statusShown(key(expiry, { leak }), DEFAULT_SETTINGS, NOW),
  );
  expect(shown).toEqual(['critical', 'critical', 'expired']);
});

describe('a key that gives no reminders', () => {
  const SINCE = Date.parse('2026-11-03T10:00+08:00');
  it.each<[string, Partial<KeyRecord>, string | undefined, string | undefined]>([
    ['it gives reminders', {}, undefined, undefined],
    ['it is missing, and gives reminders', MISSING, undefined, undefined],
    [
      'it is muted',
      { muted: true, mutedSince: SINCE },
      undefined,
      'No reminders since 3 Nov 2026: muted, not counted on the toolbar button',
    ],
    [
      'it was muted at an unknown time',
      { muted: true },
      undefined,
      'Muted: no notifications, not counted on the toolbar button',
    ],
    [
      'it is replaced',
      { replacedBy: 'new', replacedSince: SINCE },
      'new-key',
      'No reminders since 3 Nov 2026: replaced by new-key',
    ],
    ['it was replaced at an unknown time', { replacedBy: 'new' }, 'new-key', 'Replaced by new-key: no more reminders'],
    ['it is snoozed', { snoozedUntil: NOW + 10 * DAY }, undefined, 'Snoozed until 9 Dec 2026, 12:00 SGT'],
    [
      'it is snoozed past its expiry',
      { expiry: inDays(9), snoozedUntil: NOW + 10 * DAY },
      undefined,
      'Snoozed until 9 Dec 2026, 12:00 SGT. The key expires before then.',
    ],
    ['it was snoozed for years by a wrong clock', { snoozedUntil: NOW + 3000 * DAY }, undefined, undefined],
    [
      'the user said so',
      { goneSince: SINCE, goneBecause: 'user' },
      undefined,
      'No reminders since 3 Nov 2026: you marked it as deleted',
    ],
    [
      'it was deleted on the tab',
      { goneSince: SINCE, goneBecause: 'deletion' },
      undefined,
      'No reminders since 3 Nov 2026: you deleted it on the API Keys tab',
    ],
    [
      'the tab lacked it',
      { goneSince: SINCE, goneBecause: 'readings' },
      undefined,
      'No reminders since 3 Nov 2026: the API Keys tab did not list it three times in a row',
    ],
    [
      'it is replaced and gone',
      { goneSince: SINCE, goneBecause: 'replaced', replacedBy: 'new' },
      'new-key',
      'No reminders since 3 Nov 2026: replaced by new-key',
    ],
    [
      'what replaced it is not known',
      { goneSince: SINCE, goneBecause: 'replaced' },
      undefined,
      'No reminders since 3 Nov 2026: replaced by another key',
    ],
    [
      'it expired and is gone',
      { goneSince: SINCE, goneBecause: 'expired' },
      undefined,
      'No reminders since 3 Nov 2026: it expired, and the API Keys tab no longer lists it',
    ],
    [
      'it was deleted and replaced',
      { goneSince: SINCE, goneBecause: 'user', replacedBy: 'new' },
      'new-key',
      'No reminders since 3 Nov 2026: you marked it as deleted',
    ],
    [
      'it is gone for no reason that is known',
      { goneSince: SINCE },
      undefined,
      'No reminders since 3 Nov 2026: the API Keys tab no longer lists it',
    ],
  ])('a key says why it gives no reminders, and since when: %s', (_, more, replacement, text) => {
    expect(plainSpaced(silenceText(key(inDays(100), more), replacement, NOW) ?? '')).toBe(text ?? '');
  });
});

it.each<[string, KeyRecord, string | undefined]>([
  ['that expires, with no days of its own', key(inDays(100), { thresholdDays: [] }), 'No reminders: no days chosen'],
  ['that is to be replaced', key(NEVER, { ...dueIn(100), thresholdDays: [] }), 'No reminders: no days chosen'],
  ['without any date', key(NEVER, { thresholdDays: [] }), undefined],
  ['with the days for all keys', key(inDays(100)), undefined],
])('a key for which no reminder days are chosen says so if it has a date: one %s', (_, record, text) => {
  expect(noDaysText(record, DEFAULT_SETTINGS, NOW)).toBe(text);
});

it('the state line counts to the earlier of the two days that a date may mean, as the reminders do', () => {
  const dayFirst = Date.parse('2027-02-01T00:00+08:00');
  const expiry: Expiry = {
    kind: 'dated',
    earliest: dayFirst,
    latest: dayFirst + DAY,
    text: '01/02/2027',
    ambiguous: true,
  };
  const [sentence] = said([key(expiry, { thresholdDays: [60] }), key(inDays(50), { thresholdDays: [60] })]);
  expect(sentence).toBe('2 keys expire soon, the first in 34 days');
});
