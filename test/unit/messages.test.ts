import { describe, expect, it } from 'vitest';
import { acceptMessage, type MessageOrigin } from '../../utils/messages';
import { DEFAULT_SETTINGS } from '../../utils/settings';
import { FAKE_SECRET } from '../browser/fake-secret';

const own = { id: 'our-id', baseUrl: 'chrome-extension://our-id/' };
const contentScript: MessageOrigin = { id: 'our-id', url: 'https://data.gov.sg/admin/api-keys', tab: {} };
const popup: MessageOrigin = { id: 'our-id', url: 'chrome-extension://our-id/popup.html' };
const popupInTab: MessageOrigin = { ...popup, tab: {} };
const reading = { type: 'reading', body: { kind: 'write', complete: true, keys: [{ name: 'a', expiry: { kind: 'never', text: 'Never' } }] } };
const onTab = { kind: 'write', complete: false, keys: reading.body.keys };
const copied = { type: 'copied', body: { key: onTab, at: 1_000 } };
const wishes = [
  { type: 'snooze', body: { id: 'a', until: 1_800_000_000_000 } }, { type: 'snooze', body: { id: 'a' } }, { type: 'remindTomorrow', body: {} },
  { type: 'mute', body: { id: 'a', isMuted: true } }, { type: 'thresholds', body: { id: 'a', days: [7, 0] } }, { type: 'thresholds', body: { id: 'a' } }, { type: 'testNotification', body: {} },
  { type: 'forget', body: { id: 'a', isForgotten: true } }, { type: 'removeForgotten', body: { id: 'a' } }, { type: 'note', body: { id: 'a', text: 'ask Mei’s team' } },
  { type: 'uses', body: { id: 'a', uses: [{ text: 'nightly job', isMoved: true }] } }, { type: 'rotation', body: { id: 'a' } },
  { type: 'rotation', body: { id: 'a', rotation: { startedAt: 1, successor: 'b', declined: ['c'], isVerified: true } } },
];
const settings = { type: 'settings', body: DEFAULT_SETTINGS };

describe('a message to the worker', () => {
  it.each([
    ['a reading from the content script', reading, contentScript],
    ['a reading from a subdomain', reading, { ...contentScript, url: 'https://beta.data.gov.sg/admin' }],
    ['a copy from the content script', copied, contentScript],
    ['no more warnings today, from the content script', { type: 'noLeakWarningToday', body: onTab }, contentScript],
    ['a wish for words from the content script', { type: 'words', body: {} }, contentScript],
    ['that a tab cannot be read, from the content script', { type: 'unreadable', body: {} }, contentScript],
    ['that a tab is translated, from the content script', { type: 'unreadable', body: { reason: 'translated' } }, contentScript],
    ['forgetting copies from our own page', { type: 'forgetCopies', body: { id: 'x' } }, popup],
    ['settings from our own page', settings, popup],
    ['settings from our own page in a tab', settings, popupInTab],
  ])('is accepted: %s', (_, message, sender) => {
    expect(acceptMessage(message, sender, own)).toEqual({ message });
  });

  it.each([
    ['a reading from our own page', reading, popup],
    ['a wish for words from another site', { type: 'words', body: {} }, { ...contentScript, url: 'https://example.com/' }],
    ['settings from a content script', settings, contentScript],
    ['forgetting copies from a content script', { type: 'forgetCopies', body: { id: 'x' } }, contentScript],
    ['that a tab cannot be read for a reason of its own', { type: 'unreadable', body: { reason: 'I say so' } }, contentScript],
    ['a copy of two keys at once', { ...copied, body: { ...copied.body, key: { ...onTab, keys: [...onTab.keys, ...onTab.keys] } } }, contentScript],
    ['a copy at no instant', { ...copied, body: { ...copied.body, at: 'now' } }, contentScript],
    ['a reading from another extension', reading, { ...contentScript, id: 'other-id' }],
    ['a reading without a sender', reading, {}],
    ['a reading from another site', reading, { ...contentScript, url: 'https://example.com/admin/api-keys' }],
    ['a reading from a site whose name only ends alike', reading, { ...contentScript, url: 'https://staging.example-gov.sg/' }],
    ['a reading from another host without encryption', reading, { ...contentScript, url: 'http://staging.example.gov.sg/' }],
    ['a reading from another host that no content script sent', reading, { ...contentScript, url: 'https://staging.example.gov.sg/', tab: undefined }],
    ['settings from another host', settings, { ...contentScript, url: 'https://staging.example.gov.sg/' }],
    ['a reading from a site that contains the name', reading, { ...contentScript, url: 'https://data.gov.sg.example.com/' }],
    ['a reading from an unencrypted page', reading, { ...contentScript, url: 'http://data.gov.sg/' }],
    ['a reading from no address', reading, { ...contentScript, url: 'rubbish' }],
    ['an unknown type', { type: 'wipe', body: {} }, contentScript],
    ['a type of every object', { type: 'constructor', body: {} }, contentScript],
    ['no object', 'reading', contentScript],
    ['nothing', undefined, contentScript],
    ['a key itself as a name of the page', { type: 'reading', body: { ...reading.body, keys: [{ name: `prod ${FAKE_SECRET}`, expiry: { kind: 'never', text: '' } }] } }, contentScript],
    ['a key itself as an expiry', { type: 'reading', body: { ...reading.body, keys: [{ name: 'a', expiry: { kind: 'unknown', text: FAKE_SECRET } }] } }, contentScript],
    ['a key itself as an account', { type: 'reading', body: { ...reading.body, account: FAKE_SECRET } }, contentScript],
    ['a copied key that is named by itself', { type: 'copied', body: { key: { ...onTab, keys: [{ name: FAKE_SECRET, expiry: { kind: 'never', text: '' } }] }, at: 1 } }, contentScript],
    ['a key without a name', { type: 'reading', body: { ...reading.body, keys: [{ name: '', expiry: { kind: 'never', text: '' } }] } }, contentScript],
    ['a name of a megabyte', { type: 'reading', body: { ...reading.body, keys: [{ name: 'x'.repeat(1_000_000), expiry: { kind: 'never', text: '' } }] } }, contentScript],
    ['a date that is none', { type: 'reading', body: { ...reading.body, keys: [{ name: 'a', expiry: { kind: 'dated', earliest: NaN, latest: 1, text: '' } }] } }, contentScript],
    ['a date that ends before it begins', { type: 'reading', body: { ...reading.body, keys: [{ name: 'a', expiry: { kind: 'dated', earliest: 2, latest: 1, text: '' } }] } }, contentScript],
    ['settings that are no settings', { type: 'settings', body: { ...DEFAULT_SETTINGS, thresholdDays: 'all' } }, popup],
  ])('is ignored: %s', (_, message, sender) => {
    expect(acceptMessage(message, sender, own)).toBeUndefined();
  });

  it.each(['staging.example.gov.sg', 'evil-data.gov.sg'])('from a content script on %s is accepted only if that host is allowed', (host) => {
    expect(acceptMessage(copied, { ...contentScript, url: `https://${host}:8443/admin/api-keys?page=1` }, own)).toEqual({ message: copied, onlyIfAllowed: host });
  });

  it.each(wishes)('is accepted from our own page alone: $type $body', (wish) => {
    expect(acceptMessage(wish, popup, own)).toEqual({ message: wish });
    expect(acceptMessage(wish, contentScript, own)).toBeUndefined();
  });

  it.each([
    ['a snooze until no instant', { type: 'snooze', body: { id: 'a', until: NaN } }], ['a snooze of no key', { type: 'snooze', body: { until: 1 } }],
    ['a mute of maybe', { type: 'mute', body: { id: 'a', isMuted: 'maybe' } }], ['thresholds in the past', { type: 'thresholds', body: { id: 'a', days: [-1] } }],
    ['a note of a megabyte', { type: 'note', body: { id: 'a', text: 'x'.repeat(1_000_000) } }], ['a use without words', { type: 'uses', body: { id: 'a', uses: [{ text: '' }] } }],
    ['a key itself in a note', { type: 'note', body: { id: 'a', text: `it is ${FAKE_SECRET}` } }], ['a key itself as a use', { type: 'uses', body: { id: 'a', uses: [{ text: FAKE_SECRET.slice(0, 120) }] } }],
    ['a key itself as a name', { type: 'addKey', body: { name: FAKE_SECRET, kind: 'read', expiry: { kind: 'never', text: '' } } }],
    ['a rotation that never began', { type: 'rotation', body: { id: 'a', rotation: { successor: 'b' } } }],
  ])('is ignored: %s', (_, message) => {
    expect(acceptMessage(message, popup, own)).toBeUndefined();
  });

  it('carries nothing beyond its schema', () => {
    const withMore = { type: 'reading', body: { ...reading.body, keys: [{ ...reading.body.keys[0], secret: 'v2:…' }], more: 1 } };
    expect(acceptMessage(withMore, contentScript, own)).toEqual({ message: reading });
  });
});
