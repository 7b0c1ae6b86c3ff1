import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createKey, expectBadgeOnEveryKey } from './fixtures';
import type { Browser } from './launch';
import { openState, STATES } from './states';
import { walkThroughTeaching } from './teaching';
import { showWhole } from './whole-page';

/** The states of the popup that the README shows. Of a long one it shows the part that its text is about. */
const POPUPS = [
  { name: 'popup', state: 'popup-six-keys', colorScheme: 'light' },
  { name: 'timeline', state: 'timeline-six', colorScheme: 'dark' },
  { name: 'rotation', state: 'popup-rotation', colorScheme: 'light', longest: 920 },
] as const;

/** Takes the pictures of the README into a folder, over those that are there. */
export async function takeReadmePictures(browser: Browser, folder: string): Promise<void> {
  const take = async (page: Page, name: string): Promise<void> =>
    void (await page.screenshot({ animations: 'disabled', path: join(folder, `${name}.png`) }));
  for (const { name, state, colorScheme, ...size } of POPUPS) {
    const page = await openState(
      browser,
      STATES.find((one) => one.name === state)!,
    );
    await showWhole(page, 'longest' in size ? size.longest : undefined);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await take(page, name);
    await page.close();
  }
  await browser.ask(() => (globalThis as any).chrome.storage.local.clear());
  await photographTab(browser, take);
  await walkThroughTeaching(browser, async (page, step) => (step === 'preview' ? take(page, 'teach') : undefined));
}

/** The stand-in's tab, and the warning once a key of it is copied. */
async function photographTab(browser: Browser, take: (page: Page, name: string) => Promise<void>): Promise<void> {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  const page = await browser.openTab();
  await page.setViewportSize({ width: 1280, height: 900 });
  await expectBadgeOnEveryKey(page);
  await take(page, 'tab');
  await createKey(page, 'new-pipeline');
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await page.locator('key-leak-warning').getByRole('button').first().waitFor();
  await take(page, 'warning');
  await page.close();
}
