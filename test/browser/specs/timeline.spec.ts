import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { expect, test } from '../support/fixtures';
import type { Browser } from '../support/launch';

/* The popup's timeline, at a fixed time, of keys that are put into storage. */

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T12:00+08:00');

/** A key that expires so many days after the fixed time. */
function key(name: string, days: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const expiresAt = Math.round(NOW + days * DAY);
  return {
    id: name,
    name,
    kind: 'write',
    expiry: { kind: 'dated', earliest: expiresAt, latest: expiresAt, text: '' },
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    ...more,
  };
}

const unreadable = { expiry: { kind: 'unknown', text: 'Pending' } };
const never = { expiry: { kind: 'never', text: 'Never' } };

async function openPopup(browser: Browser): Promise<Page> {
  const popup = await browser.context.newPage();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.clock.setFixedTime(NOW);
  await popup.goto(`${browser.baseUrl}popup.html`);
  return popup;
}

const store = (popup: Page, keys: unknown[]): Promise<void> =>
  popup.evaluate(
    (stored) =>
      (globalThis as any).chrome.storage.local.set({ keys: { version: 2, keys: stored, lists: [], ledger: {} } }),
    keys,
  );

async function expectAccessible(popup: Page): Promise<void> {
  expect(await violationsInBothSchemes(popup)).toEqual([]);
  for (const width of [190, 380]) {
    await popup.setViewportSize({ width, height: 600 });
    expect(
      await popup.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      `scrolls sideways at ${width} px`,
    ).toBe(false);
  }
}

test('the timeline draws 1, 6 and 40 keys, and names in words when none works', async ({ keyCompanion }) => {
  const popup = await openPopup(keyCompanion);
  await expect(popup.getByText('No keys yet')).toBeVisible();
  await expect(popup.getByRole('radio')).toHaveCount(0);

  await store(popup, [key('gazette-uploader', 101.25)]);
  await popup.getByRole('radio', { name: 'Keys' }).focus();
  await popup.keyboard.press('ArrowRight');
  await expect(popup.getByRole('radio', { name: 'Timeline' })).toBeChecked();
  const gaps = popup.getByRole('list', { name: 'Gaps' }).getByRole('listitem');
  const rows = popup.getByRole('list', { name: 'When each key works' }).getByRole('listitem');
  await expect(gaps).toHaveText(['No write key works from 3 Mar 2027, 18:00 SGTLast to work: gazette-uploader']);
  await expect(rows).toHaveText(['gazette-uploader3 Mar 2027']);
  await expect(rows.getByRole('img')).toHaveAccessibleName(
    /^Expires in 101 days\. Stops working on 3\sMar\s2027, 18:00\sSGT/,
  );
  await expect(
    popup.getByRole('img', { name: /^The chart shows \d+\sNov\s2026 to 9\sMar\s2027\. Today is 22\sNov\s2026\.$/ }),
  ).toBeVisible();
  await expectAccessible(popup);

  const day = {
    expiry: {
      kind: 'dated',
      earliest: Date.parse('2026-12-24T00:00+08:00'),
      latest: Date.parse('2026-12-25T00:00+08:00'),
      text: '24 Dec 2026',
    },
  };
  await store(popup, [
    key('legacy-ftp-bridge', -3),
    key('gazette-uploader', 5),
    key('rainfall-sync', 0, day),
    key('carpark-sensor-pilot', 0, unreadable),
    key('census-2026-load', 0, { ...never, replacedBy: 'rainfall-sync' }),
    key('dashboard', -30, { kind: 'read' }),
  ]);
  await expect(gaps).toHaveText([
    'There may be no working write key from 24 Dec 2026' +
      'Last to work: rainfall-sync. It stops at some point on that day.' +
      'May still work (expiry unknown): carpark-sensor-pilot' +
      'Not counted because replaced: census-2026-load',
    'No read key works nowLast to work: dashboard. It stopped on 23 Oct 2026, 12:00 SGT.',
  ]);
  await expect(rows).toHaveText([
    'Any write key24 Dec 2026',
    'legacy-ftp-bridge19 Nov 2026',
    'dashboard23 Oct 2026',
    'gazette-uploader27 Nov 2026',
    'rainfall-sync24 Dec 2026',
    'carpark-sensor-pilotExpiry unknown',
    'census-2026-loadReplaced, not counted',
  ]);
  await expectAccessible(popup);

  const names = Array.from({ length: 40 }, (_, index) => `agency-dataset-upload-${index}`);
  await store(
    popup,
    names.map((name, index) => key(name, index * 9 - 20, index === 7 ? never : {})),
  );
  await expect(popup.getByText('No gap ahead: a key with no expiry date keeps working.')).toBeVisible();
  await expect(rows).toHaveCount(41);
  const cut = await rows
    .locator('.row-name')
    .evaluateAll((elements) => elements.filter((element) => element.scrollWidth > element.clientWidth).length);
  expect(cut, 'names that are cut').toBe(0);
  await rows.last().scrollIntoViewIfNeeded();
  await expect(popup.getByText('Today', { exact: true })).toBeInViewport();
  await expectAccessible(popup);

  await popup.getByRole('radio', { name: 'Timeline' }).focus();
  await popup.keyboard.press('ArrowLeft');
  await expect(popup.locator('.key')).toHaveCount(40);
});

test('a key’s bar on the timeline ends where the key stops, and stands on today’s line', async ({ keyCompanion }) => {
  const popup = await openPopup(keyCompanion);
  const [long, stranger] = ['n'.repeat(300), '<b>תוכנה</b>\u202e,'];
  await store(popup, [
    key(long, 50, { id: 'long' }),
    key(stranger, 100, { account: 'mei@example.gov.sg' }),
    key('far', 4000, { account: 'tan@example.gov.sg' }),
    key('over', -5),
  ]);
  await popup.getByText('Timeline', { exact: true }).click();
  const edgesOf = (selector: string): Promise<{ left: number; right: number }> =>
    popup.locator(selector).evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { left, right };
    });
  const row = (index: number): string => `.chart li:not(.list-row):nth-last-child(${index})`;
  const today = await edgesOf('.grid .today');
  // The most urgent is on top: what is over, then the others by their dates; the last of four is the one that goes on.
  const [over, first, second] = [
    await edgesOf(`${row(4)} .stop`),
    await edgesOf(`${row(3)} .stop`),
    await edgesOf(`${row(2)} .stop`),
  ];
  expect(over.right).toBeLessThan(today.left);
  expect(first.left).toBeGreaterThan(today.right);
  expect((second.left - today.left) / (first.left - today.left)).toBeCloseTo(2, 1);
  await expect(popup.locator(`${row(4)} .is-over`)).toHaveCount(1);
  await expect(popup.locator(`${row(1)} .arrow`)).toHaveCount(1);
  await expect(popup.locator(`${row(1)} .stop`)).toHaveCount(0);
  await expect(popup.getByRole('list', { name: 'Gaps' })).toContainText(
    'tan@example.gov.sgNo write key works from 4 Nov 2037, 12:00 SGT',
  );
  await expectAccessible(popup);
});

test('names that differ only in how they end can be told apart', async ({ keyCompanion }) => {
  const popup = await openPopup(keyCompanion);
  await store(popup, [key('gazette-uploader-statutory-boards 2026-11', 12), key('b 2027-11', 300)]);
  await popup.getByText('Timeline', { exact: true }).click();
  const name = popup.locator('.row-name', { hasText: '2026-11' });
  await expect(name).toBeVisible();
  const isCut = await name.evaluate(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth || scrollHeight > clientHeight + 4,
  );
  expect(isCut).toBe(false);
});
