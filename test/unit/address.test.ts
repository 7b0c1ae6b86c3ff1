import { describe, expect, it } from 'vitest';
import { enteredHost, governmentHost, listHost, plainSiteUrl, tabUrl } from '../../utils/site/address';

const STAGING = 'staging.example.gov.sg';

describe('an address', () => {
  it.each([
    ['https://data.gov.sg/admin/api-keys', undefined], ['https://www.data.gov.sg/', undefined], ['https://beta.data.gov.sg/', undefined],
    // Another deployment under the same name has keys of its own.
    ['https://staging.data.gov.sg/admin', 'staging.data.gov.sg'], [`https://${STAGING}:8443/admin`, STAGING], ['https://example.com/', undefined], [undefined, undefined],
  ])('%s has the keys of the host %s', (url, host) => {
    expect(listHost(url)).toBe(host);
  });

  it.each(['http://data.gov.sg/', 'https://gov.sg/', 'https://data.gov.sg.example.com/', 'https://examplegov.sg/', 'javascript:0', ''])('%j is none of the government', (url) => {
    expect(governmentHost(url)).toBeUndefined();
    expect(plainSiteUrl(url)).toBeUndefined();
  });

  it('is kept without query and fragment', () => {
    expect(plainSiteUrl(`https://${STAGING}:8443/admin/api-keys?session=1#top`)).toBe(`https://${STAGING}:8443/admin/api-keys`);
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
  ])('%s, last seen at %s: %s', (host, seenAt, url) => {
    expect(tabUrl(host, seenAt)).toBe(url);
  });
});

describe('what the user enters as another site', () => {
  it.each([
    STAGING, ` ${STAGING} `, STAGING.toUpperCase(), `https://${STAGING}/admin/api-keys?page=2#top`, `https://${STAGING}:8443`, `${STAGING}:8443/admin`, `${STAGING}.`, `https://me@${STAGING}/`,
  ])('is reduced to its host: %j', (text) => {
    expect(enteredHost(text)).toEqual({ host: STAGING });
  });

  it.each([
    ['', 'missing'], ['   ', 'missing'], ['staging', 'noHost'], ['two words', 'noHost'], ['*.gov.sg', 'noHost'], ['https://', 'noHost'], ['-.gov.sg', 'noHost'], [`${'a.'.repeat(150)}gov.sg`, 'noHost'],
    [`http://${STAGING}/`, 'insecure'], [`ftp://${STAGING}/`, 'insecure'],
    ['data.gov.sg', 'included'], ['https://staging.data.gov.sg/admin', 'included'],
    ['gov.sg', 'foreign'], ['staging-gov.sg', 'foreign'], ['staging.gov.sg.example.com', 'foreign'], ['https://staging.gov.sg@example.com/', 'foreign'], ['10.0.0.1', 'foreign'], ['example.gov.sɡ', 'foreign'],
  ])('is refused: %j is %s', (text, problem) => {
    expect(enteredHost(text)).toEqual({ problem });
  });
});
