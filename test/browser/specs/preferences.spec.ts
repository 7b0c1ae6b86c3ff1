import type { Locator, Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { expect, expectBadgeOnEveryKey, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/* What the user can wish of the notices, in popup and options. */

async function openPopup(browser: Browser): Promise<Page> {
  await expectBadgeOnEveryKey(await browser.openTab());
  await expect.poll(async () => (await storedDocuments(browser)).keys?.keys.length).toBe(8);
  const popup = await browser.openPopup();
  await popup.setViewportSize({ width: 380, height: 600 });
  await expect(popup.locator('.key')).toHaveCount(8);
  return popup;
}

const item = (popup: Page, name: string): Locator => popup.locator('.key', { hasText: name });

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsInBothSchemes(page)).toEqual([]);
  const small = await page
    .locator(
      'button:not(.key-name):visible, label:has(input[type=checkbox]):visible, input[type=date]:visible, input[type=time]:visible',
    )
    .evaluateAll((targets) =>
      targets
        .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ text }) => text),
    );
  expect(small, 'targets below 24 px').toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
    'the page scrolls sideways',
  ).toBe(false);
}

test('a key’s menu snoozes, mutes and sets its own days by keyboard alone, and the popup says so', async ({
  keyCompanion,
}) => {
  const popup = await openPopup(keyCompanion);
  await popup.getByRole('button', { name: 'gazette-uploader' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'All keys' })).toBeFocused();
  await expectAccessible(popup);
  const gazette = popup.getByRole('main');

  await popup.getByRole('button', { name: 'Tomorrow', exact: true }).press('Enter');
  await expect(gazette.locator('.key-state')).toHaveText(/^Snoozed until \d+\s\w+\s\d{4}, 09:00\sSGT$/);
  await gazette.getByRole('button', { name: 'A week from today' }).press('Enter');
  await expect(gazette.locator('.key-state')).toHaveText(
    /^Snoozed until .+ 09:00\sSGT\. The key expires before then\.$/,
  );
  await gazette.getByRole('button', { name: 'End snooze' }).press('Enter');
  await expect(gazette.locator('.key-state')).toHaveCount(0);
  // The pressed button is gone, and the keyboard is still in the menu.
  await popup.keyboard.press('Tab');
  await expect(gazette.getByRole('button', { name: 'Tomorrow', exact: true })).toBeFocused();

  await gazette.getByLabel('Or choose a date').fill('2020-01-01');
  await gazette.getByRole('button', { name: 'Snooze', exact: true }).press('Enter');
  await expect(gazette.getByText('Choose a date after today.')).toBeVisible();
  await gazette.getByLabel('Or choose a date').fill('2150-03-01');
  await gazette.getByRole('button', { name: 'Snooze', exact: true }).press('Enter');
  await expect(gazette.getByText('Choose a date within 31 days.')).toBeVisible();
  await expect(gazette.locator('.key-state')).toHaveCount(0);
  const last = (await gazette.getByLabel('Or choose a date').getAttribute('max'))!;
  await gazette.getByLabel('Or choose a date').fill(last);
  await gazette.getByRole('button', { name: 'Snooze', exact: true }).press('Enter');
  await expect(gazette.locator('.key-state')).toHaveText(
    /^Snoozed until \d+\s\w+\s2\d{3}, 09:00\sSGT\. The key expires before then\.$/,
  );

  await gazette.getByLabel('21 days').press('Space');
  await expect(gazette.getByRole('button', { name: 'Same as all keys' })).toBeVisible();
  const stored = async (): Promise<any> =>
    (await storedDocuments(keyCompanion)).keys.keys.find(({ name }: { name: string }) => name === 'gazette-uploader');
  await expect.poll(async () => (await stored()).thresholdDays).toContain(21);
  await gazette.getByRole('button', { name: 'Same as all keys' }).press('Enter');
  await expect.poll(async () => (await stored()).thresholdDays).toBeUndefined();

  await gazette.getByRole('button', { name: 'Mute this key' }).press('Enter');
  await expect(gazette.locator('.key-state')).toHaveText(
    /^No reminders since \d+\s\w+\s\d{4}: muted, not counted on the toolbar button$/,
  );
  await expectAccessible(popup);
  // Escape goes back to the list, where the keyboard goes on at the key.
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('4 keys need attention');
  await expect(popup.getByRole('button', { name: 'gazette-uploader' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await gazette.getByRole('button', { name: 'Unmute this key' }).press('Enter');
  await popup.getByRole('button', { name: 'All keys' }).press('Enter');
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('5 keys need attention');
});

test('“Remind me tomorrow” in the popup is that of the notification', async ({ keyCompanion }) => {
  const popup = await openPopup(keyCompanion);
  await popup.getByRole('button', { name: 'Remind me tomorrow' }).click();
  await expect(popup.getByText(/^You will be reminded on \d+\s\w+\s\d{4}, 09:00\sSGT$/)).toBeVisible();
  await expect(popup.locator('.header-line').getByRole('status')).toBeFocused();
  await expect(popup.getByText(/^Snoozed until/)).toHaveCount(5);
  const shown = await popup.evaluate(async () => Object.keys(await (globalThis as any).chrome.notifications.getAll()));
  expect(shown).toEqual([]);
  await expectAccessible(popup);
});

test('the popup says why a key is silent: renewed, replaced, without days, no longer listed', async ({
  keyCompanion,
}) => {
  const popup = await openPopup(keyCompanion);
  // The tab sends its list once more when its account is sure, and with it the dates that it shows.
  const tabs = keyCompanion.context.pages().filter((page) => page.url().startsWith('https://data.gov.sg/'));
  await Promise.all(tabs.map((tab) => tab.close()));
  await popup.evaluate(async () => {
    const { local } = (globalThis as any).chrome.storage;
    const { keys } = await local.get('keys');
    const find = (name: string): any => keys.keys.find((record: any) => record.name === name);
    find('tender-feed').replacedBy = find('rainfall-sync').id;
    find('moh-weekly-stats').thresholdDays = [];
    Object.assign(find('gazette-uploader').expiry, { earliest: Date.now() + 9e9, latest: Date.now() + 9e9 });
    find('gazette-uploader').renewedAt = Date.now();
    Object.assign(find('legacy-ftp-bridge'), { goneSince: Date.now(), goneBecause: 'expired' });
    await local.set({ keys });
  });
  await expect(item(popup, 'tender-feed').locator('.key-state')).toHaveText(
    'Replaced by rainfall-sync: no more reminders',
  );
  await expect(item(popup, 'moh-weekly-stats').locator('.key-state')).toHaveText('No reminders: no days chosen');
  await expect(item(popup, 'gazette-uploader').locator('.key-state')).toHaveText(
    /^Renewed: a later expiry date was seen on \d+\s\w+\s\d{4}$/,
  );
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(/^2 keys expire soon, the first in 1[12] days$/);
  await popup.getByText('1 key no longer listed').click();
  await expect(
    popup.getByText(/^No reminders since \d+\s\w+\s\d{4}: it expired, and the API Keys tab no longer lists it$/),
  ).toBeVisible();
});

test('quiet hours, weekdays and a mute until a date are set in the options, and the popup ends the mute', async ({
  keyCompanion,
}) => {
  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  const settings = async (): Promise<any> => (await storedDocuments(keyCompanion)).settings?.settings;
  await options.getByLabel('Quiet hours').check();
  await options.getByLabel('From').fill('21:30');
  await options.getByLabel('To', { exact: true }).fill('06:45');
  await options.getByLabel('Monday to Friday only').check();
  await expect.poll(settings).toMatchObject({ quietHours: { from: 1290, to: 405 }, weekdaysOnly: true });
  await options.getByLabel('Mute notifications until').fill('2150-03-01');
  await options.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(options.getByText('Choose a date within 31 days.')).toBeVisible();
  await options
    .getByLabel('Mute notifications until')
    .fill((await options.getByLabel('Mute notifications until').getAttribute('max'))!);
  await options.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(options.getByText(/^Notifications are muted until \d+\s\w+\s\d{4}, 09:00\sSGT$/)).toBeVisible();
  // What was pressed has gone, and the focus has not.
  await expect(options.getByRole('group', { name: 'When not to notify you' })).toBeFocused();
  await expectAccessible(options);

  const popup = await keyCompanion.openPopup();
  await popup.getByRole('button', { name: 'Unmute' }).click();
  await expect(popup.getByText(/muted until/)).toHaveCount(0);
  await expect(popup.getByRole('heading', { level: 1 })).toBeFocused();
  // The options follow, and do not bring the mute back with the next change.
  await expect(options.getByLabel('Mute notifications until')).toBeVisible();
  await options.getByLabel('Quiet hours').uncheck();
  await expect.poll(settings).not.toHaveProperty('quietHours');
  expect(await settings()).not.toHaveProperty('mutedUntil');
});
