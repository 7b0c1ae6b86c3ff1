import type { Page } from '@playwright/test';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { FAKE_SECRET } from './fake-secret';
import type { Browser } from './launch';

/*
 * The states that popup and options can be in: what is stored, and what the user does then. One list, so that each of
 * them is tested for accessibility and has a picture.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A state of one of our pages. */
export interface State {
  name: string;
  page: 'popup' | 'options' | 'report';
  /** The entries of `storage.local`, as seen from `now` (ms). */
  stored?: (now: number) => Record<string, unknown>;
  /** The entries of `storage.session`. */
  session?: (now: number) => Record<string, unknown>;
  /** Runs in the page before its own scripts: stands in for what the browser says, if that cannot be brought about. */
  before?: () => void;
  /** Brings the page into the state, once it is there. */
  act?: (page: Page) => Promise<unknown>;
  /** Found on the page once it is in the state. */
  shows: string | RegExp;
}

interface KeyChoices {
  kind?: string;
  account?: string;
  /** For how many days the key works in all, if its creation is known. */
  lifetime?: number;
  more?: Record<string, unknown>;
}

/** A key that expires at 18:00 SGT, so many days from now; `null` is never, `undefined` is not readable. */
export function key(
  now: number,
  name: string,
  days: number | null | undefined,
  { kind = 'write', account, lifetime, more }: KeyChoices = {},
): Record<string, unknown> {
  const today = Math.floor((now + 8 * HOUR) / DAY);
  const at = (today + (days ?? 0)) * DAY + 10 * HOUR;
  const dated = { kind: 'dated', earliest: at, latest: at, text: '' };
  const undated =
    days === null ? { kind: 'never', text: 'Never' } : { kind: 'unknown', text: 'end of the financial year' };
  const expiry = typeof days === 'number' ? dated : undated;
  return {
    id: name.slice(0, 64),
    name,
    kind,
    expiry,
    firstSeenAt: now - 90 * DAY,
    lastSeenAt: now,
    ...(account && { account }),
    ...(lifetime && { createdAt: at - lifetime * DAY }),
    ...more,
  };
}

/** The keys document, as read five minutes ago. */
export function keysDocument(
  now: number,
  keys: Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    keys: {
      version: 2,
      keys,
      lists: [],
      ledger: {},
      lastReading: { at: now - 5 * 60_000, url: 'https://data.gov.sg/admin/api-keys' },
      ...more,
    },
  };
}

/** Six keys as an agency may have them. */
const six = (now: number): Record<string, unknown>[] => [
  key(now, 'gazette-uploader', 3, {
    lifetime: 365,
    more: {
      copies: [now - 3 * DAY],
      note: 'Used by the gazette pipeline, ask Mei’s team.',
      uses: [{ text: 'Gazette pipeline' }, { text: 'Nightly check on the staging server' }],
    },
  }),
  key(now, 'bus-arrivals-nightly', 12, { lifetime: 90 }),
  key(now, 'rainfall-sync', 29, { lifetime: 180 }),
  key(now, 'moh-weekly-stats', 242, { lifetime: 365 }),
  key(now, 'census-2026-load', null),
  key(now, 'dashboard-read', 100, { kind: 'read', lifetime: 365 }),
];
/** Six keys, of which some say who must act. */
const contacted = (now: number): Record<string, unknown>[] =>
  six(now).map((record) =>
    ['gazette-uploader', 'dashboard-read'].includes(record.name as string)
      ? {
          ...record,
          contacts: [
            { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' },
            { name: 'Data and analytics team of the Ministry of Examples' },
          ],
        }
      : record,
  );
const calm = (now: number): Record<string, unknown>[] => six(now).slice(3);
const UNDATED = new Map([
  [7, null],
  [9, undefined],
]);
const forty = (now: number): Record<string, unknown>[] =>
  Array.from({ length: 40 }, (_, index) =>
    key(
      now,
      `agency-feed-${String(index + 1).padStart(2, '0')}`,
      UNDATED.has(index) ? UNDATED.get(index) : 2 + index * 11,
      { kind: index % 5 === 0 ? 'read' : 'write', lifetime: 365 },
    ),
  );

/** Keys of two sites, with all that a report can say of them. */
const reported = (now: number): Record<string, unknown>[] => [
  key(now, 'gazette-uploader', 3, {
    lifetime: 365,
    account: 'mei_ling@tech.example.gov.sg',
    more: {
      copies: [now - 3 * DAY],
      contacts: [{ name: 'Mei Ling', email: 'mei_ling@tech.example.gov.sg' }, { name: 'Publishing' }],
      link: 'https://wiki.example.gov.sg/gazette-uploads',
      note: 'Used by the gazette pipeline, ask Mei’s team.\nOwner on paper: Publishing.',
      uses: [{ text: 'Gazette pipeline' }, { text: 'Nightly check on the staging server' }],
      lastUsed: { kind: 'at', earliest: now - 2 * HOUR, latest: now - 2 * HOUR },
    },
  }),
  key(now, '=HYPERLINK("https://example.com";"rainfall-sync")', 29, {
    lifetime: 180,
    more: { note: '| a | b |\n**bold** <b>HTML</b>', lastUsed: { kind: 'never' } },
  }),
  key(now, 'gazette-uploader-2026', 40, {
    lifetime: 365,
    account: 'mei_ling@tech.example.gov.sg',
    more: {
      replacedBy: 'gazette-uploader',
      replacedSince: now - 60 * DAY,
      lastUsed: { kind: 'at', earliest: now - 91 * DAY, latest: now - 90 * DAY },
    },
  }),
  key(now, 'coastal-cams', 242, { lifetime: 365, more: { host: 'staging.example.gov.sg', muted: true } }),
  key(now, 'census-2026-load', null),
  key(now, 'carpark-sensor-pilot', undefined),
  key(now, 'legacy-ftp-bridge', -30, { more: { goneSince: now - 20 * DAY, goneBecause: 'deletion' } }),
];

/** A key that was seen to be deleted. */
function deletedAt(at: number): Record<string, unknown> {
  return { goneSince: at, goneBecause: 'deletion' };
}

/** Opens the page of a key that is no longer listed. */
async function openGone(page: Page, name: string): Promise<void> {
  await page.getByText(/no longer listed/).click();
  await page.getByRole('button', { name, exact: true }).click();
}

function missingSince(at: number): Record<string, unknown> {
  return { since: at, latest: at, readings: 1 };
}

function ambiguous(record: Record<string, any>): Record<string, unknown> {
  return { ...record, expiry: { ...record.expiry, text: '03/04/2027', ambiguous: true } };
}

/** Six keys, of which the tab lacks two. */
const missing = (now: number): Record<string, unknown> =>
  keysDocument(
    now,
    six(now).map((one) =>
      ['rainfall-sync', 'census-2026-load'].includes(one.name as string)
        ? { ...one, missing: missingSince(now - 2 * DAY) }
        : one,
    ),
  );

/** Six keys: one was due for replacement, one is soon, and one is so much later. */
const toReplace = (now: number): Record<string, unknown> => {
  const dates: Record<string, Record<string, unknown>> = {
    'census-2026-load': { kind: 'date', at: now - 3 * DAY },
    'moh-weekly-stats': { kind: 'date', at: now + 7 * DAY },
    'dashboard-read': { kind: 'cadence', days: 330 },
  };
  return keysDocument(
    now,
    six(now).map((one) => ({
      ...one,
      ...(dates[one.name as string] && { replaceBy: dates[one.name as string] }),
    })),
  );
};

/** Keys that are no longer listed, each for a reason of its own. */
const gone = (now: number): Record<string, unknown> =>
  keysDocument(now, [
    ...six(now),
    ...[
      ['tender-feed', 'user'],
      ['old-trial', 'deletion'],
      ['flood-sensors', 'readings'],
      ['gazette-2025', 'replaced'],
      ['legacy-ftp-bridge', 'expired'],
    ].map(([name, goneBecause], index) =>
      key(now, name!, goneBecause === 'expired' ? -40 : 80, {
        more: {
          goneSince: now - (index + 2) * DAY,
          goneBecause,
          missing: missingSince(now - 20 * DAY),
          ...(goneBecause === 'replaced' && { replacedBy: 'moh-weekly-stats' }),
        },
      }),
    ),
  ]);

/** A record whose rendering fails: here, one that was copied days ago. */
function failOnDays(): void {
  const { format } = Intl.RelativeTimeFormat.prototype;
  Intl.RelativeTimeFormat.prototype.format = function (value: number, unit: Intl.RelativeTimeFormatUnit) {
    if (unit === 'day') throw new Error('cannot be rendered');
    return format.call(this, value, unit);
  };
}

/** A key whose rotation has begun, and one that appeared since. */
const rotating = (now: number): Record<string, unknown> =>
  keysDocument(now, [
    ...six(now).map((one) => (one.name === 'gazette-uploader' ? { ...one, rotation: { startedAt: now - DAY } } : one)),
    key(now, 'gazette-uploader-2027', 365, { lifetime: 366, more: { firstSeenAt: now, createdAt: now } }),
  ]);

/** A key that the user removed from the list. */
const forgotten = (now: number): Record<string, unknown> =>
  keysDocument(
    now,
    six(now).map((one) => (one.name === 'gazette-uploader' ? { ...one, forgottenAt: now - DAY } : one)),
  );

/** Data that could not be read, and is set aside. */
const setAside = (now: number): Record<string, unknown> => ({
  ...keysDocument(now, six(now)),
  quarantine: [{ name: 'keys', path: 'keys.3', at: now, problem: 'not an object', document: 'rubbish' }],
});

/** Two other sites are allowed, and a further one is not: the prompt of a real browser is out of reach. */
function allowStaging(): void {
  const { permissions } = (globalThis as any).chrome;
  const origins = ['staging', 'uat'].map((name) => `https://${name}.portal.example.gov.sg/*`);
  Object.defineProperty(permissions, 'getAll', {
    value: () => Promise.resolve({ origins, permissions: ['scripting'] }),
  });
  Object.defineProperty(permissions, 'request', { value: () => Promise.resolve(false) });
}

/** An agency's own rule on keys, as an administrator sets it. */
export const AGENCY_RULE = {
  text: 'Keep keys in the agency’s vault. Lost one? Call the service desk at once.',
  url: 'https://intranet.example.gov.sg/api-keys',
};

/** Six keys, the second of which may have leaked. */
function leakedOf(now: number): Record<string, unknown>[] {
  return six(now).map((one) =>
    one.name === 'gazette-uploader'
      ? { ...one, copies: [now - DAY, now - 3 * DAY], leak: { startedAt: now - HOUR, isCreated: true, isMoved: true } }
      : one,
  );
}

export const STATES: readonly State[] = [
  { name: 'popup-empty', page: 'popup', shows: 'No keys yet' },
  {
    name: 'popup-one-key',
    page: 'popup',
    stored: (now) => keysDocument(now, [key(now, 'gazette-uploader', 3, { lifetime: 365 })]),
    shows: '1 key expires in 3 days',
  },
  {
    name: 'popup-six-keys',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    shows: '3 keys expire soon, the first in 3 days',
  },
  {
    name: 'popup-calm',
    page: 'popup',
    stored: (now) => keysDocument(now, calm(now)),
    shows: /2 keys work at least until \d+\s\w+\s\d{4}/,
  },
  {
    name: 'popup-expired-and-gone',
    page: 'popup',
    shows: '2 have expired, the next expires in 3 days',
    act: async (page) => {
      for (const summary of await page.locator('.fold > summary').all()) await summary.click();
    },
    stored: (now) =>
      keysDocument(now, [
        ...six(now),
        key(now, 'tender-feed', -2),
        key(now, 'legacy-ftp-bridge', -40),
        key(now, 'carpark-sensor-pilot', undefined),
        key(now, 'old-trial', -30, { more: { goneSince: now - 9 * DAY, goneBecause: 'expired' } }),
      ]),
  },
  { name: 'popup-missing', page: 'popup', stored: missing, shows: '2 keys are not on the API Keys tab' },
  {
    name: 'popup-missing-key',
    page: 'popup',
    stored: missing,
    act: (page) => page.getByRole('button', { name: 'rainfall-sync', exact: true }).click(),
    shows: 'It may still work, so its reminders continue.',
  },
  {
    name: 'popup-deleted',
    page: 'popup',
    stored: missing,
    shows: '“rainfall-sync” is marked as deleted. No more reminders.',
    act: (page) => page.getByRole('button', { name: 'I deleted it: rainfall-sync' }).click(),
  },
  {
    name: 'popup-gone',
    page: 'popup',
    stored: gone,
    act: (page) => page.getByText('5 keys no longer listed').click(),
    shows: 'the API Keys tab did not list it three times in a row',
  },
  {
    name: 'popup-gone-key',
    page: 'popup',
    stored: gone,
    shows: 'If this key may still work, restore it',
    act: async (page) => {
      await page.getByText('5 keys no longer listed').click();
      await page.getByRole('button', { name: 'flood-sensors', exact: true }).click();
    },
  },
  {
    name: 'timeline-missing',
    page: 'popup',
    stored: missing,
    act: (page) => page.getByText('Timeline').click(),
    shows: 'May still work (not on the API Keys tab):',
  },
  {
    name: 'popup-doubtful',
    page: 'popup',
    shows: '1 key has a date that can be read two ways',
    stored: (now) =>
      keysDocument(now, [
        key(now, 'rainfall-sync', 100, { more: { missing: missingSince(now - DAY) } }),
        key(now, 'carpark-sensor-pilot', undefined),
        ambiguous(key(now, 'tender-feed', 60)),
        key(now, 'bus-arrivals-nightly', 12, { more: { muted: true, mutedSince: now - 26 * DAY } }),
      ]),
  },
  {
    name: 'popup-translated',
    page: 'popup',
    shows: 'The browser has translated the API Keys tab',
    stored: (now) =>
      keysDocument(now, six(now), {
        unreadable: { at: now, url: 'https://data.gov.sg/admin/api-keys', reason: 'translated' },
      }),
  },
  {
    name: 'popup-left-out',
    page: 'popup',
    shows: '2 rows of the API Keys tab could not be read and were left out',
    stored: (now) =>
      keysDocument(now, six(now), { lastReading: { at: now, url: 'https://data.gov.sg/admin/api-keys', leftOut: 2 } }),
  },
  {
    name: 'popup-no-room',
    page: 'popup',
    shows: '37 keys on the API Keys tab were not added',
    stored: (now) =>
      keysDocument(now, six(now), { lastReading: { at: now, url: 'https://data.gov.sg/admin/api-keys', noRoom: 37 } }),
  },
  {
    name: 'popup-refused-note',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'Not saved: this looks like an API key or part of one',
    act: async (page) => {
      await page.getByRole('button', { name: 'gazette-uploader', exact: true }).click();
      await page.getByLabel('Note').fill(`The pipeline has ${FAKE_SECRET}`);
      await page.getByLabel('Note').blur();
    },
  },
  {
    name: 'popup-speak-again',
    page: 'popup',
    stored: (now) => ({ keys: { ...(missing(now) as any).keys, speakAgain: 2 } }),
    shows: '2 keys have reminders again',
  },
  {
    name: 'popup-broken-key',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    before: failOnDays,
    shows: 'Cannot be shown.',
  },
  {
    name: 'popup-broken-page',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    before: failOnDays,
    act: (page) => page.getByRole('button', { name: 'gazette-uploader', exact: true }).click(),
    shows: 'This cannot be shown',
  },
  { name: 'popup-forty-keys', page: 'popup', stored: (now) => keysDocument(now, forty(now)), shows: 'agency-feed-03' },
  {
    name: 'popup-search',
    page: 'popup',
    stored: (now) => keysDocument(now, forty(now)),
    act: (page) => page.getByLabel('Search keys').fill('feed-3'),
    shows: 'agency-feed-39',
  },
  {
    name: 'popup-search-none',
    page: 'popup',
    stored: (now) => keysDocument(now, forty(now)),
    act: (page) => page.getByLabel('Search keys').fill('no such key'),
    shows: 'No key matches',
  },
  {
    name: 'popup-accounts',
    page: 'popup',
    shows: 'data@moh.example.gov.sg',
    stored: (now) =>
      keysDocument(now, [
        ...six(now).map((one) => ({ ...one, account: 'mei.ling@tech.example.gov.sg' })),
        key(now, 'moh-dengue-clusters', 6, { account: 'data@moh.example.gov.sg', lifetime: 30 }),
        key(now, 'found-on-another-page', 80),
      ]),
  },
  {
    name: 'popup-hosts',
    page: 'popup',
    shows: 'data.gov.sg last read 5 minutes ago',
    stored: (now) =>
      keysDocument(now, [
        ...six(now).slice(0, 3),
        key(now, 'gazette-uploader', 9, {
          lifetime: 30,
          more: { id: 'staging-1', host: 'staging.portal.example.gov.sg' },
        }),
        key(now, 'load-test', null, { more: { host: 'staging.portal.example.gov.sg' } }),
      ]),
  },
  {
    name: 'timeline-hosts',
    page: 'popup',
    shows: 'Today',
    act: (page) => page.getByText('Timeline').click(),
    stored: (now) =>
      keysDocument(now, [
        ...six(now).slice(0, 3),
        ...['gazette-uploader', 'load-test'].map((name, index) =>
          key(now, name, 9 + index, {
            lifetime: 30,
            more: { id: `staging-${index}`, host: 'staging.portal.example.gov.sg' },
          }),
        ),
      ]),
  },
  {
    name: 'popup-silent-keys',
    page: 'popup',
    shows: /^No reminders since .+: muted, not counted on the toolbar button$/,
    stored: (now) => ({
      ...keysDocument(now, [
        key(now, 'gazette-uploader', 3, { more: { snoozedUntil: now + DAY } }),
        key(now, 'bus-arrivals-nightly', 12, { more: { muted: true, mutedSince: now - 26 * DAY } }),
        key(now, 'rainfall-sync', 29, { more: { replacedBy: 'moh-weekly-stats', replacedSince: now - 5 * DAY } }),
        key(now, 'moh-weekly-stats', 242, { more: { renewedAt: now - DAY } }),
        key(now, 'tender-feed', 90, { more: { thresholdDays: [] } }),
      ]),
      settings: { version: 2, settings: { mutedUntil: now + 3 * DAY } },
    }),
  },
  {
    name: 'popup-long-names',
    page: 'popup',
    stored: (now) =>
      keysDocument(now, [
        key(now, 'a-very-long-name-of-a-key-that-somebody-gave-it-'.repeat(2), 3),
        key(now, '很长的密钥名称'.repeat(12), 12),
        key(now, 'w'.repeat(90), 20),
      ]),
    shows: '3 keys expire soon',
  },
  {
    name: 'popup-unreadable',
    page: 'popup',
    stored: (now) =>
      keysDocument(now, six(now), { unreadable: { at: now, url: 'https://data.gov.sg/admin/api-keys' } }),
    shows: 'This version cannot read the API Keys tab',
  },
  {
    name: 'popup-no-access',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'Key Companion cannot access data.gov.sg',
    before: () =>
      Object.defineProperty((globalThis as any).chrome.permissions, 'contains', {
        value: () => Promise.resolve(false),
      }),
  },
  {
    name: 'popup-blocked',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now), { refusedSince: now - DAY }),
    shows: 'Notifications are blocked',
  },
  {
    name: 'popup-newer-storage',
    page: 'popup',
    stored: (now) => ({ keys: { ...(keysDocument(now, six(now)) as any).keys, version: 99 } }),
    shows: 'Your list was saved by a newer version',
  },
  {
    name: 'popup-set-aside',
    page: 'popup',
    shows: 'Some saved data could not be read',
    stored: setAside,
  },
  {
    name: 'popup-set-aside-question',
    page: 'popup',
    shows: 'Discard this data permanently?',
    act: (page) => page.getByRole('button', { name: 'Discard' }).click(),
    stored: setAside,
  },
  {
    name: 'popup-storage-full',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    session: (now) => ({ unsaved: { at: now, isFull: true } }),
    shows: 'The browser’s storage is full',
  },
  {
    name: 'popup-storage-failed',
    page: 'popup',
    shows: 'The browser’s storage is not responding',
    before: () =>
      Object.defineProperty((globalThis as any).chrome.storage.local, 'get', {
        value: () => Promise.reject(new Error('no answer')),
      }),
  },
  {
    name: 'popup-add',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    act: (page) => page.getByRole('button', { name: 'Add a key by hand' }).click(),
    shows: 'Key name',
  },
  {
    name: 'popup-key',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    act: (page) => page.getByRole('button', { name: 'gazette-uploader' }).click(),
    shows: 'Where this key is used',
  },
  ...[
    ['one', (now: number) => six(now).slice(0, 1)],
    ['six', six],
    ['forty', forty],
  ].map(([count, keys]): State => ({
    name: `timeline-${count as string}`,
    page: 'popup',
    stored: (now) => keysDocument(now, (keys as typeof six)(now)),
    act: (page) => page.getByText('Timeline').click(),
    shows: 'Today',
  })),
  {
    name: 'popup-contacts-list',
    page: 'popup',
    stored: (now) => keysDocument(now, contacted(now)),
    shows: /^Who must act: Mei Ling\s· Data and analytics team/,
  },
  {
    name: 'popup-contacts',
    page: 'popup',
    stored: (now) => keysDocument(now, contacted(now)),
    act: (page) => page.getByRole('button', { name: 'gazette-uploader' }).click(),
    shows: 'Write to them',
  },
  {
    name: 'popup-contacts-adding',
    page: 'popup',
    stored: (now) => keysDocument(now, contacted(now)),
    act: async (page) => {
      await page.getByRole('button', { name: 'rainfall-sync' }).click();
      await page.getByRole('button', { name: 'Add who must act' }).click();
      await page.getByLabel('Email (optional)').fill('mei.ling');
      await page.getByRole('button', { name: 'Add', exact: true }).last().click();
    },
    shows: 'This is not an email address.',
  },
  {
    name: 'popup-link',
    page: 'popup',
    stored: (now) =>
      keysDocument(now, [{ ...contacted(now)[0], link: 'https://intranet.example.gov.sg/runbooks/gazette' }]),
    act: (page) => page.getByRole('button', { name: 'gazette-uploader' }).click(),
    shows: 'Runbook: intranet.example.gov.sg (opens in new tab)',
  },
  {
    name: 'popup-link-wrong',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    act: async (page) => {
      await page.getByRole('button', { name: 'gazette-uploader' }).click();
      await page.getByRole('button', { name: 'Add a link to the runbook' }).click();
      await page.getByLabel('Address of the runbook').fill('http://intranet.example.gov.sg/runbook');
      await page.keyboard.press('Enter');
    },
    shows: 'The address must begin with https://',
  },
  {
    name: 'popup-rotation-begun',
    page: 'popup',
    stored: (now) => keysDocument(now, contacted(now)),
    act: async (page) => {
      await page.getByRole('button', { name: 'gazette-uploader' }).click();
      await page.getByRole('button', { name: 'Rotate this key' }).click();
    },
    shows: 'A name for it:',
  },
  {
    name: 'popup-rotation',
    page: 'popup',
    shows: 'Is it the new key?',
    act: (page) => page.getByRole('button', { name: 'gazette-uploader', exact: true }).click(),
    stored: rotating,
  },
  {
    name: 'popup-rotation-question',
    page: 'popup',
    shows: 'Stop rotating this key?',
    act: async (page) => {
      await page.getByRole('button', { name: 'gazette-uploader', exact: true }).click();
      await page.getByRole('button', { name: 'Stop rotation' }).click();
    },
    stored: rotating,
  },
  {
    name: 'popup-rotated',
    page: 'popup',
    shows: 'Nothing uses this key any more',
    act: (page) => page.getByRole('button', { name: 'gazette-uploader', exact: true }).click(),
    stored: (now) =>
      keysDocument(
        now,
        six(now).map((one) =>
          one.name === 'gazette-uploader'
            ? {
                ...one,
                replacedBy: 'moh-weekly-stats',
                uses: [{ text: 'Gazette pipeline', isMoved: true }],
                rotation: { startedAt: now - DAY, successor: 'moh-weekly-stats', isVerified: true },
              }
            : one,
        ),
      ),
  },
  {
    name: 'popup-leaked-list',
    page: 'popup',
    shows: 'May have leaked: delete this key',
    stored: (now) => keysDocument(now, leakedOf(now)),
  },
  {
    name: 'popup-leaked',
    page: 'popup',
    shows: 'Check what was uploaded or changed',
    act: async (page) => {
      await page.getByRole('button', { name: 'gazette-uploader', exact: true }).click();
      await page.getByText('Delete the leaked key at once').scrollIntoViewIfNeeded();
    },
    stored: (now) => keysDocument(now, leakedOf(now)),
  },
  {
    name: 'popup-stopped',
    page: 'popup',
    shows: 'What a status can mean',
    act: (page) => page.getByRole('button', { name: 'Uploads stopped?' }).click(),
    stored: (now) => keysDocument(now, six(now)),
  },
  { name: 'popup-to-replace', page: 'popup', stored: toReplace, shows: '1 key is overdue for replacement' },
  {
    name: 'popup-to-replace-calm',
    page: 'popup',
    stored: (now) => keysDocument(now, [key(now, 'census-2026-load', null), key(now, 'old-trial', null)]),
    shows: '2 keys never expire: set a date to replace them',
  },
  {
    name: 'popup-replace-by',
    page: 'popup',
    stored: (now) => ({
      ...keysDocument(now, [
        key(now, 'census-2026-load', null, { more: { replaceBy: { kind: 'cadence', days: 90 } } }),
        key(now, 'dashboard-read', 100),
      ]),
      settings: { version: 2, settings: { ...DEFAULT_SETTINGS, rotateEveryDays: 180 } },
      policy: { rotateEveryDays: 365 },
    }),
    act: async (page) => {
      await page.getByRole('button', { name: 'census-2026-load', exact: true }).click();
      await page.getByText('Replace by').click();
    },
    shows: /counted from the day it was first seen/,
  },
  {
    name: 'timeline-to-replace',
    page: 'popup',
    stored: toReplace,
    act: (page) => page.getByText('Timeline', { exact: true }).click(),
    shows: 'Any write key',
  },
  {
    name: 'popup-leaked-which',
    page: 'popup',
    shows: 'Which key may have leaked?',
    act: async (page) => {
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(`${address}#view=leaked`);
    },
    stored: (now) => keysDocument(now, six(now)),
  },
  {
    name: 'popup-leaked-begun',
    page: 'popup',
    shows: 'The new key is ready',
    act: async (page) => {
      await page.getByRole('button', { name: 'rainfall-sync', exact: true }).click();
      await page.getByRole('button', { name: 'It may have leaked…' }).click();
    },
    stored: (now) => keysDocument(now, six(now)),
  },
  {
    name: 'popup-leaked-review',
    page: 'popup',
    shows: 'No copies of this key are recorded here.',
    act: (page) => openGone(page, 'rainfall-sync'),
    stored: (now) =>
      keysDocument(
        now,
        six(now).map((one) =>
          one.name === 'rainfall-sync'
            ? {
                ...one,
                ...deletedAt(now - HOUR),
                leak: { startedAt: now - DAY, isCreated: true, isMoved: true },
              }
            : one,
        ),
      ),
  },
  {
    name: 'popup-leaked-done',
    page: 'popup',
    shows: 'All steps are done.',
    act: async (page) => {
      await openGone(page, 'gazette-uploader');
      for (const step of await page.locator('.steps summary').all()) await step.click();
      await page.getByRole('button', { name: 'It has not leaked' }).click();
    },
    stored: (now) => ({
      ...keysDocument(
        now,
        leakedOf(now).map((one) =>
          one.name === 'gazette-uploader'
            ? {
                ...one,
                ...deletedAt(now - HOUR),
                leak: { startedAt: now - DAY, isCreated: true, isMoved: true, isReviewed: true, isReported: true },
              }
            : one,
        ),
      ),
      policy: { leakPolicy: AGENCY_RULE },
    }),
  },
  {
    name: 'popup-stopped-key',
    page: 'popup',
    shows: /Uploads with it fail\./,
    act: async (page) => {
      await page.getByRole('button', { name: 'tender-feed', exact: true }).click();
      await page.getByRole('button', { name: 'Uploads stopped?' }).click();
      await page.getByText('Other command lines').click();
    },
    stored: (now) => keysDocument(now, [...six(now), key(now, 'tender-feed', -2)]),
  },
  {
    name: 'popup-stopped-no-keys',
    page: 'popup',
    shows: 'No write key is known here.',
    act: (page) => page.getByRole('button', { name: 'Uploads stopped?' }).click(),
  },
  {
    name: 'popup-forgotten',
    page: 'popup',
    shows: 'gazette-uploader',
    act: (page) => page.getByText('1 removed key').click(),
    stored: forgotten,
  },
  {
    name: 'popup-forgotten-question',
    page: 'popup',
    shows: 'Delete everything stored about “gazette-uploader”?',
    act: async (page) => {
      await page.getByText('1 removed key').click();
      await page.getByRole('button', { name: 'Delete permanently…' }).click();
    },
    stored: forgotten,
  },
  {
    name: 'popup-stale-tab',
    page: 'popup',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'Reload the API Keys tab',
    before: () => {
      Object.defineProperty((globalThis as any).chrome.tabs, 'query', {
        value: () => Promise.resolve([{ id: 1, url: 'https://data.gov.sg/admin/api-keys' }]),
      });
    },
  },
  {
    name: 'options-locked',
    page: 'options',
    shows: 'Set by your administrator',
    stored: (now) => ({
      ...keysDocument(now, six(now)),
      policy: {
        thresholdDays: [30, 7, 1, 0],
        leakWarning: 'full',
        coverKeys: true,
        quietHours: { from: 1320, to: 420 },
      },
    }),
  },
  {
    name: 'options-replacing',
    page: 'options',
    stored: (now) => ({
      ...keysDocument(now, six(now)),
      settings: { version: 2, settings: { ...DEFAULT_SETTINGS, rotateEveryDays: 90 } },
      policy: { rotateEveryDays: 365 },
    }),
    act: async (page) => {
      await page.getByLabel('Replace every').fill('0');
      await page.getByLabel('Replace every').blur();
    },
    shows: 'Enter a whole number from 1 to 3650.',
  },
  {
    name: 'options-hosts',
    page: 'options',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'uat.portal.example.gov.sg',
    before: allowStaging,
    act: async (page) => {
      await page.getByLabel('Address of the site').fill('https://demo.portal.example.gov.sg/admin/api-keys?page=1');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('Your browser did not allow it, so demo.portal.example.gov.sg is not read.').waitFor();
    },
  },
  {
    name: 'options-hosts-wrong',
    page: 'options',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'The address must end in .gov.sg.',
    before: allowStaging,
    act: async (page) => {
      await page.getByLabel('Address of the site').fill('staging.example.com');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    },
  },
  {
    name: 'options-hosts-locked',
    page: 'options',
    shows: 'demo.portal.example.gov.sg',
    before: allowStaging,
    stored: (now) => ({
      ...keysDocument(now, six(now)),
      policy: { hosts: ['staging.portal.example.gov.sg', 'demo.portal.example.gov.sg'] },
    }),
  },
  {
    name: 'options-import',
    page: 'options',
    stored: (now) => keysDocument(now, six(now)),
    shows: /contained what looks like an API key/,
    act: async (page) => {
      const file = {
        format: 'key-companion',
        version: 2,
        exportedAt: new Date().toISOString(),
        settings: { version: 2, settings: { ...DEFAULT_SETTINGS, notifications: false, weekdaysOnly: true } },
        keys: {
          version: 2,
          keys: [
            key(Date.now(), 'from-the-file', 40, { more: { note: `It is ${FAKE_SECRET}` } }),
            key(Date.now(), 'muted-in-the-file', 50, { more: { muted: true } }),
          ],
          lists: [],
          ledger: {},
        },
      };
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
    },
  },
  {
    name: 'options-import-refused',
    page: 'options',
    stored: (now) => keysDocument(now, six(now)),
    shows: /this file is not a Key Companion export/,
    act: (page) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from('{}') }),
  },
  { name: 'options', page: 'options', stored: (now) => keysDocument(now, six(now)), shows: 'Key Companion options' },
  { name: 'report', page: 'report', stored: (now) => keysDocument(now, reported(now)), shows: 'legacy-ftp-bridge' },
  {
    name: 'report-forty-keys',
    page: 'report',
    stored: (now) => keysDocument(now, forty(now)),
    shows: 'agency-feed-40',
  },
  { name: 'report-empty', page: 'report', shows: 'No keys to report yet.' },
  {
    name: 'popup-old-unused',
    page: 'popup',
    shows: 'Not used for 90 days',
    stored: (now) => keysDocument(now, reported(now)),
  },
  {
    name: 'popup-last-used',
    page: 'popup',
    shows: /Last used 2.hours ago/,
    act: (page) => page.getByRole('button', { name: 'gazette-uploader', exact: true }).click(),
    stored: (now) => keysDocument(now, reported(now)),
  },
  {
    name: 'options-delete-question',
    page: 'options',
    stored: (now) => keysDocument(now, six(now)),
    shows: 'Delete everything that Key Companion has stored?',
    act: (page) => page.getByRole('button', { name: 'Delete everything' }).click(),
  },
];

/** The tab that a state leaves for the next one: what is set before a page's own scripts holds for all that follow. */
export async function tabAfter(page: Page, { before }: State): Promise<Page | undefined> {
  if (!before) return page;
  await page.close();
  return undefined;
}

/**
 * Opens a page of ours in one of its states, in a page that is open already if one is given. What was stored before is
 * gone.
 */
export async function openState(
  { context, baseUrl }: Browser,
  { page: name, stored, session, before, act, shows }: State,
  reused?: Page,
): Promise<Page> {
  const page = reused ?? (await context.newPage());
  await page.setViewportSize(name === 'popup' ? { width: 380, height: 600 } : { width: 800, height: 800 });
  // A page of the extension that is none of the two, to write from.
  await page.goto(`${baseUrl}icons/16.png`);
  const now = Date.now();
  await page.evaluate(
    async ([local, others]) => {
      const { runtime, storage } = (globalThis as any).chrome;
      // A worker that has just started takes over that the browser has no policy, and answers once that is done.
      if ('policy' in local) {
        await storage.managed.get().catch(() => undefined);
        await runtime.sendMessage({ type: 'mute', body: { id: 'no such key', isMuted: false } });
      }
      await Promise.all([storage.local.clear(), storage.session.clear()]);
      await Promise.all([storage.local.set(local), storage.session.set(others)]);
    },
    [stored?.(now) ?? {}, session?.(now) ?? {}] as const,
  );
  if (before) await page.addInitScript(before);
  await page.goto(`${baseUrl}${name}.html`);
  await act?.(page);
  await page.getByText(shows).first().waitFor();
  return page;
}
