import type { Page } from '@playwright/test';
import { expect, inPageTime, openGuarded, testOfPages as test } from '../support/fixtures';

const BADGE = 'key-expiry-badge';
const LIST = `<!doctype html><title>API Keys</title><h1>API Keys</h1><button>Create API key</button>
  <table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody>
  <tr><td>by-night</td><td>29 Nov 2027, 18:00</td></tr><tr><td>by-day</td><td>30 Nov 2027, 18:00</td></tr></tbody></table>`;

const shown = (page: Page): Promise<{ all: number; dead: number }> =>
  page.evaluate((tag) => {
    const badges = [...document.querySelectorAll<HTMLElement>(tag)];
    return { all: badges.length, dead: badges.filter(({ offsetWidth }) => offsetWidth === 0).length };
  }, BADGE);

test('a copy that the page makes of a row has a badge of its own, and no dead one', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  await page.evaluate(() => {
    const body = document.querySelector('tbody')!;
    const copy = body.rows[0]!.cloneNode(true) as HTMLTableRowElement;
    copy.cells[0]!.textContent = 'by-noon';
    body.append(copy);
  });
  await expect.poll(() => shown(page)).toEqual({ all: 3, dead: 0 });
  await page.evaluate(() => {
    document.querySelector('tbody')!.innerHTML += '';
  });
  await expect.poll(() => shown(page)).toEqual({ all: 3, dead: 0 });
});

/** A page that has removed so many badges does not want them; before, a busy computer only takes its time. */
const LEAST_DEFEATS = 20;

test('a page that takes the badges away each time is left without them, until it is the tab again', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(keyCompanion, LIST);
  await page.evaluate((tag) => {
    const state = window as any;
    state.removals = 0;
    state.fight = new MutationObserver(() => {
      for (const badge of document.querySelectorAll(tag)) {
        badge.remove();
        state.removals++;
      }
      // The page goes on with something else, so that it is looked at again.
      document.querySelector('h1')!.setAttribute('aria-label', `API Keys ${state.removals}`);
    });
    state.fight.observe(document, { childList: true, subtree: true });
    document.querySelector('tbody')!.append(document.createElement('tr'));
  }, BADGE);
  const removals = (): Promise<number> => page.evaluate(() => (window as any).removals);
  await expect
    .poll(
      async () => {
        const before = await removals();
        await inPageTime(page, 1_500);
        return before >= LEAST_DEFEATS && (await removals()) === before;
      },
      { timeout: 45_000 },
    )
    .toBe(true);
  expect(await removals()).toBeLessThan(100);
  await page.evaluate(() => (window as any).fight.disconnect());
  await page.evaluate(() => document.querySelector('tbody')!.append(document.createElement('tr')));
  await inPageTime(page, 1_000);
  expect(await shown(page)).toEqual({ all: 0, dead: 0 });
  await page.reload();
  await expect(page.locator(BADGE)).toHaveCount(2);
});

test('a page that prints its dates again all the time keeps its badges', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, LIST);
  for (let count = 0; count < 30; count++) {
    await page.evaluate(() => {
      for (const { cells } of document.querySelector('tbody')!.rows)
        cells[1]!.textContent = cells[1]!.firstChild!.textContent;
    });
    await expect.poll(() => shown(page)).toEqual({ all: 2, dead: 0 });
  }
});
