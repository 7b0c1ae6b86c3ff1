import type { Page } from '@playwright/test';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { expect, storePolicy, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { key, keysDocument } from '../support/states';

/* By when to replace a key: set on its page or for all keys, said in the popup, and never taken for an expiry. */

const DAY = 86_400_000;

async function store(browser: Browser, stored: Record<string, unknown>): Promise<void> {
  await browser.ask((all) => {
    const { local } = (globalThis as any).chrome.storage;
    return local.clear().then(() => local.set(all));
  }, stored);
}

const storedKeys = (browser: Browser): Promise<any[]> =>
  browser.ask(() => (globalThis as any).chrome.storage.local.get('keys').then(({ keys }: any) => keys.keys));

const toolbar = (browser: Browser): Promise<string> =>
  browser.ask(() => (globalThis as any).chrome.action.getBadgeText({}));

/** The text of the field for a date so many days ahead, in Singapore. */
const fieldText = (days: number): string =>
  new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);

async function withOneUndated(browser: Browser, more: Record<string, unknown> = {}): Promise<Page> {
  const now = Date.now();
  await store(browser, {
    ...keysDocument(now, [key(now, 'census-load', null, { more }), key(now, 'gazette-uploader', 200)]),
    settings: { version: 2, settings: DEFAULT_SETTINGS },
  });
  return browser.openPopup();
}

test('a key that never expires is counted apart, and its sentence leads to where a date is set', async ({
  keyCompanion: browser,
}) => {
  const popup = await withOneUndated(browser);
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(/^1 key works until/);
  // All of it by keyboard.
  await popup.getByRole('button', { name: '1 key never expires: set a date to replace it' }).focus();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('census-load');
  await expect(popup.locator('summary', { hasText: 'Set a date to replace it' })).toBeFocused();
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('button', { name: '90 days' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: '90 days' })).toHaveAttribute('aria-pressed', 'true');
  await expect(popup.getByText(/^90 days, counted from the day it was first seen/)).toBeVisible();
  // It was first seen 90 days ago.
  await expect(popup.getByText('Due for replacement today')).toBeVisible();
  await expect.poll(async () => (await storedKeys(browser))[0].replaceBy).toEqual({ kind: 'cadence', days: 90 });
  await expect.poll(() => toolbar(browser)).toBe('1');
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('1 key is due for replacement today');
});

test('a key can be due on a date or on none, and each is stored', async ({ keyCompanion: browser }) => {
  const popup = await withOneUndated(browser);
  await popup.getByRole('button', { name: '1 key never expires' }).click();
  await popup.getByLabel('Or on a date').fill(fieldText(5000));
  await popup.getByRole('button', { name: 'Set date' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Choose a date within 10 years.' })).toBeVisible();
  await popup.getByLabel('Or on a date').fill(fieldText(100));
  await popup.getByRole('button', { name: 'Set date' }).click();
  const at = Date.parse(`${fieldText(100)}T00:00+08:00`);
  await expect.poll(async () => (await storedKeys(browser))[0].replaceBy).toEqual({ kind: 'date', at });
  await expect(popup.locator('summary', { hasText: 'Replace by' })).toBeVisible();
  await popup.getByRole('button', { name: 'No date' }).click();
  await expect.poll(async () => (await storedKeys(browser))[0].replaceBy).toEqual({ kind: 'none' });
  await popup.keyboard.press('Escape');
  // The user has decided: there is nothing to set any more.
  await expect(popup.getByRole('button', { name: /never expires/ })).toHaveCount(0);
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(/^None of your 2 keys expires before/);
});

test('an overdue key that works is never shown as expired', async ({ keyCompanion: browser }) => {
  const popup = await withOneUndated(browser, { replaceBy: { kind: 'date', at: Date.now() - 40 * DAY } });
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('1 key is overdue for replacement');
  const row = popup.locator('.key', { hasText: 'census-load' });
  await expect(row).toContainText('Was due for replacement 40 days ago');
  await expect(row).toHaveAttribute('data-status', 'soon');
  await expect(row).not.toContainText(/expired/i);
  await popup.getByText('Timeline', { exact: true }).click();
  const bar = popup.locator('.timeline li', { hasText: 'census-load' });
  await expect(bar.locator('.bar')).toHaveAttribute('aria-label', /Replace by \d+\s\w+\s\d{4}/);
  await expect(bar.locator('.is-over')).toHaveCount(0);
});

test('a rule for all keys is set on the options page, and an administrator’s stands beside it', async ({
  keyCompanion: browser,
}) => {
  const now = Date.now();
  await store(browser, keysDocument(now, [key(now, 'one', null), key(now, 'two', null)]));
  await storePolicy(browser, { rotateEveryDays: 365 });
  const popup = await browser.openPopup();
  // The administrator's rule gives each key a date, counted from the day on which it was first seen.
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(
    /^None of your 2 keys is due for replacement before/,
  );
  const options = await browser.context.newPage();
  await options.goto(`${browser.baseUrl}options.html`);
  await expect(options.getByText(/Your administrator asks for a new key every 365 days/)).toBeVisible();
  const rule = options.getByLabel('Remind me to replace keys regularly');
  await expect(rule).toBeEnabled();
  await rule.check();
  await options.getByLabel('Replace every').fill('100');
  await options.keyboard.press('Enter');
  await expect
    .poll(() => browser.ask(() => (globalThis as any).chrome.storage.local.get('settings')))
    .toMatchObject({ settings: { settings: { rotateEveryDays: 100 } } });
  // First seen 90 days ago, they are due in 10.
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(
    '2 keys are due for replacement, the first in 10 days',
  );
  await rule.uncheck();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(
    /^None of your 2 keys is due for replacement before/,
  );
});

test('two keys that never expire lead to the rule for all keys', async ({ keyCompanion: browser }) => {
  const now = Date.now();
  await store(browser, keysDocument(now, [key(now, 'one', null), key(now, 'two', null)]));
  const popup = await browser.openPopup();
  const opened = browser.context.waitForEvent('page');
  await popup.getByRole('button', { name: '2 keys never expire: set a date to replace them' }).click();
  const options = await opened;
  await expect(options.getByLabel('Remind me to replace keys regularly')).toBeFocused();
});
