import { expect, test, type Browser, type Page } from '@playwright/test';
import {
  expectedPages,
  htmlOf,
  listOn,
  withinSlack,
  type ExpectedPage,
  type ExpectedStep,
  type ReadList,
} from '../../support/expected-pages';
import { faultOf, withKnownFault } from '../../support/known-faults';
import { startPlainChromium } from '../support/launch';
import type readerInPage from '../support/reader-in-page';
import { builtScript } from '../support/built-script';

/*
 * Runs the reader on pages of test/pages, in a real browser, with the clock that the page's dates are written for.
 * The format is told in test/pages/README.md.
 */

/** Pages that a simulated document does not show as a browser does. Of the others, every eighth is read here too. */
const NEEDS_BROWSER = /<script|<iframe|<style|<template|shadow|<select|<dialog/i;
const pages = expectedPages().filter(({ name }, index) => index % 8 === 0 || NEEDS_BROWSER.test(htmlOf(name)));

let browser: Browser;
/** One for all, since each new one costs more than a reading. */
let page: Page;
let reader: string;

test.beforeAll(async () => {
  browser = await startPlainChromium();
  page = await browser.newPage();
  reader = await builtScript('reader-in-page.ts', 'reader');
});

test.afterAll(() => browser.close());

for (const { name, expected } of pages) {
  test(`the page ${name} is read as it should be: ${expected.about}${faultOf(name) && ` Known to be read wrongly: ${faultOf(name)}.`}`, async () => {
    await page.unrouteAll();
    await page.route('**/*', (route) =>
      route.request().url() === expected.url && route.request().isNavigationRequest()
        ? route.fulfill({ body: htmlOf(name), contentType: 'text/html; charset=utf-8' })
        : route.fulfill({ status: 204 }),
    );
    // Two pages may have one address with different fragments: that alone would not load the second one.
    if (expected.url.includes('#')) await page.goto('about:blank');
    await page.goto(expected.url);
    await page.evaluate(`${reader}; reader.load()`);
    await expectList(page, { name, expected });
    for (const step of expected.after ?? []) {
      await page.evaluate(step.do);
      await expectList(page, { name, expected }, step);
    }
  });
}

interface Opened {
  name: string;
  expected: ExpectedPage;
}

async function expectList(page: Page, { name, expected }: Opened, step?: ExpectedStep): Promise<void> {
  const now = Date.parse(expected.now);
  const ask = <Answer>(question: 'read' | 'explain'): Promise<Answer> =>
    page.evaluate(
      ([asked, instant]) => (globalThis as never as { reader: typeof readerInPage }).reader[asked](instant) as never,
      [question, now] as const,
    );
  try {
    await expect(async () => {
      const read = await ask<ReadList>('read');
      expect(withinSlack(read, step ?? expected)).toEqual(withKnownFault(name, listOn(expected, step)));
    }).toPass({ timeout: 20_000, intervals: [50, 100, 200, 400, 800] });
  } catch (error) {
    console.log(await ask<string>('explain'));
    throw error;
  }
}
