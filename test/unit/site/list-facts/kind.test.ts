// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { KeyKind } from '../../../../utils/keys/key';
import { listIn, table } from '../../../support/read-markup';

/* Which kind of key a page lists, as far as it tells. */

const KEYS = table('Key Name | Expires', 'gazette-uploader | 5 Dec 2026', 'rainfall-sync | 7 Aug 2027');
const ACCOUNT = '/account/api-keys';
const kindAt = (path: string, above = '', keys = KEYS): KeyKind | undefined =>
  listIn({ main: above + keys, url: `https://data.gov.sg${path}` })?.kind;
const kindOf = (header: string, ...rows: string[]): KeyKind | undefined => kindAt(ACCOUNT, '', table(header, ...rows));

it.each<[KeyKind, string, string, string?]>([
  ['write', 'its address', '/admin/api-keys'],
  ['write', 'the header that they are sent in', ACCOUNT, '<p>Send your key as <code>x-dgs-admin-api-key</code>.</p>'],
  ['write', 'the dashboard', ACCOUNT, '<h2>Admin dashboard</h2>'],
  ['write', 'their name', ACCOUNT, '<p>Write keys carry all permissions of your account.</p>'],
  ['write', 'whom they are for', ACCOUNT, '<p>For data owners.</p>'],
  ['write', 'plain words, though there are rate limits', '/admin/api-keys', '<p>Rate limits apply to developers.</p>'],
  ['read', 'its address', '/api-dashboard/api-keys'],
  ['read', 'the header that they are sent in', ACCOUNT, '<p>Send your key as <code>x-api-key</code>.</p>'],
  ['read', 'the dashboard', ACCOUNT, '<h2>API dashboard</h2>'],
  ['read', 'their name', ACCOUNT, '<p>Read keys lift the limits.</p>'],
  ['read', 'rate limits', ACCOUNT, '<p>A key has higher rate limits.</p>'],
  ['read', 'whom they are for', ACCOUNT, '<p>For developers.</p>'],
  ['unknown', 'nothing', ACCOUNT],
  [
    'unknown',
    'an address and a header that contradict each other',
    '/admin/api-keys',
    '<p>Send your key as <code>x-api-key</code>.</p>',
  ],
  [
    'unknown',
    'two headers',
    ACCOUNT,
    '<p><code>x-api-key</code> to read, <code>x-dgs-admin-api-key</code> to write.</p>',
  ],
])('a list is of the kind %s by %s', (kind, _, path, above) => {
  expect(kindAt(path, above)).toBe(kind);
});

it('keys with a tier, or of the shape of read keys, are read keys', () => {
  const [busBot, weather] = ['bus-bot | Production | 5 Dec 2026', 'weather | Basic | 7 Aug 2027'];
  expect(kindOf('Key Name | Tier | Expires', busBot, weather)).toBe('read');
  expect(kindOf('Key Name | API key | Expires', 'bus-bot | v2:0000…AAAA | 5 Dec 2026', weather)).toBe('read');
});

it('the name of a key does not tell the kind of all', () => {
  expect(kindOf('Key Name | Expires', 'write keys | 5 Dec 2026', 'x-api-key test | 7 Aug 2027')).toBe('unknown');
});
