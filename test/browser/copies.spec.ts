import type { Page } from '@playwright/test';
import { COPY_PAGE, falseAlarms, unnoticedLeaks, warningText, type DrivenPage } from './copy-ways';
import { expect, test } from './fixtures';
import { TAB_URL, type Browser } from './launch';

function driven(page: Page): DrivenPage {
  return {
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    press: (keys) => page.keyboard.press(keys),
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y, times = 1) => page.mouse.click(x, y, { clickCount: times }),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
    },
  };
}

/** Opens a page as the API Keys tab and waits until it is guarded. */
async function openGuarded(browser: Browser, html: string): Promise<Page> {
  await browser.context.route(TAB_URL, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  const page = await browser.openTab();
  await expect(page.locator('key-expiry-badge').first()).toBeAttached();
  await expect.poll(() => page.evaluate(() => Object.getOwnPropertyDescriptor(Clipboard.prototype, 'writeText')!.value === (window as any).firstWriteText)).toBe(false);
  return page;
}

test('a key that is copied in any way brings up the warning within a second', async ({ keyCompanion }) => {
  test.setTimeout(120_000);
  const page = driven(await openGuarded(keyCompanion, COPY_PAGE));
  expect(await unnoticedLeaks(page)).toEqual([]);
});

test('anything else that is copied brings up nothing', async ({ keyCompanion }) => {
  test.setTimeout(120_000);
  const page = driven(await openGuarded(keyCompanion, COPY_PAGE));
  expect(await falseAlarms(page)).toEqual([]);
  expect(await warningText(page)).toBeUndefined();
});
