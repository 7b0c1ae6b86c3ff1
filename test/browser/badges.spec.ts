import type { BrowserContext, Page } from '@playwright/test';
import { expectedPages, htmlOf } from '../expected-pages';
import { expect, testOfPages as test } from './fixtures';

/*
 * What the reader finds is tested on every page of test/pages. Here the whole content script is, on one page of each
 * kind of place that a badge can be put into, and on pages that must stay without any.
 */
const PLACES = [
  'table-thead-tailwind',
  'cards-divs-chakra',
  'list-middle-dots',
  'dl-flat',
  'grid-flat-cells',
  'rows-display-contents',
  'shadow-open',
  'shadow-nested',
  'shadow-slotted',
  'iframe-srcdoc',
  'iframe-written',
  'expiry-split-elements',
  'table-transposed',
  'inputs-inline-edit',
];

async function open(context: BrowserContext, name: string, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() && route.request().url() === url
      ? route.fulfill({ body: htmlOf(name), contentType: 'text/html; charset=utf-8' })
      : route.fallback(),
  );
  await page.goto(url);
  return page;
}

/** The instants of all badges on a page, shadow roots and frames included, in document order; '' for one without. */
async function badgeInstants(page: Page): Promise<string[]> {
  const found = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame
          .locator('key-expiry-badge')
          .evaluateAll((badges) => badges.map((badge) => (badge as HTMLElement).dataset.expiresAt ?? '')),
      ),
  );
  return found.flat();
}

// Each opens many pages.
test.describe.configure({ timeout: 120_000 });

test('each key has one badge with its instant, whatever it stands in', async ({ keyCompanion }) => {
  for (const name of PLACES) {
    const { expected } = expectedPages().find((page) => page.name === name)!;
    const page = await open(keyCompanion.context, name, expected.url);
    const instants = expected.keys.map(({ expiresAt }) => (expiresAt ? new Date(expiresAt).toISOString() : '')).sort();
    await expect
      .poll(async () => (await badgeInstants(page)).sort(), { message: name, timeout: 10_000 })
      .toEqual(instants);
    await page.close();
  }
});

test('pages that are not the tab stay without any badge', async ({ keyCompanion }) => {
  const silent = expectedPages()
    .filter(({ name }) => name.startsWith('none-'))
    .slice(0, 16);
  const pages: Page[] = [];
  for (const { name, expected } of silent) pages.push(await open(keyCompanion.context, name, expected.url));
  // Once a page that was opened later has its badges, the others have been looked at too.
  const last = await keyCompanion.openTab();
  await expect(last.locator('key-expiry-badge')).toHaveCount(8);
  for (const [index, page] of pages.entries()) expect(await badgeInstants(page), silent[index]!.name).toEqual([]);
});
