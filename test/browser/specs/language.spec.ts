import type { Page } from '@playwright/test';
import { violations } from '../support/axe';
import { createKey, expect, expectBadgeOnEveryKey, shownBadges, storedDocuments, test } from '../support/fixtures';
import { launchBrowser, type Browser } from '../support/launch';

/** What is seen in each language, of the same keys. */
const LANGUAGES = [
  {
    name: 'தமிழ்',
    tag: 'ta-SG',
    options: 'Key Companion விருப்பங்கள்',
    popup: '5 விசைகளுக்குக் கவனம் தேவை',
    toolbar: 'Key Companion: 5 API விசைகளுக்குக் கவனம் தேவை',
    badge: '3 நாட்களுக்கு முன் காலாவதியானது',
    detail: /^செயலிழந்த நேரம்: \d+ \S+\.?, \d{4}, \d\d:\d\d SGT/,
    warning: 'புரிந்தது',
  },
  {
    name: '简体中文',
    tag: 'zh-CN',
    options: 'Key Companion 选项',
    popup: '5个密钥需要处理',
    toolbar: 'Key Companion：5个 API 密钥需要处理',
    badge: '已于3天前过期',
    detail: /^已于 \d{4}年\d+月\d+日 \d\d:\d\d SGT 失效/,
    warning: '知道了',
  },
  {
    name: 'Bahasa Melayu',
    tag: 'ms-SG',
    options: 'Pilihan Key Companion',
    popup: '5 kunci memerlukan perhatian',
    toolbar: 'Key Companion: 5 kunci API memerlukan perhatian',
    badge: 'Telah tamat tempoh 3 hari lalu',
    detail: /^Telah berhenti berfungsi pada \d+ \w+ \d{4}, \d\d:\d\d SGT/,
    warning: 'Faham',
  },
  {
    name: 'English',
    tag: 'en-GB',
    options: 'Key Companion options',
    popup: '5 keys need attention',
    toolbar: 'Key Companion: 5 API keys need attention',
    badge: 'Expired 3 days ago',
    detail: /^Stopped working on \d+ \w+ \d{4}, \d\d:\d\d SGT/,
    warning: 'Got it',
  },
];
const [TAMIL, CHINESE] = LANGUAGES as [(typeof LANGUAGES)[0], (typeof LANGUAGES)[0]];

async function openOptions(browser: Browser): Promise<Page> {
  const options = await browser.context.newPage();
  await options.setViewportSize({ width: 380, height: 800 });
  await options.goto(`${browser.baseUrl}options.html`);
  return options;
}

const toolbarTitle = async (browser: Browser): Promise<string> =>
  (await browser.worker()).evaluate(() => (globalThis as any).chrome.action.getTitle({}));

/** No text is cut off, nothing scrolls sideways, and axe finds nothing. */
async function expectToFit(page: Page): Promise<void> {
  const cut = await page
    .locator('button:visible, label:visible, h1, h2, h3, p:visible')
    .evaluateAll((elements) =>
      elements
        .filter(
          ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
            scrollWidth > clientWidth + 1 || (clientHeight > 0 && scrollHeight > clientHeight + 2),
        )
        .map(({ textContent }) => textContent),
    );
  expect.soft(cut, 'text that is cut off').toEqual([]);
  expect
    .soft(
      await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      'the page scrolls sideways',
    )
    .toBe(false);
  expect.soft(await violations(page)).toEqual([]);
}

/** The badge of the key that expired three days ago, once it is there. */
async function expectBadges(page: Page, { badge, detail, tag }: typeof TAMIL): Promise<void> {
  await expect
    .poll(async () => (await shownBadges(page)).find(({ row }) => row === 'legacy-ftp-bridge'))
    .toMatchObject({ text: badge, title: expect.stringMatching(detail) });
  await expect(page.locator('key-expiry-badge').first()).toHaveAttribute('lang', tag);
}

test('a language that is chosen is spoken at once in options, popup, toolbar and tab, and everything fits', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect.poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.length).toBe(8);
  const options = await openOptions(keyCompanion);
  const popup = await keyCompanion.openPopup();
  await popup.setViewportSize({ width: 380, height: 600 });
  for (const language of LANGUAGES) {
    await options.bringToFront();
    await options.getByLabel(language.name).check();
    await expect(options.getByRole('heading', { level: 1 })).toHaveText(language.options);
    await expect(options.getByLabel(language.name)).toBeFocused();
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText(language.popup);
    for (const page of [options, popup]) {
      await expect(page.locator('html')).toHaveAttribute('lang', language.tag);
      await expectToFit(page);
    }
    await expect.poll(() => toolbarTitle(keyCompanion)).toBe(language.toolbar);
    // As when the user comes back from the options: all pages of this browser count as seen all the time.
    await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expectBadges(tab, language);
  }

  await options.bringToFront();
  await options.getByLabel('Same as the browser').check();
  await expect.poll(async () => (await storedDocuments(keyCompanion)).settings.settings).not.toHaveProperty('language');
});

test('a page and a popup that are opened later speak the chosen language from the start, though the worker was asleep', async ({
  keyCompanion,
}) => {
  const options = await openOptions(keyCompanion);
  await options.getByLabel(TAMIL.name).check();
  await expect(options.getByText('சேமிக்கப்பட்டது', { exact: true })).toBeVisible();
  await options.close();
  await keyCompanion.killWorker();
  const tab = await keyCompanion.context.newPage();
  await tab.addInitScript(() => {
    const texts = new Set<string>();
    Object.assign(globalThis, { texts });
    new MutationObserver(() => {
      for (const badge of document.querySelectorAll('key-expiry-badge')) texts.add(badge.shadowRoot!.textContent!);
    }).observe(document, { subtree: true, childList: true });
  });
  await tab.goto('https://data.gov.sg/admin/api-keys');
  await expectBadges(tab, TAMIL);
  expect(
    (await tab.evaluate(() => [...((globalThis as any).texts as Set<string>)])).filter((text) => /expire/i.test(text)),
    'badges in another language before',
  ).toEqual([]);

  await createKey(tab, 'in-tamil');
  await expect(tab.locator('key-secret-cover form')).toHaveAttribute('lang', TAMIL.tag);
  await tab.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  await expect(tab.locator('key-leak-warning').getByText(TAMIL.warning)).toBeVisible();
  await expect(tab.locator('key-leak-warning form')).toHaveAttribute('lang', TAMIL.tag);

  const popup = await keyCompanion.context.newPage();
  await popup.addInitScript(() => {
    const langs = new Set<string>();
    Object.assign(globalThis, { langs });
    new MutationObserver(() => document.querySelector('h1') && langs.add(document.documentElement.lang)).observe(
      document,
      { subtree: true, childList: true },
    );
  });
  await popup.goto(`${keyCompanion.baseUrl}popup.html`);
  await expect(popup.getByRole('heading', { level: 1 })).toContainText('விசைகளுக்குக் கவனம் தேவை');
  expect(
    await popup.evaluate(() => [...((globalThis as any).langs as Set<string>)]),
    'the languages that the popup spoke',
  ).toEqual([TAMIL.tag]);
});

test('the extension speaks the browser’s language unless another one is chosen', async ({ profile }) => {
  const browser = await launchBrowser({ profile, language: 'zh-CN' });
  const tab = await browser.openTab();
  await expectBadges(tab, CHINESE);
  const popup = await browser.openPopup();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(CHINESE.popup);
  await expect(popup.locator('html')).toHaveAttribute('lang', CHINESE.tag);
  await expect.poll(() => toolbarTitle(browser)).toBe(CHINESE.toolbar);
  await browser.close();
});
