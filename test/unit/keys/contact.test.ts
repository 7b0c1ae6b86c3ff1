import { expect, it } from 'vitest';
import { EMAIL_LIMIT, isEmail, isLink, LINK_LIMIT } from '../../../utils/keys/contact';

it.each([
  'mei.ling@tech.example.gov.sg',
  'DATA_team+keys@example.gov.sg',
  "o'brien@example.com",
  'r&d@example.com',
  `${'x'.repeat(64)}@example.gov.sg`,
])('an email address is one: %s', (text) => {
  expect(isEmail(text)).toBe(true);
});

it.each([
  '',
  'mei',
  'mei@',
  '@example.gov.sg',
  'mei@localhost',
  'mei@example..sg',
  'mei@-example.gov.sg',
  'mei@example-.gov.sg',
  'mei@example.gov.sg.',
  'mei ling@example.gov.sg',
  ' mei@example.gov.sg',
  'mei@example.gov.sg\n',
  'mei@example.gov.sg\r\nBcc: all@example.com',
  'mei@example.gov.sg,all@example.com',
  'mei@example.gov.sg;all@example.com',
  'mei@example.gov.sg?bcc=all@example.com',
  'mei@example.gov.sg&bcc=all@example.com',
  'mei@all@example.com',
  '"mei"@example.gov.sg',
  'mei%2Call@example.gov.sg',
  'mei#x@example.gov.sg',
  '<mei@example.gov.sg>',
  'Mei <mei@example.gov.sg>',
  'mailto:mei@example.gov.sg',
  'mei@[10.0.0.1]',
  'm\u0435i@example.gov.sg',
  'mei@ex\u202eample.gov.sg',
  `${'x'.repeat(65)}@example.gov.sg`,
  `mei@${'example.'.repeat(40)}sg`,
])('an email address is none that is several, has a name, a header or no domain: %j', (text) => {
  expect(isEmail(text)).toBe(false);
});

it('an email address is judged at once, however long the text', () => {
  const start = performance.now();
  for (const text of ['a'.repeat(1e6), `a@${'a.'.repeat(5e5)}`, `a@${'a-'.repeat(EMAIL_LIMIT / 2)}`])
    expect(isEmail(text)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1_000);
});

it.each([
  'https://intranet.example.gov.sg/runbooks/gazette',
  'HTTPS://wiki.example.com/pages?id=42#steps',
  'https://\u4f8b.example/',
  'https://example.gov.sg/a%20b%2Fc%C3%A9%3D%7E',
])('a link is the https address of a page: %s', (text) => {
  expect(isLink(text)).toBe(true);
});

it.each([
  '',
  'runbook',
  'http://intranet.example.gov.sg/',
  'javascript:alert(1)//https://',
  'data:text/html,https://',
  'file:///etc/passwd',
  'https://',
  'https:///x',
  'https://mei:secret@example.gov.sg/',
  'https://mei@example.gov.sg/',
  ' https://example.gov.sg/',
  'https://exa mple.gov.sg/',
  'https://example.gov.sg/?key=%76%32',
  'https://example.gov.sg/%41',
  'https://example.gov.sg/%7a',
  `https://example.gov.sg/${'x'.repeat(LINK_LIMIT)}`,
])('a link is no other address, and has no password in it: %j', (text) => {
  expect(isLink(text)).toBe(false);
});
