import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runProgram } from './run-program';
import { createKey, shownBadges } from '../browser/support/fixtures';
import { findOrInstallChromium } from '../browser/support/find-chromium';
import { EXTENSION, launchBrowser, withOpenRoots, type Browser, type LaunchOptions } from '../browser/support/launch';
import { withPseudoLanguage } from '../browser/support/pseudo-language';
import { buildReplica } from '../browser/support/replica';

/*
 * Shows the main job: opens a browser with the extension on the stand-in's API Keys tab and leaves it open. With no
 * display it takes pictures instead, prints what was read, and ends. With --pseudo, English is a language that shows
 * words which are not from the languages' files, and layouts that break.
 */

const FOLDER = 'screenshots';

/** The build to load: the plain one, unless another was asked for. */
function extension(): Pick<LaunchOptions, 'extension'> {
  if (!process.argv.includes('--pseudo')) return {};
  return { extension: withPseudoLanguage(withOpenRoots(EXTENSION), 'en') };
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openTab(browser: Browser): Promise<Page> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto('https://data.gov.sg/admin/api-keys');
  await page.locator('key-expiry-badge').first().waitFor();
  return page;
}

async function showToPerson(profile: string): Promise<void> {
  const browser = await launchBrowser({ profile, headless: false, ...extension() });
  await openTab(browser);
  console.log(
    '\nThe browser shows the stand-in’s API Keys tab. Create a key and copy it; click the extension’s icon for the list.',
  );
  console.log('Close the browser to end.');
  await new Promise((resolve) => browser.context.once('close', resolve));
}

async function takePictures(profile: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchBrowser({ profile, viewport: { width: 1280, height: 900 }, ...extension() });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  const picture = async (page: Page, name: string): Promise<void> =>
    void (await page.screenshot({ animations: 'disabled', path: join(FOLDER, `${name}.png`) }));

  const page = await openTab(browser);
  await picture(page, 'tab');
  console.log('\nRead on the API Keys tab:');
  console.table(
    (await shownBadges(page)).map(({ row, text, status, expiresAt }) => ({
      key: row,
      badge: text,
      status,
      'expires at': expiresAt ?? '',
    })),
  );

  await createKey(page, 'new-pipeline');
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await page.locator('key-leak-warning').waitFor();
  await settle(page);
  await picture(page, 'warning');
  await page.locator('key-leak-warning').getByRole('button').first().click();

  const popup = await browser.openPopup();
  await popup.setViewportSize({ width: 380, height: 760 });
  await popup.locator('.key').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await picture(popup, `popup-${colorScheme}`);
  }

  const notices = await popup.evaluate(async () => {
    const { notifications, action } = (globalThis as any).chrome;
    return {
      notifications: Object.keys(await notifications.getAll()),
      toolbar: await action.getBadgeText({}),
      title: await action.getTitle({}),
    };
  });
  console.log(
    `Notifications shown: ${notices.notifications.join(', ') || 'none'}. Toolbar: ${notices.toolbar || 'no number'} (“${notices.title}”).`,
  );
  writeFileSync(join(FOLDER, 'notifications.json'), `${JSON.stringify(notices, null, 2)}\n`);
  await browser.close();
  console.log(`No display was found, so pictures were taken: see the folder ${FOLDER}.`);
}

/** Waits until nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
}

const profile = mkdtempSync(join(tmpdir(), 'key-companion-'));
try {
  findOrInstallChromium();
  buildReplica();
  if (!runProgram('wxt', ['build'])) throw new Error('The extension could not be built; the lines above say why.');
  await (hasDisplay() ? showToPerson(profile) : takePictures(profile));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
