import type { CDPSession, Page } from '@playwright/test';
import { COPY_PAGE } from '../support/copy-ways';
import {
  createKey,
  expect,
  expectBadgeOnEveryKey,
  expectWarnedWithinASecond,
  inPageTime,
  key,
  openGuarded,
  storePolicy,
  shownBadges,
  testOfPages as test,
} from '../support/fixtures';
import { EXTENSION, launchBrowser } from '../support/launch';

/* Nothing of what is stored flows back into a page. */

/** Runs an expression where the content script runs. */
async function inContentScript(page: Page, expression: string): Promise<unknown> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on(
    'Runtime.executionContextCreated',
    ({ context: { id, origin } }) => origin.startsWith('chrome-extension://') && worlds.push(id),
  );
  await session.send('Runtime.enable');
  await expect.poll(() => worlds.length).toBe(1);
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    contextId: worlds[0]!,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value;
}

const tabOf = (
  account: string,
  ...names: string[]
): string => `<!doctype html><title>API Keys</title><header><span>${account}</span></header><main><h1>API Keys</h1><button>Create API key</button>
  <table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody>${names.map((name) => `<tr><td>${name}</td><td>Being set up</td></tr>`).join('')}</tbody></table></main>`;

test('the content script cannot read or write what is stored', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, tabOf('officer@agency.gov.sg', 'gazette-uploader'));
  expect(await inContentScript(page, 'typeof chrome.runtime.sendMessage')).toBe('function');
  for (const call of ['get()', 'set({ keys: [] })', 'clear()']) {
    expect(
      await inContentScript(
        page,
        `Promise.resolve().then(() => chrome.storage.local.${call}).then(() => 'done', (error) => String(error))`,
      ),
      call,
    ).toMatch(/not allowed/);
  }
});

test('a page that lists the names of keys that are stored gets nothing back', async ({ keyCompanion }) => {
  const estimated = (name: string, account: string): Record<string, unknown> => {
    const record = key(name, 47, { account });
    return { ...record, expiry: { ...(record.expiry as object), text: '47 days', approximate: true } };
  };
  const keys = [
    estimated('secret-project-x', 'other@agency.gov.sg'),
    estimated('own-project', 'officer@agency.gov.sg'),
  ];
  await keyCompanion.ask((document) => (globalThis as any).chrome.storage.local.set({ keys: document }), {
    version: 2,
    keys,
    lists: [],
    ledger: {},
  });
  const page = await openGuarded(
    keyCompanion,
    tabOf('officer@agency.gov.sg', 'guess-1', 'secret-project-x', 'own-project'),
  );
  await expect.poll(async () => (await shownBadges(page)).length).toBe(3);
  for (const badge of await shownBadges(page)) {
    expect(badge).toMatchObject({ status: 'unknown', expiresAt: undefined, text: 'Expiry unknown' });
    expect(badge.title).not.toMatch(/\d{4}/);
  }
});

test('a copy warns though the worker does not answer', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, COPY_PAGE);
  expect(
    await inContentScript(
      page,
      'chrome.runtime.sendMessage = () => new Promise(() => undefined), String(chrome.runtime.sendMessage)',
    ),
  ).toContain('Promise');
  await expectWarnedWithinASecond(page, () => page.locator('#writeText').click());
});

test('a page can read nothing of the warning, the covers and the note, the administrator’s sentence least of all', async () => {
  const browser = await launchBrowser({ extension: EXTENSION });
  try {
    const policy = {
      leakPolicy: { text: 'Lost one? Duty officer 6123 4567.', url: 'https://intranet.agency.gov.sg/incident' },
    };
    await browser.ask((documents) => (globalThis as any).chrome.storage.local.set(documents), {
      settings: { version: 2, settings: { language: 'ms' } },
    });
    await storePolicy(browser, policy);
    const page = await browser.openTab();
    await expectBadgeOnEveryKey(page);
    await page.getByRole('button', { name: 'Create API key' }).click();
    await expect(page.locator('key-lifespan-note')).toHaveCount(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await createKey(page, 'told-to-nobody');
    await page.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
    await expect(page.locator('key-leak-warning')).toHaveCount(1);
    await expect(page.locator('key-secret-cover')).toHaveCount(1);
    const said =
      'document.querySelector("key-leak-warning") && chrome.dom.openOrClosedShadowRoot(document.querySelector("key-leak-warning")).textContent';
    await expect.poll(() => inContentScript(page, said)).toContain('Duty officer');
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('key-leak-warning,key-secret-cover')].map((host) => {
        // It searches closed roots too, and what it finds it selects.
        (window as never as { find(text: string): boolean }).find('Duty officer');
        getSelection()!.modify('extend', 'forward', 'line');
        return {
          tag: host.localName,
          root: host.shadowRoot,
          text: host.innerText + host.innerHTML + String(getSelection()),
          lang: host.getAttribute('lang'),
        };
      }),
    );
    expect(seen.map(({ tag }) => tag).sort()).toEqual(['key-leak-warning', 'key-secret-cover']);
    for (const { root, text, lang } of seen) expect([root, text, lang]).toEqual([null, '', null]);
    expect(
      await page.evaluate(() => document.documentElement.innerText + document.documentElement.outerHTML),
    ).not.toMatch(/Duty officer|intranet/);
    // Its buttons answer to the mouse and the keyboard.
    await page.keyboard.press('F6');
    // Once it has been seen for a while.
    await expect(async () => {
      await inPageTime(page, 350);
      await page.keyboard.press('Enter');
      await expect(page.locator('key-leak-warning')).toHaveCount(0, { timeout: 2_000 });
    }).toPass();
    await page.getByRole('dialog').getByRole('button', { name: /cop/i }).click();
    await expect(page.locator('key-leak-warning')).toHaveCount(1);
    const box =
      'JSON.stringify(chrome.dom.openOrClosedShadowRoot(document.querySelector("key-leak-warning")).querySelector("button").getBoundingClientRect())';
    const { x, y, width, height } = JSON.parse(String(await inContentScript(page, box))) as DOMRect;
    await expect(async () => {
      await inPageTime(page, 350);
      await page.mouse.click(x + width / 2, y + height / 2);
      await expect(page.locator('key-leak-warning')).toHaveCount(0, { timeout: 2_000 });
    }).toPass();
    await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
  } finally {
    await browser.close();
  }
});
