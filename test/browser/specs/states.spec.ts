import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { launchBrowser } from '../support/launch';
import { speak } from '../support/speak';
import { openState, STATES, tabAfter } from '../support/states';

/* Every state of popup and options: accessible, light and dark, and nothing beside its edges. */

const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** The controls that are smaller than 24 px either way. A name that opens its whole row is as large as the row. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, summary, select, textarea, a[href], label:has(input), input:not(label input)',
      ),
    ]
      .filter((target) => target.checkVisibility())
      .map((target) => ({
        name: target.innerText || target.outerHTML,
        box: (target.matches('.key-name') ? target.closest('li')! : target).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ name }) => name),
  );

/** The placeholders that have another colour than quiet words, which axe leaves out. */
const strangePlaceholders = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = document.body.appendChild(document.createElement('p'));
    words.className = 'quiet';
    const { color } = getComputedStyle(words);
    words.remove();
    return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[placeholder]')]
      .filter((field) => getComputedStyle(field, '::placeholder').color !== color)
      .map((field) => field.placeholder);
  });

/** Each part has a browser of its own, so that all cores have something to do. */
const PARTS = [0, 1, 2, 3];
for (const part of PARTS) {
  test(`popup and options are accessible in every state, part ${part + 1} of ${PARTS.length}`, async ({ profile }) => {
    const browser = await launchBrowser({ profile });
    let reused: Page | undefined;
    for (const state of STATES.filter((_, index) => index % PARTS.length === part)) {
      const page = await openState(browser, state, reused);
      expect.soft(await violationsInBothSchemes(page), state.name).toEqual([]);
      expect.soft(await strangePlaceholders(page), `${state.name}: placeholders too pale`).toEqual([]);
      expect.soft(await smallTargets(page), `${state.name}: targets below 24 px`).toEqual([]);
      expect.soft(await isWide(page), `${state.name}: scrolls sideways`).toBe(false);
      if (await speak(page, 'ta'))
        expect
          .soft(await isWide(page), `${state.name}: scrolls sideways in the language with the longest words`)
          .toBe(false);
      // The letters of another system are wider, and a person may want still more space between them:
      // https://www.w3.org/TR/WCAG22/#text-spacing
      await page.evaluate(() => {
        const spacing = new CSSStyleSheet();
        spacing.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
        );
        document.adoptedStyleSheets = [spacing];
      });
      expect.soft(await isWide(page), `${state.name}: scrolls sideways with wider letters`).toBe(false);
      // A zoom of 200 % is half the width; the popup is never narrower than this.
      await page.setViewportSize({ width: state.page === 'popup' ? 320 : 400, height: 600 });
      expect.soft(await isWide(page), `${state.name}: scrolls sideways at 200 %`).toBe(false);
      reused = await tabAfter(page, state);
    }
    await browser.close();
  });
}
