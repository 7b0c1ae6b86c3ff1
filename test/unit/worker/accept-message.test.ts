import { describe, expect, it } from 'vitest';
import { copiedText } from '../../../utils/secrets/copied-text';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { acceptMessage, type MessageOrigin } from '../../../utils/worker/accept-message';
import type { AnyCommand } from '../../../utils/worker/commands';
import { FAKE_SECRET } from '../../browser/support/fake-secret';

const own = { id: 'our-id', baseUrl: 'chrome-extension://our-id/' };
const contentScript: MessageOrigin = {
  id: 'our-id',
  url: 'https://data.gov.sg/admin/api-keys',
  origin: 'https://data.gov.sg',
  tab: {},
};
const popup: MessageOrigin = { id: 'our-id', url: 'chrome-extension://our-id/popup.html' };
const popupInTab: MessageOrigin = { ...popup, tab: {} };
const report = {
  type: 'report',
  body: { kind: 'write', complete: true, at: 1_000, keys: [{ name: 'a', expiry: { kind: 'never', text: 'Never' } }] },
};
/** The same as it arrives. */
const arrived = { type: 'report', body: { report: report.body, leftOut: 0 } };
const onTab = { kind: 'write', key: report.body.keys[0]! };
const copied = { type: 'copied', body: { onTab, at: 1_000 } };
const leaked = { type: 'leaked', body: { onTab, opensPopup: true } };
const commands = [
  { type: 'snooze', body: { id: 'a', until: 1_800_000_000_000 } },
  { type: 'snooze', body: { id: 'a' } },
  { type: 'remindTomorrow', body: {} },
  { type: 'mute', body: { id: 'a', isMuted: true } },
  { type: 'thresholds', body: { id: 'a', days: [7, 0] } },
  { type: 'thresholds', body: { id: 'a' } },
  { type: 'testNotification', body: {} },
  { type: 'deleted', body: { id: 'a', isDeleted: true } },
  { type: 'deleted', body: { id: 'a', isDeleted: false } },
  { type: 'sawSpeakAgain', body: {} },
  { type: 'forget', body: { id: 'a', isForgotten: true } },
  { type: 'removeForgotten', body: { id: 'a' } },
  { type: 'note', body: { id: 'a', text: 'ask Mei’s team' } },
  { type: 'uses', body: { id: 'a', uses: [{ text: 'nightly job', isMoved: true }] } },
  { type: 'rotation', body: { id: 'a' } },
  {
    type: 'rotation',
    body: { id: 'a', rotation: { startedAt: 1, successor: 'b', declined: ['c'], isVerified: true } },
  },
];
const settings = { type: 'settings', body: DEFAULT_SETTINGS };

it.each([
  ['a tab that cannot be read', { type: 'unreadable', body: {} }, contentScript],
  ['a tab that was translated', { type: 'unreadable', body: { reason: 'translated' } }, contentScript],
  ['a copy from the content script', copied, contentScript],
  ['no more warnings today, from the content script', { type: 'noLeakWarningToday', body: onTab }, contentScript],
  ['a key that may have leaked, from the content script', leaked, contentScript],
  [
    'a key that may have leaked and is not known, from the content script',
    { type: 'leaked', body: { opensPopup: true } },
    contentScript,
  ],
  ['a question what the user chose, from the content script', { type: 'choices', body: {} }, contentScript],
  [
    'a question what the user chose, by a page that has some',
    { type: 'choices', body: { speaks: 'ta' } },
    contentScript,
  ],
  ['a question for the order of dates', { type: 'dateOrder', body: {} }, contentScript],
  ['a question how to warn of a copy', { type: 'leakWarning', body: {} }, contentScript],
  ['the word that a tab cannot be read, from the content script', { type: 'unreadable', body: {} }, contentScript],
  [
    'the word that a tab is translated, from the content script',
    { type: 'unreadable', body: { reason: 'translated' } },
    contentScript,
  ],
])('the worker accepts a message while data.gov.sg may be read: %s', (_, message, sender) => {
  expect(acceptMessage(message, sender, own)).toEqual({ message, onlyIfAllowed: 'data.gov.sg' });
});

it.each([
  ['the command to forget copies from our own page', { type: 'forgetCopies', body: { id: 'x' } }, popup],
  ['settings from our own page', settings, popup],
  ['settings from our own page in a tab', settings, popupInTab],
])('the worker accepts %s', (_, message, sender) => {
  expect(acceptMessage(message, sender, own)).toEqual({ message });
});

it.each([
  ['the content script', contentScript, 'data.gov.sg'],
  ['a browser that does not tell whose the document is', { ...contentScript, origin: undefined }, 'data.gov.sg'],
  [
    'a subdomain',
    { ...contentScript, url: 'https://beta.data.gov.sg/admin', origin: 'https://beta.data.gov.sg' },
    'beta.data.gov.sg',
  ],
  [
    'another port',
    { ...contentScript, url: 'https://data.gov.sg:8443/admin', origin: 'https://data.gov.sg:8443' },
    'data.gov.sg',
  ],
])('the worker accepts, while its host may be read, a report from %s', (_, sender, onlyIfAllowed) => {
  expect(acceptMessage(report, sender, own)).toEqual({ message: arrived, onlyIfAllowed });
});

it.each([
  'null',
  '',
  'https://example.com',
  'https://beta.data.gov.sg',
  'http://data.gov.sg',
  'https://data.gov.sg:8443',
  'https://data.gov.sg/',
])('a message of a document whose origin is %j, not its address’s, is ignored', (origin) => {
  for (const message of [report, copied, { type: 'choices', body: {} }, { type: 'unreadable', body: {} }])
    expect(acceptMessage(message, { ...contentScript, origin }, own)).toBeUndefined();
});

it.each([
  ['a report from our own page', report, popup],
  [
    'a question what the user chose, from another site',
    { type: 'choices', body: {} },
    { ...contentScript, url: 'https://example.com/', origin: 'https://example.com' },
  ],
  ['settings from a content script', settings, contentScript],
  ['the command to forget copies from a content script', { type: 'forgetCopies', body: { id: 'x' } }, contentScript],
  [
    'the word that a tab cannot be read for a reason of its own',
    { type: 'unreadable', body: { reason: 'I say so' } },
    contentScript,
  ],
  [
    'a copy of two keys at once',
    { ...copied, body: { ...copied.body, onTab: { ...onTab, key: [onTab.key, onTab.key] } } },
    contentScript,
  ],
  ['a copy at no instant', { ...copied, body: { ...copied.body, at: 'now' } }, contentScript],
  ['a report from another extension', report, { ...contentScript, id: 'other-id' }],
  ['a report without a sender', report, {}],
  [
    'a report from another site',
    report,
    { ...contentScript, url: 'https://example.com/admin/api-keys', origin: 'https://example.com' },
  ],
  [
    'a report from a site whose name only ends alike',
    report,
    { ...contentScript, url: 'https://staging.example-gov.sg/', origin: 'https://staging.example-gov.sg' },
  ],
  [
    'a report from another host without encryption',
    report,
    { ...contentScript, url: 'http://staging.example.gov.sg/', origin: 'http://staging.example.gov.sg' },
  ],
  [
    'a report from another host that no content script sent',
    report,
    {
      ...contentScript,
      url: 'https://staging.example.gov.sg/',
      origin: 'https://staging.example.gov.sg',
      tab: undefined,
    },
  ],
  [
    'settings from another host',
    settings,
    { ...contentScript, url: 'https://staging.example.gov.sg/', origin: 'https://staging.example.gov.sg' },
  ],
  [
    'a report from a site that contains the name',
    report,
    { ...contentScript, url: 'https://data.gov.sg.example.com/', origin: 'https://data.gov.sg.example.com' },
  ],
  [
    'a report from an unencrypted page',
    report,
    { ...contentScript, url: 'http://data.gov.sg/', origin: 'http://data.gov.sg' },
  ],
  ['a report from no address', report, { ...contentScript, url: 'rubbish' }],
  ['a message of an unknown type', { type: 'wipe', body: {} }, contentScript],
  ['a message of a type that every object has', { type: 'constructor', body: {} }, contentScript],
  ['a message that is no object', 'report', contentScript],
  ['an undefined message', undefined, contentScript],
  [
    'a copied key that is named by itself',
    { type: 'copied', body: { onTab: { ...onTab, key: { ...onTab.key, name: FAKE_SECRET } }, at: 1 } },
    contentScript,
  ],
  [
    'a copied key of an account that is a key',
    { type: 'copied', body: { onTab: { ...onTab, account: FAKE_SECRET }, at: 1 } },
    contentScript,
  ],
  [
    'a key itself as the name of one without warnings',
    { type: 'noLeakWarningToday', body: { ...onTab, key: { ...onTab.key, name: FAKE_SECRET } } },
    contentScript,
  ],
  [
    'a tab that cannot be read for a reason of its own',
    { type: 'unreadable', body: { reason: FAKE_SECRET } },
    contentScript,
  ],
  ['settings that are no settings', { type: 'settings', body: { ...DEFAULT_SETTINGS, thresholdDays: 'all' } }, popup],
])('the worker ignores %s', (_, message, sender) => {
  expect(acceptMessage(message, sender, own)).toBeUndefined();
});

it.each(['staging.example.gov.sg', 'evil-data.gov.sg'])(
  'a message from a content script on %s is accepted only if that host is allowed',
  (host) => {
    expect(
      acceptMessage(
        copied,
        { ...contentScript, url: `https://${host}:8443/admin/api-keys?page=1`, origin: `https://${host}:8443` },
        own,
      ),
    ).toEqual({ message: copied, onlyIfAllowed: host });
  },
);

it.each(commands)('the command $type with $body is accepted only from our own page', (command) => {
  expect(acceptMessage(command, popup, own)).toEqual({ message: command });
  expect(acceptMessage(command, contentScript, own)).toBeUndefined();
});

it.each([
  ['a snooze until no instant', { type: 'snooze', body: { id: 'a', until: NaN } }],
  ['a snooze of no key', { type: 'snooze', body: { until: 1 } }],
  ['a mute of maybe', { type: 'mute', body: { id: 'a', isMuted: 'maybe' } }],
  ['thresholds in the past', { type: 'thresholds', body: { id: 'a', days: [-1] } }],
  ['a note of a megabyte', { type: 'note', body: { id: 'a', text: 'x'.repeat(1_000_000) } }],
  ['a use without words', { type: 'uses', body: { id: 'a', uses: [{ text: '' }] } }],
  ['a key itself in a note', { type: 'note', body: { id: 'a', text: `it is ${FAKE_SECRET}` } }],
  ['a key itself as a use', { type: 'uses', body: { id: 'a', uses: [{ text: FAKE_SECRET.slice(0, 120) }] } }],
  [
    'a key itself as a name',
    { type: 'addKey', body: { name: FAKE_SECRET, kind: 'read', expiry: { kind: 'never', text: '' } } },
  ],
  ['a rotation that never began', { type: 'rotation', body: { id: 'a', rotation: { successor: 'b' } } }],
])('the worker ignores %s, even from our own page', (_, message) => {
  expect(acceptMessage(message, popup, own)).toBeUndefined();
});

it('a message carries nothing beyond its schema', () => {
  const withMore = {
    type: 'report',
    body: { ...report.body, keys: [{ ...report.body.keys[0], secret: 'v2:…' }], more: 1 },
  };
  expect(acceptMessage(withMore, contentScript, own)).toEqual({ message: arrived, onlyIfAllowed: 'data.gov.sg' });
});

describe('a row of a report', () => {
  const never = { kind: 'never', text: '' };
  const REFUSED: [string, unknown][] = [
    ['a key itself as its name', { name: `prod ${FAKE_SECRET}`, expiry: never }],
    ['a key itself as its expiry', { name: 'a', expiry: { kind: 'unknown', text: FAKE_SECRET } }],
    ['no name', { name: '', expiry: never }],
    ['a name of a megabyte', { name: 'x'.repeat(1_000_000), expiry: never }],
    ['a date that is none', { name: 'a', expiry: { kind: 'dated', earliest: NaN, latest: 1, text: '' } }],
    ['a date that ends before it begins', { name: 'a', expiry: { kind: 'dated', earliest: 2, latest: 1, text: '' } }],
    [
      'a date that is out of range',
      { name: 'a', expiry: { kind: 'dated', earliest: 1, latest: 1e15, text: 'in 7973 years' } },
    ],
    ['nothing in it', null],
    ['only text in it', 'a'],
  ];

  it.each(REFUSED)('a row of a report that has %s is left out, no other is, and the list is partial', (_, row) => {
    const body = { ...report.body, keys: [row, ...report.body.keys, row] };
    const { message } = acceptMessage({ type: 'report', body }, contentScript, own)!;
    expect(message).toEqual({ type: 'report', body: { report: { ...report.body, complete: false }, leftOut: 2 } });
    expect(JSON.stringify(message)).not.toContain(FAKE_SECRET);
  });

  it.each(REFUSED)('a deleted row of a report that has %s is left out, and no other is', (_, row) => {
    const body = { ...report.body, deleted: [row, ...report.body.keys] };
    expect(acceptMessage({ type: 'report', body }, contentScript, own)).toMatchObject({
      message: { type: 'report', body: { report: { ...report.body, deleted: report.body.keys }, leftOut: 0 } },
    });
  });
});

describe('a report that is refused as a whole', () => {
  const rows = (count: number): unknown[] => Array.from({ length: count }, () => report.body.keys[0]);

  it.each<[string, unknown]>([
    ['has no instant', { ...report.body, at: undefined }],
    ['is of an instant that is none', { ...report.body, at: NaN }],
    ['is of no kind', { ...report.body, kind: 'admin' }],
    ['does not say whether it is whole', { ...report.body, complete: undefined }],
    ['has no list', { ...report.body, keys: 'a' }],
    ['is endless', { ...report.body, keys: rows(5001) }],
    ['has a key itself as its account', { ...report.body, account: FAKE_SECRET }],
    ['deletes endlessly', { ...report.body, deleted: rows(101) }],
    ['is nothing', undefined],
  ])('a report counts as a tab that cannot be read if it %s', (_, body) => {
    expect(acceptMessage({ type: 'report', body }, contentScript, own)).toEqual({
      message: { type: 'unreadable', body: {} },
      onlyIfAllowed: 'data.gov.sg',
    });
    expect(acceptMessage({ type: 'report', body }, popup, own)).toBeUndefined();
    const staging = {
      ...contentScript,
      url: 'https://staging.example.gov.sg/',
      origin: 'https://staging.example.gov.sg',
    };
    expect(acceptMessage({ type: 'report', body }, staging, own)).toEqual({
      message: { type: 'unreadable', body: {} },
      onlyIfAllowed: 'staging.example.gov.sg',
    });
  });
});

it('a text that was copied fits into no message', () => {
  const secret = copiedText(FAKE_SECRET);
  const expiry = { kind: 'never', text: '' } as const;
  const messages: AnyCommand[] = [
    // @ts-expect-error It is no text that could be sent.
    { type: 'note', body: { id: 'r', text: secret } },
    // @ts-expect-error Nor is it a name.
    { type: 'addKey', body: { name: secret, kind: 'write', expiry } },
    // @ts-expect-error Nor a part of a report.
    { type: 'report', body: { kind: 'write', complete: true, at: 1, keys: [], account: secret } },
    {
      type: 'copied',
      // @ts-expect-error Nor anything of a key that was copied.
      body: { onTab: { kind: 'write', key: { name: 'n', expiry: { kind: 'unknown', text: secret } } }, at: 1 },
    },
  ];
  expect(messages).toHaveLength(4);
});
