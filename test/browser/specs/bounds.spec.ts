import type { Page } from '@playwright/test';
import { expect, key, storedDocuments, testOfPages as test } from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';
import { keysDocument, openState } from '../support/states';

/* A page decides what it lists, and not how much is kept of it, nor what the popup draws first. */

const DAY = 86_400_000;

/**
 * Has a page list so many keys that nobody has seen before, with names as long as are kept, and waits until they are
 * taken in.
 */
async function draw(browser: Browser, page: Page, round: number): Promise<void> {
  const readAt = async (): Promise<number> => (await storedDocuments(browser)).keys.lastReading?.at ?? 0;
  const before = await readAt();
  await page.evaluate((round) => {
    const row = (index: number): string =>
      `<tr><td>forged ${round} ${index} ${'name '.repeat(48)}</td><td>5 Aug ${2030 + (index % 9)}</td></tr>`;
    document.querySelector('tbody')!.innerHTML = Array.from({ length: 2000 }, (_, index) => row(index)).join('');
  }, round);
  await expect.poll(readAt).toBeGreaterThan(before);
}

test('a page that draws 2,000 other names again and again fills no storage, and the key that was there goes on reminding', async ({
  keyCompanion,
}) => {
  const own = key('gazette-uploader', 3.4, {
    list: 'list-1',
    firstSeenAt: Date.now() - 9 * DAY,
    lastSeenAt: Date.now() - DAY,
  });
  const lists = [{ id: 'list-1', kind: 'write', address: '/admin/api-keys', readAt: Date.now() - DAY }];
  await keyCompanion.ask(
    (stored) => (globalThis as any).chrome.storage.local.set(stored),
    keysDocument(Date.now() - DAY, [own], { lists }),
  );
  const html =
    '<!doctype html><title>API Keys</title><main><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody></tbody></table></main>';
  await keyCompanion.context.route(TAB_URL, (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  );
  const page = await keyCompanion.openTab();
  for (const round of [1, 2]) await draw(keyCompanion, page, round);
  await page.close();
  const { keys } = await storedDocuments(keyCompanion);
  expect(keys.keys).toHaveLength(501);
  expect(keys.lastReading.noRoom).toBe(2000);
  expect(keys.keys[0]).toMatchObject({ name: 'gazette-uploader', expiry: own.expiry });
  expect(keys.keys[0]).not.toHaveProperty('goneSince');
  expect(await keyCompanion.ask(() => (globalThis as any).chrome.storage.local.getBytesInUse())).toBeLessThan(
    1_500_000,
  );
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(/^1 key expires in [34] days$/);
  await expect(
    popup.locator('.notice', { hasText: '2000 keys on the API Keys tab were not added: there is no room for them' }),
  ).toBeVisible();
});

test('the popup first draws as many keys as fit into its window, however many are kept', async ({ keyCompanion }) => {
  const keys = Array.from({ length: 3000 }, (_, index) =>
    key(`feed-${String(index).padStart(4, '0')} ${'n'.repeat(60)}`, 40 + (index % 300) + index / 10_000, {
      id: `id-${index}`,
      ...(index % 3 > 0 && { host: `${index % 3}.data.gov.sg` }),
    }),
  );
  const page = await openState(keyCompanion, {
    name: '',
    page: 'popup',
    shows: 'feed-0000',
    stored: (now) => keysDocument(now, keys),
    before: () => {
      const observer = new MutationObserver(() => {
        const keys = document.querySelectorAll('.key').length;
        if (keys === 0) return;
        observer.disconnect();
        Object.assign(window, { first: { keys, height: document.documentElement.scrollHeight } });
      });
      observer.observe(document, { subtree: true, childList: true });
    },
  });
  const first = await page.evaluate(() => (window as never as { first: { keys: number; height: number } }).first);
  expect(first.keys).toBeLessThanOrEqual(10);
  expect(first.height).toBeGreaterThanOrEqual(600);
});
