import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { expect, key, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { keysDocument, openState, STATES, type State } from '../support/states';

/* Keys that the tab lacks: what the popup says of them, and what the user says. And records that cannot be shown. */

const DAY = 86_400_000;
const DAY_TEXT = /\d+\s\w+\s\d{4}/.source;

const open = (browser: Browser, name: string): Promise<Page> =>
  openState(
    browser,
    STATES.find((state) => state.name === name)!,
  );
const stored = async (browser: Browser, id: string): Promise<any> =>
  (await storedDocuments(browser)).keys.keys.find((record: any) => record.id === id);

/** Opens the popup on keys of the test's own. */
function openOn(
  browser: Browser,
  keys: Record<string, unknown>[],
  shows: string,
  more: Partial<State> = {},
): Promise<Page> {
  return openState(browser, { name: '', page: 'popup', stored: (now) => keysDocument(now, keys), shows, ...more });
}

/** From now on the worker stores nothing. */
const storeNothing = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty((globalThis as any).chrome.runtime, 'sendMessage', { value: () => Promise.resolve(false) });
  });

test('a missing key stays in the list, and is deleted and brought back by keyboard alone', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-missing');
  const item = page.locator('.key', { hasText: 'rainfall-sync' });
  await expect(item.locator('.key-countdown')).toHaveText('Expires in 29 days');
  await expect(item.getByText(new RegExp(`^Not on the API Keys tab since ${DAY_TEXT}$`))).toBeVisible();
  // From the name of the key the next stop is the button of the same row, and pressing it does not open the key.
  await page.getByRole('button', { name: 'rainfall-sync', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(item.getByRole('button', { name: 'I deleted it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('status').filter({ hasText: '“rainfall-sync” is marked as deleted. No more reminders.' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(page.getByText('1 key no longer listed')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 keys expire soon, the first in 3 days');
  await expect.poll(() => stored(keyCompanion, 'rainfall-sync')).toMatchObject({ goneBecause: 'user' });

  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'rainfall-sync', exact: true })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect.poll(() => stored(keyCompanion, 'rainfall-sync')).not.toHaveProperty('goneSince');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 keys expire soon, the first in 3 days');
});

test('the page of a missing key says what that means, and takes the user’s word', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-missing-key');
  await expect(
    page.getByText('It may still work, so its reminders continue. If you deleted the key, say so here.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'I deleted it' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect.poll(() => stored(keyCompanion, 'rainfall-sync')).toMatchObject({ goneBecause: 'user' });

  // Of a key that is silent already it is not claimed that it reminds.
  const silent = key('silent', 80, {
    missing: { since: Date.now() - DAY, latest: Date.now(), readings: 2 },
    muted: true,
    mutedSince: Date.now() - DAY,
  });
  const other = await openOn(keyCompanion, [silent], '1 key is not on the API Keys tab', {
    act: (popup) => popup.getByRole('button', { name: 'silent', exact: true }).click(),
    shows: 'muted, not counted on the toolbar button',
  });
  await expect(other.getByText(/^Not on the API Keys tab since/)).toBeVisible();
  await expect(other.getByText('its reminders continue')).toHaveCount(0);
});

test('a change that could not be stored is said to be so beside what was pressed', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-missing');
  await storeNothing(page);
  await page.getByRole('button', { name: 'I deleted it: rainfall-sync' }).click();
  await expect(
    page.locator('.key', { hasText: 'rainfall-sync' }).getByRole('alert').filter({ hasText: 'Not saved.' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  const gone = await open(keyCompanion, 'popup-gone');
  await storeNothing(gone);
  await gone.getByRole('button', { name: 'Restore tender-feed' }).click();
  await expect(gone.getByRole('alert').filter({ hasText: 'Not saved.' })).toBeVisible();
  expect(await violationsInBothSchemes(gone)).toEqual([]);
  const muted = await open(keyCompanion, 'popup-silent-keys');
  await storeNothing(muted);
  await muted.getByRole('button', { name: 'Unmute' }).click();
  await expect(muted.locator('.muted-all').getByRole('alert')).toHaveText(/^Not saved\./);
});

test('each key that is no longer listed says why and since when, and can be restored', async ({ keyCompanion }) => {
  const page = await open(keyCompanion, 'popup-gone');
  for (const [name, reason] of [
    ['tender-feed', 'you marked it as deleted'],
    ['old-trial', 'you deleted it on the API Keys tab'],
    ['flood-sensors', 'the API Keys tab did not list it three times in a row'],
    ['gazette-2025', 'replaced by moh-weekly-stats'],
    ['legacy-ftp-bridge', 'it expired, and the API Keys tab no longer lists it'],
  ] as const) {
    await expect(page.locator('.gone > li', { hasText: name }).locator('p')).toHaveText(
      new RegExp(`^No reminders since ${DAY_TEXT}: ${reason}$`),
    );
  }
  await page.getByRole('button', { name: 'Restore tender-feed' }).press('Enter');
  await expect(page.getByRole('button', { name: 'tender-feed', exact: true })).toBeFocused();
  await expect(page.locator('.key', { hasText: 'tender-feed' }).locator('.key-countdown')).toHaveText(
    'Expires in 80 days',
  );
  await expect.poll(() => stored(keyCompanion, 'tender-feed')).not.toHaveProperty('goneBecause');

  await page.getByRole('button', { name: 'old-trial', exact: true }).press('Enter');
  await expect(page.getByText('If this key may still work, restore it to get its reminders again.')).toBeVisible();
  await page.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  const outcome = page.getByText('The key is back in your list.');
  await expect(outcome).toBeFocused();
  await expect(page.locator('.key-countdown')).toHaveText('Expires in 80 days');
  expect(await violationsInBothSchemes(page)).toEqual([]);
});

test('the popup calls no state fine about which it has a reserve', async ({ keyCompanion }) => {
  const doubtful = await open(keyCompanion, 'popup-doubtful');
  await expect(doubtful.getByRole('heading', { level: 1 })).toHaveText('1 key has an unknown expiry date');
  await expect(doubtful.locator('.addition')).toHaveText([
    '1 key is not on the API Keys tab',
    '1 key has a date that can be read two ways',
    '1 key has no reminders',
  ]);
  await expect(doubtful.locator('header')).not.toContainText(/until|expires before/);
  await expect(doubtful.locator('.key', { hasText: 'tender-feed' })).toContainText(
    'The page says “03/04/2027”, which can be read two ways',
  );
  const missing = { since: Date.now() - DAY, latest: Date.now() - DAY, readings: 1 };
  const some = await openOn(
    keyCompanion,
    [key('on-the-tab', 200), key('not-there', 100, { missing })],
    '1 key is not on the API Keys tab',
  );
  await expect(some.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^1 key works until ${DAY_TEXT}$`));
});

test('the popup tells of a translated tab, of rows left out and of keys that speak again', async ({ keyCompanion }) => {
  const translated = await open(keyCompanion, 'popup-translated');
  await expect(translated.getByText('Show the original page in your browser')).toBeVisible();
  await expect(translated.getByRole('button', { name: 'Copy report' })).toHaveCount(0);
  await expect(translated.locator('.key')).toHaveCount(6);

  const leftOut = await open(keyCompanion, 'popup-left-out');
  await leftOut.getByRole('button', { name: 'Copy report' }).click();
  await expect(leftOut.getByText('Open the API Keys tab first, then copy the report.')).toBeVisible();
  await leftOut.locator('.notice').getByRole('button', { name: 'Add a key by hand' }).click();
  await expect(leftOut.getByLabel('Key name')).toBeVisible();

  const speakAgain = await open(keyCompanion, 'popup-speak-again');
  await speakAgain.getByRole('button', { name: 'Got it' }).press('Enter');
  await expect(speakAgain.getByText('2 keys have reminders again')).toHaveCount(0);
  await expect(speakAgain.getByRole('button', { name: 'gazette-uploader', exact: true })).toBeFocused();
  expect((await storedDocuments(keyCompanion)).keys).not.toHaveProperty('speakAgain');
});

/** The languages' own way to join names fails: the timeline names the keys that may still work. */
function failOnLists(): void {
  Object.defineProperty(Intl, 'ListFormat', {
    value: function () {
      throw new Error('cannot be rendered');
    },
  });
}

/** No size can be told any more: the options do so of what is stored. */
function failOnNumbers(): void {
  Object.defineProperty(Intl, 'NumberFormat', {
    value: function () {
      throw new Error('cannot be rendered');
    },
  });
}

/** No time can be told any more. */
function failOnTimes(): void {
  Object.defineProperty(Intl, 'RelativeTimeFormat', {
    value: function () {
      throw new Error('cannot be rendered');
    },
  });
}

test('a record that cannot be shown is there by its name, takes no other along, and its page leads back', async ({
  keyCompanion,
}) => {
  const page = await open(keyCompanion, 'popup-broken-key');
  const item = page.locator('.key', { hasText: 'gazette-uploader' });
  await expect(item).toHaveText('gazette-uploaderCannot be shown. Check on the API Keys tab when it expires.');
  await expect(page.locator('.key-name')).toHaveCount(6);
  await expect(page.locator('.key', { hasText: 'bus-arrivals-nightly' }).locator('.key-countdown')).toHaveText(
    'Expires in 12 days',
  );
  await page.getByRole('button', { name: 'gazette-uploader', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { name: 'This cannot be shown' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'All keys' })).toBeFocused();
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'gazette-uploader', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'rainfall-sync', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'rainfall-sync' })).toBeVisible();
  await expect(page.getByText('Where this key is used')).toBeVisible();
});

test('a timeline, a popup and options that cannot be shown say so calmly, with a way on', async ({ keyCompanion }) => {
  const timeline = await openState(keyCompanion, {
    ...STATES.find(({ name }) => name === 'timeline-missing')!,
    before: failOnLists,
    shows: 'This cannot be shown',
  });
  await expect(timeline.getByRole('heading', { level: 1 })).toHaveText('3 keys expire soon, the first in 3 days');
  await timeline.getByRole('button', { name: 'All keys' }).press('Enter');
  await expect(timeline.locator('.key')).toHaveCount(6);
  await expect(timeline.getByRole('radio', { name: 'Keys' })).toBeChecked();

  const whole = await openOn(keyCompanion, [key('a', 3)], 'This cannot be shown', { before: failOnTimes });
  await expect(whole.getByRole('button', { name: 'Try again' })).toBeFocused();
  expect(await violationsInBothSchemes(whole)).toEqual([]);

  const options = await openOn(keyCompanion, [key('a', 3)], 'This cannot be shown', {
    page: 'options',
    before: failOnNumbers,
  });
  await expect(options.getByRole('heading', { level: 1 })).toHaveText('Key Companion options');
  expect(await violationsInBothSchemes(options)).toEqual([]);
});

test('what the schema allows is shown: instants of the year 9999, and ids that all objects know', async ({
  keyCompanion,
}) => {
  const end = 253_402_300_799_999;
  const far = { kind: 'dated', earliest: end, latest: end, text: '' };
  const page = await openOn(
    keyCompanion,
    [
      key('constructor', 3, { copies: [end, 0], missing: { since: end, latest: end, readings: 1 }, renewedAt: end }),
      key('__proto__', 3, {
        expiry: far,
        createdAt: end,
        snoozedUntil: end,
        firstSeenAt: end,
        lastSeenAt: end,
        rotation: { startedAt: end, successor: 'constructor' },
      }),
      key('toString', 3, {
        expiry: { kind: 'dated', earliest: 0, latest: end, text: '' },
        muted: true,
        mutedSince: end,
        thresholdDays: [],
      }),
      key('hasOwnProperty', 3, { goneSince: end, goneBecause: 'replaced', replacedBy: 'hasOwnProperty' }),
      key('valueOf', 3, { forgottenAt: end, replacedBy: 'constructor', replacedSince: end }),
    ],
    '__proto__',
  );
  await expect(page.locator('.key-name')).toHaveCount(3);
  await expect(page.getByText('Cannot be shown')).toHaveCount(0);
  for (const name of ['constructor', '__proto__', 'toString']) {
    await page.getByRole('button', { name, exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Note' })).toBeVisible();
    // A snooze that reaches further than can be chosen was made by a wrong clock, and does not hold.
    await expect(page.getByText(/Snoozed until/)).toHaveCount(0);
    await page.keyboard.press('Escape');
  }
  await page.getByText('Timeline').click();
  await expect(page.getByRole('list', { name: 'When each key works' }).getByRole('listitem')).not.toHaveCount(0);
  await expect(page.getByText('This cannot be shown')).toHaveCount(0);
});
