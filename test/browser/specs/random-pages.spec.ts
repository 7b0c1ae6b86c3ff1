import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { listsOfKeys, listsOfOthers, NOW } from '../../support/random-pages';
import { builtScript } from '../support/built-script';
import { startPlainChromium } from '../support/launch';
import type readerInPage from '../support/reader-in-page';

/* A sample of the random pages in a real browser: the unit tests read thousands of them in a simulated document. */

const SAMPLE = [
  ...fc.sample(listsOfKeys, { numRuns: 24, seed: 20_261_122 }),
  ...fc.sample(listsOfOthers, { numRuns: 8, seed: 20_261_122 }),
];

test('random pages are read in a real browser as in a simulated document', async () => {
  const browser = await startPlainChromium();
  const reader = await builtScript('reader-in-page.ts', 'reader');
  const page = await browser.newPage();
  for (const { url, html, keys } of SAMPLE) {
    await page.route('**/*', (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    await page.goto(url);
    await page.evaluate(`${reader}; reader.load()`);
    const read = await page.evaluate(
      (now) => (globalThis as never as { reader: typeof readerInPage }).reader.read(now).keys,
      NOW,
    );
    const told = read.map(({ name, expiresAt }) => ({ name, ...(expiresAt && { expiresAt }) }));
    expect(told, html).toEqual(keys);
    await page.unrouteAll();
  }
  await browser.close();
});
