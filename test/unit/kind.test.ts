// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { KeyKind } from '../../utils/keys/key';
import { listIn, table } from '../read-markup';

/* Which kind of key a page lists, as far as it tells. */

const KEYS = table('Key Name | Expires', 'gazette-uploader | 5 Dec 2026', 'rainfall-sync | 7 Aug 2027');
const kindAt = (path: string, above = '', keys = KEYS): KeyKind | undefined =>
  listIn({ main: above + keys, url: `https://data.gov.sg${path}` })?.kind;

it.each<[KeyKind, string, string, string?]>([
  ['write', 'its address', '/admin/api-keys'],
  [
    'write',
    'the header that they are sent in',
    '/account/api-keys',
    '<p>Send your key as <code>x-dgs-admin-api-key</code>.</p>',
  ],
  ['write', 'the dashboard', '/account/api-keys', '<h2>Admin dashboard</h2>'],
  ['write', 'their name', '/account/api-keys', '<p>Write keys carry all permissions of your account.</p>'],
  ['write', 'whom they are for', '/account/api-keys', '<p>For data owners.</p>'],
  ['write', 'plain words, though there are rate limits', '/admin/api-keys', '<p>Rate limits apply to developers.</p>'],
  ['read', 'its address', '/api-dashboard/api-keys'],
  ['read', 'the header that they are sent in', '/account/api-keys', '<p>Send your key as <code>x-api-key</code>.</p>'],
  ['read', 'the dashboard', '/account/api-keys', '<h2>API dashboard</h2>'],
  ['read', 'their name', '/account/api-keys', '<p>Read keys lift the limits.</p>'],
  ['read', 'rate limits', '/account/api-keys', '<p>A key has higher rate limits.</p>'],
  ['read', 'whom they are for', '/account/api-keys', '<p>For developers.</p>'],
  ['unknown', 'nothing', '/account/api-keys'],
  [
    'unknown',
    'an address and a header that contradict each other',
    '/admin/api-keys',
    '<p>Send your key as <code>x-api-key</code>.</p>',
  ],
  [
    'unknown',
    'two headers',
    '/account/api-keys',
    '<p><code>x-api-key</code> to read, <code>x-dgs-admin-api-key</code> to write.</p>',
  ],
])('the kind %s is told by %s', (kind, _, path, above) => {
  expect(kindAt(path, above)).toBe(kind);
});

it('keys with a tier, or of the shape of read keys, are read keys', () => {
  expect(
    kindAt(
      '/account/api-keys',
      '',
      table('Key Name | Tier | Expires', 'bus-bot | Production | 5 Dec 2026', 'weather | Basic | 7 Aug 2027'),
    ),
  ).toBe('read');
  expect(
    kindAt(
      '/account/api-keys',
      '',
      table(
        'Key Name | API key | Expires',
        'bus-bot | v2:0000…AAAA | 5 Dec 2026',
        'weather | v2:0000…AAAA | 7 Aug 2027',
      ),
    ),
  ).toBe('read');
});

it('the name of a key does not tell the kind of all', () => {
  expect(
    kindAt(
      '/account/api-keys',
      '',
      table('Key Name | Expires', 'write keys | 5 Dec 2026', 'x-api-key test | 7 Aug 2027'),
    ),
  ).toBe('unknown');
});
