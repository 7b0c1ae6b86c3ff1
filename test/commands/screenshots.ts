import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runProgram } from './run-program';
import { LANGUAGES, type Language } from '../../utils/settings';
import { createKey, expectBadgeOnEveryKey, pressOnceSeen } from '../browser/support/fixtures';
import { findOrInstallChromium } from '../browser/support/find-chromium';
import { launchBrowser, type Browser } from '../browser/support/launch';
import { buildReplica } from '../browser/support/replica';
import { speak } from '../browser/support/speak';
import { openState, STATES } from '../browser/support/states';
import { takeTeachingPictures } from '../browser/support/teaching';

/*
 * Takes a picture of every state of popup and options, and of what is shown in the page, in every language, light and
 * dark. Words after the command choose states by their names: "npm run screenshots -- popup-six-keys tab".
 */

const FOLDER = join('screenshots', 'states');
const SCHEMES = ['light', 'dark'] as const;
const chosen = process.argv.slice(2);
const isChosen = (name: string): boolean => chosen.length === 0 || chosen.some((part) => name.includes(part));

async function photograph(page: Page, language: Language, name: string): Promise<void> {
  mkdirSync(join(FOLDER, language), { recursive: true });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ animations: 'disabled', path: join(FOLDER, language, `${name}-${colorScheme}.png`) });
  }
}

/** The whole page at once: what sticks to the edge of the window would stand in the middle of a picture of it all. */
async function showWhole(page: Page): Promise<void> {
  const { width } = page.viewportSize()!;
  await page.setViewportSize({ width, height: 300 });
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(2400, Math.max(300, needed)) });
  // Rows that come into sight are rendered in the next frames.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Popup and options: a state is brought about in English, and then speaks all languages. */
async function photographStates(browser: Browser): Promise<void> {
  for (const state of STATES.filter(({ name }) => isChosen(name))) {
    const page = await openState(browser, state);
    for (const language of LANGUAGES) {
      // Without storage there is no choice of language: this is what it looks like in the browser's.
      if (!(await speak(page, language)) && language !== 'en') continue;
      await showWhole(page);
      await photograph(page, language, state.name);
    }
    await page.close();
  }
}

/** What is shown in the page: badges, the note of the create form, the cover of a key, and the warning. */
async function photographPage(browser: Browser): Promise<void> {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  for (const language of LANGUAGES) {
    for (const leakWarning of ['full', 'quiet']) {
      await browser.ask(
        (settings) => {
          const { local } = (globalThis as any).chrome.storage;
          return local.clear().then(() => local.set({ settings: { version: 2, settings } }));
        },
        { language, leakWarning },
      );
      const page = await browser.openTab();
      await page.setViewportSize({ width: 1060, height: 1000 });
      await expectBadgeOnEveryKey(page);
      if (leakWarning === 'full') {
        await photograph(page, language, 'tab');
        await photographNote(page, language);
      }
      await createKey(page, `rainfall-${leakWarning}`, '1 Year');
      if (leakWarning === 'full') await photograph(page, language, 'tab-cover');
      await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
      await page.locator('key-leak-warning').getByRole('button').first().waitFor();
      await photograph(page, language, `warning-${leakWarning}`);
      if (leakWarning === 'full') {
        await pressOnceSeen(page.locator('key-leak-warning button:not(.main, .link)'));
        await photograph(page, language, 'warning-cleared');
      }
      await page.close();
    }
  }
}

/** The note of the create form, below a chosen lifespan. */
async function photographNote(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: '1 Month', includeHidden: true }).click();
  await page
    .locator('key-lifespan-note')
    .getByText(/20\d\d/)
    .waitFor();
  await photograph(page, language, 'tab-note');
  await page.reload();
  await expectBadgeOnEveryKey(page);
}

findOrInstallChromium();
buildReplica();
if (!runProgram('wxt', ['build'])) throw new Error('The extension could not be built; the lines above say why.');
const browser = await launchBrowser();
await photographStates(browser);
if (['tab', 'warning'].some(isChosen)) await photographPage(browser);
if (isChosen('teach')) await takeTeachingPictures(browser, FOLDER);
await browser.close();
console.log(`In ${LANGUAGES.join(', ')}, light and dark: see the folder ${FOLDER}.`);
