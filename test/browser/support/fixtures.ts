import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { launchBrowser, TAB_URL, type Browser } from './launch';

/** A badge as a person and as a user's own style sheet see it. */
export interface ShownBadge {
  row: string;
  status: string | undefined;
  expiresAt: string | undefined;
  text: string;
  title: string;
}

/** A page of either driver: Playwright's of Chromium, Puppeteer's of Firefox. */
interface AnyPage {
  evaluate<Result>(read: () => Result): Promise<Result>;
}

const withFolder = base.extend<{ profile: string }>({
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'key-companion-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Every test has a browser with the extension, on a profile of its own. */
export const test = withFolder.extend<{ keyCompanion: Browser }>({
  keyCompanion: async ({ profile }, use) => {
    const browser = await launchWithClipboard(profile);
    await use(browser);
    await browser.close();
  },
});

/**
 * Tests that share a browser, because one takes long to start: each gets it with nothing open, nothing stored and a
 * worker that has yet to start. Not for tests that go on with a profile, look into the worker, of which the first that
 * is known may have ended, or set a clock, which holds for the whole browser.
 */
export const testOfPages = withFolder.extend<{ keyCompanion: Browser }, { sharedBrowser: Browser }>({
  sharedBrowser: [
    async ({}, use) => {
      const browser = await launchWithClipboard('');
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  keyCompanion: async ({ sharedBrowser }, use) => {
    const { context } = sharedBrowser;
    const { route } = context;
    const routed: Parameters<typeof route>[0][] = [];
    context.route = (...given) => {
      routed.push(given[0]);
      return route.apply(context, given);
    };
    await use(sharedBrowser);
    context.route = route;
    await reset(sharedBrowser);
    // Each by itself: without any, requests are let through, which can take a page that is just closing for ever.
    for (const url of routed) await context.unroute(url);
  },
});

/** As the browser was when it had just started, but for what requests are answered with. */
async function reset(browser: Browser): Promise<void> {
  const { context } = browser;
  await Promise.all(
    context
      .pages()
      .slice(1)
      .filter((page) => page.url() !== browser.ownPage)
      .map((page) => page.close()),
  );
  // What it was about to write would be there again afterwards.
  await browser.killWorker();
  await browser.ask(async () => {
    const { storage, notifications, alarms } = (globalThis as any).chrome;
    for (const id of Object.keys(await notifications.getAll())) await notifications.clear(id);
    await Promise.all([storage.local.clear(), storage.session.clear(), alarms.clearAll()]);
  });
  // What a test has put in the place of the worker's own goes with it; the next event starts it again.
  await browser.killWorker();
}

async function launchWithClipboard(profile: string): Promise<Browser> {
  const browser = await launchBrowser({ profile });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  return browser;
}

export { expect };

/** How the stand-in's dates, which are relative to now, must be shown. */
export const EXPECTED_BADGES: Record<string, { status: string; text: RegExp }> = {
  'legacy-ftp-bridge': { status: 'expired', text: /^Expired 3 days ago$/ },
  'tender-feed': { status: 'critical', text: /^Expires (today at \d\d:\d\d|tomorrow)$/ },
  'gazette-uploader': { status: 'critical', text: /^Expires in [34] days$/ },
  'bus-arrivals-nightly': { status: 'soon', text: /^Expires in 1[12] days$/ },
  'rainfall-sync': { status: 'soon', text: /^Expires in (28|29) days$/ },
  'moh-weekly-stats': { status: 'valid', text: /^Expires in 2\d\d days$/ },
  'census-2026-load': { status: 'never', text: /^No expiry$/ },
  'carpark-sensor-pilot': { status: 'unknown', text: /^Expiry unknown$/ },
};

/** All badges of a page, by the first cell of their row. */
export function shownBadges(page: AnyPage): Promise<ShownBadge[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('key-expiry-badge')].map((badge) => ({
      row: badge.closest('tr')?.querySelector('td')?.innerText.split('\n')[0]?.trim() ?? '',
      status: badge.dataset.status,
      expiresAt: badge.dataset.expiresAt,
      text: badge.shadowRoot?.textContent ?? '',
      title: badge.shadowRoot?.querySelector<HTMLElement>('[title]')?.title ?? '',
    })),
  );
}

/** The keys that the stand-in lists, by name. */
export function listedNames(page: AnyPage): Promise<string[]> {
  return page.evaluate(() =>
    (window as never as { replica: { keys(): { name: string }[] } }).replica
      .keys()
      .map(({ name }) => name)
      .sort(),
  );
}

/** Waits until every listed key has exactly one badge, and no other badge is there. */
export async function expectBadgeOnEveryKey(page: AnyPage): Promise<void> {
  await expect(async () => {
    const rows = (await shownBadges(page)).map(({ row }) => row).sort();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(await listedNames(page));
  }).toPass();
}

/** What the extension has stored, read on one of its own pages: a stopped worker does not answer. */
export function storedDocuments(browser: Browser): Promise<Record<string, any>> {
  return browser.ask(() => (globalThis as any).chrome.storage.local.get());
}

/**
 * Stores what an administrator has set. The browser has no policy, and when a worker has just started it takes that
 * over at a moment of its own, which is waited for.
 */
export async function storePolicy(browser: Browser, policy: object): Promise<void> {
  const storeAndRead = (): Promise<unknown> =>
    browser.ask(async (wanted) => {
      const { managed, local } = (globalThis as any).chrome.storage;
      await managed.get().catch(() => undefined);
      await local.set({ policy: wanted });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return (await local.get('policy')).policy as unknown;
    }, policy);
  await expect.poll(storeAndRead).toEqual(policy);
}

/** A stored key that expires so many days from now. */
export function key(name: string, days: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Date.now();
  const at = Math.round(now + days * 86_400_000);
  return {
    id: name,
    name,
    kind: 'write',
    expiry: { kind: 'dated', earliest: at, latest: at, text: '' },
    firstSeenAt: now,
    lastSeenAt: now,
    ...more,
  };
}

/** The notice record of a key of which the user was reminded so many days before. */
export function told(
  record: Record<string, any>,
  thresholdDays: number[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { [record.id]: { expiresAt: record.expiry.earliest, thresholdDays, ...more } };
}

/** Creates a key on the stand-in's tab as a person does, up to the dialog that shows its secret once. */
export async function createKey(page: Page, name: string, expiration = '1 Month'): Promise<void> {
  await page.bringToFront();
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('dialog').getByLabel('Key Name').fill(name);
  await page.getByRole('combobox').click();
  // The design system shows the options in a portal that it hides from screen readers.
  await page.getByRole('option', { name: expiration, includeHidden: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
}

/**
 * Whether the page-world hook is in the page. The page's own realm cannot see it: a frame prints the hook without its
 * name.
 */
export function isHooked(page: AnyPage): Promise<boolean> {
  return page.evaluate(() => {
    const frame = document.documentElement.appendChild(document.createElement('iframe'));
    const { Function: Elsewhere } = frame.contentWindow as Window & typeof globalThis;
    const text = Elsewhere.prototype.toString.call(Clipboard.prototype.writeText);
    frame.remove();
    return !text.includes('writeText');
  });
}

/** Opens a page as the API Keys tab and waits until its list is read and its copies are guarded. */
export async function openGuarded(browser: Browser, html: string): Promise<Page> {
  await browser.context.route(TAB_URL, (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  );
  const page = await browser.openTab();
  // An assertion would describe the whole page each time it fails, and so keep a page of 1,000 rows from being read.
  await page.locator('key-expiry-badge').first().waitFor({ state: 'attached' });
  await expect
    .poll(() => page.evaluate(() => Object.isFrozen(Clipboard.prototype)).then((frozen) => frozen || isHooked(page)))
    .toBe(true);
  return page;
}

/** How long (ms) a button of ours has to be in sight before a press counts, and a little more. */
const IN_SIGHT = 350;

/**
 * Presses a button of ours until it is gone: one that has only just come up takes no press, because nobody can have
 * seen it. The next press waits, because it would meet what comes in the button's place.
 */
export async function pressOnceSeen(
  button: Locator,
  press = (): Promise<void> => button.click({ timeout: 1_000 }),
): Promise<void> {
  await button.first().waitFor();
  await expect(async () => {
    await inPageTime(button.page(), IN_SIGHT);
    if ((await button.count()) > 0) await press();
    await expect(button).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
}

/** Copies a key, and expects the warning within a second. A busy computer may take longer, and gets further tries. */
export async function expectWarnedWithinASecond(page: Page, copy: () => Promise<void>): Promise<void> {
  const warning = page.locator('key-leak-warning');
  await expect(async () => {
    await copy();
    const isInTime = await warning.waitFor({ state: 'attached', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (!isInTime) await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
    expect(isInTime, 'the warning came within a second').toBe(true);
  }).toPass();
}

/** Waits for a time (ms) by the timers of the page: what it was to do earlier is done by then, however busy it is. */
export function inPageTime(page: Page, time: number): Promise<void> {
  return page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), time);
}

/** How many event listeners and nodes a page holds, counted once its garbage is gone. */
export async function countersOf(page: Page): Promise<{ listeners: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { jsEventListeners, nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { listeners: jsEventListeners, nodes };
}
