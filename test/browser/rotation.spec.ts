import type { Page } from '@playwright/test';
import { violations } from './axe';
import { createKey, expect, expectBadgeOnEveryKey, storedDocuments, test } from './fixtures';
import type { Browser } from './launch';

/* From an old key to a new one, and what else the page of a key remembers. */

const NAME = 'gazette-uploader';

async function openKey(browser: Browser, name = NAME): Promise<Page> {
  const popup = await browser.openPopup();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.getByRole('button', { name, exact: true }).click();
  await expect(popup.getByRole('heading', { level: 1, name })).toBeVisible();
  return popup;
}

async function stored(browser: Browser, name = NAME): Promise<any> {
  return (await storedDocuments(browser)).keys.keys.find((one: { name: string }) => one.name === name);
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
}

const badge = (popup: Page): Promise<string> => popup.evaluate(() => (globalThis as any).chrome.action.getBadgeText({}));

test('a key is rotated step by step, the popup may close in between, and its alerts end only when nothing needs it', async ({ keyCompanion }) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  let popup = await openKey(keyCompanion);
  const attention = await badge(popup);
  for (const use of ['Gazette pipeline', 'Nightly check']) {
    await popup.getByLabel('A place where it is used').fill(use);
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('list', { name: 'Where it is used' }).getByText(use)).toBeVisible();
  }
  await popup.getByRole('button', { name: 'Rotate this key' }).click();
  await expect(popup.getByText('It shows up here once the API Keys tab lists it.')).toBeVisible();
  await expectAccessible(popup);
  await popup.close();

  // The new key shows up on the tab, and is proposed.
  await createKey(tab, 'gazette-uploader-2027', '1 Year');
  await tab.getByRole('button', { name: 'Done' }).click();
  await expectBadgeOnEveryKey(tab);
  popup = await openKey(keyCompanion);
  await expect(popup.getByText('“gazette-uploader-2027” was first seen after you began. Is it the new key?')).toBeVisible();
  await expectAccessible(popup);
  await popup.getByRole('button', { name: 'Yes, it takes over' }).press('Enter');
  await expect(popup.getByLabel('The new key', { exact: true })).toHaveValue((await stored(keyCompanion, 'gazette-uploader-2027')).id);
  await popup.getByRole('checkbox', { name: 'Gazette pipeline' }).press('Space');
  await expect(popup.getByRole('checkbox', { name: 'Gazette pipeline' })).toBeChecked();
  await popup.close();

  popup = await openKey(keyCompanion);
  await expect(popup.getByRole('checkbox', { name: 'Gazette pipeline' })).toBeChecked();
  await popup.getByRole('checkbox', { name: 'Nightly check' }).press('Space');
  const command = popup.getByText('curl --header');
  await expect(command).toHaveText("curl --header 'x-dgs-admin-api-key: YOUR_NEW_API_KEY' https://api-production.data.gov.sg/v2/admin/api/auth/whoami");
  await popup.getByRole('button', { name: 'Copy command' }).click();
  await expect(popup.getByText('Copied', { exact: true })).toBeVisible();
  // Two steps are open: the old key is still counted.
  expect(await badge(popup)).toBe(attention);
  await popup.getByRole('checkbox', { name: 'The new key works' }).press('Space');
  await expect(popup.getByText('Nothing uses it any more, and its alerts have stopped.')).toBeVisible();
  await expect(popup.locator('.key-state')).toHaveText('Replaced by gazette-uploader-2027: no more alerts');
  await expect.poll(() => badge(popup)).toBe(String(Number(attention) - 1));
  await expectAccessible(popup);

  // The last step is ticked off by the tab; the new key is used where the old one was.
  await tab.evaluate((name) => (window as any).replica.removeKey(name), NAME);
  await expect(popup.getByText('Rotated: the new key has taken over and the old one is gone.')).toBeVisible();
  expect((await stored(keyCompanion, 'gazette-uploader-2027')).uses).toEqual([{ text: 'Gazette pipeline' }, { text: 'Nightly check' }]);
});

test('a note is kept as it is typed, and a key that is forgotten comes back with it', async ({ keyCompanion }) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  let popup = await openKey(keyCompanion);
  await popup.getByLabel('Note').fill('Used by the gazette pipeline');
  await expect(popup.getByText('Saved', { exact: true })).toBeVisible();
  await popup.getByLabel('Note').pressSequentially(', ask Mei’s team');
  // The popup closes at any press elsewhere: what was typed last is saved then.
  await popup.close({ runBeforeUnload: false });
  await expect.poll(async () => (await stored(keyCompanion)).note).toBe('Used by the gazette pipeline, ask Mei’s team');

  popup = await openKey(keyCompanion);
  await expect(popup.getByLabel('Note')).toHaveValue('Used by the gazette pipeline, ask Mei’s team');
  const attention = Number(await badge(popup));
  await popup.getByRole('button', { name: 'Forget this key' }).press('Enter');
  await expect(popup.getByText('“gazette-uploader” is forgotten.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect.poll(() => badge(popup)).toBe(String(attention - 1));
  // The tab still lists it, and that brings it back neither here nor on the toolbar.
  await tab.reload();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await stored(keyCompanion)).lastSeenAt > (await stored(keyCompanion)).forgottenAt).toBe(true);
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toHaveCount(0);
  await popup.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toBeVisible();

  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'Forget this key' }).click();
  await popup.reload();
  await popup.getByText('1 forgotten key').click();
  await expectAccessible(popup);
  await popup.getByRole('button', { name: 'Restore gazette-uploader' }).click();
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toBeVisible();
  expect((await stored(keyCompanion)).note).toBe('Used by the gazette pipeline, ask Mei’s team');

  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'Forget this key' }).click();
  await popup.getByText('1 forgotten key').click();
  await popup.getByRole('button', { name: 'Delete for good…' }).click();
  await expect(popup.getByText('Delete what is known of “gazette-uploader”?')).toBeVisible();
  await popup.getByRole('button', { name: 'Delete for good', exact: true }).click();
  await expect(popup.getByText('1 forgotten key')).toHaveCount(0);
  await expect.poll(() => stored(keyCompanion)).toBeUndefined();
});
