import { violations } from './axe';
import { expect, test } from './fixtures';
import { launchBrowser } from './launch';
import { openState, STATES } from './states';

/* Every state of popup and options: accessible, light and dark, and nothing beside its edges. */

test.describe.configure({ timeout: 180_000 });

/** Each half has a browser of its own, so that both cores have something to do. */
for (const half of [0, 1]) {
  test(`popup and options are accessible in every state, half ${half + 1}`, async ({ profile }) => {
    const browser = await launchBrowser({ profile });
    for (const state of STATES.filter((_, index) => index % 2 === half)) {
      const page = await openState(browser, state);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await violations(page), `${state.name}, ${colorScheme}`).toEqual([]);
      }
      const { small, isWide } = await page.evaluate(() => ({
        small: [...document.querySelectorAll<HTMLElement>('button, summary, select, textarea, a[href], label:has(input), input:not(label input)')]
          .filter((target) => target.checkVisibility()).map((target) => ({ name: target.innerText || target.outerHTML, box: (target.querySelector('bdi') ? target.closest('li') ?? target : target).getBoundingClientRect() }))
          .filter(({ box }) => box.width < 24 || box.height < 24).map(({ name }) => name),
        isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      }));
      expect.soft(small, `${state.name}: targets below 24 px`).toEqual([]);
      expect.soft(isWide, `${state.name}: scrolls sideways`).toBe(false);
      // A zoom of 200 % is half the width.
      await page.setViewportSize({ width: state.page === 'popup' ? 320 : 400, height: 600 });
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), `${state.name}: scrolls sideways at 200 %`).toBe(false);
      await page.close();
    }
    await browser.close();
  });
}
