import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { LANGUAGES } from '../../../utils/settings';
import { htmlOfTaught } from '../../support/taught-pages';
import type { Browser } from './launch';

export const PANEL = 'key-teach-panel';

/** Plain letters and room around them, so that a press meets what it is meant for. */
const STYLE = `<style>
  body { font: 16px/1.6 sans-serif; margin: 24px; } td, th, p { padding: 6px 12px; margin: 0; }
  time, [data-expiry], [role="progressbar"] { display: inline-block; width: 40px; height: 16px; background: teal; }
  svg { width: 20px; } i { display: inline-block; width: 16px; height: 16px; background: teal; }
</style></head>`;

/** Opens a page of test/pages-taught, or what it has become. */
export async function openTaught(browser: Browser, name: string, url: string): Promise<Page> {
  const page = await browser.context.newPage();
  await servePage(page, url, htmlOfTaught(name));
  await page.goto(url);
  return page;
}

/** Changes the answer to a page's address from now on. */
export async function servePage(page: Page, url: string, html: string): Promise<void> {
  await page.unroute(url);
  await page.route(url, (route) =>
    route.fulfill({ body: html.replace('</head>', STYLE), contentType: 'text/html; charset=utf-8' }),
  );
}

const TICKET = 4711;

/** Opens the panel as the popup does once its button is pressed; the popup itself would be the tab in front. */
export async function openPanel(browser: Browser, page: Page, ticket = TICKET): Promise<void> {
  const begin = (): Promise<string> =>
    browser.ask(
      async ([url, number]) => {
        const { tabs, runtime } = (globalThis as any).chrome;
        const [tab] = await tabs.query({ url });
        await runtime.sendMessage({ type: 'beginTeaching', body: { ticket: number } });
        return tabs.sendMessage(tab.id, { type: 'teach', ticket: number }).catch(() => 'no answer');
      },
      [page.url(), ticket] as const,
    );
  await expect.poll(begin).toBe('teaching');
  await page.bringToFront();
  await expect(page.locator(PANEL)).toHaveAttribute('data-step', 'name');
}

/** The element at a path of test/pages-taught. */
function locate(page: Page, press: string): Locator {
  const path = press.replace(/[@#][\w-]+$/, '');
  const [outer = '', inner] = path.split(' >>> ');
  if (inner === undefined) return page.locator(outer).first();
  return outer === 'iframe'
    ? page.frameLocator(outer).locator(inner).first()
    : page.locator(outer).locator(inner).first();
}

/** Presses where an element is; the press meets the sheet that lies over the page. */
export async function pressAt(page: Page, press: string): Promise<void> {
  const box = (await locate(page, press).boundingBox())!;
  const run = Number(/#(\d)$/.exec(press)?.[1] ?? 0);
  const line = press.includes('#') ? 26 : 0;
  await page.mouse.click(box.x + Math.min(20, box.width / 2), box.y + (line ? 6 + 12 + run * line : box.height / 2));
}

/** Presses until the panel is at its next step: one that has only just come up takes no press. */
export async function pressUntil(page: Page, press: string, step: string): Promise<void> {
  await expect(async () => {
    await pressAt(page, press);
    await expect(page.locator(PANEL)).toHaveAttribute('data-step', step, { timeout: 2_000 });
  }).toPass();
}

export async function save(page: Page): Promise<void> {
  await page.locator(PANEL).getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(PANEL)).toHaveCount(0);
}

/** Takes pictures of the panel's steps on the stand-in's tab, in every language, light and dark. */
export async function takeTeachingPictures(browser: Browser, folder: string): Promise<void> {
  for (const language of LANGUAGES) {
    await browser.ask(
      (chosen) =>
        (globalThis as any).chrome.storage.local.set({ settings: { version: 2, settings: { language: chosen } } }),
      language,
    );
    mkdirSync(join(folder, language), { recursive: true });
    await walkThroughTeaching(browser, async (page, step) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(folder, language, `teach-${step}-${colorScheme}.png`) });
      }
    });
  }
}

/** Teaches the stand-in's tab up to the last step, and hands on the page at each. */
export async function walkThroughTeaching(
  browser: Browser,
  atStep: (page: Page, step: 'name' | 'expiry' | 'preview') => Promise<void>,
): Promise<void> {
  const page = await browser.openTab();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('key-expiry-badge').first().waitFor();
  await openPanel(browser, page);
  await page.mouse.move(10, 10);
  await atStep(page, 'name');
  await pressUntil(page, 'tbody tr:nth-child(2) td:nth-child(1)', 'expiry');
  await atStep(page, 'expiry');
  await pressUntil(page, 'tbody tr:nth-child(2) td:nth-child(3)', 'preview');
  await atStep(page, 'preview');
  await page.close();
}
