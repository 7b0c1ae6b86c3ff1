import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, testOfPages as test } from '../support/fixtures';
import { TAB_URL, type Browser } from '../support/launch';

/** The files of the extension that a page has loaded. */
async function filesOn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const files = new Set<string>();
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith('chrome-extension:')) files.add(basename(url));
  });
  await session.send('Debugger.enable');
  await session.detach();
  return [...files].sort();
}

const ROW = '<tr><td>gazette-uploader</td><td>2 Jan 2030, 18:00</td><td><button id="copy">Copy</button></td></tr>';
const TABLE = `<table><tr><th>Name</th><th>Expires</th><th></th></tr>${ROW}</table>`;
const CARD = '<div><h3>gazette-uploader</h3><p>Expires on 2 Jan 2030</p></div>';

async function openTab({ context }: Browser, list: string): Promise<Page> {
  const page = await context.newPage();
  const html = `<!doctype html><title>API keys</title><main><h1>API keys</h1><button>Create API key</button>${list}</main>`;
  await page.route(TAB_URL, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await page.goto(TAB_URL);
  await expect(page.locator('key-expiry-badge')).toHaveCount(1);
  return page;
}

const ALWAYS = ['api-keys.js', 'clipboard-hook.js', 'tab-script.js'];

test('where keys are in a table and nobody presses anything, no part is loaded; with a press comes the leak guard', async ({
  keyCompanion,
}) => {
  const page = await openTab(keyCompanion, TABLE);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(await filesOn(page)).toEqual(ALWAYS);
  await page.getByRole('heading').click();
  await expect.poll(() => filesOn(page)).toEqual([...ALWAYS, 'leak-guard.js', 'shared-by-parts.js'].sort());
});

test('a list without a table is read by a part that is loaded for it', async ({ keyCompanion }) => {
  const page = await openTab(keyCompanion, CARD);
  expect(await filesOn(page)).toEqual([...ALWAYS, 'lists-without-tables.js'].sort());
});

/** A warning comes within a second. A busy computer may take longer, and gets further tries. */
const tried = (test: () => Promise<void>): Promise<void> => expect(test).toPass();

test('a key that is copied with the first press of all brings up the warning, on a slow computer too', async ({
  keyCompanion,
}) => {
  await tried(async () => {
    const page = await openTab(keyCompanion, TABLE);
    // The page has kept the key in its memory, so nothing on it is a secret.
    await page.evaluate((secret) => {
      document.querySelector('#copy')!.addEventListener('click', ({ currentTarget }) => {
        void navigator.clipboard.writeText(secret);
        (currentTarget as HTMLElement).closest('table')!.remove();
      });
    }, FAKE_SECRET);
    expect(await filesOn(page)).toEqual(ALWAYS);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.locator('#copy').click();
    await expect(page.locator('key-leak-warning')).toHaveCount(1, { timeout: 1000 });
  });
});

test('a selection that is copied by keyboard before the guard is there brings up the warning', async ({
  keyCompanion,
}) => {
  await tried(async () => {
    const page = await openTab(keyCompanion, TABLE);
    // Put there and selected at once, so that no scan has seen it before the keys are pressed.
    await page.evaluate((secret) => {
      addEventListener('keydown', () => {
        if (document.querySelector('textarea')) return;
        const field = document.body.appendChild(document.createElement('textarea'));
        field.value = secret;
        field.focus();
        field.select();
      });
    }, FAKE_SECRET);
    expect(await filesOn(page)).toEqual(ALWAYS);
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.locator('key-leak-warning')).toHaveCount(1, { timeout: 1000 });
  });
});
