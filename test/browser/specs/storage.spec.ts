import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { expect, expectBadgeOnEveryKey, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/** Puts documents into storage as they are given, past the worker. */
async function store(browser: Browser, documents: object): Promise<void> {
  const page = await browser.openPopup();
  await page.evaluate((given) => (globalThis as any).chrome.storage.local.set(given), documents);
  await page.close();
}

async function openOptions(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.baseUrl}options.html`);
  return page;
}

async function readTab(browser: Browser): Promise<void> {
  const page = await browser.openTab();
  await expectBadgeOnEveryKey(page);
  await expect.poll(async () => (await storedDocuments(browser)).keys?.keys.length).toBe(8);
  await page.close();
}

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [started] = (await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])) as [Download, void];
  return { name: started.suggestedFilename(), text: readFileSync(await started.path(), 'utf8') };
}

const NOW = Date.now();
const KEY = {
  id: '1',
  name: 'gazette-uploader',
  kind: 'write',
  expiry: { kind: 'dated', earliest: NOW + 9e8, latest: NOW + 9e8, text: 'soon' },
  firstSeenAt: NOW,
  lastSeenAt: NOW,
};
const BROKEN = {
  ...KEY,
  id: '2',
  name: 'rainfall-sync',
  expiry: { kind: 'dated', earliest: 'x', latest: null, text: '29 Nov 2026' },
};

test('what is rubbish in storage is repaired, and the user can download or discard what it was', async ({
  keyCompanion,
}) => {
  await store(keyCompanion, { keys: { version: 2, keys: [KEY, BROKEN, 'rubbish'], lists: [], ledger: {} } });
  await keyCompanion.killWorker();
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('heading', { name: 'Some saved data could not be read' })).toBeVisible();
  await expect(popup.locator('.key-name')).toHaveText(['gazette-uploader', 'rainfall-sync']);
  await expect(popup.getByText('Expiry unknown')).toBeVisible();
  expect(await violationsInBothSchemes(popup)).toEqual([]);

  const file = await download(popup, 'Download');
  expect(file.name).toMatch(/^key-companion-set-aside-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(file.text)).toMatchObject([
    { name: 'keys', path: 'keys.1', document: BROKEN },
    { name: 'keys', path: 'keys.2', document: 'rubbish' },
  ]);

  await popup.getByRole('button', { name: 'Discard' }).click();
  await expect(popup.getByText('You cannot undo this')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Go back' })).toBeFocused();
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Go back' }).click();
  await expect(popup.getByRole('button', { name: 'Discard' })).toBeFocused();
  await popup.getByRole('button', { name: 'Discard' }).click();
  await popup.getByRole('button', { name: 'Discard permanently' }).click();
  await expect(popup.getByRole('heading', { name: 'Some saved data could not be read' })).toHaveCount(0);
  await expect(popup.locator('[data-key]').first()).toBeFocused();
  await expect(popup.locator('.key-name')).toHaveText(['gazette-uploader', 'rainfall-sync']);
  const { keys, quarantine } = await storedDocuments(keyCompanion);
  expect(quarantine).toEqual([]);
  expect(keys.keys).toMatchObject([KEY, { name: 'rainfall-sync', expiry: { kind: 'unknown', text: '29 Nov 2026' } }]);
});

test('settings of version 1 are migrated when the worker next starts', async ({ keyCompanion }) => {
  await store(keyCompanion, {
    settings: { version: 1, settings: { thresholdDays: [60], notifications: false, leakWarning: false } },
  });
  await keyCompanion.killWorker();
  const options = await openOptions(keyCompanion);
  await expect(options.getByLabel('Show nothing')).toBeChecked();
  await options.getByLabel('7 days').check();
  await expect(options.getByText('Saved', { exact: true })).toBeVisible();
  expect((await storedDocuments(keyCompanion)).settings).toMatchObject({
    version: 2,
    settings: { thresholdDays: [60, 7], notifications: false, leakWarning: 'off' },
  });
});

test('documents of a newer version are shown and never written', async ({ keyCompanion }) => {
  const newer = {
    keys: { version: 99, keys: [KEY], ledger: {}, more: true },
    settings: { version: 99, settings: { thresholdDays: [60] } },
  };
  await store(keyCompanion, newer);
  await keyCompanion.killWorker();
  const popup = await keyCompanion.openPopup();
  await expect(
    popup.getByRole('heading', { name: 'Your list and settings were saved by a newer version' }),
  ).toBeVisible();
  await expect(popup.locator('.key-name')).toHaveText(['gazette-uploader']);
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await popup.getByLabel('Key name').fill('by-hand');
  await popup.getByLabel('It has no expiry date').check();
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(popup.getByText('Not saved')).toBeVisible();

  const options = await openOptions(keyCompanion);
  await expect(
    options.getByRole('heading', { name: 'Your list and settings were saved by a newer version' }),
  ).toBeVisible();
  await options.getByLabel('7 days').click();
  await expect(options.getByText('Not saved. The change was undone')).toBeVisible();
  await options.getByRole('button', { name: 'Export' }).click();
  await expect(options.getByText('Not exported')).toBeVisible();
  await expectBadgeOnEveryKey(await keyCompanion.openTab());
  expect(await storedDocuments(keyCompanion)).toEqual(newer);
});

test('everything that was exported and deleted is there again after an import, and a second import adds nothing', async ({
  keyCompanion,
  profile,
}) => {
  await readTab(keyCompanion);
  const options = await openOptions(keyCompanion);
  await options.getByLabel('60 days').check();
  await expect(options.getByText('Saved', { exact: true })).toBeVisible();
  const before = await storedDocuments(keyCompanion);
  expect(await violationsInBothSchemes(options)).toEqual([]);

  const file = await download(options, 'Export');
  expect(file.name).toMatch(/^key-companion-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(file.text)).toMatchObject({
    format: 'key-companion',
    version: 2,
    keys: before.keys,
    settings: before.settings,
  });

  await options.getByRole('button', { name: 'Delete everything' }).click();
  await expect(options.getByRole('button', { name: 'Go back' })).toBeFocused();
  expect(await violationsInBothSchemes(options)).toEqual([]);
  await options.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(options.getByText('Everything has been deleted')).toBeVisible();
  await expect(options.getByRole('button', { name: 'Delete everything' })).toBeFocused();
  await expect(options.getByLabel('60 days')).not.toBeChecked();
  const left = await options.evaluate(async () => {
    const { storage, alarms, notifications, action } = (globalThis as any).chrome;
    return [
      await storage.local.get(),
      await storage.session.get(),
      await alarms.getAll(),
      await notifications.getAll(),
      await action.getBadgeText({}),
    ];
  });
  expect(left).toEqual([{}, { erasedAt: expect.any(Number) }, [], {}, '']);

  const path = join(profile, 'export.json');
  writeFileSync(path, file.text);
  const chooser = options.locator('input[type="file"]');
  await chooser.setInputFiles(path);
  await expect(
    options.getByText('8 keys added, 0 already there. Taken from the file: When to remind you.'),
  ).toBeVisible();
  const after = await storedDocuments(keyCompanion);
  expect(after.keys).toEqual(before.keys);
  expect(after.settings).toEqual(before.settings);
  await chooser.setInputFiles(path);
  await expect(options.getByText('0 keys added, 8 already there.')).toBeVisible();
  expect(await storedDocuments(keyCompanion)).toEqual(after);
});

test('a file that is broken, foreign, newer or huge is told apart and changes nothing', async ({
  keyCompanion,
  profile,
}) => {
  await store(keyCompanion, { keys: { version: 2, keys: [KEY], lists: [], ledger: {} } });
  const options = await openOptions(keyCompanion);
  const before = await storedDocuments(keyCompanion);
  const whole = {
    format: 'key-companion',
    version: 2,
    exportedAt: '',
    keys: { version: 2, keys: [], lists: [], ledger: {} },
    settings: { version: 2, settings: {} },
  };
  const files: [string, RegExp][] = [
    [JSON.stringify(whole).slice(0, -5), /not a Key Companion export, or it is incomplete/],
    [
      JSON.stringify({ ...whole, keys: { ...whole.keys, keys: [{ ...KEY, name: '' }] } }),
      /part of this file is damaged/,
    ],
    [JSON.stringify({ ...whole, version: 3 }), /from a newer version/],
    [' '.repeat(20_000_001), /too large to be a Key Companion export/],
  ];
  for (const [text, sentence] of files) {
    const path = join(profile, 'file.json');
    writeFileSync(path, text);
    await options.locator('input[type="file"]').setInputFiles(path);
    await expect(options.getByText(sentence)).toBeVisible();
  }
  expect(await violationsInBothSchemes(options)).toEqual([]);
  expect(await storedDocuments(keyCompanion)).toEqual(before);
});

test('a full storage is told calmly, changes nothing, and is forgotten once there is room', async ({
  keyCompanion,
}) => {
  await readTab(keyCompanion);
  const popup = await keyCompanion.openPopup();
  // Not one byte is left: the quota of the browser itself refuses.
  await popup.evaluate(async () => {
    const { storage } = (globalThis as any).chrome;
    for (let size = 4_000_000, name = 0; size > 0; size = Math.floor(size / 2), name++) {
      await storage.local.set({ [`filler ${name}`]: 'x'.repeat(size) }).catch(() => undefined);
      await storage.local.set({ [`filler ${name} again`]: 'x'.repeat(size) }).catch(() => undefined);
    }
  });
  const { keys: before } = await storedDocuments(keyCompanion);
  await popup.getByRole('button', { name: 'Add a key by hand' }).click();
  await popup.getByLabel('Key name').fill('by-hand');
  await popup.getByLabel('It has no expiry date').check();
  await popup.getByRole('button', { name: 'Add key' }).click();
  await expect(popup.getByText('Not saved')).toBeVisible();
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(popup.getByRole('heading', { name: 'The browser’s storage is full' })).toBeVisible();
  await expect(popup.locator('.key-name')).toHaveCount(8);
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  expect((await storedDocuments(keyCompanion)).keys).toEqual(before);
  await popup.evaluate(async () => {
    const { storage } = (globalThis as any).chrome;
    await storage.local.remove(Object.keys(await storage.local.get()).filter((name) => name.startsWith('filler')));
  });
  await keyCompanion.openTab();
  await expect(popup.getByRole('heading', { name: 'The browser’s storage is full' })).toHaveCount(0);
});

test('a worker that is killed around writes leaves whole documents, and the next one goes on', async ({
  keyCompanion,
}) => {
  await readTab(keyCompanion);
  const options = await openOptions(keyCompanion);
  for (const name of ['a', 'b', 'c', 'd']) {
    // Not awaited: the worker dies somewhere between taking the message and having stored it.
    await options.evaluate((given) => {
      void (globalThis as any).chrome.runtime
        .sendMessage({ type: 'addKey', body: { name: given, kind: 'read', expiry: { kind: 'never', text: '' } } })
        .catch(() => undefined);
    }, name);
    await keyCompanion.killWorker();
    const { keys } = await storedDocuments(keyCompanion);
    expect(keys.keys.length).toBeGreaterThanOrEqual(8);
  }
  const answer = await options.evaluate(() =>
    (globalThis as any).chrome.runtime.sendMessage({
      type: 'addKey',
      body: { name: 'last', kind: 'read', expiry: { kind: 'never', text: '' } },
    }),
  );
  expect(answer).toBe(true);
  const { keys, quarantine } = await storedDocuments(keyCompanion);
  expect(quarantine ?? []).toEqual([]);
  expect(keys.keys.map(({ name }: { name: string }) => name)).toContain('last');
  expect(new Set(keys.keys.map(({ id }: { id: string }) => id)).size).toBe(keys.keys.length);
});
