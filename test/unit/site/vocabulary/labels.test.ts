import { describe, expect, it } from 'vitest';
import { isOfAnotherList } from '../../../../utils/site/evidence/other-list';
import { isAboutKeys } from '../../../../utils/site/vocabulary/other-lists';
import { fieldOf } from '../../../../utils/site/vocabulary/labels';
import { beginsWithExpiry } from '../../../../utils/site/vocabulary/statements';
import { readLifespan } from '../../../../utils/site/create-form';
import { cleanName } from '../../../../utils/secrets/clean-name';
import { isApiKeysTitle, isDocumentTitle, isLesserTitle } from '../../../../utils/site/vocabulary/titles';

/*
 * Each label with the field it stands for. Every one of them is no label of another field, so negatives come for free.
 */
const LABELS = {
  name: [
    'Key Name',
    'Name',
    'API key name',
    'Key',
    'Label',
    'key_name',
    'Name *',
    'Name not sorted, activate to sort ascending',
    'Name Toggle sort',
  ],
  expiry: [
    'Expiration',
    'Expires',
    'Expiry',
    'Expiry date',
    'Expires on',
    'Expires at:',
    'Valid until',
    'Valid till',
    'Expiration date (SGT)',
    'Exp.',
    'Expired on',
    'Renew by',
    'EXPIRES ▲',
    'Lifetime',
    'Use by',
    'Good through',
    'Set to expire on',
    'Active till',
    'Active until',
    'Valid up to',
    'Expiring on',
    'Key expires on',
    'TTL',
    'Time to live',
    'Access ends on',
    'Access until',
    'Until',
    'Termination date',
    'Rotation due',
    'Will expire',
    'Expiry timestamp (UTC+8)',
    'Time left',
    'Days until expiry',
    'Remaining validity',
    'Auto-revokes',
    'Next renewal due',
    'Key lifetime ends',
  ],
  created: [
    'Starts',
    'Started on',
    'Activated',
    'Created',
    'Created on',
    'Date created',
    'Creation date',
    'Issued',
    'Added on',
    'Valid from',
  ],
  lastUsed: ['Last used', 'Last accessed', 'Last used on', 'Last activity'],
  secret: ['Secret', 'Token', 'Key ID', 'Prefix'],
  status: ['Status', 'State', 'Key status'],
  tier: ['Tier', 'Plan', 'Scopes', 'Permissions'],
  description: ['Description', 'Notes'],
  owner: ['Owner', 'Created by'],
  actions: ['Actions', 'Action'],
};

it.each(Object.entries(LABELS).flatMap(([field, labels]) => labels.map((label) => [label, field])))(
  'the label "%s" is that of the field %s',
  (label, field) => {
    expect(fieldOf(label)).toBe(field);
  },
);

it.each(LABELS.expiry)('the label "%s" says the expiry before a colon and a date, too', (label) => {
  expect(beginsWithExpiry(`${label}: 7 Aug 2027`)).toBe(true);
});

it.each([
  'Good through 7 Aug 2027',
  'Access ends 7 Aug 2027',
  'Termination date 7 Aug 2027',
  'Auto-expires on 7 Aug 2027',
  'Automatically expires on 7 Aug 2027',
  'Will be revoked on 7 Aug 2027',
  'Stops on 7 Aug 2027',
  'Must be renewed by 7 Aug 2027',
  'Extended until 7 Aug 2027',
  'Active (until 7 Aug 2027)',
  'Active since 7 Aug 2026 until 7 Aug 2027',
  'Lapsed on 7 Aug 2026',
  '13 days left',
  '~ 2 months remaining',
])('the text "%s" begins with an expiry', (text) => {
  expect(beginsWithExpiry(text)).toBe(true);
});

it.each(['Data kept until 7 Aug 2027', '13 days left to reply', '3 datasets left', 'Owner: 7 people', 'Quota 2027'])(
  'the text "%s" does not',
  (text) => {
    expect(beginsWithExpiry(text)).toBe(false);
  },
);

it.each([
  'gazette-uploader',
  'Licence Name',
  'API Keys',
  'Expires soon, please renew',
  '7 Aug 2027',
  '',
  'Purpose',
  'Access date',
  'Active at',
  'Available from',
  'x'.repeat(500),
])('the text "%s" is no label of a field', (text) => {
  expect(fieldOf(text)).toBeUndefined();
});

it.each([
  'API Keys',
  'API keys',
  'Your API keys',
  'Manage API keys',
  'API keys (4)',
  'api-keys',
  'API key management',
  'Manage API keys for LTA',
  'API keys & tokens',
  'API Keys (2 active)',
  'Settings: API keys',
  'API keys for MOH',
  'Your API keys for Land Transport Authority',
  'API Keys and credentials',
  '🔑 API keys',
  'API keys:',
  'API keys 2/5',
  'API keys Beta',
])('the title "%s" is that of the tab', (text) => {
  expect(isApiKeysTitle(text)).toBe(true);
});

it.each([
  'How to generate API keys',
  'API keys and how to use them',
  'API usage statistics',
  'Keys',
  'Datasets',
  'About API keys',
  'API',
  '',
  'API keys for beginners',
  'API Keys for Beginners',
  'API keys: what they are',
  'Rotate API keys',
  'API keys 2026 roadmap',
])('the title "%s" is not that of the tab', (text) => {
  expect(isApiKeysTitle(text)).toBe(false);
});

it.each([
  'API key owners',
  'API key policies',
  'Key scopes',
  'Key templates',
  'Users with API keys',
  'Cancelled keys',
  'Keys you deleted',
  'Keys removed in the past 90 days',
  'Leaked keys that we have revoked',
  'Example of two keys that overlap',
  'For example:',
])('the title "%s" is that of a list of something else', (text) => {
  expect(isOfAnotherList(text)).toBe(true);
});

it('titles of documents and of other lists are distinguished from those of keys', () => {
  expect(['Docs', 'FAQ', 'Guides', 'Changelog'].every(isDocumentTitle)).toBe(true);
  expect(['API Keys', 'Admin dashboard', 'Settings'].some(isDocumentTitle)).toBe(false);
  expect(['Licence Name', 'Active sessions', 'Cookies we set', 'When does my key expire?'].every(isOfAnotherList)).toBe(
    true,
  );
  expect(['API keys', 'Expired keys (2)', 'Production', 'API key usage'].some(isOfAnotherList)).toBe(false);
  expect(['Recently deleted', 'Revoked (2)', 'Requested keys', 'Recycle bin', 'PGP keys'].every(isOfAnotherList)).toBe(
    true,
  );
  expect(['Keys that will be removed', 'Keys deleted after 90 days', 'Removed'].some(isOfAnotherList)).toBe(false);
  expect(['Export API keys', 'Revoked', 'Sandbox', 'Deleted scenes team'].some(isOfAnotherList)).toBe(false);
});

it.each([
  'Limits for API keys',
  'Maintenance of the API key service',
  'Apps connected with your keys',
  'Vendors using our keys',
  'Who can use these keys',
  'Systems that use your API keys',
  'Datasets these keys can write to',
])('the title "%s" is about something beside keys', (title) => {
  expect(isAboutKeys(title)).toBe(false);
});

it.each([
  'API keys',
  'Your keys',
  'Upload API keys',
  'API keys of MOH',
  'Keys for uploads',
  'Keys that expire soon',
  'List of your API keys',
  '2 of 5 keys',
  'Ministry of Health API keys',
  'Manage your keys',
])('the title "%s" is about keys', (title) => {
  expect(isAboutKeys(title)).toBe(true);
});

describe('a lifespan', () => {
  const now = Date.parse('2026-11-30T20:00+08:00');

  it.each([
    ['1 Month', '2026-12-30'],
    ['3 Months', '2027-02-28'],
    ['1 Year', '2027-11-30'],
    ['90 days', '2027-02-28'],
    ['for 2 weeks', '2026-12-14'],
  ])('a lifespan of %s chosen on 30 Nov 2026 ends some time on %s in Singapore', (text, day) => {
    const start = Date.parse(`${day}T00:00+08:00`);
    expect(readLifespan(text, now)).toMatchObject({
      kind: 'dated',
      earliest: start,
      latest: start + 86_400_000,
      approximate: true,
    });
  });

  it('a lifespan that is a date ends then', () => {
    expect(readLifespan('29 Nov 2027, 18:00', now)).toMatchObject({ earliest: Date.parse('2027-11-29T18:00+08:00') });
  });

  it.each(['No expiration', 'Never'])('a lifespan of "%s" never ends', (text) => {
    expect(readLifespan(text, now)).toMatchObject({ kind: 'never' });
  });

  it.each(['', 'Select an option', 'Expiration', '1 Jan 2020', 'abc'])('a lifespan is not read from "%s"', (text) => {
    expect(readLifespan(text, now)).toBeUndefined();
  });
});

it('a name is shown without what could disguise it, and cut between whole characters', () => {
  expect(cleanName('safe\u202Egnp.exe\u0007')).toBe('safegnp.exe');
  expect(cleanName('👩🏽\u200D💻  dev')).toBe('👩🏽\u200D💻 dev');
  expect(cleanName('🔑'.repeat(200)).length).toBeLessThanOrEqual(300);
  expect(cleanName('🔑'.repeat(200))).not.toMatch(/[\ud800-\udbff]$/);
});

it.each([
  'API',
  'API access',
  'API tokens',
  'Access keys',
  'Access tokens',
  'Your credentials',
  'Credentials',
  'Personal access tokens',
  'API credentials (2)',
  'Developer API settings',
  'Ministry of Health API keys',
  'NEA’s API keys',
  'API keys of Ministry of Health',
  'Manage API keys for your agency',
  'Ministry of Health / API keys',
  'Upload API keys',
  '2 API keys',
  'API keys and webhooks',
  'Create and manage API keys',
  'Developer settings',
  'Key management',
  'Upload keys',
  'Service tokens',
  'Access keys Beta',
])('the title "%s" says less than that of the tab', (text) => {
  expect(isLesserTitle(text)).toBe(true);
  expect(isApiKeysTitle(text)).toBe(false);
});

it.each([
  'Access',
  'SSH keys',
  'API usage',
  'APIs',
  'Licence keys',
  'API access requests',
  'SMS tokens',
  'API keys',
  'About API keys',
  'Pending API keys',
  'Rotate API keys',
  'Users with API keys',
  'How to generate API keys',
  'API key owners',
  'Settings',
  'Key',
  '',
])('the title "%s" says nothing of it', (text) => {
  expect(isLesserTitle(text)).toBe(false);
});
