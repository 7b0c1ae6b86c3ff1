import type { Page } from '@playwright/test';
import {
  createKey,
  expect,
  expectBadgeOnEveryKey,
  storedDocuments,
  test as standIn,
  testOfPages as test,
} from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';

/*
 * Two visits of pages that nobody here wrote: what the second one lacks is silent only where there is evidence. The
 * pages differ in what they are made of; what they say of themselves is all that tells whose list it is, and whether it
 * is whole.
 */

interface Visit {
  html: string;
  url?: string;
}

/** One key: its name, its creation and its expiry. */
type Key = [name: string, created: string, expires: string];

const ALPHA: Key = ['alpha-loader', '1 Jan 2026, 09:10', '5 Dec 2031'];
const BETA: Key = ['beta loader', '2 Jan 2026, 10:20', '9 Mar 2032'];
const GAMMA: Key = ['gamma', '3 Jan 2026, 11:30', 'Never'];
const OTHER: Key = ['cea-loader', '1 Feb 2026, 08:00', '7 Aug 2031'];

const table = (
  keys: Key[],
): string => `<table><thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th><th></th></tr></thead><tbody>
  ${keys.map(([name, created, expires]) => `<tr><td>${name}</td><td>${created}</td><td>${expires}</td><td><button>Delete</button></td></tr>`).join('')}</tbody></table>`;
const cards = (keys: Key[]): string =>
  keys
    .map(
      ([name, created, expires]) =>
        `<article><h3>${name}</h3><p>Created ${created}</p><p>${expires === 'Never' ? 'Never expires' : `Expires ${expires}`}</p><button>Revoke</button></article>`,
    )
    .join('');
const terms = (keys: Key[]): string =>
  `<ul>${keys
    .map(
      ([name, created, expires]) =>
        `<li><dl><dt>Name</dt><dd>${name}</dd><dt>Created on</dt><dd>${created}</dd><dt>Valid until</dt><dd>${expires}</dd></dl></li>`,
    )
    .join('')}</ul>`;
const page = (
  main: string,
  header = '',
): string => `<!doctype html><html lang="en"><title>API Keys | data.gov.sg</title>
  <header><a href="/">data.gov.sg</a>${header}</header><main><h1>API Keys</h1>${main}</main><footer>Terms of use</footer></html>`;

/** Visits pages one after the other, each until it has been told as far as it goes. */
async function visit(browser: Browser, visits: Visit[]): Promise<Page> {
  let shown: Page | undefined;
  for (const { html, url = TAB_URL } of visits) {
    await browser.context.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await shown?.close();
    shown = await browser.context.newPage();
    const before = (await storedDocuments(browser)).keys?.lastReading?.at ?? 0;
    await shown.goto(url);
    await expect(shown.locator('key-expiry-badge').first()).toBeAttached();
    await expect.poll(async () => (await storedDocuments(browser)).keys?.lastReading?.at ?? 0).toBeGreaterThan(before);
  }
  return shown!;
}

async function records(browser: Browser): Promise<any[]> {
  return (await storedDocuments(browser)).keys.keys;
}

const names = (keys: any[], isWanted: (key: any) => boolean): string[] =>
  keys
    .filter(isWanted)
    .map(({ name }) => name)
    .sort();
const isGone = ({ goneSince }: any): boolean => goneSince !== undefined;
const isMissing = ({ missing }: any): boolean => missing !== undefined;

const select = (label: string, chosen: string, other: string): string =>
  `<label>${label} <select><option selected>${chosen}</option><option>${other}</option></select></label>`;

for (const [about, first, second] of [
  [
    'of another agency, chosen in the header',
    { html: page(table([ALPHA, BETA]), select('Agency', 'MOH', 'NEA')) },
    { html: page(table([OTHER]), select('Agency', 'NEA', 'MOH')) },
  ],
  [
    'of another agency that is printed',
    { html: page(cards([ALPHA, BETA]), '<p>Agency: LTA</p>') },
    { html: page(cards([OTHER]), '<p>Agency: URA</p>') },
  ],
  [
    'of somebody else, named by initials',
    { html: page(terms([ALPHA, BETA]), '<button>ML</button>') },
    { html: page(terms([OTHER]), '<button>AK</button>') },
  ],
  ['of somebody else, whom nothing tells', { html: page(table([ALPHA, BETA])) }, { html: page(table([OTHER])) }],
  [
    'of another account, with an e-mail address',
    { html: page(cards([ALPHA, BETA]), '<span>mei@agency.gov.sg</span>') },
    { html: page(cards([OTHER]), '<span>tan@agency.gov.sg</span>') },
  ],
  [
    'at another address',
    { html: page(table([ALPHA, BETA])) },
    { html: page(cards([OTHER])), url: 'https://data.gov.sg/account/api-keys' },
  ],
  [
    'that the address selects',
    { html: page(cards([ALPHA, BETA])), url: `${TAB_URL}?team=weather` },
    { html: page(cards([OTHER])), url: `${TAB_URL}?team=transport` },
  ],
] as [string, Visit, Visit][]) {
  test(`a list is not missing if the second page shows one ${about}`, async ({ keyCompanion }) => {
    await visit(keyCompanion, [first, second]);
    const keys = await records(keyCompanion);
    expect(names(keys, () => true)).toEqual(['alpha-loader', 'beta loader', 'cea-loader']);
    expect(names(keys, isGone)).toEqual([]);
    expect(names(keys, isMissing)).toEqual([]);
  });
}

for (const [about, first, second] of [
  [
    'that has another account',
    { html: page(table([ALPHA, BETA]), '<b>mei@agency.gov.sg</b>') },
    { html: page(table([ALPHA]), '<b>tan@agency.gov.sg</b>') },
  ],
  [
    'that is elsewhere',
    { html: page(terms([ALPHA, BETA])) },
    { html: page(terms([ALPHA])), url: 'https://data.gov.sg/dashboard/api-keys' },
  ],
  [
    'that shows only expired keys',
    { html: page(cards([ALPHA, BETA])) },
    {
      html: page(
        `<div role="radiogroup" aria-label="Status"><label><input type="radio" name="s">All</label><label><input type="radio" name="s" checked>Expiring soon</label></div>${cards([ALPHA])}`,
      ),
    },
  ],
  [
    'that has further pages',
    { html: page(table([ALPHA, BETA])) },
    {
      html: page(
        `${table([ALPHA])}<ul aria-label="Pages"><li><a href="?p=1" aria-current="page">1</a></li><li><a href="?p=2">2</a></li></ul>`,
      ),
    },
  ],
  [
    'that is folded',
    { html: page(terms([ALPHA, BETA])) },
    { html: page(`${terms([ALPHA])}<button aria-expanded="false">and 1 other key</button>`) },
  ],
  [
    'that counts more',
    { html: page(cards([ALPHA, BETA])) },
    { html: page(`<p>You have 2 API keys</p>${cards([ALPHA])}`) },
  ],
  [
    'that has a row nobody can read',
    { html: page(table([ALPHA, BETA])) },
    { html: page(table([ALPHA, ['', '', '31 Feb 2027']])) },
  ],
] as [string, Visit, Visit][]) {
  test(`a list ${about} says nothing of the keys that it lacks`, async ({ keyCompanion }) => {
    await visit(keyCompanion, [first, second]);
    const keys = await records(keyCompanion);
    expect(names(keys, isGone)).toEqual([]);
    expect(names(keys, isMissing)).toEqual([]);
  });
}

for (const [about, list] of [
  ['a table', table],
  ['cards', cards],
  ['terms', terms],
] as const) {
  test(`a whole list in ${about} says that the keys it lacks are missing, and no more than that`, async ({
    keyCompanion,
  }) => {
    await visit(keyCompanion, [{ html: page(list([ALPHA, BETA, GAMMA])) }, { html: page(list([ALPHA])) }]);
    const keys = await records(keyCompanion);
    expect(names(keys, isMissing)).toEqual(['beta loader', 'gamma']);
    expect(names(keys, isGone)).toEqual([]);
    const popup = await keyCompanion.openPopup();
    await expect(popup.locator('.key', { hasText: 'beta loader' })).toContainText('Not on the API Keys tab since');
    await expect(popup.getByText('2 keys are not on the API Keys tab')).toBeVisible();
  });
}

for (const [about, list] of [
  ['a table', table],
  ['cards', cards],
  ['terms', terms],
] as const) {
  test(`a renamed key in ${about} is the same key, also if another one is read before it`, async ({ keyCompanion }) => {
    await visit(keyCompanion, [{ html: page(list([ALPHA, BETA])) }]);
    const { id } = (await records(keyCompanion)).find(({ name }) => name === 'beta loader');
    await visit(keyCompanion, [{ html: page(list([ALPHA, ['renamed', BETA[1], BETA[2]]])) }]);
    expect(await records(keyCompanion)).toMatchObject([{ name: 'alpha-loader' }, { name: 'renamed', id }]);
  });
}

test('dates that are too far away to be dates are never and expired, and cost none of the others', async ({
  keyCompanion,
}) => {
  await visit(keyCompanion, [
    {
      html: page(
        table([ALPHA, ['far', '1 Jan 2026', 'in 7973 years'], ['long ago', '1 Jan 2020', 'Expired 57 years ago']]),
      ),
    },
  ]);
  expect((await records(keyCompanion)).map(({ name, expiry }) => [name, expiry.kind])).toEqual([
    ['alpha-loader', 'dated'],
    ['far', 'never'],
    ['long ago', 'expired'],
  ]);
});

test('a page that came out of the browser’s cache says nothing again, and an older one nothing against a newer', async ({
  keyCompanion,
}) => {
  const old = await visit(keyCompanion, [{ html: page(table([ALPHA, BETA])) }]);
  await keyCompanion.context.route('https://data.gov.sg/elsewhere', (route) =>
    route.fulfill({ body: '<title>Elsewhere</title>', contentType: 'text/html' }),
  );
  await keyCompanion.context.route(TAB_URL, (route) =>
    route.fulfill({
      body: page(table([['alpha-loader', ALPHA[1], '5 Dec 2033'], BETA, OTHER])),
      contentType: 'text/html; charset=utf-8',
    }),
  );
  const newer = await keyCompanion.context.newPage();
  await newer.goto(TAB_URL);
  await expect
    .poll(async () => names(await records(keyCompanion), () => true))
    .toEqual(['alpha-loader', 'beta loader', 'cea-loader']);
  await newer.close();
  // The old tab is left, comes back, and changes: its list is as old as it was.
  await old.goto('https://data.gov.sg/elsewhere');
  await old.goBack();
  await old.evaluate(() => document.querySelector('tbody tr:last-child')?.remove());
  await expect.poll(() => old.locator('key-expiry-badge').count()).toBeGreaterThan(0);
  expect(await records(keyCompanion)).toMatchObject([
    { name: 'alpha-loader', expiry: { text: '5 Dec 2033' } },
    { name: 'beta loader' },
    { name: 'cea-loader' },
  ]);
  expect(names(await records(keyCompanion), isGone)).toEqual([]);
});

standIn(
  'a key that the user deletes on the tab is silent at once, and listed again when it is back',
  async ({ keyCompanion }) => {
    const tab = await keyCompanion.openTab();
    await createKey(tab, 'short-lived');
    await tab.getByRole('button', { name: 'Done' }).click();
    await expectBadgeOnEveryKey(tab);
    await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(9);
    await tab.locator('tr', { hasText: 'short-lived' }).getByRole('button').last().click();
    await tab.getByRole('dialog').getByRole('button', { name: 'Delete API key' }).click();
    await expect
      .poll(async () => (await records(keyCompanion)).find(({ name }) => name === 'short-lived').goneBecause)
      .toBe('deletion');
    const popup = await keyCompanion.openPopup();
    await popup.getByText('1 key no longer listed').click();
    await expect(popup.getByText('you deleted it on the API Keys tab')).toBeVisible();
    await popup.getByRole('button', { name: 'Restore short-lived' }).click();
    await expect
      .poll(async () => (await records(keyCompanion)).find(({ name }) => name === 'short-lived').goneSince)
      .toBeUndefined();
  },
);
