import type { BrowserContext, Page } from '@playwright/test';
import { expect, testOfPages } from '../support/fixtures';
import { GRIDS, openGrid, type Grid } from '../support/grids';
import { startChromium } from '../support/launch';
import { differenceOutside, faultsOfBadges, formOf, unreachable } from '../support/seen';

/*
 * The data grids of real products, as they ship: fixed heights, cells with an ellipsis, widths that they measure
 * themselves, columns that stay while others scroll, rows that are placed by transforms, shadow roots and slots.
 */

/** A browser without the extension shows what each page looks like before it. */
const test = testOfPages.extend<object, { plain: BrowserContext }>({
  plain: [
    async ({}, use) => {
      const context = await startChromium({});
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
});

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 720 } },
  // As at a zoom of 200 %.
  { name: 'dark at 200 %', colorScheme: 'dark', viewport: { width: 640, height: 480 } },
] as const;

async function open(
  context: BrowserContext,
  grid: Grid,
  { colorScheme, viewport }: (typeof LOOKS)[number],
): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await openGrid(page, grid);
  return page;
}

for (const grid of GRIDS) {
  test(`in the grid ${grid} each badge is seen, and nothing but its place looks different`, async ({
    keyCompanion,
    plain,
  }) => {
    for (const look of LOOKS) {
      const [page, before] = [await open(keyCompanion.context, grid, look), await open(plain, grid, look)];
      const rows = page.locator('[role=row], tr').filter({ hasText: 'Delete' });
      await expect(page.locator('key-expiry-badge')).toHaveCount(await rows.count());
      const areas = await page.locator('key-expiry-badge').evaluateAll((badges) =>
        badges.map((badge) => {
          const { left, top, right, bottom } = badge.getBoundingClientRect();
          return { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 };
        }),
      );
      await expect
        .poll(async () => differenceOutside(page, [await before.screenshot(), await page.screenshot()], areas), {
          message: `${look.name}: the part that looks different`,
        })
        .toBeUndefined();
      expect
        .soft(await unreachable(page, '[role=row] button, tr button'), look.name)
        .toEqual(await unreachable(before, '[role=row] button, tr button'));
      expect.soft(await faultsOfBadges(page), look.name).toEqual([]);
      await Promise.all([page.close(), before.close()]);
    }
  });
}

test('a badge follows a column of a data grid that a person makes wider', async ({ keyCompanion }) => {
  const page = await open(keyCompanion.context, 'ag', LOOKS[0]);
  await expect.poll(() => formOf(page)).toBe('none beside');
  const edge = (await page.locator('.ag-header-cell-resize').nth(2).boundingBox())!;
  const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 130, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => formOf(page)).toBe('full beside');
  expect(await faultsOfBadges(page)).toEqual([]);
});
