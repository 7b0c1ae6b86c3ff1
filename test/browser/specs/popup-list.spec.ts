import type { Page } from '@playwright/test';
import { expect, expectBadgeOnEveryKey, storedDocuments, test } from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';
import { openState, STATES } from '../support/states';

/* The popup's list: what it says in one sentence, what it groups, finds and folds away, and how its countdowns run. */

const open = (browser: Browser, name: string): Promise<Page> =>
  openState(
    browser,
    STATES.find((state) => state.name === name)!,
  );
const names = (page: Page): Promise<string[]> => page.locator('.key-name:visible').allInnerTexts();

test('one sentence says how the keys are, and the list has the most urgent first', async ({ keyCompanion }) => {
  const attention = await open(keyCompanion, 'popup-expired-and-gone');
  await expect(attention.getByRole('heading', { level: 1 })).toHaveText('5 keys need attention');
  await expect(attention.getByText('2 have expired, the next expires in 3 days')).toBeVisible();
  // What expired two days ago stands on top, what did weeks ago is folded away with what is gone.
  expect((await names(attention)).slice(0, 3)).toEqual(['tender-feed', 'gazette-uploader', 'bus-arrivals-nightly']);
  for (const fold of ['1 key expired more than a week ago', '1 key no longer listed'])
    await attention.getByText(fold).click();
  expect(await names(attention)).not.toContain('legacy-ftp-bridge');
  await attention.getByText('1 key expired more than a week ago').click();
  expect((await names(attention)).at(-1)).toBe('legacy-ftp-bridge');

  const calm = await open(keyCompanion, 'popup-calm');
  await expect(calm.getByRole('heading', { level: 1 })).toHaveText(/^2 keys work at least until \d+\s\w+\s\d{4}$/);
  await expect(calm.getByText('1 key never expires: set a date to replace it')).toBeVisible();
  await expect(calm.getByLabel('Search keys')).toHaveCount(0);
  const bar = calm.locator('.key', { hasText: 'moh-weekly-stats' }).locator('.lifetime');
  expect(await bar.evaluate((svg) => Number(svg.querySelector('.lifetime-used')!.getAttribute('width')))).toBeCloseTo(
    ((365 - 242) / 365) * 100,
    -0.5,
  );
  await expect(calm.locator('.key', { hasText: 'census-2026-load' }).locator('.lifetime')).toHaveCount(0);

  const accounts = await open(keyCompanion, 'popup-accounts');
  await expect(accounts.getByRole('heading', { level: 2 })).toHaveText([
    'mei.ling@tech.example.gov.sg',
    'data@moh.example.gov.sg',
    'Account not shown on the API Keys tab',
  ]);
  await expect(accounts.getByRole('list', { name: 'data@moh.example.gov.sg' }).getByRole('listitem')).toHaveCount(1);
});

test('the search finds keys by their name, account, note and uses, and Escape ends it', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-accounts');
  const search = page.getByLabel('Search keys');
  for (const [text, found] of [
    ['MOH', ['moh-dengue-clusters', 'moh-weekly-stats']],
    ['mei pipeline', ['gazette-uploader']],
    ['staging', ['gazette-uploader']],
  ] as const) {
    await search.fill(text);
    await expect(
      page.getByRole('status').filter({ hasText: found.length === 1 ? '1 key found' : `${found.length} keys found` }),
    ).toBeAttached();
    expect((await names(page)).sort()).toEqual([...found].sort());
  }
  await search.fill('nothing of the kind');
  await expect(page.getByText('No key matches')).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
  expect(await names(page)).toHaveLength(8);
});

// That it is granted is shown in Firefox, where users really take it away.
test('the popup says that a host permission is refused, and has its list all the same', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-no-access');
  await page.evaluate(() =>
    Object.defineProperty((globalThis as any).chrome.permissions, 'request', { value: () => Promise.resolve(false) }),
  );
  await page.getByRole('button', { name: 'Allow on data.gov.sg' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not allowed.' })).toBeVisible();
  await expect(page.getByText('gazette-uploader')).toBeVisible();
});

test('a tab that is older than the extension is noticed and reloaded', async ({ keyCompanion }) => {
  let isDown = true;
  await keyCompanion.context.route(TAB_URL, (route) => (isDown ? route.abort() : route.fallback()));
  const tab = await keyCompanion.context.newPage();
  // A page that could not be loaded has no content script either.
  await tab.goto(TAB_URL).catch(() => undefined);
  // The browser's page that says so comes a moment later, and a tab that is loading is not asked.
  const loaded = (): Promise<unknown[]> =>
    keyCompanion.ask((url) => (globalThis as any).chrome.tabs.query({ url, status: 'complete' }), TAB_URL);
  await expect.poll(async () => (await loaded()).length).toBe(1);
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('heading', { name: 'Reload the API Keys tab' })).toBeVisible();
  isDown = false;
  await popup.getByRole('button', { name: 'Reload the tab' }).click();
  await expectBadgeOnEveryKey(tab);
  await expect(popup.getByRole('heading', { name: 'Reload the API Keys tab' })).toHaveCount(0);
  await popup.reload();
  await expect(popup.getByText('gazette-uploader')).toBeVisible();
  await expect(popup.getByRole('heading', { name: 'Reload the API Keys tab' })).toHaveCount(0);
});

test('countdowns rest while the popup is hidden, and are right at once when it shows again', async ({
  keyCompanion,
}) => {
  await expectBadgeOnEveryKey(await keyCompanion.openTab());
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  const { keys } = (await storedDocuments(keyCompanion)).keys;
  const expiresAt = keys.find(({ name }: { name: string }) => name === 'gazette-uploader').expiry.earliest;
  const popup = await keyCompanion.context.newPage();
  await popup.clock.install({ time: expiresAt - 3_600_000 });
  await popup.goto(`${keyCompanion.baseUrl}popup.html`);
  const countdown = popup.locator('.key', { hasText: 'gazette-uploader' }).locator('.key-countdown');
  // Only a clock that runs can be stopped.
  await expect(countdown).toContainText('0 h 59 min');
  await popup.clock.pauseAt(expiresAt - 1_800_000);
  await expect(countdown).toHaveText('Expires in 0 h 30 min 00 s');
  const setHidden = (isHidden: boolean): Promise<void> =>
    popup.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await setHidden(true);
  const changes = await popup.evaluateHandle(() => {
    const seen = { count: 0 };
    new MutationObserver((records) => {
      seen.count += records.length;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  await popup.clock.runFor(60_000);
  expect(await changes.evaluate(({ count }) => count)).toBe(0);
  await setHidden(false);
  await expect(countdown).toHaveText('Expires in 0 h 29 min 00 s');
  // Each second has its own text, down to the last, and then it has expired: no jump, nothing below zero.
  await popup.clock.pauseAt(expiresAt - 3_000);
  for (const text of [
    'Expires in 0 h 00 min 03 s',
    'Expires in 0 h 00 min 02 s',
    'Expires in 0 h 00 min 01 s',
    'Expired today at 18:00',
  ]) {
    await expect(countdown).toHaveText(text);
    await popup.clock.runFor(1_000);
  }
});
