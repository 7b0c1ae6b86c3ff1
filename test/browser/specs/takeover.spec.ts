import type { Page } from '@playwright/test';
import { expect, testOfPages as base } from '../support/fixtures';
import { pageSent, prepareTakeovers, type Takeovers } from '../support/frameworks';
import type { Browser } from '../support/launch';

/* A server sends the list, and a framework takes it over later: real ones, which compare what they find. */

const test = base.extend<{}, { takeovers: Takeovers }>({
  takeovers: [async ({}, use) => use(await prepareTakeovers()), { scope: 'worker', timeout: 120_000 }],
});

const BADGE = 'key-expiry-badge';
const ROWS = 8;

async function open(browser: Browser, takeovers: Takeovers, way: string, after: number): Promise<Page> {
  const body = await pageSent(takeovers, way);
  const page = await browser.context.newPage();
  await page.route('https://data.gov.sg/admin/api-keys?*', (route) =>
    route.fulfill({ body, contentType: 'text/html' }),
  );
  await page.route('https://data.gov.sg/frameworks.js', (route) =>
    route.fulfill({ body: takeovers.script, contentType: 'text/javascript' }),
  );
  await page.goto(`https://data.gov.sg/admin/api-keys?way=${encodeURIComponent(way)}&after=${after}`);
  return page;
}

/** Says how long (ms) after it has loaded the page got its first badge. */
const badgedAfter = (page: Page): Promise<number> =>
  page.evaluate(
    (tag) =>
      new Promise<number>((resolve) => {
        const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        const look = (): void => {
          if (document.querySelector(tag)) resolve(performance.now() - navigation!.loadEventEnd);
          else requestAnimationFrame(look);
        };
        look();
      }),
    BADGE,
  );

const isTakenOver = (page: Page): Promise<boolean> => page.evaluate(() => 'isTakenOver' in window);

/** How long (ms) after a page has loaded its list is taken over, for each way. */
const TAKEOVERS: [way: string, ...after: number[]][] = [
  ['React', 0, 300, 5_000],
  ['React in parts', 300, 1_000],
  ['React by halves', 1_000],
  ['React of the whole page', 300, 3_000],
  ['an island of React', 1_000],
  ['Vue', 300, 1_000],
];

for (const [way, ...times] of TAKEOVERS) {
  for (const after of times) {
    test(`${way} finds what was sent when it takes over the list ${after} ms after the page has loaded`, async ({
      keyCompanion,
      takeovers,
    }) => {
      const page = await open(keyCompanion, takeovers, way, after);
      await page.locator('#note').fill('typed');
      await expect.poll(() => isTakenOver(page)).toBe(true);
      await expect(page.locator(`tr > td:nth-child(3) ${BADGE}`)).toHaveCount(ROWS);
      expect(await page.evaluate(() => (window as any).faults)).toEqual([]);
      await expect(page.locator('#note')).toHaveValue('typed');
      await expect(page.locator(BADGE)).toHaveCount(ROWS);
    });
  }
}

const LIST = `<table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody>
  <tr><td>by-night</td><td>29 Nov 2027, 18:00</td></tr><tr><td>by-day</td><td>30 Nov 2027, 18:00</td></tr></tbody></table>`;

async function openStatic(browser: Browser, list: string, script: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.route('https://data.gov.sg/admin/api-keys', (route) =>
    route.fulfill({
      body: `<!doctype html><title>API Keys</title><main><h1>API Keys</h1>${list}</main>${script}`,
      contentType: 'text/html',
    }),
  );
  await page.route('https://data.gov.sg/script.js', (route) =>
    route.fulfill({ body: 'window.script = {};', contentType: 'text/javascript' }),
  );
  await page.route('https://data.gov.sg/drawing.js', (route) =>
    route.fulfill({
      body: `document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(LIST)});`,
      contentType: 'text/javascript',
    }),
  );
  await page.goto('https://data.gov.sg/admin/api-keys');
  return page;
}

/** A long list, of which a framework takes over the last row alone, and changes nothing. */
const LONG_LIST = `<table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody>${Array.from(
  { length: 20 },
  (_, index) => `<tr><td>feed-${index}</td><td>29 Nov 2027, 18:00</td></tr>`,
).join('')}</tbody></table>`;
const TAKES_LAST_ROW = `<script src="/script.js"></script><script>
  addEventListener('load', () =>
    setTimeout(() => {
      document.querySelector('tr:last-child > td:last-child').__reactFiber$test = {};
    }, 1_000),
  );</script>`;

const DRAWN = `<script>addEventListener('load', () => setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(LIST)}), 1_500));</script>`;

for (const [what, list, script, least, most] of [
  ['that no script can change at once', LIST, '<script type="application/ld+json">{}</script>', 0, 7_000],
  ['that a few lines of script can change within two seconds', LIST, '<script>let count = 0;</script>', 1_500, 7_000],
  ['of which a library has taken over the last row', LONG_LIST, TAKES_LAST_ROW, 1_000, 7_000],
  ['that a library can change in the end', LIST, '<script src="/script.js"></script>', 8_000, 60_000],
  ['that a script has drawn at once', '<p></p>', `${DRAWN}<script src="/script.js"></script>`, 1_500, 7_000],
  ['that a library has drawn before', '', '<script src="/drawing.js"></script>', 0, 7_000],
] as const) {
  test(`a list ${what} has its badges`, async ({ keyCompanion }) => {
    // On a busy computer the extension may come after the list was drawn, and takes longer: then it is tried again.
    await expect(async () => {
      const page = await openStatic(keyCompanion, list, script);
      const after = await badgedAfter(page);
      expect(after).toBeGreaterThanOrEqual(least);
      expect(after).toBeLessThan(most);
      await expect(page.locator(BADGE)).toHaveCount(list === LONG_LIST ? 20 : 2);
    }).toPass();
  });
}
