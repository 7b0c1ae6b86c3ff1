import { violationsInBothSchemes } from '../support/axe';
import { expect, expectBadgeOnEveryKey, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/* The ways out when something went wrong: a key may have leaked, or uploads have stopped. */

const NAME = 'gazette-uploader';

async function stored(browser: Browser): Promise<any> {
  return (await storedDocuments(browser)).keys?.keys.find((record: { name: string }) => record.name === NAME);
}

test('a key that may have leaked stands on top with its own words until it is no longer listed', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(() => stored(keyCompanion)).toBeTruthy();
  let popup = await keyCompanion.openPopup();
  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'It may have leaked…' }).press('Enter');
  await expect(popup.locator('summary').filter({ hasText: 'Create a new key' })).toBeFocused();
  await expect(popup.getByText('Deleting the message or the file is not enough')).toBeVisible();
  await popup.getByLabel('The new key is ready').press('Space');
  await popup.getByLabel('Uploads use the new key, or may stop').press('Space');
  await expect.poll(async () => (await stored(keyCompanion)).leak).toMatchObject({ isCreated: true, isMoved: true });
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.close();

  // It is remembered, and first in the list.
  popup = await keyCompanion.openPopup();
  const first = popup.locator('.key').first();
  await expect(first).toContainText(NAME);
  await expect(first).toContainText('May have leaked: delete this key as soon as a new one is ready.');
  await expect(popup.getByText('1 key may have leaked')).toBeVisible();
  await popup.close();

  await tab.evaluate((name) => (window as any).replica.removeKey(name), NAME);
  await expect.poll(async () => (await stored(keyCompanion)).missing).toBeTruthy();
  popup = await keyCompanion.openPopup();
  // One reading that lacks it is no evidence: the user says so.
  await expect(popup.getByText('1 key may have leaked')).toBeVisible();
  await expect(popup.getByText('1 key is not on the API Keys tab')).toBeVisible();
  await popup.getByRole('button', { name: NAME, exact: true }).click();
  const deletion = popup.locator('.steps > li').filter({ hasText: 'Delete the leaked key at once' });
  await deletion.getByRole('button', { name: 'I deleted it' }).click();
  // The steps that are left stay in sight.
  await expect(popup.locator('[data-step="done"]').filter({ hasText: 'Delete the leaked key at once' })).toBeVisible();
  await expect(deletion.locator('summary')).toBeFocused();
  await expect(popup.locator('[data-step="next"]')).toBeVisible();
  await popup.getByRole('button', { name: 'It has not leaked' }).click();
  await popup.getByRole('button', { name: 'It has not leaked' }).last().click();
  await expect(popup.getByRole('button', { name: 'It may have leaked…' })).toBeFocused();
  // What the popup shows at once is stored a moment later.
  await expect.poll(async () => (await stored(keyCompanion)).leak).toBeUndefined();
});

test('the guide for stopped uploads begins with what is known, says how sure it is, and leads back', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(() => stored(keyCompanion)).toBeTruthy();
  const popup = await keyCompanion.openPopup();
  await popup.getByRole('button', { name: 'Uploads stopped?' }).click();
  await expect(popup.getByRole('heading', { level: 1, name: 'Uploads stopped?' })).toBeVisible();
  await expect(popup.getByText('The API Keys tab was last read')).toBeVisible();
  await expect(popup.getByText('The status does not say which. Reported by users')).toBeVisible();
  await expect(popup.getByText('It is not known which status an expired write key gets. Not known')).toBeVisible();
  await expect(popup.getByRole('link', { name: 'Status page of data.gov.sg' })).toHaveAttribute(
    'href',
    'https://status.data.gov.sg/',
  );
  // The command for this system is open, those for others are folded away.
  await expect(popup.getByText('read -rs KEY')).toBeVisible();
  await expect(popup.getByText('powershell -NoProfile')).toBeHidden();
  await popup.getByText('Other command lines').click();
  await expect(popup.getByText('powershell -NoProfile')).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'All keys' }).click();

  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'Uploads stopped?' }).click();
  await expect(popup.getByText(`“${NAME}”`)).toBeVisible();
  await popup.getByRole('button', { name: NAME }).click();
  await expect(popup.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
});

test('the popup opens in a tab at the guide or the page of a key, as the worker asks for it', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(() => stored(keyCompanion)).toBeTruthy();
  const { id } = await stored(keyCompanion);
  const popup = await keyCompanion.openPopup();
  const address = popup.url().split('#')[0]!;
  await popup.goto('about:blank');
  await popup.goto(`${address}#view=stopped&key=${id}`);
  await expect(popup.getByText(`“${NAME}”`)).toBeVisible();
  await popup.goto('about:blank');
  await popup.goto(`${address}#view=key&key=${id}`);
  await expect(popup.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  // What nobody ever opened shows the list.
  await popup.goto('about:blank');
  await popup.goto(`${address}#view=key&key=nothing`);
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toBeVisible();
});
