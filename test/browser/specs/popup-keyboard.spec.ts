import type { Page } from '@playwright/test';
import { expect, key, storedDocuments, test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/* Where the keyboard and the scrolled list go on when a view of the popup takes the place of another one. */

const DAY = 86_400_000;

/** The popup, as large as browsers make it, with these keys stored. */
async function openWith(browser: Browser, keys: readonly unknown[], height = 600): Promise<Page> {
  await browser.ask((documents) => (globalThis as any).chrome.storage.local.set(documents), {
    keys: { version: 2, keys, lists: [], ledger: {} },
  });
  const popup = await browser.openPopup();
  await popup.setViewportSize({ width: 380, height });
  await expect(popup.locator('.key-name')).toHaveCount(keys.length);
  return popup;
}

const manyKeys = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => key(`uploader-${String(index).padStart(2, '0')}`, 40 + index));
const scrolled = (page: Page): Promise<number> => page.evaluate(() => scrollY);

/** Whether what has the focus is in sight, and not below the footer. */
const isFocusSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const focused = document.activeElement!;
    const { top, bottom } = focused.getBoundingClientRect();
    const footer = document.querySelector('footer');
    const end = !footer || footer.contains(focused) ? innerHeight : footer.getBoundingClientRect().top;
    return focused !== document.body && top >= 0 && bottom <= Math.min(end, innerHeight);
  });

test('a view begins at its top, and the way back leads to what was left', async ({ keyCompanion }) => {
  const popup = await openWith(keyCompanion, manyKeys(30));
  const row = popup.locator('.key-name', { hasText: 'uploader-25' });
  await row.click();
  await expect(popup.locator('.back')).toBeFocused();
  expect(await scrolled(popup)).toBe(0);
  await popup.keyboard.press('Escape');
  await expect(row).toBeFocused();
  expect(await isFocusSeen(popup)).toBe(true);
  for (const name of ['Uploads stopped?', 'Add a key by hand']) {
    const opener = popup.getByRole('button', { name });
    await popup.evaluate(() => scrollTo(0, 9_000));
    await opener.click();
    await expect(opener).toHaveCount(0);
    expect(await scrolled(popup)).toBe(0);
    await popup.keyboard.press('Escape');
    await expect(opener).toBeFocused();
  }
});

test('nothing with the focus is below the footer, which gives way in a low window', async ({ keyCompanion }) => {
  const popup = await openWith(keyCompanion, manyKeys(12));
  for (const height of [600, 420, 300]) {
    await popup.setViewportSize({ width: 380, height });
    await popup.evaluate(() => {
      scrollTo(0, 0);
      document.querySelector<HTMLElement>('h1')!.focus();
    });
    for (const name of await popup.locator('.key-name').allTextContents()) {
      while (!(await popup.locator('.key-name', { hasText: name }).evaluate((row) => row === document.activeElement)))
        await popup.keyboard.press('Tab');
      expect(await isFocusSeen(popup), `${name} at ${height}`).toBe(true);
    }
  }
});

test('the search and the timeline are there again after another view', async ({ keyCompanion }) => {
  const popup = await openWith(keyCompanion, manyKeys(12));
  const search = popup.getByLabel('Search keys');
  await search.fill('uploader-1');
  await popup.locator('.key-name').last().click();
  await popup.keyboard.press('Escape');
  await expect(search).toHaveValue('uploader-1');
  await expect(popup.locator('.key-name')).toHaveCount(2);
  await search.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
  await expect(search).toHaveValue('uploader-1');
  await popup.getByText('Timeline').click();
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(popup.locator('.timeline')).toBeVisible();
});

test('a key that was added by hand is said to be added and has the focus', async ({ keyCompanion }) => {
  const popup = await openWith(keyCompanion, manyKeys(12));
  await popup.getByLabel('Search keys').fill('uploader-1');
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await popup.getByLabel('Key name').fill('postman key');
  await popup.getByLabel('It has no expiry date').check();
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(popup.locator('.key-name', { hasText: 'postman key' })).toBeFocused();
  await expect(popup.getByText('“postman key” added to your list.')).toBeVisible();
  expect(await isFocusSeen(popup)).toBe(true);
});

test('Escape closes an empty form, and loses nothing that was entered', async ({ keyCompanion }) => {
  const popup = await openWith(keyCompanion, manyKeys(1));
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await popup.getByLabel('Key name').fill('my key');
  await popup.keyboard.press('Escape');
  await expect(popup.getByLabel('Key name')).toHaveValue('my key');
  await popup.getByLabel('Key name').fill('');
  await popup.keyboard.press('Escape');
  await popup.locator('.key-name').click();
  await popup.getByRole('button', { name: 'Add who must act' }).click();
  const name = popup.getByLabel('Name or team');
  await name.fill('Gazette team');
  await popup.keyboard.press('Escape');
  await popup.locator('.back').focus();
  await popup.keyboard.press('Escape');
  await expect(name).toHaveValue('Gazette team');
  await name.fill('');
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('button', { name: 'Add who must act' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(popup.locator('.key-name')).toBeFocused();
});

test('the focus stays at what was changed on the page of a key', async ({ keyCompanion }) => {
  const replaceBy = { kind: 'cadence', days: 90 };
  await keyCompanion.ask((documents) => (globalThis as any).chrome.storage.local.set(documents), {
    settings: { version: 2, settings: { rotateEveryDays: 180 } },
  });
  const popup = await openWith(keyCompanion, [key('uploader', 400, { copies: [Date.now() - DAY], replaceBy })]);
  await popup.locator('.key-name').click();
  await popup.locator('.copies summary').click();
  await popup.getByRole('button', { name: /Clear copy history/ }).click();
  await expect(popup.getByText('Copy history cleared.')).toBeFocused();
  await popup.locator('.replace-by summary').click();
  await popup.locator('.replace-by').getByRole('button', { name: 'Same as all keys' }).click();
  await expect(popup.locator('.replace-by summary')).toBeFocused();
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys.keys[0].replaceBy).toBeUndefined();
});
