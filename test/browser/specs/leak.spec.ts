import { FAKE_SECRET } from '../support/fake-secret';
import {
  createKey,
  expect,
  expectBadgeOnEveryKey,
  expectWarnedWithinASecond,
  isHooked,
  pressOnceSeen,
  storedDocuments,
  testOfPages as test,
} from '../support/fixtures';

const WARNING = 'key-leak-warning';

test('the page’s Copy button brings up the warning, and the key is on the clipboard', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'copied-by-button');
  await expectWarnedWithinASecond(page, () => page.getByRole('dialog').getByRole('button', { name: /cop/i }).click());
  await expect(page.getByText('You copied the API key “copied-by-button”')).toBeVisible();
  await expect(page.getByText('It works until')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(FAKE_SECRET);
  await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
  await expect(page.locator(WARNING)).toHaveCount(0);
  // The press on the warning was outside of the page's dialog, which must not have closed over it.
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
});

test('selecting the secret and copying it brings up the warning', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'copied-by-hand');
  await expectWarnedWithinASecond(page, async () => {
    await page.getByRole('dialog').locator('input[readonly]').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
  });
});

test('copying the name of a key warns of nothing', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await page.getByText('gazette-uploader', { exact: true }).dblclick();
  await page.keyboard.press('ControlOrMeta+c');
  await page.evaluate(() => navigator.clipboard.writeText('gazette-uploader'));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('gazette-uploader');
  // A copy of the secret now is answered, so whatever the copies of the name would have raised is there by then.
  expect(await page.locator(WARNING).count()).toBe(0);
  await createKey(page, 'copied-after');
  expect(await page.locator(WARNING).count()).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await expect(page.locator(WARNING)).toHaveCount(1);
});

test('“Clear clipboard” clears it and says what it cannot promise', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'to-be-cleared');
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await pressOnceSeen(page.getByRole('button', { name: 'Clear clipboard' }));
  await expect(page.getByText('Clipboard cleared')).toBeVisible();
  await expect(page.getByText('clipboard history')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('');
});

test('the warning can be switched off in the options', async ({ keyCompanion }) => {
  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  const choice = async (): Promise<unknown> => (await storedDocuments(keyCompanion)).settings?.settings.leakWarning;
  await options.getByLabel('Show nothing').check();
  await expect.poll(choice).toBe('off');
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'not-warned-of');
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(FAKE_SECRET);
  await options.getByLabel('Show the full warning', { exact: false }).first().check();
  await expect.poll(choice).toBe('full');
  expect(await page.locator(WARNING).count()).toBe(0);
  await page.bringToFront();
  await page.getByRole('dialog').getByRole('button', { name: /cop/i }).click();
  await expect(page.locator(WARNING)).toHaveCount(1);
});

test('the clipboard stays as the site left it on pages other than the tab', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await expect.poll(() => isHooked(page)).toBe(true);
  await page.getByRole('tab', { name: 'Datasets' }).click();
  await expect.poll(() => isHooked(page)).toBe(false);
  await page.evaluate((secret) => navigator.clipboard.writeText(secret), FAKE_SECRET);
  await page.getByRole('tab', { name: 'API Keys' }).click();
  await expect.poll(() => isHooked(page)).toBe(true);
  expect(await page.locator(WARNING).count()).toBe(0);
});
