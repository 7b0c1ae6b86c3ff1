import type { Page } from '@playwright/test';
import type { Language } from '../../../utils/settings';

/** The tags of the languages, as our pages and elements carry them. */
export const TAGS: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN', ms: 'ms-SG', ta: 'ta-SG' };

/**
 * Makes an open page of the extension speak a language, as a choice on the options page does. Returns whether it could:
 * not if storage does not respond.
 */
export async function speak(page: Page, language: Language, tag = TAGS[language]): Promise<boolean> {
  const isStored = await page.evaluate(async (language) => {
    const { local } = (globalThis as any).chrome.storage;
    const { settings } = await local.get('settings').catch(() => ({ settings: undefined }));
    await local.set({ settings: { version: 2, ...settings, settings: { ...settings?.settings, language } } });
    return local.get('settings').then(
      () => true,
      () => false,
    );
  }, language);
  if (isStored) await page.locator(`html[lang="${tag}"]`).waitFor({ state: 'attached' });
  return isStored;
}

/** The texts of a page that are cut off, and whether it scrolls sideways. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = [...document.querySelectorAll<HTMLElement>('button, label, h1, h2, h3, p, summary, li, .chip')].filter(
      (element) =>
        element.checkVisibility() &&
        getComputedStyle(element).display !== 'inline' &&
        (element.scrollWidth > element.clientWidth + 1 ||
          (element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 2)),
    );
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...cut.map(({ innerText }) => `cut off: ${innerText}`),
      ...(scrollWidth > clientWidth ? ['the page scrolls sideways'] : []),
    ];
  });
}
