import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FAKE_SECRET } from '../support/fake-secret';
import { createKey, expect, expectBadgeOnEveryKey, storedDocuments, test, pressOnceSeen } from '../support/fixtures';
import { launchBrowser, type Browser } from '../support/launch';

/** Keys of the stand-in that are expired or within 30 days, the widest default threshold. */
const NEED_ATTENTION = [
  'legacy-ftp-bridge',
  'tender-feed',
  'gazette-uploader',
  'bus-arrivals-nightly',
  'rainfall-sync',
];

async function readTab(browser: Browser): Promise<void> {
  const page = await browser.openTab();
  await expectBadgeOnEveryKey(page);
  await expect.poll(async () => (await storedDocuments(browser)).keys?.keys.length).toBe(8);
  await page.close();
}

/** Runs in an extension page: has the worker woken by its own alarm a second from now. */
async function letAlarmFire(browser: Browser): Promise<void> {
  await browser.ask(() => (globalThis as any).chrome.alarms.create('check', { when: Date.now() + 500 }));
}

test('what was read on the tab is still there after the browser was restarted', async ({ profile }) => {
  const first = await launchBrowser({ profile });
  await readTab(first);
  await first.close();
  const second = await launchBrowser({ profile });
  const popup = await second.openPopup();
  await expect(popup.getByText('gazette-uploader')).toBeVisible();
  expect((await storedDocuments(second)).keys.lastReading.url).toBe('https://data.gov.sg/admin/api-keys');
  await second.close();
});

test('the alarm finds expiring keys: one digest notification, the count on the toolbar, also after the worker was killed', async ({
  keyCompanion,
}) => {
  await readTab(keyCompanion);
  const shown = (): Promise<string[]> =>
    keyCompanion.ask(async () => Object.keys(await (globalThis as any).chrome.notifications.getAll()));
  const badge = (): Promise<string> => keyCompanion.ask(() => (globalThis as any).chrome.action.getBadgeText({}));
  await expect.poll(shown).toEqual(['expiring-keys']);
  await expect.poll(badge).toBe(String(NEED_ATTENTION.length));

  // As if nothing had been told yet: the next check has to find it all again, in a new worker.
  await keyCompanion.ask(async () => {
    const { storage, notifications, action } = (globalThis as any).chrome;
    const { keys } = await storage.local.get('keys');
    await storage.local.set({ keys: { ...keys, ledger: {} } });
    await notifications.clear('expiring-keys');
    await action.setBadgeText({ text: '' });
  });
  await keyCompanion.killWorker();
  await letAlarmFire(keyCompanion);
  await expect.poll(shown).toEqual(['expiring-keys']);
  await expect.poll(badge).toBe(String(NEED_ATTENTION.length));
  // That it was shown is stored afterwards.
  const told = async (): Promise<string[]> => {
    const { ledger, keys } = (await storedDocuments(keyCompanion)).keys;
    return keys
      .filter(({ id }: { id: string }) => ledger[id])
      .map(({ name }: { name: string }) => name)
      .sort();
  };
  await expect.poll(told).toEqual([...NEED_ATTENTION].sort());
});

test('the digest names the keys, most urgent first, and a second check says nothing more', async ({ keyCompanion }) => {
  const worker = await keyCompanion.worker();
  await worker.evaluate(() => {
    const { notifications } = (globalThis as any).chrome;
    const create = notifications.create.bind(notifications);
    (globalThis as any).digests = [];
    notifications.create = (id: string, options: unknown) => {
      (globalThis as any).digests.push({ id, ...(options as object) });
      return create(id, options);
    };
  });
  await readTab(keyCompanion);
  const digests = (): Promise<{ id: string; title: string; message: string }[]> =>
    worker.evaluate(() => (globalThis as any).digests);
  await expect.poll(async () => (await digests()).length).toBe(1);
  const [digest] = await digests();
  expect(digest).toMatchObject({
    id: 'expiring-keys',
    title: '5 API keys need attention',
    buttons: [{ title: 'Open API Keys' }, { title: 'Remind me tomorrow' }],
    requireInteraction: true,
  });
  expect(digest?.message).toMatch(
    /^“legacy-ftp-bridge” expired 3 days ago \(.+ SGT\)\.\n“tender-feed” expires .+\n“gazette-uploader” expires in \d days \(\d+ \w+ \d{4}, 18:00 SGT\)\./,
  );
  expect(digest?.message).toContain('You can create a new key while the old one still works.');
  await worker.evaluate(() => (globalThis as any).chrome.alarms.onAlarm.dispatch({ name: 'check' }));
  await readTab(keyCompanion);
  expect(await digests()).toHaveLength(1);
});

test('clicking the notification opens the tab, and goes to it where it is open', async ({ keyCompanion }) => {
  await readTab(keyCompanion);
  const worker = await keyCompanion.worker();
  const click = (): Promise<void> =>
    worker.evaluate(() => (globalThis as any).chrome.notifications.onClicked.dispatch('expiring-keys'));
  const tabs = (): string[] =>
    keyCompanion.context
      .pages()
      .map((page) => page.url())
      .filter((url) => url.endsWith('/admin/api-keys'));
  const opened = keyCompanion.context.waitForEvent('page');
  await click();
  await (await opened).waitForURL('**/admin/api-keys');
  expect(tabs()).toHaveLength(1);
  const other = await keyCompanion.openTab('/');
  await other.bringToFront();
  await click();
  const tab = keyCompanion.context.pages().find((page) => page.url().endsWith('/admin/api-keys'))!;
  await expect.poll(() => tab.evaluate(() => document.visibilityState)).toBe('visible');
  expect(tabs()).toHaveLength(1);
});

test('a message from a page that is not ours is ignored', async ({ keyCompanion }) => {
  await readTab(keyCompanion);
  const before = JSON.stringify((await storedDocuments(keyCompanion)).settings ?? null);
  const keysBefore = (await storedDocuments(keyCompanion)).keys.keys.length;
  const popup = await keyCompanion.openPopup();
  // Our own page may send settings, but no reading; and nothing that fails its schema.
  const answers = await popup.evaluate(async () => {
    const { runtime } = (globalThis as any).chrome;
    const send = (message: unknown): Promise<unknown> =>
      runtime.sendMessage(message).then(
        (answer: unknown) => answer ?? 'ignored',
        () => 'ignored',
      );
    return [
      await send({
        type: 'report',
        body: { kind: 'write', complete: true, at: 1, keys: [{ name: 'forged', expiry: { kind: 'never', text: '' } }] },
      }),
      await send({ type: 'settings', body: { thresholdDays: 'all' } }),
      await send({ type: 'wipe', body: {} }),
    ];
  });
  expect(answers).toEqual(['ignored', 'ignored', 'ignored']);
  const after = await storedDocuments(keyCompanion);
  expect(JSON.stringify(after.settings ?? null)).toBe(before);
  expect(after.keys.keys).toHaveLength(keysBefore);
});

test('a stored document that fails its schema is set aside, and the popup says so', async ({ keyCompanion }) => {
  await keyCompanion.ask(() => (globalThis as any).chrome.storage.local.set({ keys: { version: 2, keys: 'rubbish' } }));
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByText('Saved data could not be read')).toBeVisible();
  await popup.close();
  await readTab(keyCompanion);
  const stored = await storedDocuments(keyCompanion);
  expect(stored.quarantine).toHaveLength(1);
  expect(stored.quarantine[0]).toMatchObject({ name: 'keys', path: 'keys', document: 'rubbish' });
  const later = await keyCompanion.openPopup();
  await expect(later.getByText('Saved data could not be read')).toBeVisible();
  await expect(later.getByText('gazette-uploader')).toBeVisible();
});

test('no secret is in the extension’s storage after keys were created and copied', async ({ profile }) => {
  const browser = await launchBrowser({ profile });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  const page = await browser.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'searched-for');
  await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await expect(page.locator('key-leak-warning')).toHaveCount(1);
  await page.getByRole('dialog').locator('input[readonly]').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(async () => JSON.stringify((await storedDocuments(browser)).keys)).toContain('searched-for');
  const everything = await browser.ask(async () => {
    const { storage } = (globalThis as any).chrome;
    return JSON.stringify([await storage.local.get(), await storage.session.get(), await storage.sync.get()]);
  });
  await browser.close();
  const onDisk = filesBelow(profile).filter((path) => /extension/i.test(path));
  const holding = (text: string): string[] =>
    onDisk.filter((path) =>
      ['latin1', 'utf16le'].some((encoding) =>
        readFileSync(path)
          .toString(encoding as BufferEncoding)
          .includes(text),
      ),
    );
  // The search finds what is there, so that finding no secret means something.
  expect(holding('searched-for').length).toBeGreaterThan(0);
  for (const part of [FAKE_SECRET, '0'.repeat(64), 'A'.repeat(32)]) {
    expect(everything).not.toContain(part);
    expect(holding(part)).toEqual([]);
  }
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => {
      try {
        return statSync(path).isFile();
      } catch {
        // Chromium's lock files are links to nowhere.
        return false;
      }
    });
}
