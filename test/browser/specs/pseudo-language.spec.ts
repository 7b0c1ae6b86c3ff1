import type { Page } from '@playwright/test';
import { createKey, expect, expectBadgeOnEveryKey, shownBadges, test } from '../support/fixtures';
import { EXTENSION, launchBrowser, withOpenRoots, type Browser } from '../support/launch';
import { PSEUDO_TAG, withPseudoLanguage } from '../support/pseudo-language';
import { misfits, speak } from '../support/speak';
import { openState, STATES, tabAfter } from '../support/states';

/*
 * In the pseudo-language no letter of a message is a plain one, so each plain word is either data or not in
 * `public/_locales`; and all texts are longer than in any real language.
 */

/** One state of each view, and those with the most words. */
const SHOWN = [
  'popup-six-keys',
  'popup-expired-and-gone',
  'popup-gone',
  'popup-doubtful',
  'popup-accounts',
  'popup-silent-keys',
  'popup-left-out',
  'popup-leaked-list',
  'popup-leaked',
  'popup-stopped',
  'popup-set-aside-question',
  'popup-storage-full',
  'popup-add',
  'popup-key',
  'popup-missing-key',
  'popup-rotation-question',
  'popup-forgotten-question',
  'timeline-missing',
  'options-delete-question',
  'options-locked',
  'options-hosts',
  'options-hosts-wrong',
  'options-import',
];

/** What stays as it is: the extension’s name, data, times and sizes by `Intl`, zones, languages’ own names, keys. */
const DATA =
  /Key Companion for Data\.gov\.sg|\d+\s(?:minutes?|hours?|days?) ago|yesterday|[\d.]+ kB|\bSGT\b|UTC|[\w-]+(?:@|\.)[\w.-]+|\b\w+-[\w-]+|Alt\+Shift\+K|Nothing stored|Gazette pipeline|Nightly check on the staging server|Used by the gazette pipeline, ask Mei’s team\.|Nightly upload|end of the financial year|Pending approval|English|Bahasa Melayu|\bx\b|5xx/g;

/** Texts and names of a page that hold a plain word, but for data. Elements in a language of their own are left out. */
async function plainWords(page: Page, root: string): Promise<string[]> {
  const texts = await page.evaluate(
    ({ root, tag }) => {
      const found: string[] = [];
      const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
      const isOurs = (element: Element | null): boolean =>
        element !== null && !element.closest(`bdi, code, pre, style, script, textarea, [lang]:not([lang="${tag}"])`);
      const walk = (parent: ParentNode): void => {
        for (const element of parent.querySelectorAll('*')) {
          if (element.shadowRoot) walk(element.shadowRoot);
          if (!isOurs(element)) continue;
          for (const { nodeType, nodeValue } of element.childNodes) if (nodeType === 3) found.push(nodeValue ?? '');
          found.push(...ATTRIBUTES.map((name) => element.getAttribute(name) ?? ''));
        }
      };
      for (const start of document.querySelectorAll(root)) walk(start.shadowRoot ?? (start as ParentNode));
      return [...found, ...(root === 'body' ? [document.title] : [])];
    },
    { root, tag: PSEUDO_TAG },
  );
  return texts.filter((text) => /[a-z]{2,}/i.test(text.replace(DATA, '')));
}

async function launchPseudo(profile: string): Promise<Browser> {
  // The states are brought about in English, so the pseudo-language takes the place of another one.
  const browser = await launchBrowser({ profile, extension: withPseudoLanguage(withOpenRoots(EXTENSION), 'ms') });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  return browser;
}

test('popup and options have no words beside the languages’ files, and room for longer ones', async ({ profile }) => {
  const browser = await launchPseudo(profile);
  let reused: Page | undefined;
  for (const name of SHOWN) {
    const state = STATES.find((one) => one.name === name)!;
    const page = await openState(browser, state, reused);
    await speak(page, 'ms', PSEUDO_TAG);
    expect.soft(await plainWords(page, 'body'), `${name}: words from elsewhere`).toEqual([]);
    expect.soft(await misfits(page), name).toEqual([]);
    reused = await tabAfter(page, state);
  }
  await browser.close();
});

test('badges, note, cover and warning have no words beside the languages’ files, and room for longer ones', async ({
  profile,
}) => {
  const browser = await launchPseudo(profile);
  await browser.ask(() =>
    (globalThis as any).chrome.storage.local.set({ settings: { version: 2, settings: { language: 'ms' } } }),
  );
  const page = await browser.openTab();
  await expectBadgeOnEveryKey(page);
  expect((await shownBadges(page)).filter(({ text }) => !/^\[.+\]$/.test(text))).toEqual([]);
  expect(await plainWords(page, 'key-expiry-badge')).toEqual([]);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(page.locator('key-lifespan-note')).toHaveText(/\[.+\]/);
  expect(await plainWords(page, 'key-lifespan-note')).toEqual([]);
  await page.keyboard.press('Escape');
  await createKey(page, 'pseudo-key');
  await expect(page.locator('key-secret-cover').getByRole('button').first()).toBeVisible();
  expect(await plainWords(page, 'key-secret-cover')).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  const warning = page.locator('key-leak-warning');
  await expect(warning.getByRole('button').first()).toBeVisible();
  expect(await plainWords(page, 'key-leak-warning')).toEqual([]);
  expect(
    await warning.evaluate((host) =>
      [...host.shadowRoot!.querySelectorAll<HTMLElement>('*')]
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(({ innerText }) => innerText),
    ),
    'texts that are cut off',
  ).toEqual([]);
  const title = await browser.ask(() => (globalThis as any).chrome.action.getTitle({}));
  expect(title).toMatch(/^\[.+\]$/);
  await browser.close();
});
