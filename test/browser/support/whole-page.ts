import type { Page } from '@playwright/test';

/** How much of a page is in its picture, in px: the longest, the options in Tamil with a policy, takes 4,200. */
const LONGEST = 6000;

/** Shows a whole page at once: what sticks to the edge of the window would stand in the middle of its picture. */
export async function showWhole(page: Page, longest = LONGEST): Promise<void> {
  const { width } = page.viewportSize()!;
  await page.setViewportSize({ width, height: 300 });
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(longest, Math.max(300, needed)) });
  // Rows that come into sight are rendered in the next frames.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
