import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enteredHost,
  governmentHost,
  haveSameList,
  isCutOff,
  listAddress,
  listHost,
  plainSiteUrl,
  tabUrl,
} from '../../../utils/site/address';
import { knownListSchema } from '../../../utils/keys/key';
import { randomCases } from '../random-cases';

const STAGING = 'staging.example.gov.sg';

it.each([
  ['https://data.gov.sg/admin/api-keys', undefined],
  ['https://www.data.gov.sg/', undefined],
  ['https://beta.data.gov.sg/', undefined],
  // Another deployment under the same name has keys of its own.
  ['https://staging.data.gov.sg/admin', 'staging.data.gov.sg'],
  [`https://${STAGING}:8443/admin`, STAGING],
  ['https://example.com/', undefined],
  [undefined, undefined],
])('the address %s has the keys of the host %s', (url, host) => {
  expect(listHost(url)).toBe(host);
});

it.each([
  'http://data.gov.sg/',
  'https://gov.sg/',
  'https://data.gov.sg.example.com/',
  'https://examplegov.sg/',
  'javascript:0',
  '',
])('the address %j is none of the government', (url) => {
  expect(governmentHost(url)).toBeUndefined();
  expect(plainSiteUrl(url)).toBeUndefined();
});

it('an address is kept without its query and fragment', () => {
  expect(plainSiteUrl(`https://${STAGING}:8443/admin/api-keys?session=1#top`)).toBe(
    `https://${STAGING}:8443/admin/api-keys`,
  );
});

describe('what tells the lists of a host apart', () => {
  const PATH = '/admin/api-keys';

  it.each([
    ['the path', PATH, PATH],
    ['the path without a slash at its end', `${PATH}//`, PATH],
    ['the root', '/', '/'],
    ['no path', '', '/'],
    ['what selects a list', `${PATH}?agency=7`, `${PATH}?agency=7`],
    ['its name in any spelling', `${PATH}?Agency_ID=7&TAB=write`, `${PATH}?agency_id=7&tab=write`],
    ['the same in any order', `${PATH}?status=active&account=me`, `${PATH}?account=me&status=active`],
    ['nothing else of the query', `${PATH}?page=2&session=1&utm_source=x&agency=7`, `${PATH}?agency=7`],
    ['no value that is long', `${PATH}?agency=${'x'.repeat(21)}`, PATH],
    ['no value that is odd', `${PATH}?agency=a%20b&team=a.b&org=v2:00&tab=`, PATH],
    ['no fragment', `${PATH}#top`, PATH],
    ['a path in a fragment', `/app#/account/keys`, '/app#/account/keys'],
    ['the same with a bang', '/#!/keys', '/#!/keys'],
    ['a path in a fragment without what comes after it', '/app#/keys?token=1', '/app#/keys'],
    ['no part of such a path that is long', `/app#/keys/${'0a'.repeat(16)}/edit`, '/app#/keys'],
    ['no part of it that is odd', '/app#/keys/v2:00', '/app#/keys'],
    ['the query and a path in a fragment', '/app/?tab=read#/keys', '/app?tab=read#/keys'],
  ])('a list is distinguished from others of its host by %s: %s', (_, address, expected) => {
    for (const host of ['data.gov.sg', `${STAGING}:8443`])
      expect(listAddress(`https://${host}${address}`)).toBe(expected);
  });

  it.each([
    'https://example.com/admin/api-keys',
    'http://data.gov.sg/admin/api-keys',
    'https://data.gov.sg.example.com/',
    'rubbish',
    '',
    undefined,
  ])('a page of no government host has no address of a list: %s', (url) => {
    expect(listAddress(url)).toBeUndefined();
  });

  it('the address of a list is short, and holds no long value and nothing that selects no list', () => {
    const names = fc.constantFrom('agency', 'account', 'tab', 'Owner_id', 'filter', 'token', 'key', 'q');
    const values = fc.oneof(fc.stringMatching(/^[\w-]{0,60}$/), fc.string({ maxLength: 60 }));
    const paths = fc.webPath({ size: 'large' });
    fc.assert(
      fc.property(
        paths,
        fc.array(fc.tuple(names, values), { maxLength: 40 }),
        fc.oneof(fc.string(), fc.stringMatching(/^!?\/[\w/-]{0,60}$/)),
        (path, query, fragment) => {
          const url = `https://data.gov.sg${path}?${new URLSearchParams(query)}#${fragment}`;
          const address = listAddress(url)!;
          expect(address.length).toBeLessThanOrEqual(300);
          const [, kept = '', hash = ''] = /^[^?#]*(?:\?([^#]*))?(#.*)?$/.exec(address) ?? [];
          expect(hash).not.toMatch(/[\w-]{24}/);
          expect(kept).not.toMatch(/=[^&]{24}|(?:^|&)(?:token|key|q)=/);
          // It is its own address, unless it was cut short.
          if (address.length < 200) expect(listAddress(`https://data.gov.sg${address}`)).toBe(address);
        },
      ),
      { numRuns: randomCases(1000) },
    );
  });

  it('an address that is cut short because of its length says so, as another list may have the same', () => {
    const short = '/keys?tab=a-page-of-keys';
    expect(listAddress(`https://data.gov.sg${short}`)).toBe(short);
    const long = ['account', 'agency', 'project', 'team', 'owner', 'status', 'view', 'filter', 'section', 'type']
      .map((name) => `${name}=a-page-of-our-keys`)
      .join('&');
    const cut = listAddress(`https://data.gov.sg/keys?${long}`)!;
    expect(cut).toMatch(/^\/keys\?account=a-page-of-our-keys&.*…$/);
    expect(cut).toHaveLength(200);
    expect(isCutOff(cut)).toBe(true);
  });

  it('the address of a list fits into a record, however long that of the page is', () => {
    const { success } = knownListSchema.shape.address.safeParse(
      listAddress(`https://data.gov.sg/${'x/'.repeat(5000)}?${'agency=7&'.repeat(500)}#/${'y'.repeat(5000)}`),
    );
    expect(success).toBe(true);
  });
});

describe('where the keys of a host are', () => {
  it.each([
    [undefined, undefined, 'https://data.gov.sg/admin/api-keys'],
    [undefined, 'https://beta.data.gov.sg/keys', 'https://beta.data.gov.sg/keys'],
    [STAGING, undefined, `https://${STAGING}/admin/api-keys`],
    [STAGING, `https://${STAGING}:8443/keys`, `https://${STAGING}:8443/keys`],
    // Last seen on the other one.
    [undefined, `https://${STAGING}:8443/keys`, 'https://data.gov.sg/keys'],
    [STAGING, 'https://data.gov.sg/keys', `https://${STAGING}/keys`],
    [undefined, 'https://evil.example/keys', 'https://data.gov.sg/admin/api-keys'],
  ])('the keys of the host %s, last seen at %s, are at %s', (host, seenAt, url) => {
    expect(tabUrl(host, seenAt)).toBe(url);
  });

  const SEEN = 'https://data.gov.sg/admin/api-keys/';
  it.each([
    [
      'its own list, where another was read last',
      undefined,
      SEEN,
      '/account/keys?agency=7',
      'https://data.gov.sg/account/keys?agency=7',
    ],
    [
      'its own list, where another site was read last',
      undefined,
      `https://${STAGING}/keys`,
      '/admin/api-keys',
      'https://data.gov.sg/admin/api-keys',
    ],
    ['its own list, as it was seen', undefined, SEEN, '/admin/api-keys', SEEN],
    [
      'its own list, at the name and port that the site has',
      undefined,
      'https://beta.data.gov.sg:8443/x',
      '/keys',
      'https://beta.data.gov.sg:8443/keys',
    ],
    ['its own list on its own host', STAGING, SEEN, '/app#/account/keys', `https://${STAGING}/app#/account/keys`],
    [
      'its own list on a host with a port',
      STAGING,
      `https://${STAGING}:8443/x`,
      '/keys',
      `https://${STAGING}:8443/keys`,
    ],
    [
      'no list of an address that no page has',
      undefined,
      undefined,
      '/keys?token=1',
      'https://data.gov.sg/admin/api-keys',
    ],
    ['no list of an address that was cut short', undefined, SEEN, `/${'x/'.repeat(120)}`, SEEN],
    ['no list of an address that says that it was cut off', undefined, SEEN, '/keys/…', SEEN],
    ['no list beyond the site', undefined, SEEN, '@evil.example/keys', SEEN],
    ['no list of another host', undefined, SEEN, '.evil.gov.sg/keys', SEEN],
    ['no list of a host that is none', 'evil.example/', SEEN, '/keys', 'https://data.gov.sg/admin/api-keys'],
  ])('a key leads to %s', (_, host, seenAt, address, url) => {
    expect(tabUrl(host, seenAt, address)).toBe(url);
  });

  it('a key leads only to a government host, whatever a file says, and to nothing that selects no list', () => {
    const hosts = fc.option(
      fc.oneof(fc.constantFrom(STAGING, 'evil.example', 'data.gov.sg@evil.example', 'x.gov.sg:1/'), fc.string()),
      { nil: undefined },
    );
    const addresses = fc.option(
      fc.oneof(
        fc.webPath(),
        fc.string(),
        fc.constantFrom('//evil.example/', '\\\\evil.example', '/k?token=v2:0', '/k?agency=7', '@evil.example'),
      ),
      { nil: undefined },
    );
    const seen = fc.option(fc.oneof(fc.webUrl(), fc.constantFrom(SEEN, `https://${STAGING}:8443/keys?token=1`)), {
      nil: undefined,
    });
    fc.assert(
      fc.property(hosts, addresses, seen, (host, address, seenAt) => {
        const url = tabUrl(host, seenAt, address);
        expect(governmentHost(url)).toBeDefined();
        expect([plainSiteUrl(url), new URL(url).origin + listAddress(url)]).toContain(url);
      }),
      { numRuns: randomCases(2000) },
    );
  });
});

it.each([
  ['has the list', 'https://data.gov.sg/keys/?page=2&agency=7#top', 'https://data.gov.sg/keys?agency=7', true],
  ['has another agency’s', 'https://data.gov.sg/keys?agency=8', 'https://data.gov.sg/keys?agency=7', false],
  ['is of another site', `https://${STAGING}/keys`, 'https://data.gov.sg/keys', false],
  ['is of nobody', undefined, 'https://data.gov.sg/keys', false],
  ['is of no government', 'https://example.com/', 'https://example.com/', false],
])('an open page is taken for the list only if it has its address: one that %s', (_, open, list, isSame) => {
  expect(haveSameList(open, list)).toBe(isSame);
});

it.each([
  STAGING,
  ` ${STAGING} `,
  STAGING.toUpperCase(),
  `https://${STAGING}/admin/api-keys?page=2#top`,
  `https://${STAGING}:8443`,
  `${STAGING}:8443/admin`,
  `${STAGING}.`,
  `https://me@${STAGING}/`,
])('what the user enters as another site is reduced to its host: %j', (text) => {
  expect(enteredHost(text)).toEqual({ host: STAGING });
});

it.each([
  ['', 'missing'],
  ['   ', 'missing'],
  ['staging', 'noHost'],
  ['two words', 'noHost'],
  ['*.gov.sg', 'noHost'],
  ['https://', 'noHost'],
  ['-.gov.sg', 'noHost'],
  [`${'a.'.repeat(150)}gov.sg`, 'noHost'],
  [`http://${STAGING}/`, 'insecure'],
  [`ftp://${STAGING}/`, 'insecure'],
  ['data.gov.sg', 'included'],
  ['https://staging.data.gov.sg/admin', 'included'],
  ['gov.sg', 'foreign'],
  ['staging-gov.sg', 'foreign'],
  ['staging.gov.sg.example.com', 'foreign'],
  ['https://staging.gov.sg@example.com/', 'foreign'],
  ['10.0.0.1', 'foreign'],
  ['example.gov.sɡ', 'foreign'],
])('what the user enters as another site is refused: %j is %s', (text, problem) => {
  expect(enteredHost(text)).toEqual({ problem });
});
