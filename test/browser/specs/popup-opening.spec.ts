import type { Page } from '@playwright/test';
import { expect, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { key, keysDocument, openState } from '../support/states';

/* How the popup opens: as many keys as fit into the window at once, the others and its lazy views right after. */

const openMany = (browser: Browser, count: number, before?: () => void): Promise<Page> =>
  openState(browser, {
    name: 'many keys',
    page: 'popup',
    shows: 'feed-000',
    ...(before && { before }),
    stored: (now) =>
      keysDocument(
        now,
        Array.from({ length: count }, (_, index) =>
          key(now, `feed-${String(index).padStart(3, '0')}`, 40 + index, {
            account: index % 2 === 0 ? 'a@example.gov.sg' : 'b@example.gov.sg',
          }),
        ),
      ),
  });

test('the first screen of 200 keys is painted first, with what stays above them, and the others follow without moving it', async ({
  keyCompanion,
}) => {
  const page = await openMany(keyCompanion, 200, () => {
    const seen = { rows: [] as number[], places: [] as number[], below: [] as number[], shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => {
        seen.shift += (entry as never as { value: number }).value;
      }),
    ).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
      const rows = [...document.querySelectorAll('.key')];
      if (rows.length === 0) return;
      seen.rows.push(rows.length);
      seen.places.push(rows[seen.rows[0]! - 1]!.getBoundingClientRect().top);
      seen.below.push(document.documentElement.scrollHeight - innerHeight);
    }).observe(document, { subtree: true, childList: true });
  });
  await expect(page.locator('.key')).toHaveCount(200);
  await expect(page.getByRole('list', { name: 'a@example.gov.sg' }).getByRole('listitem')).toHaveCount(100);
  const { rows, places, below, shift } = await page.evaluate(
    () => (window as any).seen as { rows: number[]; places: number[]; below: number[]; shift: number },
  );
  // The window is full, and little is below it.
  expect(below[0]).toBeGreaterThan(0);
  expect(rows[0]).toBeLessThan(8);
  expect(new Set(places).size).toBe(1);
  expect(shift).toBe(0);
});

test('a key far below is found, opened and returned to', async ({ keyCompanion }) => {
  const page = await openMany(keyCompanion, 200);
  const last = page.getByRole('button', { name: 'feed-199' });
  await last.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('feed-199');
  await expect(page.getByRole('button', { name: 'All keys' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await page.getByLabel('Search keys').fill('feed-198');
  await expect(page.locator('.key')).toHaveCount(1);
});

test('what changes while the popup is opened is shown, too', async ({ keyCompanion }) => {
  const page = await openMany(keyCompanion, 1, () => {
    const { local } = (globalThis as any).chrome.storage;
    const { get, set } = local;
    // The first answer is of before the change.
    local.get = async (...names: unknown[]) => {
      local.get = get;
      const answer = await get.apply(local, names);
      const [first] = answer.keys.keys;
      await set.call(local, { keys: { ...answer.keys, keys: [first, { ...first, id: 'later', name: 'feed-later' }] } });
      return answer;
    };
  });
  await expect(page.getByRole('button', { name: 'feed-later' })).toBeVisible();
});

for (const name of ['popup', 'options']) {
  test(`the ${name} page asks storage before schemas and React are there`, async ({ keyCompanion }) => {
    const page = await keyCompanion.context.newPage();
    await page.addInitScript(() => {
      const events: string[] = [];
      const { local } = (globalThis as any).chrome.storage;
      const { get } = local;
      local.get = (...names: unknown[]) => {
        events.push('storage');
        return get.apply(local, names);
      };
      // zod asks for its settings when it is evaluated, and React for its developer tools.
      let settings: unknown;
      Object.defineProperty(window, '__zod_globalConfig', {
        get: () => {
          events.push('zod');
          return settings;
        },
        set: (value) => {
          settings = value;
        },
      });
      Object.defineProperty(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', { get: () => void events.push('React') });
      Object.assign(window, { events });
    });
    await page.goto(`${keyCompanion.baseUrl}${name}.html`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const events = await page.evaluate(() => (window as any).events as string[]);
    expect(events).toEqual(expect.arrayContaining(['zod', 'React']));
    expect(events[0]).toBe('storage');
  });
}

test('the popup says that a lazy view cannot be loaded, and its list stays', async ({ keyCompanion }) => {
  await keyCompanion.context.route('**/chunks/lazy-views*', (route) => route.abort());
  const page = await openMany(keyCompanion, 3);
  await expect(page.getByText('This view could not be loaded')).toHaveCount(0);
  const first = page.getByRole('button', { name: 'feed-000' });
  await first.click();
  await expect(page.getByRole('status').filter({ hasText: 'This view could not be loaded' })).toContainText(
    'open it again',
  );
  await expect(first).toBeFocused();
  await expect(page.locator('.key')).toHaveCount(3);
});
