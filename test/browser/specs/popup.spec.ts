import { violations, violationsInBothSchemes } from '../support/axe';
import { expect, expectBadgeOnEveryKey, storedDocuments, test } from '../support/fixtures';

test('an empty popup explains itself and opens the tab', async ({ keyCompanion }) => {
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByText('No keys yet')).toBeVisible();
  await expect(popup.getByText('Open the API Keys tab on data.gov.sg once')).toBeVisible();
  expect(await violations(popup)).toEqual([]);
  const opened = keyCompanion.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Open API Keys' }).click();
  await expectBadgeOnEveryKey(await opened);
});

test('the popup lists the keys, most urgent first, and says when the list was read', async ({ keyCompanion }) => {
  await expectBadgeOnEveryKey(await keyCompanion.openTab());
  const popup = await keyCompanion.openPopup();
  await expect(popup.locator('.key-name')).toHaveText([
    'legacy-ftp-bridge',
    'tender-feed',
    'gazette-uploader',
    'bus-arrivals-nightly',
    'rainfall-sync',
    'moh-weekly-stats',
    'carpark-sensor-pilot',
    'census-2026-load',
  ]);
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('5 keys need attention');
  await expect(popup.getByText('List last read just now')).toBeVisible();
  await expect(popup.getByText(/^Expires in [34] days$/)).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
});

test('the popup counts hours, minutes and seconds below 24 hours, and turns to “Expired” by itself', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  const popup = await keyCompanion.context.newPage();
  const { keys } = (await storedDocuments(keyCompanion)).keys;
  const expiresAt = keys.find(({ name }: { name: string }) => name === 'gazette-uploader').expiry.earliest;
  await popup.clock.install({ time: expiresAt - 5 * 3_600_000 - 12 * 60_000 - 9_000 });
  await popup.goto(`${keyCompanion.baseUrl}popup.html`);
  const item = popup.locator('.key', { hasText: 'gazette-uploader' });
  await expect(item.locator('.key-countdown')).toHaveText(/^Expires in 5 h 12 min 0\d s$/);
  await popup.clock.pauseAt(expiresAt - 2 * 60_000);
  await expect(item.locator('.key-countdown')).toHaveText('Expires in 0 h 02 min 00 s');
  await popup.clock.runFor(1_000);
  await expect(item.locator('.key-countdown')).toHaveText('Expires in 0 h 01 min 59 s');
  await popup.clock.runFor(120_000);
  await expect(item.locator('.key-countdown')).toHaveText(/^Expired today at 18:00$/);
});

test('a key that a whole list lacks stays in the popup’s list, and counts as before', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  const stored = async (): Promise<any> => (await storedDocuments(keyCompanion)).keys;
  // Until the header has stood beside the rows for a second, nobody knows whose list lacks the key.
  await expect.poll(async () => (await stored())?.lists[0].account).toContain('@');
  await page.evaluate(() => (window as any).replica.removeKey('rainfall-sync'));
  // The popup, which is a tab here, hides the page, and a page that is hidden takes its time.
  await expect.poll(async () => (await stored()).keys.filter(({ missing }: any) => missing).length).toBe(1);
  const popup = await keyCompanion.openPopup();
  const item = popup.locator('.key', { hasText: 'rainfall-sync' });
  await expect(item).toContainText(/Expires in (28|29) days.*Not on the API Keys tab since \d+\s\w+\s\d{4}/s);
  await expect(popup.getByText('1 key is not on the API Keys tab')).toBeVisible();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('5 keys need attention');
  await expect(popup.locator('.key-name')).toHaveCount(8);
  await expect(popup.getByText('no longer listed')).toHaveCount(0);
});
