import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { keyOnTab, reportOf } from '../../../utils/site/list-report';
import { copiedThing, isOtherValueLabel, isSecretLabel } from '../../../utils/secrets/secret-labels';
import type { KeyRow } from '../../../utils/site/key-row';
import {
  MOST_STEPS,
  SEARCH_LIMIT,
  secretCandidates,
  secretShapeIn,
  type Effort,
  type SecretShape,
} from '../../../utils/secrets/secret';
import { holdsSecret, isSecretOrMasked, withoutSecrets } from '../../../utils/secrets/storage-gate';
import { FAKE_SECRET } from '../../browser/support/fake-secret';
import { patternCosts } from '../site/counted-patterns';
import { randomCases, someOf } from '../random-cases';

// Patterns are counted where they are run, and the search keeps hold of what runs them.
vi.mock(import('../../../utils/page-model/captured'), async (importOriginal) => ({
  ...(await importOriginal()),
  find: (pattern: RegExp, text: string) => pattern.exec(text),
}));

const FAKE_JWT = `eyJ${'A'.repeat(17)}.eyJ${'A'.repeat(30)}.${'A'.repeat(43)}`;
const UUID = '123e4567-e89b-42d3-a456-426614174000';

/** What a text is, before its place is looked at. The one table of examples: add what is met. */
const EXAMPLES: [what: string, text: string, shape: SecretShape | undefined][] = [
  ['a read key', FAKE_SECRET, 'v2'],
  ['a read key in capitals', FAKE_SECRET.replace('0000', 'ABCD'), 'v2'],
  ['a curl line with a key', `curl -H 'x-api-key: ${FAKE_SECRET}' https://api-open.data.gov.sg/v2`, 'v2'],
  ['a line of a settings file', `DATA_GOV_SG_API_KEY=${FAKE_SECRET}`, 'v2'],
  ['a key in JSON', JSON.stringify({ name: 'gazette', key: FAKE_SECRET }), 'v2'],
  ['a JSON web token', FAKE_JWT, 'jwt'],
  ['an authorization header', `Authorization: Bearer ${FAKE_JWT}`, 'jwt'],
  ['letters and digits', 'sk0A1b2C3d4E5f6G7h8I9j0K1l2M3n4', 'token'],
  ['hexadecimal digits', '0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'token'],
  ['64 hexadecimal digits', '0a1b2c3d4e5f60718293a4b5c6d7e8f9'.repeat(2), 'token'],
  ['a token with a prefix', 'dgs_live_000000000000000000000000AAAA', 'token'],
  ['a later version of a key', 'v3:0000000000000000AAAA:0000AAAA0000', 'token'],
  ['URL-safe base64', 'aB3dE6gH9-jK2mN5pQ8_sT1vW4xYzA0', 'token'],
  ['base64', '/aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0bC3==', 'token'],
  ['a UUID with a prefix', `key_${UUID}`, 'token'],
  ['a key in an address', 'https://api.data.gov.sg/v1?api_key=Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9', 'token'],
  ['a UUID', UUID, 'possible'],
  ['a UUID behind the name of a key', `api_key=${UUID}`, 'possible'],
  ['words and numbers without a break', 'productionUploader2026Backup01', 'possible'],
  ['a UUID with the label of an id', `id:${UUID}`, undefined],
  ['an id in JSON', '{"requestId":"req_0000000000000000000000000000AAAA"}', undefined],
  ['nothing', '', undefined],
  ['a name', 'gazette-uploader', undefined],
  ['a long name', 'rainfall-sync-production-nightly-2026', undefined],
  ['a name of abbreviations', 'SLA-OneMap-API-v2-2026-Q4-A', undefined],
  ['another name of abbreviations', 'NEA-PSI-24H-Job-v2-PROD-2026', undefined],
  ['a name with a number in a word', 'rainfall2026sync-prod-v2-nightly', undefined],
  ['a name with underscores', 'mom_foreign_workforce_numbers_quarterly_2026Q4', undefined],
  ['a table of the department of statistics', 'singstat-table-builder-M015681-quarterly', undefined],
  ['a name of abbreviations and instants', 'MLJob_20260801_153000_SGT_lta', undefined],
  ['a name of abbreviations and a date', 'DSTA-KMLtoSHP-cvtr-20260101-001', undefined],
  ['a name of words cut short', 'bcaGreenMarkBldgs_CSVsync_v2', undefined],
  ['a date', '29 Nov 2026, 18:00 SGT', undefined],
  ['an instant', '2026-11-29T18:00:00+08:00', undefined],
  ['a masked key', '••••••••••••••••••••••••3f9a', undefined],
  ['a key masked behind its start', '0a1b2c3d4e5f60718293a4b5c6d7••••••••', undefined],
  ['a key cut short', '0a1b2c3d4e5f60718293a4b5c6d7e8f9…', undefined],
  ['a key masked with x', 'dgs_live_xxxxxxxxxxxxxxxxxxxxxxxx3f9a', undefined],
  ['one sign over and over', '0'.repeat(40), undefined],
  ['an address', 'https://data.gov.sg/datasets/d_8b84c4ee58e3cfc0ece0d773c8ca6abc/view', undefined],
  ['an address without its scheme', 'api-production.data.gov.sg/v2/admin/api/auth/whoami', undefined],
  ['a path', '/v2/admin/api/auth/whoami/and/further', undefined],
  ['a dataset id', 'd_8b84c4ee58e3cfc0ece0d773c8ca6abc', undefined],
  ['a dataset id behind its name', 'resource_id=d_8b84c4ee58e3cfc0ece0d773c8ca6abc', undefined],
  ['a placeholder', 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE', undefined],
  ['a placeholder in one word', 'yourApiKeyGoesHere0123456789', undefined],
  ['a header and a placeholder', 'x-dgs-admin-api-key:YOUR_API_KEY', undefined],
  ['a name in code', 'process.env.DATAGOVSG_ADMIN_API_KEY', undefined],
  ['a function’s name', 'getServerSidePropsForDataset', undefined],
  ['a long word', 'internationalizationsupport', undefined],
  ['an e-mail address', 'a-very-long-officer-name@tech.example.gov.sg', undefined],
  ['an e-mail address with digits', 'x1y2z3a4b5c6d7e8f9g0h1j2@tech.example.gov.sg', undefined],
  ['a picture in code', 'url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA)', undefined],
  ['the checksum of a script', 'integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6R9GqQ8Kuxy9rx7HN"', undefined],
  ['prose', 'Use an API key to update your datasets from your own systems.', undefined],
];

describe('a text', () => {
  it.each(EXAMPLES)('the secret shape of %s is $2', (_, text, shape) => {
    expect(secretShapeIn(text)).toBe(shape);
  });

  it.each(EXAMPLES)('the secret shape of %s in the midst of other text is $2', (_, text, shape) => {
    expect(secretShapeIn(`Note it here: "${text}" (until 29 Nov 2026).`)).toBe(shape);
  });

  it('a text gives the label of its value', () => {
    expect(secretCandidates(`Request ID: ${UUID}`)[0]?.label).toBe('Request ID');
    expect(secretCandidates(`request_id=${UUID}`)[0]?.label).toBe('request_id');
    expect(secretCandidates(`gazette-uploader\t${UUID}`)[0]?.label).toBeUndefined();
  });

  it('a text with a key anywhere in it is found, and one without is not', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (before, after) => {
        expect(secretShapeIn(`${before} ${FAKE_SECRET} ${after}`)).toBe('v2');
        expect(secretShapeIn(`${before} ${after}`)).toBeUndefined();
      }),
    );
  });

  const signs = (alphabet: string): fc.Arbitrary<string> =>
    fc
      .integer({ min: 32, max: 64 })
      .chain((length) =>
        fc
          .array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: length, maxLength: length, size: 'max' })
          .map((numbers) => numbers.map((number) => alphabet[number % alphabet.length]).join('')),
      );
  const HEXADECIMAL = '0123456789abcdef';
  const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

  it.each([
    ['hexadecimal digits', HEXADECIMAL],
    ['letters and digits', LETTERS_AND_DIGITS],
  ])('a random text of %s is at least a possible secret', (_, alphabet) => {
    // A text that hardly varies is no random one; of the others a few in thousands may read as words.
    const isVaried = (text: string): boolean => new Set(text).size >= 12 && /\d/.test(text) && /[a-z]/.test(text);
    let missed = 0;
    fc.assert(
      fc.property(signs(alphabet).filter(isVaried), (text) => {
        if (secretShapeIn(text) === undefined) missed++;
      }),
      { numRuns: randomCases(2000) },
    );
    expect(missed).toBeLessThanOrEqual(6);
  });

  const word = fc.constantFrom(
    'gazette',
    'uploader',
    'rainfall',
    'sync',
    'nightly',
    'production',
    'staging',
    'carpark',
    'sensor',
    'pilot',
    'backup',
    'table',
    'monthly',
    'LTA',
    'MOH',
    'HDB',
    'URA',
    'api',
    'v2',
    '2026',
    '01',
    'Q4',
    'prod',
  );
  it('the name of a key is no secret, however long', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 3, maxLength: 8 }),
        fc.constantFrom('-', '_', '.', ' '),
        (words, joint) => {
          expect(secretShapeIn(words.join(joint))).toBeUndefined();
        },
      ),
      { numRuns: randomCases(1000) },
    );
  });

  it('no text makes the search for secrets fail, or go on without end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        secretShapeIn(text);
        isSecretOrMasked(text);
      }),
    );
    // Were the search to backtrack without end, this would never come back.
    for (const piece of [
      'v2:',
      'eyJ',
      'eyJ.',
      'a.',
      '0aA',
      'a@',
      '.a@',
      'https://',
      'sha384-',
      '2026-11-29T',
      'a=',
      'a:',
    ]) {
      expect(['token', 'possible', undefined]).toContain(secretShapeIn(piece.repeat(100_000)));
    }
  });
});

it.each([
  ['bus-arrivals-nightly', 'bus-arrivals-nightly'],
  ['ministry_of_health_weekly_statistics', 'ministry_of_health_weekly_statistics'],
  [`prod ${FAKE_SECRET}`, 'prod …'],
  [`${FAKE_SECRET} and ${FAKE_SECRET}`, '…'],
  ['', ''],
])('a text leaves the page without the secrets in it: %s', (text, without) => {
  expect(withoutSecrets(text)).toBe(without);
  expect(holdsSecret(withoutSecrets(text))).toBe(false);
});

it('no secret leaves the page in any part of what it lists', () => {
  const row = { name: FAKE_SECRET, expiry: { kind: 'unknown', text: `key ${FAKE_SECRET}` } } as KeyRow;
  const list = {
    kind: 'write' as const,
    complete: true,
    hasUnreadRows: false,
    account: FAKE_SECRET,
    rows: [row],
    deleted: [row],
  };
  const told = reportOf(list);
  expect([told.keys.length, told.deleted?.length]).toEqual([1, 1]);
  // Two keys, or two accounts, may look the same without it: such a list says nothing of what it lacks.
  const plain = { ...row, name: 'gazette-uploader' };
  for (const [account, rows] of [
    [FAKE_SECRET, [plain]],
    ['MOH', [row]],
  ] as const)
    expect(reportOf({ ...list, account, rows }).complete).toBe(false);
  expect(reportOf({ ...list, account: 'MOH', rows: [plain] }).complete).toBe(true);
  for (const sent of [told, keyOnTab(list, row)]) expect(JSON.stringify(sent)).not.toContain(FAKE_SECRET.slice(-20));
});

it.each([
  'Key ID',
  'Request ID',
  'ID:',
  'request_id',
  'Checksum',
  'Name',
  'Key Name',
  'E-mail',
  'Dataset',
  'Key ID (not secret)',
  'SHA-256',
  'Client id',
  'Key prefix',
  'requestId',
])('the label "%s" says that its value is no secret', (label) => {
  expect(isOtherValueLabel(label)).toBe(true);
});

it.each([
  'API key',
  'Key',
  'Secret',
  'Your new API key',
  'Token',
  'Client secret',
  'x-api-key',
  'Value',
  'Key for the dataset uploads',
  '',
])('the label "%s" does not say that its value is no secret', (label) => {
  expect(isOtherValueLabel(label)).toBe(false);
});

it.each([
  ['Copy', 'this'],
  ['Copied!', 'this'],
  ['Copy to clipboard', 'this'],
  ['Click to copy', 'this'],
  ['Copy value', 'this'],
  ['Copied to your clipboard.', 'this'],
  ['Copy API key', 'key'],
  ['Copy key', 'key'],
  ['Copy secret to clipboard', 'key'],
  ['Copy the token', 'key'],
  ['Copy key value', 'key'],
  ['Copy API key for rainfall-sync', 'key'],
  ['Copy API key gazette-uploader', 'key'],
  ['Copy key and close', 'key'],
  ['Copy API key (shown once)', 'key'],
  ['Copy Key 1', 'key'],
  ['📋 Copy', 'this'],
  ['content_copy', 'this'],
  ['file_copy', 'this'],
  ['content_copy Copy', 'this'],
  ['Copy code', 'sample'],
  ['Copy snippet', 'sample'],
  ['Copy as .env', 'sample'],
  ['Copy link to the key', 'else'],
  ['Copy ID of the key', 'else'],
  ['Copy keyboard shortcut', 'else'],
  ['Copy name', 'else'],
  ['Copy key name', 'else'],
  ['Copy key ID', 'else'],
  ['Copy link', 'else'],
  ['Copy dataset ID', 'else'],
  ['Copy example', 'sample'],
  ['Copy curl command', 'sample'],
  ['Delete', undefined],
  ['Copyright', undefined],
  ['', undefined],
  ['Show key', undefined],
  ['Photocopy', undefined],
] as const)('the control "%s" says what it copies: %s', (name, thing) => {
  expect(copiedThing(name)).toBe(thing);
});

/** A text of such a length that is made of a piece, over and over. */
function filled(piece: string | ((index: number) => string), length: number): string {
  if (typeof piece === 'string') return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let text = '';
  for (let index = 0; text.length < length; index++) text += piece(index);
  return text.slice(0, length);
}

/** Hexadecimal digits that look random, and are others for each index. */
function digits(index: number, length: number): string {
  return Array.from({ length }, (_, place) =>
    ((Math.imul(index * 64 + place + 1, 0x9e3779b1) >>> 13) % 16).toString(16),
  ).join('');
}

const uuid = (index: number): string =>
  `${digits(index, 8)}-${digits(index + 1, 4)}-${digits(index + 2, 4)}-${digits(index + 3, 4)}-${digits(index, 12)}`;

/** What made a search go through the text over and over, or could make one. */
const HOSTILE: [what: string, piece: string | ((index: number) => string), end?: string][] = [
  ['spaces and a token', ' ', digits(1, 32)],
  ['a label’s sign, spaces and a token', (index) => `a:${' '.repeat(60)}${digits(index, 32)}`],
  ['starts of web tokens', '-eyJaaaaaaaa'],
  ['starts of web tokens with points', '-eyJaaaaaaaa.eyJaaaaaaaa.'],
  ['web tokens', `${FAKE_JWT} `],
  ['open brackets', '('],
  ['open brackets and letters', '(a'],
  ['signs and a letter', '!!!!a'],
  ['one long run', 'a1B'],
  ['one sign', 'x'],
  ['dashes', 'a-'],
  ['mail-like', 'a@b.'],
  ['starts of addresses', 'https://'],
  ['lines of names and UUIDs', (index) => `key-${index},${uuid(index)}\n`],
  ['ids in JSON', (index) => `{"id":"${digits(index, 32)}"},`],
  ['ids between spaces', (index) => `${digits(index, 32)} `],
];

describe('the work of a search', () => {
  const stepsFor = (text: string): number => {
    const effort: Effort = { steps: 0 };
    secretCandidates(text, effort);
    return effort.steps;
  };

  it.each(EXAMPLES)('the work of a search grows no faster than the text, however it is joined: %s', (_, text) => {
    for (const joint of [' ', ',', '\n', '\t', '":"']) {
      const [quarter, half, whole] = [25_000, 50_000, SEARCH_LIMIT].map((length) =>
        stepsFor(filled(text + joint, length)),
      );
      expect(half! / quarter!, joint).toBeLessThanOrEqual(3);
      expect(whole! / half!, joint).toBeLessThanOrEqual(3);
    }
  });

  it.each(someOf(HOSTILE, 4))(
    'the work of a search grows no faster within the patterns themselves: %s',
    (_, piece, end = '') => {
      for (const look of [isSecretOrMasked, isOtherValueLabel, isSecretLabel, copiedThing]) {
        const [half, whole] = [SEARCH_LIMIT / 2, SEARCH_LIMIT].map(
          (length) => patternCosts(() => look(filled(piece, length - end.length) + end)).steps,
        );
        expect(whole, look.name).toBeLessThan(100 * SEARCH_LIMIT);
        expect(whole! / (half! + 1), look.name).toBeLessThanOrEqual(3);
      }
    },
  );

  it.each([
    'utils/secrets/secret.ts',
    'utils/secrets/secret-labels.ts',
    'utils/page/leak/secret-places.ts',
    'utils/page/leak/place-label.ts',
    'utils/page/leak/copy-controls.ts',
    'utils/page-model/plain-search.ts',
    'utils/page/leak/clipboard-hook.ts',
  ])('each pattern of %s goes through hostile text in few steps', (file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|(?<!\S)\/\/.*/g, '');
    const patterns = [...code.matchAll(/(?<=[\s(])\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n[])+)\/([gimsuy]*)/g)].map(
      ([, source = '', flags = '']) => new RegExp(source, flags.replace(/[gy]/g, '')),
    );
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      for (const [what, piece, end = ''] of someOf(HOSTILE, 4)) {
        // Longer labels are asked for their length alone.
        const [length, most] = file.endsWith('labels.ts') ? [200, SEARCH_LIMIT] : [SEARCH_LIMIT, 60 * SEARCH_LIMIT];
        const { steps } = patternCosts(() => (filled(piece, length - end.length) + end).search(pattern));
        expect(steps, `${what}: ${String(pattern)}`).toBeLessThan(most);
      }
    }
  });

  it('a pattern that goes through a text over and over is noticed by its steps', () => {
    const [half, whole] = [5_000, 10_000].map(
      (length) => patternCosts(() => filled('-eyJaaaaaaaa', length).search(/\beyJ[\w-]{8,}\.eyJ/)).steps,
    );
    expect(whole! / half!).toBeGreaterThan(3.5);
  });

  it('a search ends at its bound, with what it found so far', () => {
    const effort: Effort = { steps: 0 };
    const found = Array.from(
      { length: 100 },
      () => secretCandidates(filled(' ', SEARCH_LIMIT - 200) + FAKE_SECRET, effort).length,
    );
    expect([found[0], found.at(-1)]).toEqual([1, 0]);
    expect(effort.steps).toBeLessThan(MOST_STEPS + 15 * SEARCH_LIMIT);
  });

  it('a text that the search does not go through as a whole counts as a secret before it is stored', () => {
    const text = filled('Use an API key to update your datasets from your own systems. ', 2 * SEARCH_LIMIT);
    expect([secretShapeIn(text), holdsSecret(text), withoutSecrets(text)]).toEqual([undefined, true, '…']);
    expect([holdsSecret(text.slice(0, SEARCH_LIMIT)), withoutSecrets(filled(`${FAKE_SECRET} `, 5_000))]).toEqual([
      false,
      '…',
    ]);
  });
});
