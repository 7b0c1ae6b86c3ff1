import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createKey,
  EXPECTED_BADGES,
  expect,
  expectBadgeOnEveryKey,
  shownBadges,
  storedDocuments,
  test,
} from '../support/fixtures';
import { EXTENSION, launchBrowser, withOpenRoots } from '../support/launch';

/*
 * Browsers that have no `browser` of their own get the polyfill's, which wraps `chrome`. The Chromium of these tests
 * has one, so this is a copy of the build in which each script takes it away first, and notes when something wraps
 * `chrome`.
 */
const TAKE_AWAY = `try { delete globalThis.browser } catch {}
globalThis.document?.documentElement.setAttribute('data-browser', typeof globalThis.browser);
globalThis.Proxy = new Proxy(globalThis.Proxy, { construct(proxy, given) {
  if (Object.getPrototypeOf(given[0]) === globalThis.chrome) {
    const found = 'chrome, while browser is ' + typeof globalThis.browser;
    globalThis.wrapped = found;
    globalThis.document?.documentElement.setAttribute('data-wrapped', found);
  }
  return Reflect.construct(proxy, given);
} });
`;
const WRAPPED = 'chrome, while browser is undefined';

function buildWithoutNative(folder: string): string {
  withOpenRoots(EXTENSION, folder);
  // The hook in the page's own world never has the extension's API.
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.js') && name !== 'clipboard-hook.js',
  );
  for (const name of scripts) writeFileSync(join(folder, name), TAKE_AWAY + readFileSync(join(folder, name), 'utf8'));
  return folder;
}

test('the extension works in a browser that has no `browser` of its own', async ({ profile }) => {
  const extension = buildWithoutNative(join(profile, 'extension'));
  const keyCompanion = await launchBrowser({ extension, profile: join(profile, 'profile') });
  await keyCompanion.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  const worker = await keyCompanion.worker();
  expect(await worker.evaluate(() => (globalThis as any).wrapped)).toBe(WRAPPED);

  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  // In pages `chrome` is used as it is: what is needed there returns promises in every browser.
  expect(
    await page.evaluate(() => [document.documentElement.dataset.browser, document.documentElement.dataset.wrapped]),
  ).toEqual(['undefined', undefined]);
  for (const { row, status, text } of await shownBadges(page)) {
    expect(status, row).toBe(EXPECTED_BADGES[row]?.status);
    expect(text, row).toMatch(EXPECTED_BADGES[row]!.text);
  }
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);

  await createKey(page, 'copied-at-once');
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'You copied the API key “copied-at-once”' })).toBeVisible();
  await expect.poll(async () => JSON.stringify((await storedDocuments(keyCompanion)).keys)).toContain('copied-at-once');

  const popup = await keyCompanion.openPopup();
  await expect(popup.locator('.key')).toHaveCount(9);
  await expect(popup.locator('.key').first()).toContainText('legacy-ftp-bridge');
  expect(await popup.evaluate(() => document.documentElement.dataset.wrapped)).toBe(WRAPPED);

  // Shown only once the worker has answered that it is stored.
  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  await options.getByLabel('60 days').check();
  await expect(options.getByText('Saved', { exact: true })).toBeVisible();
  expect((await storedDocuments(keyCompanion)).settings.settings.thresholdDays).toContain(60);
  expect(await options.evaluate(() => document.documentElement.dataset.wrapped)).toBe(WRAPPED);

  // As if nothing had been told yet: the alarm has to find it again.
  const shown = (): Promise<string[]> =>
    options.evaluate(async () => Object.keys(await (globalThis as any).chrome.notifications.getAll()));
  await expect.poll(shown).toEqual(['expiring-keys']);
  await options.evaluate(async () => {
    const { storage, notifications, alarms } = (globalThis as any).chrome;
    const { keys } = await storage.local.get('keys');
    await storage.local.set({ keys: { ...keys, ledger: {} } });
    await notifications.clear('expiring-keys');
    await alarms.create('check', { when: Date.now() + 500 });
  });
  await expect.poll(shown).toEqual(['expiring-keys']);
  await expect.poll(() => options.evaluate(() => (globalThis as any).chrome.action.getBadgeText({}))).toMatch(/^\d$/);
  await keyCompanion.close();
});
