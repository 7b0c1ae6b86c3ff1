import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runProgram } from './run-program';
import { LANGUAGES, type Language, type Settings } from '../../utils/settings';
import { createKey, expectBadgeOnEveryKey, pressOnceSeen } from '../browser/support/fixtures';
import { findOrInstallChromium } from '../browser/support/find-chromium';
import { launchBrowser, type Browser } from '../browser/support/launch';
import { buildReplica } from '../browser/support/replica';
import { speak } from '../browser/support/speak';
import { AGENCY_RULE, openState, STATES } from '../browser/support/states';
import { takeReadmePictures } from '../browser/support/readme-pictures';
import { takeTeachingPictures } from '../browser/support/teaching';
import { showWhole } from '../browser/support/whole-page';

/*
 * Takes a picture of every state of popup and options, and of what is shown in the page, in every language, light and
 * dark. Words after the command choose states by their names: "npm run screenshots -- popup-six-keys tab". The word
 * "readme" takes the README's pictures instead.
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

const WIDE = { width: 1060, height: 1000 };
/** Here the dialog and the warning have no room side by side. */
const SMALL = { width: 480, height: 420 };

/** What is shown in the page: badges, the note of the create form, the covers of keys, and the warning. */
async function photographPage(browser: Browser): Promise<void> {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  for (const language of LANGUAGES) {
    await photographFull(await openTab(browser, { language, leakWarning: 'full' }), language);
    await photographCovered(await openTab(browser, { language, coverKeys: true }), language);
    const quiet = await openTab(browser, { language, leakWarning: 'quiet' });
    await createKey(quiet, 'rainfall-quiet', '1 Year');
    await copy(quiet);
    await photograph(quiet, language, 'warning-quiet');
    await quiet.close();
  }
}

async function openTab(browser: Browser, settings: Partial<Settings>): Promise<Page> {
  await browser.ask(
    (documents) => {
      const { local } = (globalThis as any).chrome.storage;
      return local.clear().then(() => local.set(documents));
    },
    { settings: { version: 2, settings }, policy: { leakPolicy: AGENCY_RULE } },
  );
  const page = await browser.openTab();
  await page.setViewportSize(WIDE);
  await expectBadgeOnEveryKey(page);
  return page;
}

async function copy(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await page.locator('key-leak-warning').getByRole('button').first().waitFor();
}

async function photographFull(page: Page, language: Language): Promise<void> {
  await photograph(page, language, 'tab');
  await photographNote(page, language);
  await createKey(page, 'rainfall-full', '1 Year');
  await photograph(page, language, 'tab-cover');
  await copy(page);
  await photograph(page, language, 'warning-full');
  await page.setViewportSize(SMALL);
  await page.locator('key-leak-warning[data-size="line"]').waitFor();
  await photograph(page, language, 'warning-line');
  await page.setViewportSize(WIDE);
  await page.locator('key-leak-warning:not([data-size])').waitFor();
  await pressOnceSeen(page.locator('key-leak-warning button:not(.main, .link)'));
  await photograph(page, language, 'warning-cleared');
  await page.close();
}

/** With keys covered at once: a new key, and the same once it was pressed. */
async function photographCovered(page: Page, language: Language): Promise<void> {
  await createKey(page, 'rainfall-covered', '1 Year');
  await page.locator('key-secret-cover[data-state="hidden"]').waitFor();
  await photograph(page, language, 'tab-covered');
  await pressOnceSeen(page.locator('key-secret-cover[data-state="hidden"] button'));
  await photograph(page, language, 'tab-shown-again');
  await page.close();
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
if (chosen.includes('readme')) await renewReadme();
else await photographAll();

/** In Singapore's time, which is that of the people who read it. */
async function renewReadme(): Promise<void> {
  const browser = await launchBrowser({ timezoneId: 'Asia/Singapore' });
  await takeReadmePictures(browser, 'docs');
  await browser.close();
  console.log('The pictures of the README are new: see the folder docs.');
}

async function photographAll(): Promise<void> {
  const browser = await launchBrowser();
  await photographStates(browser);
  if (['tab', 'warning'].some(isChosen)) await photographPage(browser);
  if (isChosen('teach')) await takeTeachingPictures(browser, FOLDER);
  await browser.close();
  console.log(`In ${LANGUAGES.join(', ')}, light and dark: see the folder ${FOLDER}.`);
}
