import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  countersOf,
  createKey,
  expect,
  expectBadgeOnEveryKey,
  isHooked,
  shownBadges,
  storedDocuments,
  test,
} from '../support/fixtures';
import { EXTENSION, launchBrowser } from '../support/launch';

/* The extension is really updated, and really removed, while the API Keys tab is open. */

/** So many listeners more or fewer are chance; a live content script has about 40. */
const CHANCE = 20;

/** Makes a later version of the build in `folder`: another number, and another word on badges to know it by. */
function release(folder: string, version: string): void {
  const change = (name: string, edit: (text: string) => string): void =>
    writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8')));
  change('manifest.json', (text) => JSON.stringify({ ...JSON.parse(text), version }));
  for (const file of ['_locales/en/messages.json', 'tab-script.js'])
    change(file, (text) => text.replaceAll('Expires in', 'Ends in'));
}

/** Waits until nothing of ours is on the page or in its functions, whatever the page does. */
async function expectNothingOfOurs(page: Page): Promise<void> {
  await page.evaluate(() => (window as any).replica.rerender());
  await expect(page.locator('key-expiry-badge, key-leak-warning')).toHaveCount(0);
  await expect.poll(() => isHooked(page)).toBe(false);
  await page.evaluate(() => (window as any).replica.storm(10));
  expect(await shownBadges(page)).toEqual([]);
}

test('an update or a removal under an open tab takes the old version along; the new one comes with the next visit', async ({
  profile,
}) => {
  const folder = join(profile, 'extension');
  cpSync(EXTENSION, folder, { recursive: true });
  const browser = await launchBrowser({ extension: folder });
  try {
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
    // Only what was loaded after the start can be removed.
    await browser.load(folder);
    await browser.uninstall();
    const other = await browser.openTab();
    await expectNothingOfOurs(other);
    const without = await countersOf(other);
    await other.close();
    await browser.load(folder);

    const page = await browser.openTab();
    const said: string[] = [];
    page.on('pageerror', (error) => said.push(error.message));
    page.on('console', (line) => said.push(line.text()));
    await expectBadgeOnEveryKey(page);
    await expect.poll(async () => (await storedDocuments(browser)).keys?.keys.length).toBe(8);
    const before = await storedDocuments(browser);
    expect((await countersOf(page)).listeners).toBeGreaterThan(without.listeners + CHANCE);

    release(folder, '0.2.0');
    await browser.load(folder);
    await expectNothingOfOurs(page);
    await expect
      .poll(async () => (await countersOf(page)).listeners - without.listeners, { message: 'listeners that are left' })
      .toBeLessThan(CHANCE);

    await page.reload();
    await expectBadgeOnEveryKey(page);
    expect((await shownBadges(page)).map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Ends in/));
    const after = await storedDocuments(browser);
    expect(after.keys.keys.map(({ id }: { id: string }) => id)).toEqual(
      before.keys.keys.map(({ id }: { id: string }) => id),
    );
    expect(after.ledger, 'what was told is not told again').toEqual(before.ledger);

    await createKey(page, 'made-before-the-removal');
    await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
    await expect(page.locator('key-leak-warning')).toBeAttached();
    await browser.uninstall();
    await expectNothingOfOurs(page);
    expect(said, 'it goes without a word').toEqual([]);
  } finally {
    await browser.close();
  }
});
