import type { Page } from '@playwright/test';
import {
  expect,
  inPageTime,
  openGuarded,
  shownBadges,
  storedDocuments,
  testOfPages as test,
} from '../support/fixtures';
import type { Browser } from '../support/launch';

/* A page that the browser translates: nothing of it is another key. */

const LIST = `<!doctype html><html lang="en"><title>API Keys | data.gov.sg</title><main><h1>API Keys</h1><table>
  <thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th></tr></thead><tbody>
  <tr><td>rainfall sync</td><td>1 Jan 2026</td><td><span>7 Aug 2031</span></td></tr><tr><td>gazette uploader</td><td>2 Jan 2026</td><td>Never</td></tr></tbody></table></main>`;

const WORDS: [string, string][] = [
  ['rainfall sync', '降雨同步'],
  ['gazette uploader', '公报上传者'],
  ['Key Name', '密钥名称'],
  ['Created', '已创建'],
  ['Expiration', '到期'],
  ['7 Aug 2031', '2031年8月7日'],
  ['Never', '绝不'],
  ['API Keys', 'API 密钥'],
];

/**
 * Translates the page as Chromium does, text by text with wrappers, or as Firefox does, in place; the names come first.
 */
async function translate(page: Page, isWrapped: boolean): Promise<void> {
  await page.evaluate(
    async ([words, wraps]) => {
      document.documentElement.lang = 'zh-CN';
      if (wraps) document.documentElement.classList.add('translated-ltr');
      document.title = 'API 密钥';
      for (const [from, to] of words) {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts: Text[] = [];
        while (walker.nextNode())
          if ((walker.currentNode as Text).data.trim() === from) texts.push(walker.currentNode as Text);
        for (const text of texts) {
          if (!wraps) text.data = to;
          else {
            const outer = document.createElement('font');
            outer.append(document.createElement('font'));
            outer.firstElementChild!.textContent = to;
            text.replaceWith(outer);
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    [WORDS, isWrapped] as const,
  );
}

/** Waits until the list is stored; returns what is stored of its keys. */
async function storedKeys(browser: Browser): Promise<Record<string, unknown>[]> {
  await expect.poll(async () => (await storedDocuments(browser)).keys?.keys?.length).toBe(2);
  return (await storedDocuments(browser)).keys.keys;
}

for (const [way, isWrapped] of [
  ['with wrappers', true],
  ['in place', false],
] as const) {
  test(`a page that is translated ${way} changes no key and no badge, and is read again as it was`, async ({
    keyCompanion,
  }) => {
    const page = await openGuarded(keyCompanion, LIST);
    await expect(page.locator('key-expiry-badge')).toHaveCount(2);
    const before = await storedKeys(keyCompanion);
    const badges = (await shownBadges(page)).map(({ text, status }) => ({ text, status }));

    await translate(page, isWrapped);
    await inPageTime(page, 1_500);
    expect(await storedKeys(keyCompanion)).toEqual(before);
    expect((await shownBadges(page)).map(({ text, status }) => ({ text, status }))).toEqual(badges);
    const popup = await keyCompanion.openPopup();
    for (const name of ['rainfall sync', 'gazette uploader'])
      await expect(popup.getByRole('button', { name, exact: true })).toBeVisible();
    await expect(popup.getByText('降雨同步')).toHaveCount(0);
    await popup.close();

    // The original is shown again, with a key more.
    await page.evaluate(() => {
      document.documentElement.lang = 'en';
      document.documentElement.className = '';
      document.querySelector('main')!.innerHTML =
        `<h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Created</th><th>Expiration</th></tr></thead><tbody>
        <tr><td>rainfall sync</td><td>1 Jan 2026</td><td>7 Aug 2031</td></tr><tr><td>gazette uploader</td><td>2 Jan 2026</td><td>Never</td></tr><tr><td>bus arrivals</td><td>3 Jan 2026</td><td>Never</td></tr></tbody></table>`;
      document.title = 'API Keys | data.gov.sg';
    });
    await expect(page.locator('key-expiry-badge')).toHaveCount(3);
    await expect
      .poll(async () => (await storedDocuments(keyCompanion)).keys.keys.map(({ name }: { name: string }) => name))
      .toEqual(expect.arrayContaining(['bus arrivals']));
  });
}

test('a translated page is told of once a visit, and as nothing else', async ({ keyCompanion }) => {
  const listener = await keyCompanion.openPopup();
  await listener.evaluate(() => {
    const heard: unknown[] = ((globalThis as any).heard = []);
    (globalThis as any).chrome.runtime.onMessage.addListener(
      ({ type, body }: any) => void (type === 'unreadable' && heard.push(body)),
    );
  });
  const page = await openGuarded(keyCompanion, LIST);
  await translate(page, true);
  // As long as a list would have to be there that cannot be read.
  await inPageTime(page, 5_000);
  expect(await listener.evaluate(() => (globalThis as any).heard)).toEqual([{ reason: 'translated' }]);
});
