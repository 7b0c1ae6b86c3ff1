import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { FAKE_SECRET } from '../support/fake-secret';
import { createKey, expect, expectBadgeOnEveryKey, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';

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
  return (await storedDocuments(browser)).keys.keys.find((record: { name: string }) => record.name === name);
}

const badge = (popup: Page): Promise<string> =>
  popup.evaluate(() => (globalThis as any).chrome.action.getBadgeText({}));

/** Waits until the toolbar has counted the stand-in's keys that need attention. */
async function attentionOf(popup: Page): Promise<string> {
  await expect.poll(() => badge(popup)).toBe('5');
  return badge(popup);
}

test('a key is rotated step by step, over a closed popup too, and its alerts end only when nothing needs it', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  let popup = await openKey(keyCompanion);
  const attention = await attentionOf(popup);
  for (const use of ['Gazette pipeline', 'Nightly check']) {
    await popup.getByLabel('Place where this key is used').fill(use);
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('list', { name: 'Where this key is used' }).getByText(use)).toBeVisible();
  }
  await popup.getByRole('button', { name: 'Rotate this key' }).click();
  await expect(popup.getByText('It appears here once the API Keys tab lists it.')).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.close();

  // The new key shows up on the tab, and is proposed.
  await createKey(tab, 'gazette-uploader-2027', '1 Year');
  await tab.getByRole('button', { name: 'Done' }).click();
  await expectBadgeOnEveryKey(tab);
  popup = await openKey(keyCompanion);
  await expect(popup.getByText('“gazette-uploader-2027” appeared after you started. Is it the new key?')).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Yes, use this key' }).press('Enter');
  await expect(popup.getByLabel('The new key', { exact: true })).toHaveValue(
    (await stored(keyCompanion, 'gazette-uploader-2027')).id,
  );
  await popup.getByRole('checkbox', { name: 'Gazette pipeline' }).press('Space');
  await expect(popup.getByRole('checkbox', { name: 'Gazette pipeline' })).toBeChecked();
  await popup.close();

  popup = await openKey(keyCompanion);
  await expect(popup.getByRole('checkbox', { name: 'Gazette pipeline' })).toBeChecked();
  await popup.getByRole('checkbox', { name: 'Nightly check' }).press('Space');
  await expect(popup.getByText('read -rs KEY')).toContainText(
    'https://api-production.data.gov.sg/v2/admin/api/auth/whoami',
  );
  await popup.getByRole('button', { name: 'Copy command' }).click();
  await expect(popup.getByText('Copied', { exact: true })).toBeVisible();
  // Two steps are open: the old key is still counted.
  expect(await badge(popup)).toBe(attention);
  await popup.getByRole('checkbox', { name: 'The new key works' }).press('Space');
  await expect(popup.getByText('Nothing uses this key any more, and its reminders have stopped.')).toBeVisible();
  await expect(popup.locator('.key-state')).toHaveText(
    /^No reminders since \d+\s\w+\s\d{4}: replaced by gazette-uploader-2027$/,
  );
  await expect.poll(() => badge(popup)).toBe(String(Number(attention) - 1));
  expect(await violationsInBothSchemes(popup)).toEqual([]);

  // The last step is ticked off by the tab; the new key is used where the old one was.
  await tab.evaluate((name) => (window as any).replica.removeKey(name), NAME);
  await expect(
    popup.getByText('Rotation complete: the new key is in use and the old one is no longer listed.'),
  ).toBeVisible();
  await expect
    .poll(async () => (await stored(keyCompanion, 'gazette-uploader-2027')).uses)
    .toEqual([{ text: 'Gazette pipeline' }, { text: 'Nightly check' }]);
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
  const attention = Number(await attentionOf(popup));
  await popup.getByRole('button', { name: 'Remove from list' }).press('Enter');
  await expect(popup.getByText('“gazette-uploader” removed from your list.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect.poll(() => badge(popup)).toBe(String(attention - 1));
  // The tab still lists it, and that brings it back neither here nor on the toolbar.
  await tab.reload();
  await expectBadgeOnEveryKey(tab);
  await expect
    .poll(async () => (await stored(keyCompanion)).lastSeenAt > (await stored(keyCompanion)).forgottenAt)
    .toBe(true);
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toHaveCount(0);
  await popup.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toBeVisible();

  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'Remove from list' }).click();
  await popup.reload();
  await popup.getByText('1 removed key').click();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Restore gazette-uploader' }).click();
  await expect(popup.getByRole('button', { name: NAME, exact: true })).toBeVisible();
  await expect.poll(async () => (await stored(keyCompanion)).note).toBe('Used by the gazette pipeline, ask Mei’s team');

  await popup.getByRole('button', { name: NAME, exact: true }).click();
  await popup.getByRole('button', { name: 'Remove from list' }).click();
  await popup.getByText('1 removed key').click();
  await popup.getByRole('button', { name: 'Delete permanently…' }).click();
  await expect(popup.getByText('Delete everything stored about “gazette-uploader”?')).toBeVisible();
  await popup.getByRole('button', { name: 'Delete permanently', exact: true }).click();
  await expect(popup.getByText('1 removed key')).toHaveCount(0);
  await expect.poll(() => stored(keyCompanion)).toBeUndefined();
});

const DAY = 86_400_000;

/** A key that expires so many days from now. */
function key(name: string, days: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Date.now();
  const expiresAt = Math.round(now + days * DAY);
  return {
    id: name,
    name,
    kind: 'write',
    expiry: { kind: 'dated', earliest: expiresAt, latest: expiresAt, text: '' },
    firstSeenAt: now - DAY,
    lastSeenAt: now,
    ...more,
  };
}

async function openPopupWith(browser: Browser, keys: object[]): Promise<Page> {
  const popup = await browser.openPopup();
  await popup.evaluate(
    (known) =>
      (globalThis as any).chrome.storage.local.set({ keys: { version: 2, keys: known, lists: [], ledger: {} } }),
    keys,
  );
  await popup.setViewportSize({ width: 380, height: 600 });
  return popup;
}

test('nothing is lost of what is ticked, entered and chosen on a key’s page, and the keyboard stays where it is', async ({
  keyCompanion,
}) => {
  const popup = await openPopupWith(keyCompanion, [
    key('old', 5, { uses: [{ text: 'one' }, { text: 'two' }, { text: 'three' }] }),
    key('new', 300),
    key('other', 200),
  ]);
  await popup.getByRole('button', { name: 'old', exact: true }).press('Enter');
  await popup.getByLabel('Place where this key is used').fill('not added yet');
  await popup.getByRole('button', { name: 'Rotate this key' }).press('Enter');
  await expect(popup.locator('summary', { hasText: 'Create the new key' })).toBeFocused();

  // Arrow keys go through the keys, and choose none of them.
  const choice = popup.getByLabel('Or choose an existing key');
  await choice.selectOption({ value: 'other' });
  await expect.poll(async () => (await stored(keyCompanion, 'old')).rotation).toBeTruthy();
  expect((await stored(keyCompanion, 'old')).rotation).not.toHaveProperty('successor');
  await choice.selectOption({ value: 'new' });
  await popup.getByRole('button', { name: 'Yes, use this key' }).press('Enter');
  await expect(popup.locator('summary', { hasText: 'Create the new key' })).toBeFocused();
  await expect.poll(async () => (await stored(keyCompanion, 'old')).rotation.successor).toBe('new');

  // Three ticks within one moment, long before the first of them is stored.
  await expect(popup.getByLabel('Place where this key is used')).toHaveValue('not added yet');
  await popup.evaluate(() =>
    document.querySelectorAll<HTMLInputElement>('.uses input[type=checkbox]').forEach((box) => box.click()),
  );
  await expect
    .poll(async () => (await stored(keyCompanion, 'old')).uses.map(({ isMoved }: any) => isMoved))
    .toEqual([true, true, true]);
  await popup.getByRole('checkbox', { name: 'The new key works' }).press('Space');
  await expect(popup.locator('.key-state')).toHaveText(/^No reminders since \d+\s\w+\s\d{4}: replaced by new$/);
  await popup.getByLabel('The new key', { exact: true }).selectOption({ value: 'other' });
  expect((await stored(keyCompanion, 'old')).uses).toEqual(
    ['one', 'two', 'three'].map((text) => ({ text, isMoved: true })),
  );
  await popup.getByRole('button', { name: 'Yes, use this key' }).press('Enter');
  await expect
    .poll(async () => (await stored(keyCompanion, 'old')).uses)
    .toEqual(['one', 'two', 'three'].map((text) => ({ text })));
  await expect(popup.locator('.key-state')).toHaveCount(0);

  await popup.getByRole('button', { name: 'Stop rotation' }).press('Enter');
  await expect(popup.getByText('Stop rotating this key?')).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Stop rotation' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'Rotate this key' })).toBeFocused();

  // A key itself is stored nowhere, whatever field it is pasted into.
  await popup.getByLabel('Note').fill(`It is ${FAKE_SECRET}`);
  await popup.getByLabel('Place where this key is used').fill(FAKE_SECRET);
  await popup.keyboard.press('Enter');
  await expect(popup.getByText('Not saved: this looks like an API key or part of one')).toHaveCount(2);
  expect(JSON.stringify(await storedDocuments(keyCompanion))).not.toContain('AAAAAAAA');

  // Escape within an input method ends the composing, and not the page.
  const escape = (isComposing: boolean): Promise<boolean> =>
    popup.evaluate(
      (composing) =>
        document.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', isComposing: composing, bubbles: true, cancelable: true }),
        ),
      isComposing,
    );
  expect(await escape(true)).toBe(true);
  await expect(popup.getByRole('heading', { level: 1, name: 'old' })).toBeVisible();
  // What is entered and not added is not lost either.
  expect(await escape(false)).toBe(false);
  await expect(popup.getByRole('heading', { level: 1, name: 'old' })).toBeVisible();
  await popup.getByLabel('Place where this key is used').fill('');
  expect(await escape(false)).toBe(false);
  await expect(popup.getByRole('button', { name: 'old', exact: true })).toBeFocused();
});

test('the offer to undo leaves the keyboard where it is, and a key that is no longer listed says so', async ({
  keyCompanion,
}) => {
  // A key of the last day makes the popup draw every second.
  const popup = await openPopupWith(keyCompanion, [
    key('today', 0.5),
    key('b', 5),
    key('left', 40, { goneSince: Date.now() - DAY, goneBecause: 'deletion' }),
  ]);
  await popup.getByRole('button', { name: 'b', exact: true }).press('Enter');
  await popup.getByRole('button', { name: 'Remove from list' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'Undo' })).toBeFocused();
  await popup.getByRole('button', { name: 'Options', exact: true }).focus();
  const countdown = popup.locator('.key', { hasText: 'today' }).locator('.key-countdown');
  await expect(countdown).not.toHaveText((await countdown.textContent())!);
  await expect(popup.getByRole('button', { name: 'Options', exact: true })).toBeFocused();
  await popup.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'b', exact: true })).toBeFocused();

  await popup.getByText('1 key no longer listed').click();
  await popup.getByRole('button', { name: 'left', exact: true }).press('Enter');
  await expect(popup.locator('.key-state').first()).toHaveText(
    /^No reminders since \d+\s\w+\s\d{4}: you deleted it on the API Keys tab$/,
  );
  await expect(popup.locator('.key-countdown')).toHaveCount(0);
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('button', { name: 'left', exact: true })).toBeFocused();
});
