import { expect, it } from 'vitest';
import { knownOfUploads } from '../../../components/key/stopped-text';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { plainSpaced } from '../../../utils/words';

const now = Date.parse('2026-11-29T10:00Z');
const read = 'The API Keys tab was last read: 29 Nov 2026, 18:00 SGT.';

function key(name: string, days: number, more: Partial<KeyRecord> = {}): KeyRecord {
  const instant = now + days * DAY;
  const expiry = { kind: 'dated' as const, earliest: instant, latest: instant, text: '' };
  return { id: name, name, kind: 'write', expiry, firstSeenAt: now - DAY, lastSeenAt: now, ...more };
}

const known = (records: KeyRecord[], record?: KeyRecord): string[] =>
  knownOfUploads({ record, records, readAt: now }, now).map(plainSpaced);

it('stopped uploads are explained by the write keys that have expired, the latest first', () => {
  expect(known([key('old', -9), key('fine', 100), key('latest', -3), key('reader', -1, { kind: 'read' })])).toEqual([
    '“latest”: Expired 3 days ago (26 Nov 2026, 18:00 SGT). Uploads with it fail.',
    '“old”: Expired 9 days ago (20 Nov 2026, 18:00 SGT). Uploads with it fail.',
    read,
  ]);
});

it('stopped uploads are not blamed on a key that is deleted, forgotten or works', () => {
  const records = [key('gone', -3, { goneSince: now }), key('hidden', -3, { forgottenAt: now }), key('fine', 3)];
  expect(known(records)).toEqual(['According to the API Keys tab, no write key has expired.', read]);
});

it('what is known of stopped uploads names a key that is missing on the tab', () => {
  const missing = key('lost', 90, { missing: { since: now - DAY, latest: now, readings: 2 } });
  const text = '“lost”: not on the API Keys tab since 28 Nov 2026, 18:00 SGT. If it was deleted, uploads with it fail.';
  expect(known([missing, key('fine', 3)])).toEqual([text, read]);
  expect(known([], missing)).toEqual([text, read]);
});

it('stopped uploads are not said to have no expired key while the expiry of one is unknown', () => {
  const unknown = key('unread', 0, { expiry: { kind: 'unknown', text: '?' } });
  expect(known([unknown, key('fine', 3)])).toEqual(['“unread”: expiry unknown. Check the API Keys tab.', read]);
});

it('a key that expires today at an unknown time is the first suspect for stopped uploads', () => {
  const earliest = Date.parse('2026-11-29T00:00+08:00');
  const today = key('today', 0, { expiry: { kind: 'dated', earliest, latest: earliest + DAY, text: '' } });
  const text = '“today” may have expired (29 Nov 2026). If it has, uploads with it fail.';
  expect(known([key('old', -9), today])[0]).toBe(text);
  expect(known([], today)).toEqual([text, read]);
});

it('of keys that were added by hand, no tab is cited', () => {
  const [dated, never] = [key('a', 7), key('b', 0, { expiry: { kind: 'never', text: '' } })].map((record) => ({
    ...record,
    addedByHand: true as const,
  }));
  const saidOf = (records: KeyRecord[], record?: KeyRecord): string =>
    plainSpaced(knownOfUploads({ record, records, readAt: undefined }, now)[0]!);
  expect(saidOf([dated!, never!])).toBe('According to what you entered, no write key has expired.');
  expect(saidOf([], dated)).toBe('According to what you entered, “a” has not expired (6 Dec 2026, 18:00 SGT).');
  expect(saidOf([], never)).toBe('According to what you entered, “b” has no expiry.');
});

it.each([
  [key('a', 7), 'According to the API Keys tab, “a” has not expired (6 Dec 2026, 18:00 SGT).'],
  [key('a', 0, { expiry: { kind: 'never', text: '' } }), 'According to the API Keys tab, “a” has no expiry.'],
  [key('a', 0, { expiry: { kind: 'unknown', text: '' } }), '“a”: expiry unknown. Check the API Keys tab.'],
  [key('a', 0, { expiry: { kind: 'expired', text: '' } }), '“a” has expired. Uploads with it fail.'],
])('what is known of one key whose uploads stopped is said of it alone: $expiry.kind', (record, text) => {
  expect(known([key('other', -5), record], record)).toEqual([text, read]);
});

it('if nothing is known, the guide for stopped uploads says so', () => {
  expect(knownOfUploads({ record: undefined, records: [], readAt: undefined }, now)).toEqual([
    'No write key is known here.',
    'The API Keys tab has not been read yet.',
  ]);
});
