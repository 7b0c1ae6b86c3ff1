import { cpSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  expect,
  expectBadgeOnEveryKey,
  isHooked,
  shownBadges,
  storedDocuments,
  testOfPages as test,
} from '../support/fixtures';
import { EXTENSION, launchBrowser, TAB_URL, type Browser } from '../support/launch';

/* Who may be read, and who is believed. */

/** What the browser's own page of extensions says of ours, and lets a person change. */
async function openSettings(
  browser: Browser,
): Promise<{ info: () => Promise<any>; set: (change: object) => Promise<void> }> {
  const id = new URL(browser.baseUrl).hostname;
  const page = await browser.context.newPage();
  await page.goto('chrome://extensions');
  return {
    info: () =>
      page.evaluate((extension) => (globalThis as any).chrome.developerPrivate.getExtensionInfo(extension), id),
    set: (change) =>
      page.evaluate((all) => (globalThis as any).chrome.developerPrivate.updateExtensionConfiguration(all), {
        extensionId: id,
        ...change,
      }),
  };
}

const names = async (browser: Browser): Promise<string[]> =>
  ((await storedDocuments(browser)).keys?.keys ?? []).map(({ name }: any) => name).sort();
const addKey = (page: Page, name: string): Promise<void> =>
  page.evaluate((added) => (window as any).replica.addKey({ name: added, expiresAt: '2030-01-01T00:00:00Z' }), name);

test('access that is withdrawn ends the reading of data.gov.sg at once, in the open tab and in one that becomes it', async ({
  keyCompanion,
}) => {
  const settings = await openSettings(keyCompanion);
  // Nothing listens there before it is the tab.
  const later = await keyCompanion.openTab('/');
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(() => names(keyCompanion)).toHaveLength(8);
  await settings.set({ hostAccess: 'ON_CLICK' });
  await expect.poll(async () => [(await shownBadges(tab)).length, await isHooked(tab)]).toEqual([0, false]);
  await addKey(tab, 'seen-after-withdrawal');
  await expect(tab.getByText('seen-after-withdrawal')).toBeVisible();
  await later.bringToFront();
  const told = (): Promise<string[]> => keyCompanion.ask(() => (globalThis as any).told);
  await keyCompanion.ask(() => {
    const told: (string | undefined)[] = ((globalThis as any).told = []);
    (globalThis as any).chrome.runtime.onMessage.addListener(
      (_: unknown, { url }: { url?: string }) => void told.push(url),
    );
  });
  await later.evaluate((html) => {
    document.title = 'API Keys';
    document.body.innerHTML = html;
  }, '<h1>API Keys</h1><table><tr><th>Key Name</th><th>Expiration</th></tr><tr><td>late-key</td><td>2030-01-01</td></tr></table>');
  // A press has the page looked at; what changes by itself is seen within a minute.
  await later.getByRole('heading').click();
  // It leaves with the answer to its first message.
  await expect.poll(told).toContain(later.url());
  await expect.poll(async () => (await shownBadges(later)).length).toBe(0);
  for (const page of [tab, later]) expect(await shownBadges(page)).toEqual([]);
  expect(await names(keyCompanion)).not.toEqual(expect.arrayContaining([expect.stringMatching(/late-key|seen-after/)]));

  await settings.set({ hostAccess: 'ON_ALL_SITES' });
  await tab.reload();
  await expectBadgeOnEveryKey(tab);
  expect(await names(keyCompanion)).not.toContain('late-key');
});

test('a document in a sandbox is not believed, though it has an address of data.gov.sg', async ({ keyCompanion }) => {
  const list = (name: string): string =>
    `<!doctype html><title>API Keys</title><h1>API Keys</h1><table><tr><th>Key Name</th><th>Expiration</th></tr><tr><td>${name}</td><td>2030-01-01</td></tr></table>`;
  const serve = (path: string, headers: Record<string, string>): Promise<unknown> =>
    keyCompanion.context.route(new URL(path, TAB_URL).href, (route) =>
      route.fulfill({ body: list(path.slice(1)), contentType: 'text/html', headers }),
    );
  await serve('/sandboxed', { 'content-security-policy': 'sandbox allow-scripts' });
  await serve('/own', {});
  const page = await keyCompanion.openTab('/sandboxed');
  await expect.poll(async () => (await shownBadges(page)).length).toBe(1);
  await keyCompanion.openTab('/own');
  await expect.poll(() => names(keyCompanion)).toEqual(['own']);
});

test('nothing is read in private windows, even where a person wants it', async ({ keyCompanion, profile }) => {
  const settings = await openSettings(keyCompanion);
  expect((await settings.info()).incognitoAccess).toEqual({ isActive: false, isEnabled: false });
  await settings.set({ incognitoAccess: true });
  expect((await settings.info()).incognitoAccess).toEqual({ isActive: false, isEnabled: false });
  expect(await keyCompanion.ask(() => (globalThis as any).chrome.extension.isAllowedIncognitoAccess())).toBe(false);

  // Without that line of the manifest it could be.
  const extension = join(realpathSync(profile), 'spanning');
  cpSync(EXTENSION, extension, { recursive: true });
  const { incognito, ...manifest } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  expect(incognito).toBe('not_allowed');
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest));
  const spanning = await launchBrowser({ extension, profile: join(profile, 'other') });
  try {
    expect((await (await openSettings(spanning)).info()).incognitoAccess.isEnabled).toBe(true);
  } finally {
    await spanning.close();
  }
});
