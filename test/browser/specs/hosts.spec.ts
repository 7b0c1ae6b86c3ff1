import { cpSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from '../support/axe';
import { expect, expectBadgeOnEveryKey, isHooked, shownBadges, storedDocuments, test } from '../support/fixtures';
import { EXTENSION, launchBrowser, STAGING_URL, type Browser } from '../support/launch';
import { STAGING_HOST } from '../support/replica';

const BASE_PERMISSIONS = { origins: ['https://*.data.gov.sg/*'], permissions: ['alarms', 'notifications', 'storage'] };

async function openOptions(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.baseUrl}options.html`);
  return page;
}

/**
 * Chromium asks before it lets an extension see a host, where no test can press. What it was allowed once it keeps, so
 * a first start has a manifest that asks for the host at the installation; after that it is the build as it is. What
 * else the press asks for needs no prompt, so that the request itself is real.
 */
async function launchWithHost(profile: string): Promise<Browser> {
  const extension = join(realpathSync(profile), 'extension');
  cpSync(EXTENSION, extension, { recursive: true });
  const path = join(extension, 'manifest.json');
  const manifest = readFileSync(path, 'utf8');
  const { optional_host_permissions: _, host_permissions: hosts, ...others } = JSON.parse(manifest);
  writeFileSync(path, JSON.stringify({ ...others, host_permissions: [...hosts, `https://${STAGING_HOST}/*`] }));
  const launch = (): Promise<Browser> => launchBrowser({ extension, profile: join(profile, 'profile') });
  const installing = await launch();
  await installing.openPopup();
  await installing.close();
  writeFileSync(path, manifest);
  return launch();
}

const permissions = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const { origins, permissions: names } = await (globalThis as any).chrome.permissions.getAll();
    return { origins: origins.sort(), permissions: names.sort() };
  });

test('a staging site is read once it is allowed, beside data.gov.sg and never mixed up with it, until it is removed', async ({
  profile,
}) => {
  const browser = await launchWithHost(profile);
  const options = await openOptions(browser);
  const staging = await browser.context.newPage();
  await staging.goto(STAGING_URL);
  const list = options.getByRole('list', { name: 'Other sites that are read' });
  await expect(list.getByRole('listitem')).toHaveText(new RegExp(`^${STAGING_HOST}`));
  await options.getByRole('button', { name: `Allow ${STAGING_HOST}` }).click();
  await expect(options.getByText(`${STAGING_HOST} is now read.`)).toBeVisible();
  await expect
    .poll(() => permissions(options))
    .toEqual({
      origins: [...BASE_PERMISSIONS.origins, `https://${STAGING_HOST}/*`],
      permissions: ['alarms', 'notifications', 'scripting', 'storage'],
    });
  // It does not take the worker that has seen it: the browser keeps it.
  const registered = (): Promise<string[]> =>
    options.evaluate(async () =>
      (await (globalThis as any).chrome.scripting.getRegisteredContentScripts()).flatMap(
        (script: any) => script.matches,
      ),
    );
  await expect.poll(registered).toEqual([`https://${STAGING_HOST}/*`]);
  await browser.killWorker();
  await staging.reload();
  await expectBadgeOnEveryKey(staging);
  await expect.poll(() => isHooked(staging)).toBe(true);
  await expectBadgeOnEveryKey(await browser.openTab());
  const hosts = async (): Promise<string[]> =>
    ((await storedDocuments(browser)).keys?.keys ?? [])
      .map(({ host, goneSince }: any) => `${host} ${goneSince}`)
      .sort();
  const both = [
    ...Array.from({ length: 8 }, () => `${STAGING_HOST} undefined`),
    ...Array.from({ length: 8 }, () => 'undefined undefined'),
  ].sort();
  await expect.poll(hosts).toEqual(both);
  const popup = await browser.openPopup();
  for (const name of [STAGING_HOST, 'data.gov.sg'])
    await expect(popup.getByRole('list', { name }).getByRole('listitem')).toHaveCount(8);
  await popup.getByRole('list', { name: STAGING_HOST }).getByRole('button', { name: 'gazette-uploader' }).click();
  await expect(popup.getByText(STAGING_HOST)).toBeVisible();
  // Its tab is the one that is open there already.
  await popup.getByRole('button', { name: 'Open API Keys' }).click();
  const active = (): Promise<string[]> =>
    options.evaluate(async () =>
      (await (globalThis as any).chrome.tabs.query({ active: true })).map(({ url }: any) => url),
    );
  await expect.poll(active).toEqual([STAGING_URL]);
  expect(browser.context.pages().filter((page) => page.url() === STAGING_URL)).toEqual([staging]);

  await options.bringToFront();
  await options.getByRole('button', { name: `Remove ${STAGING_HOST}` }).click();
  await expect(options.getByText(`${STAGING_HOST} is no longer read. Its keys stay in your list.`)).toBeVisible();
  await expect(options.getByLabel('Address of the site')).toBeFocused();
  await expect(list).toHaveCount(0);
  // The page that is still open is left as the site made it.
  await expect.poll(async () => [(await shownBadges(staging)).length, await isHooked(staging)]).toEqual([0, false]);
  await expect.poll(() => permissions(options)).toEqual(BASE_PERMISSIONS);
  await staging.reload();
  await expect(staging.getByText('gazette-uploader')).toBeVisible();
  await expectBadgeOnEveryKey(await browser.openTab());
  expect(await shownBadges(staging)).toEqual([]);
  expect(await hosts()).toEqual(both);
  await browser.close();
});

test('no page can tell by the address of a file of the extension who has it', async ({ keyCompanion }) => {
  const { context, baseUrl } = keyCompanion;
  for (const host of ['data.gov.sg', STAGING_HOST]) {
    // Without a policy of its own that would stop it from trying.
    await context.route(`https://${host}/plain`, (route) =>
      route.fulfill({ body: '<!doctype html><title>plain</title>', contentType: 'text/html' }),
    );
    await context.route(`https://${host}/own.js`, (route) =>
      route.fulfill({ body: '0', contentType: 'text/javascript' }),
    );
    const page = await context.newPage();
    await page.goto(`https://${host}/plain`);
    const loads = (url: string): Promise<boolean> =>
      page.evaluate(
        (src) =>
          new Promise<boolean>((resolve) => {
            const script = Object.assign(document.createElement('script'), { src });
            script.addEventListener('load', () => resolve(true));
            script.addEventListener('error', () => resolve(false));
            document.head.append(script);
          }),
        url,
      );
    expect(
      [await loads('/own.js'), await loads(`${baseUrl}clipboard-hook.js`), await loads(`${baseUrl}tab-script.js`)],
      host,
    ).toEqual([true, false, false]);
  }
});

test('a site that cannot be added is named with the reason, and what was entered stays until the browser allows it', async ({
  keyCompanion,
}) => {
  const options = await openOptions(keyCompanion);
  await options.evaluate(() =>
    Object.defineProperty((globalThis as any).chrome.permissions, 'request', {
      value: (asked: unknown) => {
        (globalThis as any).asked = asked;
        return Promise.resolve(false);
      },
    }),
  );
  const field = options.getByLabel('Address of the site');
  await options.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription('Enter an address, such as staging.example.gov.sg.');
  for (const [text, problem] of [
    ['two words', 'This is not a valid site address.'],
    ['http://staging.example.gov.sg', 'Enter an address that starts with https://.'],
    ['staging.data.gov.sg', 'data.gov.sg and its subdomains are already read.'],
    ['https://example.com/.gov.sg', 'The address must end in .gov.sg.'],
  ] as const) {
    await field.fill(text);
    await expect(field).toHaveAccessibleDescription(problem);
  }
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await options.evaluate(() => (globalThis as any).asked)).toBeUndefined();
  expect(await violations(options)).toEqual([]);
  const address = 'https://Staging.example.gov.sg/admin/api-keys?page=1';
  await field.fill(address);
  await expect(field).toHaveAccessibleDescription('This adds staging.example.gov.sg.');
  await field.press('Enter');
  await expect(
    options
      .getByRole('alert')
      .filter({ hasText: 'Your browser did not allow it, so staging.example.gov.sg is not read.' }),
  ).toBeVisible();
  await expect(field).toHaveValue(address);
  expect(await options.evaluate(() => (globalThis as any).asked)).toEqual({
    origins: ['https://staging.example.gov.sg/*'],
    permissions: ['scripting'],
  });
  expect(await permissions(options)).toEqual(BASE_PERMISSIONS);
});
