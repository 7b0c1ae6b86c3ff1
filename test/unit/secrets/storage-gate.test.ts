import { describe, expect, it } from 'vitest';
import { acceptMessage } from '../../../utils/worker/accept-message';
import { listAddress, plainSiteUrl } from '../../../utils/site/address';
import { reportOf } from '../../../utils/site/list-report';
import type { KeyRow } from '../../../utils/site/key-row';
import { holdsSecret, withoutSecrets } from '../../../utils/secrets/storage-gate';
import { INITIAL } from '../../../utils/storage/documents';
import { exportFile } from '../../../utils/storage/export-file';
import { FAKE_SECRET } from '../../browser/support/fake-secret';
import { ORDINARY_TEXTS } from './ordinary-texts';
import { randomCases } from '../random-cases';

/** Random numbers that are the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();
const HEX = `${DIGITS}abcdef`;
const BASE32 = `${CAPITALS}234567`;
const BASE62 = CAPITALS + SMALL + DIGITS;
const BASE64 = `${BASE62}-_`;

type Draw = (alphabet: string, length: number) => string;
const grouped = (text: string, size: number, sign: string): string =>
  text.match(new RegExp(`.{${size}}`, 'g'))!.join(sign);
const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Keys of 16 bytes of randomness or more. Those that are `sure` must never pass. */
const SHAPES: Record<string, { key: (draw: Draw) => string; isSure?: true }> = {
  'a read key': { key: (draw) => `v2:${draw(HEX, 64)}:${draw(BASE64, 32)}`, isSure: true },
  'a web token': { key: (draw) => `eyJ${draw(BASE64, 30)}.eyJ${draw(BASE64, 60)}.${draw(BASE64, 43)}`, isSure: true },
  'a UUID': { key: (draw) => uuidOf(draw(HEX, 32)), isSure: true },
  'groups of 4': { key: (draw) => grouped(draw(HEX, 32), 4, ' '), isSure: true },
  'groups of 5': { key: (draw) => grouped(draw(BASE32, 30), 5, '-'), isSure: true },
  'hexadecimal, 32': { key: (draw) => draw(HEX, 32) },
  'hexadecimal, 64': { key: (draw) => draw(HEX, 64) },
  'base62, 24': { key: (draw) => draw(BASE62, 24) },
  'base64url, 32': { key: (draw) => draw(BASE64, 32) },
  'base62 behind a prefix': { key: (draw) => `sk_live_${draw(BASE62, 24)}` },
  'base32, 32': { key: (draw) => draw(BASE32, 32) },
  'capitals and digits, 32': { key: (draw) => draw(CAPITALS + DIGITS, 32) },
  'lower case and digits, 32': { key: (draw) => draw(SMALL + DIGITS, 32) },
  'lower case, 32': { key: (draw) => draw(SMALL, 32) },
  'signs of a password, 28': { key: (draw) => draw(`${BASE62}!@#$%^&*`, 28) },
};

const cut = (key: string, size: number, by: string): string => key.match(new RegExp(`[^]{1,${size}}`, 'g'))!.join(by);
const wide = (key: string): string => key.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** How a key may stand in a text. */
const DRESSINGS: ((key: string) => string)[] = [
  (key) => key,
  (key) => `API key for the rainfall dataset: ${key}`,
  (key) => `key for our agency: ${key}`,
  (key) => `prod version: ${key}`,
  (key) => `key no: ${key}`,
  (key) => `name: ${key}`,
  (key) => `id=${key}`,
  (key) => `example: ${key}`,
  (key) => `e-mail: ${key}`,
  (key) => `token of build: ${key}`,
  (key) => `key for url: ${key}`,
  (key) => `secret for host = ${key}`,
  (key) => `your_key:${key}`,
  (key) => `dummy=${key}`,
  (key) => `config.json:${key}`,
  (key) => `data.gov.sg:${key}`,
  (key) => `data.gov.sg=${key}`,
  (key) => `${key}…`,
  (key) => `${key}...`,
  (key) => `...${key}`,
  (key) => `${key}@data.gov.sg`,
  (key) => `https://user:${key}@data.gov.sg/`,
  (key) => `https://data.gov.sg/v1/${key}/upload`,
  (key) => `https://data.gov.sg/?key=${key}#top`,
  (key) => `;base64,${key}`,
  (key) => `sha256-${key}`,
  (key) => `"${key}"`,
  (key) => `(${key})`,
  (key) => `<${key}>`,
  (key) => `{"key":"${key}"}`,
  (key) => `curl -H 'x-api-key: ${key}' https://api.data.gov.sg`,
  (key) => `export DATA_GOV_SG_API_KEY=${key}`,
  (key) => `api_key=${key}&page=1`,
  (key) => `Bearer ${key}`,
  (key) => `the old one, ${key}, stops in May`,
  (key) => `用于上传的密钥：${key}`,
  (key) => `kunci untuk muat naik ialah ${key}`,
  (key) => `பதிவேற்ற விசை ${key}`,
  (key) => `key 🔑${key}🔑`,
  (key) => `${key}\n${key}`,
  (key) => `line one\n${key}\nline three`,
  (key) => cut(key, 20, '\u200b'),
  (key) => cut(key, 1, '\u200d'),
  (key) => cut(key, 7, '\u00ad'),
  (key) => cut(key, 16, '\n'),
  (key) => cut(key, 22, ' '),
  (key) => `${key.slice(0, 13)} ${key.slice(13)}`,
  (key) => wide(key),
  (key) => encodeURIComponent(key),
  (key) => `id: ${key} and the key: ${key}`,
];

const KEYS = randomCases(20_000);
/**
 * Each key is tried in so many dressings, in turn: all of them with all keys take minutes (`GATE=all npx vitest run
 * test/unit/secrets/storage-gate.test.ts`).
 */
const DRESSINGS_OF_A_KEY = process.env.GATE === 'all' ? DRESSINGS.length : 4;

describe('a random key', () => {
  it('random keys are tried in fifteen shapes and fifty dressings', () => {
    expect([Object.keys(SHAPES).length, DRESSINGS.length]).toEqual([15, 50]);
  });

  it('a random key does not pass the gate, in any dressing: at most 1 in 1,000 does', { timeout: 1_800_000 }, () => {
    let [tried, passed] = [0, 0];
    const surePassed: string[] = [];
    for (const [index, { key, isSure }] of Object.values(SHAPES).entries()) {
      const random = randomFrom(index + 1);
      const draw: Draw = (alphabet, length) =>
        Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
      for (let count = 0; count < KEYS; count++) {
        const secret = key(draw);
        for (let turn = 0; turn < DRESSINGS_OF_A_KEY; turn++) {
          const text = DRESSINGS[(count * DRESSINGS_OF_A_KEY + turn) % DRESSINGS.length]!(secret);
          tried++;
          if (holdsSecret(text)) continue;
          passed++;
          if (isSure) surePassed.push(text);
        }
      }
    }
    console.info(`Keys that passed the gate: ${passed} of ${tried}`);
    expect(surePassed).toEqual([]);
    expect(passed / tried).toBeLessThanOrEqual(1 / 1_000);
  });

  const own = { id: 'own', baseUrl: 'chrome-extension://own/' };
  const page = { id: 'own', url: 'https://data.gov.sg/admin/api-keys', tab: {} };
  const popup = { id: 'own', url: 'chrome-extension://own/popup.html' };
  const expiry = { kind: 'unknown', text: 'soon' } as const;
  const facts = { kind: 'write' as const, complete: true, at: 1, keys: [] };
  const onTab = (name: string): object => ({ kind: 'write', key: { name, expiry } });
  const record = { id: 'r', name: 'n', expiry, kind: 'write' as const, firstSeenAt: 1, lastSeenAt: 1 };
  const file = exportFile({ keys: INITIAL.keys, settings: INITIAL.settings }, 1);
  const fileWith = (part: object): unknown => ({ ...file, keys: { ...file.keys, keys: [{ ...record, ...part }] } });
  const sent = (type: string, body: unknown, sender: object = popup): unknown =>
    acceptMessage({ type, body }, sender, own);
  const printed = (part: Partial<KeyRow>, account?: string): unknown =>
    reportOf({
      kind: 'write',
      complete: true,
      hasUnreadRows: false,
      rows: [{ name: 'n', expiry, ...part } as KeyRow],
      ...(account !== undefined && { account }),
    });

  /** All ways of a text into storage: what is let through of it. */
  const DOORS: Record<string, (text: string) => unknown> = {
    'a name that a page prints': (text) => printed({ name: text }),
    'a date that a page prints': (text) => printed({ expiry: { kind: 'unknown', text: text.slice(0, 200) } }),
    'an account that a page prints': (text) => printed({}, text),
    'a name that a page sends': (text) => sent('report', { ...facts, keys: [{ name: text, expiry }] }, page),
    'a date that a page sends': (text) =>
      sent('report', { ...facts, keys: [{ name: 'n', expiry: { kind: 'unknown', text } }] }, page),
    'an account that a page sends': (text) => sent('report', { ...facts, account: text }, page),
    'a deleted key': (text) => sent('report', { ...facts, deleted: [{ name: text, expiry }] }, page),
    'a copied key': (text) => sent('copied', { onTab: onTab(text), at: 1 }, page),
    'the wish for no warning today': (text) => sent('noLeakWarningToday', onTab(text), page),
    'a key that is added': (text) => sent('addKey', { name: text, kind: 'write', expiry }),
    'the date of a key that is added': (text) =>
      sent('addKey', { name: 'n', kind: 'write', expiry: { kind: 'unknown', text } }),
    'a note': (text) => sent('note', { id: 'r', text }),
    'the name of a contact': (text) => sent('contacts', { id: 'r', contacts: [{ name: text }] }),
    'the email address of a contact': (text) =>
      sent('contacts', { id: 'r', contacts: [{ name: 'n', email: `${text}@agency.gov.sg` }] }),
    'the domain of a contact': (text) =>
      sent('contacts', { id: 'r', contacts: [{ name: 'n', email: `me@${text}.gov.sg` }] }),
    'a link': (text) => sent('link', { id: 'r', link: `https://intranet.example.gov.sg/${text}` }),
    'the query of a link': (text) => sent('link', { id: 'r', link: `https://wiki.example.gov.sg/?key=${text}` }),
    'a link with codes for signs': (text) =>
      sent('link', { id: 'r', link: `https://wiki.example.gov.sg/?key=${encodeURIComponent(text)}` }),
    'a place of use': (text) => sent('uses', { id: 'r', uses: [{ text }] }),
    'a successor': (text) => sent('rotation', { id: 'r', rotation: { startedAt: 1, successor: text } }),
    'an imported name': (text) => sent('importFile', fileWith({ name: text })),
    'an imported note': (text) => sent('importFile', fileWith({ note: text })),
    'an imported contact': (text) =>
      sent('importFile', fileWith({ contacts: [{ name: text }, { name: 'n', email: `${text}@agency.gov.sg` }] })),
    'an imported link': (text) => sent('importFile', fileWith({ link: `https://wiki.example.gov.sg/${text}` })),
    'an imported use': (text) => sent('importFile', fileWith({ uses: [{ text }] })),
    'an imported account': (text) => sent('importFile', fileWith({ account: text })),
    'an imported list': (text) => sent('importFile', fileWith({ list: text })),
    'the path of an address': (text) => plainSiteUrl(`https://data.gov.sg/${encodeURIComponent(text)}/api-keys`),
    'the address of a list': (text) => listAddress(`https://data.gov.sg/a/${encodeURIComponent(text)}/api-keys`),
    'the query of an address': (text) =>
      listAddress(`https://data.gov.sg/api-keys?account=${encodeURIComponent(text)}`),
    'the fragment of an address': (text) => listAddress(`https://data.gov.sg/api-keys#/${encodeURIComponent(text)}`),
  };

  it.each(Object.entries(DOORS))('a random key gets in by no door: %s', (door, through) => {
    const random = randomFrom(99);
    const draw: Draw = (alphabet, length) =>
      Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
    for (const { key } of Object.values(SHAPES)) {
      for (const dressing of DRESSINGS) {
        const secret = key(draw);
        const text = dressing(secret);
        // An id of ours is a UUID too.
        if (!holdsSecret(text) || (/successor|list/.test(door) && text === secret)) continue;
        const kept = (JSON.stringify(through(text)) ?? '').replace(/%[\dA-F]{2}|[^A-Za-z\d]/g, '');
        // Any eight signs in a row of the key, however it was dressed.
        const plain = secret.replace(/[^A-Za-z\d]/g, '');
        for (let start = 0; start + 8 <= plain.length; start += 4)
          expect(kept, text).not.toContain(plain.slice(start, start + 8));
      }
    }
  });

  it('a key leaves no part behind if a page prints it beside a name, or if the text is cut', () => {
    expect(withoutSecrets(`prod ${FAKE_SECRET}TAIL-q7R8s9T0u1V`)).toBe('prod …');
    expect(withoutSecrets(`a ${FAKE_SECRET.slice(0, 25)} b`)).toBe('a …');
    expect(withoutSecrets(`${FAKE_SECRET}, ${FAKE_SECRET}`)).toBe('…');
  });
});

it('an ordinary text passes the gate: at most 1 in 500 is refused', () => {
  const refused = ORDINARY_TEXTS.filter(holdsSecret);
  console.info(`Ordinary texts that were refused: ${refused.length} of ${ORDINARY_TEXTS.length}`);
  expect(ORDINARY_TEXTS.length).toBeGreaterThanOrEqual(5_000);
  expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(ORDINARY_TEXTS.length / 500);
});

it.each([
  'dataset d_8b84c4ee58e3cfc0ece0d773c8ca6abc',
  'https://data.gov.sg/datasets/d_8b84c4ee58e3cfc0ece0d773c8ca6abc/view',
  'dataset 39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'resource_id=39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'Collection: 39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'rainfall v2: added gauges',
  '6123 4567, 9123 4567, +65 6222 3333',
  '2026-11-29T18:00:00+08:00',
  'arn:aws:lambda:ap-southeast-1:123456789012:function:rainfall-uploader',
])('an ordinary text passes the gate though it looks like a key: %s', (text) => {
  expect([holdsSecret(text), withoutSecrets(text)]).toEqual([false, text]);
});

it.each([
  'API key of the dataset: 39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'token (dataset 39cf1f22-fd4d-4ff6-a1b2-0123456789ab)',
  '39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
])('a text that may be an id or a key counts as a key: %s', (text) => {
  expect(holdsSecret(text)).toBe(true);
});

it('an address may have the id of an account or an agency in it, and no other', () => {
  const id = '39cf1f22-fd4d-4ff6-a1b2-0123456789ab';
  expect(listAddress(`https://data.gov.sg/agencies/${id}/api-keys`)).toBe(`/agencies/${id}/api-keys`);
  expect(plainSiteUrl(`https://data.gov.sg/keys/${id}/edit`)).toBe('https://data.gov.sg/keys/');
  expect(listAddress(`https://data.gov.sg/keys/${id}/edit`)).toBe('/keys/…');
});
