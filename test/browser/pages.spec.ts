import { expect, test, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { expectedPages, htmlOf, plain, withinSlack, type ExpectedKey, type ExpectedPage } from '../expected-pages';
import { startPlainChromium } from './launch';
import type readPage from './reader-in-page';

/*
 * Runs the reader on every page of test/pages, in a real browser, with the clock that the page's dates are written for.
 * The format is told in test/pages/README.md.
 */

const pages = expectedPages();

let browser: Browser;
/** One for all, since each new one costs more than a reading. */
let page: Page;
let reader: string;

test.beforeAll(async () => {
  browser = await startPlainChromium();
  page = await browser.newPage();
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'test/browser/reader-in-page.ts', formats: ['iife'], name: 'readPage', fileName: 'reader' },
    },
  });
  const [
    {
      output: [chunk],
    },
  ] = output as unknown as [{ output: [{ code: string }] }];
  reader = chunk.code;
});

test.afterAll(() => browser.close());

for (const { name, expected } of pages) {
  test(`${name}: ${expected.about}`, async () => {
    await page.unrouteAll();
    await page.route('**/*', (route) =>
      route.request().url() === expected.url && route.request().isNavigationRequest()
        ? route.fulfill({ body: htmlOf(name), contentType: 'text/html; charset=utf-8' })
        : route.fulfill({ status: 204 }),
    );
    // Two pages may have one address with different fragments: that alone would not load the second one.
    if (expected.url.includes('#')) await page.goto('about:blank');
    await page.goto(expected.url);
    await page.evaluate(reader);
    await expectKeys(page, expected, expected);
    for (const step of expected.after ?? []) {
      await page.evaluate(step.do);
      await expectKeys(page, expected, step);
    }
  });
}

async function expectKeys(
  page: Page,
  { now, kind }: ExpectedPage,
  { keys, complete }: { keys: ExpectedKey[]; complete?: boolean },
): Promise<void> {
  await expect(async () => {
    const read = await page.evaluate(
      (at) => (globalThis as never as { readPage: typeof readPage }).readPage(at),
      Date.parse(now),
    );
    expect(withinSlack(read.keys, keys)).toEqual(keys.map(plain));
    if (keys.length > 0) expect(read.kind).toBe(kind);
    if (complete !== undefined) expect(read.complete, 'complete').toBe(complete);
  }).toPass({ timeout: 5_000, intervals: [50, 100, 200, 400, 800] });
}
