import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { readCalendar, timeOf, triggerOf, valueOf, type Component } from '../../support/icalendar';
import { violationsInBothSchemes } from '../support/axe';
import {
  expect,
  expectBadgeOnEveryKey,
  storedDocuments,
  test as testAlone,
  testOfPages as test,
} from '../support/fixtures';
import type { Browser } from '../support/launch';

const DAY = 86_400_000;

async function openOptions(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.baseUrl}options.html`);
  return page;
}

async function readTab(browser: Browser): Promise<void> {
  const tab = await browser.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await storedDocuments(browser)).keys?.keys.length).toBe(8);
  await tab.close();
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.setViewportSize({ width: 380, height: 600 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
    'the page scrolls sideways',
  ).toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function download(page: Page, button: string): Promise<{ name: string; calendar: Component }> {
  const [started] = (await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])) as [Download, void];
  return { name: started.suggestedFilename(), calendar: readCalendar(readFileSync(await started.path())) };
}

testAlone(
  'the options keep what is set, show a test notification, the shortcut and the version, and axe finds nothing',
  async ({ keyCompanion }) => {
    const options = await openOptions(keyCompanion);
    await options.getByLabel('60 days').check();
    await options.getByLabel('3 days').uncheck();
    // The settings are at the top of a long page, and what came of them is said where they are.
    await expect(options.getByText('Saved', { exact: true })).toBeInViewport();
    await expect
      .poll(async () => (await storedDocuments(keyCompanion)).settings?.settings.thresholdDays)
      .toEqual([60, 30, 14, 7, 1, 0]);
    await options.reload();
    await expect(options.getByLabel('60 days')).toBeChecked();

    const notificationTest = options.getByRole('button', { name: 'Show a test notification' });
    await notificationTest.click();
    await expect(
      options.getByText('Sent. If nothing appears, notifications are blocked in your computer’s settings'),
    ).toBeVisible();
    await expect
      .poll(() => options.evaluate(() => (globalThis as any).chrome.notifications.getAll()))
      .toEqual({ test: true });
    await (
      await keyCompanion.worker()
    ).evaluate(() => {
      (globalThis as any).chrome.notifications.getPermissionLevel = () => Promise.resolve('denied');
    });
    await notificationTest.click();
    await expect(options.getByText('Not shown: this browser blocks notifications.')).toBeVisible();

    await expect(options.locator('kbd')).toHaveText('Alt+Shift+K');
    await expect(
      options.getByText(`Version ${JSON.parse(readFileSync('package.json', 'utf8')).version}`),
    ).toBeVisible();
    await expect(options.getByRole('heading', { name: 'What’s new' })).toBeVisible();
    await expectAccessible(options);
    const opened = keyCompanion.context.waitForEvent('page');
    await options.getByRole('button', { name: 'Change the shortcut' }).click();
    await (await opened).waitForURL('chrome://extensions/shortcuts');
  },
);

test('what is stored is shown as it is and as it changes, in parts where there is much of it', async ({
  keyCompanion,
}) => {
  await readTab(keyCompanion);
  const options = await openOptions(keyCompanion);
  const keys = options.getByRole('region', { name: 'Keys, as stored' });
  await options.locator('summary', { hasText: /^Keys/ }).click();
  const shown = (): Promise<unknown> => documentIn(keys);
  await expect.poll(shown).toEqual((await storedDocuments(keyCompanion)).keys);
  await expect(keys.locator('.line', { hasText: 'lastReading' }).locator('xpath=following-sibling::*[1]')).toHaveText(
    /^ +"at": \d{13}, ?\d+\s\w+\s\d{4},\s\d\d:\d\d\sSGT$/,
  );
  await keys.focus();
  await options.keyboard.press('End');
  await expect.poll(() => keys.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);

  // What a later version adds is not hidden by what this one knows, and no name gets out of its place.
  const name = '<b>“\u202ename”</b>\n"key": 1795000000000';
  const put = (documents: object): Promise<void> =>
    options.evaluate((given) => (globalThis as any).chrome.storage.local.set(given), documents);
  const { keys: before } = await storedDocuments(keyCompanion);
  await put({ keys: { ...before, keys: [{ ...before.keys[0], name, later: { more: [1] } }] }, later: { version: 1 } });
  await expect.poll(shown).toEqual({ ...before, keys: [{ ...before.keys[0], name, later: { more: [1] } }] });
  await expect(options.locator('summary', { hasText: /^later\s+\d/ })).toBeVisible();
  await expect(options.locator('.stored')).toHaveCount(2);
  await expectAccessible(options);

  await put({
    keys: { ...before, keys: Array.from({ length: 5_000 }, (_, index) => ({ ...before.keys[0], id: `key ${index}` })) },
  });
  await expect(options.getByText(/^Lines 1 to 500 of \d\d,\d{3}/)).toBeVisible();
  await expect(keys.locator('.line')).toHaveCount(500);
  await options.getByRole('button', { name: 'Show more' }).click();
  await expect(keys.locator('.line')).toHaveCount(1_000);
  await expect(options.locator('summary', { hasText: /^Keys\s+1,\d{3}(\.\d)? kB$/ })).toBeVisible();
});

/** The document that a text shows, without what is said of its numbers; `undefined` while it changes. */
async function documentIn(region: Locator): Promise<unknown> {
  const lines = await region
    .locator('.line')
    .evaluateAll((elements) => elements.map((line) => line.firstChild?.textContent));
  try {
    return JSON.parse(lines.join('\n'));
  } catch {
    return undefined;
  }
}

test('the calendar file of one key or of all can be read by a calendar', async ({ keyCompanion }) => {
  await readTab(keyCompanion);
  const { keys } = (await storedDocuments(keyCompanion)).keys;
  const options = await openOptions(keyCompanion);
  const all = await download(options, 'Calendar file for all keys');
  expect(all.name).toBe('api-keys-expiry.ics');
  await expect(options.getByText('Saved to your downloads. Open the file to add it to your calendar.')).toBeVisible();
  const ahead = keys.filter(({ expiry }: any) => expiry.kind === 'dated' && expiry.latest > Date.now());
  expect(all.calendar.parts.map((event) => valueOf(event, 'UID')).sort()).toEqual(
    ahead.map(({ id }: any) => id).sort(),
  );
  expect(
    all.calendar.parts.every((event) => valueOf(event, 'DESCRIPTION')?.endsWith('https://data.gov.sg/admin/api-keys')),
  ).toBe(true);

  const popup = await keyCompanion.openPopup();
  await popup.locator('.key', { hasText: 'moh-weekly-stats' }).getByRole('button').first().click();
  const file = await download(popup, 'Add to calendar');
  await expect(popup.getByText('Saved to your downloads. Open the file to add it to your calendar.')).toBeVisible();
  expect(file.name).toBe('moh-weekly-stats-expiry.ics');
  const [event, ...others] = file.calendar.parts;
  expect(others).toEqual([]);
  const { id, expiry } = keys.find(({ name }: any) => name === 'moh-weekly-stats');
  expect(valueOf(event!, 'UID')).toBe(id);
  expect(timeOf(event!, 'DTSTART')).toBe(expiry.earliest);
  expect(event!.parts.map(triggerOf)).toEqual([30, 14, 7, 3, 1, 0].map((days) => -days * DAY + 0));
});

test('quiet hours keep their times, and days that were typed count although the page is closed', async ({
  keyCompanion,
}) => {
  const settings = async (): Promise<any> => (await storedDocuments(keyCompanion)).settings?.settings;
  const options = await openOptions(keyCompanion);
  const quietHours = options.getByRole('checkbox', { name: 'Quiet hours' });
  await quietHours.check();
  await options.getByLabel('From').fill('20:15');
  await quietHours.uncheck();
  await expect.poll(async () => (await settings())?.formerQuietHours).toEqual({ from: 1215, to: 420 });
  expect(await settings()).not.toHaveProperty('quietHours');
  await options.reload();
  await quietHours.check();
  await expect(options.getByLabel('From')).toHaveValue('20:15');
  for (let count = 0; count < 6; count++) await options.locator('.chips input:checked').first().uncheck();
  await expect(options.getByText('No days are chosen, so no reminders come.')).toBeVisible();
  await options.getByRole('checkbox', { name: /replace/i }).check();
  await options.locator('input[type=number]').fill('365');
  await options.close({ runBeforeUnload: true });
  await expect.poll(async () => (await settings())?.rotateEveryDays).toBe(365);
});
