import type { BrowserContext, Page } from '@playwright/test';
import { expectedPages, htmlOf } from '../../support/expected-pages';
import { expect, testOfPages as test } from '../support/fixtures';

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
  'shadow-table-elements',
  'iframe-srcdoc',
  'iframe-written',
  'expiry-split-elements',
  'table-transposed',
  'inputs-inline-edit',
];

async function open(context: BrowserContext, name: string, url: string): Promise<Page> {
  const page = await context.newPage();
  await show(page, name, url);
  return page;
}

async function show(page: Page, name: string, url: string): Promise<void> {
  await page.unrouteAll();
  await page.route('**/*', (route) => {
    const isPage = route.request().isNavigationRequest() && route.request().url() === url.split('#')[0];
    return isPage ? route.fulfill({ body: htmlOf(name), contentType: 'text/html; charset=utf-8' }) : route.fallback();
  });
  // Two pages may have one address with different fragments: that alone would not load the second one.
  if (url.includes('#')) await page.goto('about:blank');
  await page.goto(url);
}

/** Turns a page into the tab, with one key, as a client-side navigation does. */
function becomeTab(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.title = 'API Keys';
    document.body.innerHTML = `<main><h1>API Keys</h1><table><tr><th>Key Name</th><th>Expiration</th></tr>
      <tr><td>gazette-uploader</td><td>7 Aug 2027</td></tr></table></main>`;
    history.pushState(null, '', '/admin/api-keys');
  });
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

/** So many pages are looked at beside each other. */
const AT_ONCE = 15;
/** The pages that are not the tab are shared out among so many tests. */
const PARTS = [0, 1, 2, 3];

test('each key has one badge with its instant, whatever it stands in', async ({ keyCompanion }) => {
  for (const name of PLACES) {
    const { expected } = expectedPages().find((page) => page.name === name)!;
    const page = await open(keyCompanion.context, name, expected.url);
    const instants = expected.keys.map(({ expiresAt }) => (expiresAt ? new Date(expiresAt).toISOString() : '')).sort();
    await expect.poll(async () => (await badgeInstants(page)).sort(), { message: name }).toEqual(instants);
    await page.close();
  }
});

for (const part of PARTS) {
  test(`every page that is not the tab stays without any badge, and some become the tab, part ${part + 1} of ${PARTS.length}`, async ({
    keyCompanion,
  }) => {
    const silent = expectedPages()
      .filter(({ name }) => name.startsWith('none-'))
      .filter((_, index) => index % PARTS.length === part);
    const pages = await Promise.all(silent.slice(0, AT_ONCE).map(() => keyCompanion.context.newPage()));
    for (let first = 0; first < silent.length; first += AT_ONCE) {
      const shown = silent.slice(first, first + AT_ONCE).map((opened, index) => ({ ...opened, page: pages[index]! }));
      await Promise.all(shown.map(({ page, name, expected }) => show(page, name, expected.url)));
      // Once a page that was opened later has its badges, the others have been looked at too.
      const last = await keyCompanion.openTab();
      await expect(last.locator('key-expiry-badge')).toHaveCount(8);
      await last.close();
      await Promise.all(
        shown.map(async ({ page, name, expected }, index) => {
          expect.soft(await badgeInstants(page), name).toEqual([]);
          // The script was there, and had only nothing to show: asked of some, which takes as long as all else here.
          // The host of the status page never has the tab.
          if (index % 4 > 0 || new URL(expected.url).host.startsWith('status.')) return;
          await becomeTab(page);
          const message = `${name} as the tab`;
          await expect.poll(() => badgeInstants(page), { message }).toEqual(['2027-08-06T16:00:00.000Z']);
        }),
      );
    }
  });
}
