import { expect, key, storedDocuments, test, told } from '../support/fixtures';
import { launchBrowser, type Browser } from '../support/launch';

/*
 * The rules of the alerts in real Chromium, with a worker that is really stopped and a browser that is really
 * restarted. Time is arranged through the expiry dates, which are stored relative to now.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Stored {
  keys: Record<string, unknown>[];
  ledger?: Record<string, unknown>;
  settings?: Record<string, unknown>;
}

/**
 * Puts keys and settings into storage, where nothing looks at them until it is asked to: the check with which a worker
 * starts is over by then. It would tell of them too early, or write what it had read before.
 */
async function store(browser: Browser, { keys, ledger = {}, settings }: Stored): Promise<void> {
  await look(browser);
  const items = {
    keys: { version: 2, keys, lists: [], ledger },
    ...(settings && { settings: { version: 2, settings } }),
  };
  await browser.ask((stored) => (globalThis as any).chrome.storage.local.set(stored), items);
}

/** Sends a message as the popup does. It is answered once the worker has done it and has looked at all keys. */
async function send(browser: Browser, type: string, body: unknown): Promise<void> {
  const answer = await browser.ask((message) => (globalThis as any).chrome.runtime.sendMessage(message), {
    type,
    body,
  });
  expect(answer, 'the worker answers when it has stored the wish').toBe(true);
}

/** Has the worker look at all keys, starting it if it is stopped. */
const look = (browser: Browser): Promise<void> => send(browser, 'mute', { id: 'no such key', isMuted: false });

const isShown = (browser: Browser): Promise<boolean> =>
  browser.ask(async () => 'expiring-keys' in (await (globalThis as any).chrome.notifications.getAll()));
const takeAway = (browser: Browser): Promise<unknown> =>
  browser.ask(() => (globalThis as any).chrome.notifications.clear('expiring-keys'));
const badge = (browser: Browser): Promise<string> =>
  browser.ask(() => (globalThis as any).chrome.action.getBadgeText({}));
const toolbarTitle = (browser: Browser): Promise<string> =>
  browser.ask(() => (globalThis as any).chrome.action.getTitle({}));
const alarms = (browser: Browser): Promise<{ name: string; scheduledTime: number }[]> =>
  browser.ask(() => (globalThis as any).chrome.alarms.getAll());

/** Whether anything is told when the worker starts again and looks. */
async function isToldByNewWorker(browser: Browser): Promise<boolean> {
  await takeAway(browser);
  await browser.killWorker();
  await look(browser);
  return isShown(browser);
}

/** The minute of the day in Singapore, so many hours from now. */
function minuteOfDay(hoursFromNow: number): number {
  return Math.floor(((((Date.now() + (8 + hoursFromNow) * HOUR) % DAY) + DAY) % DAY) / 60_000);
}

test('a threshold is told once, whatever becomes of the worker', async ({ keyCompanion }) => {
  await store(keyCompanion, { keys: [key('a', 6.9)] });
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  await expect.poll(() => badge(keyCompanion)).toBe('1');
  expect(await isToldByNewWorker(keyCompanion)).toBe(false);
  expect((await storedDocuments(keyCompanion)).keys.ledger.a.thresholdDays).toEqual([7]);
});

test('a key that is due for replacement is told of once, beside what was told of its expiry', async ({
  keyCompanion,
}) => {
  const due = { replaceBy: { kind: 'date', at: Date.now() - DAY } };
  await store(keyCompanion, {
    keys: [{ ...key('a', 6.9), ...due }],
    ledger: { a: { expiresAt: Date.now() + 6.9 * DAY, thresholdDays: [7] } },
  });
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  await expect.poll(() => badge(keyCompanion)).toBe('1');
  expect(await isToldByNewWorker(keyCompanion)).toBe(false);
  const { ledger } = (await storedDocuments(keyCompanion)).keys;
  expect(ledger.a).toMatchObject({ thresholdDays: [7], replacement: { thresholdDays: [0] } });
});

test('a threshold that was crossed while the browser was closed is told when it starts, and not again at the next start', async ({
  profile,
}) => {
  const a = key('a', 2.9);
  const first = await launchBrowser({ profile });
  await store(first, { keys: [a], ledger: told(a, [7]) });
  await first.close();
  const second = await launchBrowser({ profile });
  await expect.poll(() => isShown(second)).toBe(true);
  await expect.poll(async () => (await storedDocuments(second)).keys.ledger.a?.thresholdDays).toEqual([7, 3]);
  await second.close();
  const third = await launchBrowser({ profile });
  await look(third);
  expect(await isShown(third)).toBe(false);
  await expect.poll(() => badge(third)).toBe('1');
  await expect.poll(() => toolbarTitle(third)).toBe('Key Companion: 1 API key needs attention');
  await third.close();
});

test('a worker that is stopped after it has shown a notification, and before it has noted it, has told it', async ({
  keyCompanion,
}) => {
  await neverReturnFrom(keyCompanion, 'create', { keys: [key('a', 6.9)] });
  await keyCompanion.killWorker();
  expect((await storedDocuments(keyCompanion)).keys.ledger.a).toBeUndefined();
  await look(keyCompanion);
  expect((await storedDocuments(keyCompanion)).keys).toMatchObject({ ledger: { a: { thresholdDays: [7] } } });
  expect((await storedDocuments(keyCompanion)).keys).not.toHaveProperty('announcing');
  expect(await isToldByNewWorker(keyCompanion)).toBe(false);
});

test('a worker that is stopped before it has shown anything has told nothing', async ({ keyCompanion }) => {
  await neverReturnFrom(keyCompanion, 'getPermissionLevel', { keys: [key('a', 6.9)] });
  expect(await isShown(keyCompanion)).toBe(false);
  expect(await isToldByNewWorker(keyCompanion)).toBe(true);
});

/**
 * Makes the worker check these keys and hang in a call to `chrome.notifications`, whose effect it has had.
 */
async function neverReturnFrom(browser: Browser, name: string, stored: Stored): Promise<void> {
  await store(browser, stored);
  const worker = await browser.worker();
  await worker.evaluate((call) => {
    const { notifications } = (globalThis as any).chrome;
    const real = notifications[call].bind(notifications);
    (globalThis as any).isCalled = new Promise<void>((resolve) => {
      notifications[call] = (...values: unknown[]) => {
        void Promise.resolve(real(...values)).then(() => resolve());
        return new Promise(() => undefined);
      };
    });
  }, name);
  await worker.evaluate(async () => {
    (globalThis as any).chrome.alarms.onAlarm.dispatch({ name: 'check' });
    await (globalThis as any).isCalled;
  });
}

test('“Remind me tomorrow” on the notification takes it away until tomorrow, 09:00 in Singapore', async ({
  keyCompanion,
}) => {
  await store(keyCompanion, { keys: [key('a', 2.9), key('b', 90)] });
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  const worker = await keyCompanion.worker();
  await worker.evaluate(() => (globalThis as any).chrome.notifications.onButtonClicked.dispatch('expiring-keys', 1));
  const tomorrow = (Math.floor((Date.now() + 8 * HOUR) / DAY) + 1) * DAY + HOUR;
  await expect
    .poll(async () => (await storedDocuments(keyCompanion)).keys.keys.map((record: any) => record.snoozedUntil))
    .toEqual([tomorrow, undefined]);
  await expect.poll(() => isShown(keyCompanion)).toBe(false);
  expect(await isToldByNewWorker(keyCompanion)).toBe(false);
  await expect.poll(() => badge(keyCompanion)).toBe('1');
});

test('“Open API Keys” on the notification opens the tab', async ({ keyCompanion }) => {
  await store(keyCompanion, { keys: [key('a', 2.9)] });
  await look(keyCompanion);
  const opened = keyCompanion.context.waitForEvent('page');
  await (
    await keyCompanion.worker()
  ).evaluate(() => (globalThis as any).chrome.notifications.onButtonClicked.dispatch('expiring-keys', 0));
  await (await opened).waitForURL('**/admin/api-keys');
});

test('a notification about a missing key lets the user say that it was deleted, also to a worker that did not show it', async ({
  keyCompanion,
}) => {
  const missing = { since: Date.now() - DAY, latest: Date.now() - HOUR, readings: 2 };
  await store(keyCompanion, { keys: [key('a', 2.9, { missing }), key('b', 90)] });
  await look(keyCompanion);
  const shown = (): Promise<string[]> =>
    keyCompanion.ask(async () => Object.keys(await (globalThis as any).chrome.notifications.getAll()));
  await expect.poll(shown).toEqual(['expiring-keys:a']);
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await (
    await keyCompanion.worker()
  ).evaluate(() => (globalThis as any).chrome.notifications.onButtonClicked.dispatch('expiring-keys:a', 1));
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys.keys[0].goneBecause).toBe('user');
  await expect.poll(shown).toEqual([]);
  await expect.poll(() => badge(keyCompanion)).toBe('');
});

test('the reminder comes when the snooze is over, although all had been told, and once', async ({ keyCompanion }) => {
  const a = key('a', 2.5, { snoozedUntil: Date.now() + 20_000 });
  await store(keyCompanion, { keys: [a], ledger: told(a, [3], { owed: 'reminder' }) });
  await look(keyCompanion);
  expect(await isShown(keyCompanion)).toBe(false);
  expect((await alarms(keyCompanion))[0]?.scheduledTime).toBeLessThanOrEqual(a.snoozedUntil as number);
  const over = { ...a, snoozedUntil: Date.now() - 1 };
  await store(keyCompanion, { keys: [over], ledger: told(over, [3], { owed: 'reminder' }) });
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  expect(await isToldByNewWorker(keyCompanion)).toBe(false);
});

test('nothing is told of keys that are muted, replaced, no longer listed or long expired, and the toolbar tells why', async ({
  keyCompanion,
}) => {
  const keys = [
    key('muted', 2),
    key('replaced', 2, { replacedBy: 'new' }),
    key('gone', 2, { goneSince: Date.now() }),
    key('old', -8),
    key('new', 300),
  ];
  await store(keyCompanion, {
    keys: keys.map((record) => (record.id === 'muted' ? { ...record, muted: true } : record)),
  });
  await look(keyCompanion);
  expect(await isShown(keyCompanion)).toBe(false);
  await expect.poll(() => badge(keyCompanion)).toBe('1');
  await expect
    .poll(() => toolbarTitle(keyCompanion))
    .toBe('Key Companion: 1 API key needs attention, not counting 1 muted key');
  // What was crossed while it was muted is no news afterwards.
  await send(keyCompanion, 'mute', { id: 'muted', isMuted: false });
  expect(await isShown(keyCompanion)).toBe(false);
  await expect.poll(() => badge(keyCompanion)).toBe('2');
});

test('quiet hours hold a notice back, also over a restart, and it comes when they are over', async ({ profile }) => {
  const first = await launchBrowser({ profile });
  await store(first, {
    keys: [key('a', 2.9)],
    settings: { quietHours: { from: minuteOfDay(-1), to: minuteOfDay(2) } },
  });
  await look(first);
  expect(await isShown(first)).toBe(false);
  await expect.poll(() => badge(first)).toBe('1');
  await first.close();
  const second = await launchBrowser({ profile });
  await look(second);
  expect(await isShown(second)).toBe(false);
  const { settings } = (await storedDocuments(second)).settings;
  await send(second, 'settings', {
    ...settings,
    leakWarning: 'full',
    notifications: true,
    weekdaysOnly: false,
    thresholdDays: [30, 14, 7, 3, 1, 0],
    quietHours: { from: minuteOfDay(-2), to: minuteOfDay(-1) },
  });
  await expect.poll(() => isShown(second)).toBe(true);
  await second.close();
});

test('all that waited while everything was muted comes as one notification', async ({ keyCompanion }) => {
  const keys = [key('a', 2.9), key('b', -9), key('c', 6)];
  // The second one expired while it was muted, and was seen in time.
  await store(keyCompanion, {
    keys,
    ledger: told(keys[1]!, [1], { owed: 'notice' }),
    settings: { mutedUntil: Date.now() + DAY },
  });
  await look(keyCompanion);
  expect(await isShown(keyCompanion)).toBe(false);
  await store(keyCompanion, {
    ...(await storedDocuments(keyCompanion)).keys,
    settings: { mutedUntil: Date.now() - 1 },
  });
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  const { ledger } = (await storedDocuments(keyCompanion)).keys;
  expect(
    Object.fromEntries(Object.entries<any>(ledger).map(([id, { thresholdDays, owed }]) => [id, [thresholdDays, owed]])),
  ).toEqual({ a: [[3], undefined], b: [[1, 0], undefined], c: [[7], undefined] });
});

test('a key with a short life has only the thresholds within a third of it, and its own as the user sets them', async ({
  keyCompanion,
}) => {
  await store(keyCompanion, { keys: [key('month', 13.5, { createdAt: Math.round(Date.now() - 16.5 * DAY) })] });
  await look(keyCompanion);
  expect(await isShown(keyCompanion)).toBe(false);
  await expect.poll(() => badge(keyCompanion)).toBe('');
  await send(keyCompanion, 'thresholds', { id: 'month', days: [14] });
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
});

test('there is one alarm, which is left as it is unless it is missing', async ({ keyCompanion }) => {
  await store(keyCompanion, { keys: [key('a', 90)] });
  await look(keyCompanion);
  const [alarm, ...others] = await alarms(keyCompanion);
  expect(others).toEqual([]);
  expect(alarm!.scheduledTime - Date.now()).toBeLessThanOrEqual(HOUR);
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await expect.poll(() => alarms(keyCompanion)).toEqual([alarm]);
  await keyCompanion.ask(() => (globalThis as any).chrome.alarms.clearAll());
  await look(keyCompanion);
  await expect.poll(() => alarms(keyCompanion)).toEqual([alarm]);
});

test('the popup says that notifications are blocked, and what is due is told once they are allowed again', async ({
  keyCompanion,
}) => {
  await store(keyCompanion, { keys: [key('a', 2.9)] });
  const worker = await keyCompanion.worker();
  await worker.evaluate(() => {
    (globalThis as any).chrome.notifications.getPermissionLevel = () => Promise.resolve('denied');
    (globalThis as any).chrome.notifications.onPermissionLevelChanged.dispatch('denied');
  });
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('heading', { name: 'Notifications are blocked' })).toBeVisible();
  expect(await isShown(keyCompanion)).toBe(false);
  await expect.poll(() => badge(keyCompanion)).toBe('1');
  // The new worker asks the browser itself, which allows them.
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
  await expect(popup.getByRole('heading', { name: 'Notifications are blocked' })).toHaveCount(0);
});

test('a notification that the browser does not take is told later, and the popup says why it was not', async ({
  keyCompanion,
}) => {
  await store(keyCompanion, { keys: [key('a', 2.9)] });
  await (
    await keyCompanion.worker()
  ).evaluate(() => {
    (globalThis as any).chrome.notifications.create = () => Promise.reject(new Error('refused'));
    (globalThis as any).chrome.alarms.onAlarm.dispatch({ name: 'check' });
  });
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('heading', { name: 'Notifications are blocked' })).toBeVisible();
  await keyCompanion.killWorker();
  await look(keyCompanion);
  await expect.poll(() => isShown(keyCompanion)).toBe(true);
});
