import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from '../support/axe';
import { findOrInstallFirefox } from '../support/find-firefox';
import { builtId, launchFirefox } from '../support/firefox';
import { createKey, expect, expectBadgeOnEveryKey, storedDocuments, test as base } from '../support/fixtures';
import { EXTENSION, idOf, launchBrowser, withOpenRoots, type Browser } from '../support/launch';
import { INTRANET_HOST, STAGING_HOST } from '../support/replica';

/*
 * Real policy files, read by the browsers themselves. No other test must notice: Chromium's holds for the whole
 * computer, so it names a copy of the extension that only this test loads. The id of an unpacked one comes from its
 * folder's path.
 */
const FOLDER = '/etc/chromium/policies/managed';

const RULE = {
  text: 'Keys of the Ministry of Examples belong into its vault.',
  url: `https://${INTRANET_HOST}/api-keys`,
};
const POLICY = {
  thresholdDays: [45, 7],
  notifications: false,
  leakWarning: 'full',
  quietHours: { from: 1320, to: 420 },
  leakPolicy: RULE,
  longestLifetimeDays: 100,
  hosts: [STAGING_HOST],
};
const LOCKED = 'Set by your administrator';

interface Administrator {
  /** The folder of the extension that the policy is for. */
  extension: string;
  set(policy: object): void;
  remove(): void;
}

const test = base.extend<{ administrator: Administrator }>({
  administrator: async ({ profile }, use) => {
    const extension = join(realpathSync(profile), 'extension');
    withOpenRoots(EXTENSION, extension);
    const file = join(FOLDER, `key-companion-${idOf(extension)}.json`);
    const remove = (): void => rmSync(file, { force: true });
    try {
      await use({
        extension,
        set(policy) {
          mkdirSync(FOLDER, { recursive: true });
          writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [idOf(extension)]: policy } } }));
        },
        remove,
      });
    } finally {
      remove();
    }
  },
});

async function openOptions(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.baseUrl}options.html`);
  return page;
}

const chosenDays = (options: Page): Promise<string[]> =>
  options.locator('.chip:has([type=checkbox]:checked)').allInnerTexts();

test('what the administrator sets wins and shows as locked; without the policy the user’s own setting is back', async ({
  profile,
  administrator,
}) => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    `only root on Linux can write policies into ${FOLDER}`,
  );
  const launch = (): Promise<Browser> =>
    launchBrowser({ extension: administrator.extension, profile: join(profile, 'profile') });
  const first = await launch();
  const options = await openOptions(first);
  await options.getByLabel('Show nothing').check();
  await options.getByLabel('Monday to Friday only').check();
  await options.getByLabel('90 days').check();
  const ownDays = ['90 days', '30 days', '14 days', '7 days', '3 days', '1 day', 'At expiry'];
  await expect
    .poll(async () => (await storedDocuments(first)).settings?.settings.thresholdDays.length)
    .toBe(ownDays.length);
  const own = (await storedDocuments(first)).settings;
  await expect(options.getByText(LOCKED)).toHaveCount(0);

  // It comes while the browser runs.
  administrator.set(POLICY);
  await expect(options.getByText(LOCKED)).toHaveCount(5);
  // A policy names the sites, and allows none.
  await expect(options.getByRole('button', { name: `Allow ${STAGING_HOST}` })).toBeVisible();
  await expect(options.getByLabel('Address of the site')).toHaveCount(0);
  expect(await chosenDays(options)).toEqual(['45 days', '7 days']);
  for (const name of [
    '45 days',
    '30 days',
    'Show notifications',
    'Quiet hours',
    'From',
    'Show the full warning',
    'Show nothing',
  ])
    await expect(options.getByLabel(name)).toBeDisabled();
  await expect(options.getByLabel('Show notifications')).not.toBeChecked();
  await expect(options.getByLabel('Show notifications')).toHaveAccessibleDescription(LOCKED);
  await expect(options.getByRole('group', { name: 'When to remind you' })).toHaveAccessibleDescription(
    new RegExp(`${LOCKED}$`),
  );
  await expect(
    options.getByRole('radiogroup', { name: 'When a key is copied on the API Keys tab' }),
  ).toHaveAccessibleDescription(LOCKED);
  await expect(options.getByLabel('Show the full warning')).toBeChecked();
  await expect(options.getByLabel('From')).toHaveValue('22:00');
  expect(await violationsInBothSchemes(options)).toEqual([]);
  // What is not locked can be changed, and takes nothing of the policy along.
  await options.getByLabel('Monday to Friday only').uncheck();
  await expect
    .poll(async () => (await storedDocuments(first)).settings)
    .toEqual({ ...own, settings: { ...own.settings, weekdaysOnly: false } });

  // The user wanted no warning.
  const tab = await first.openTab();
  await expectBadgeOnEveryKey(tab);
  await tab.getByRole('button', { name: 'Create API key' }).click();
  await tab.getByRole('combobox').click();
  await tab.getByRole('option', { name: '1 Year', includeHidden: true }).click();
  await expect(tab.locator('key-lifespan-note')).toContainText('Longer than your agency allows: at most 100 days.');
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await createKey(tab, 'under-policy');
  await tab.getByRole('dialog').getByRole('button', { name: /copy/i }).click();
  const warning = tab.getByRole('region', { name: /^Warning from Key Companion/ });
  await expect(warning.getByText(RULE.text)).toBeVisible();
  await first.context.route(RULE.url, (route) => route.fulfill({ body: 'The rules' }));
  const opened = first.context.waitForEvent('page');
  await warning.getByRole('link', { name: 'Your agency’s policy (opens in new tab)' }).click();
  const rules = await opened;
  await rules.waitForURL(RULE.url);
  expect(await rules.evaluate(() => [opener, document.referrer])).toEqual([null, '']);
  await expect(warning).toBeVisible();
  await first.close();

  // After a restart it holds at once, before the browser gives it: that takes seconds.
  const second = await launch();
  const later = await openOptions(second);
  await expect(later.getByText(LOCKED)).toHaveCount(5);
  administrator.remove();
  await expect(later.getByText(LOCKED)).toHaveCount(0);
  expect(await chosenDays(later)).toEqual(ownDays);
  await expect(later.getByLabel('Show nothing')).toBeChecked();
  await expect(later.getByLabel('Show notifications')).toBeChecked();
  expect(await storedDocuments(second)).not.toHaveProperty('policy');
  await second.close();
});

/** Firefox reads policies from beside its program: so this is one of its own, made of links to the real one. */
function firefoxWithPolicy(folder: string, program: string): string {
  for (const name of readdirSync(dirname(program))) {
    if (name !== 'distribution' && name !== basename(program))
      symlinkSync(join(dirname(program), name), join(folder, name));
  }
  // It looks around where its own file is, and sees through a link.
  copyFileSync(program, join(folder, basename(program)));
  mkdirSync(join(folder, 'distribution'));
  writeFileSync(
    join(folder, 'distribution', 'policies.json'),
    JSON.stringify({ policies: { '3rdparty': { Extensions: { [builtId()]: POLICY } } } }),
  );
  return join(folder, basename(program));
}

test('in Firefox what the administrator sets wins and shows as locked', async ({ profile }) => {
  const program = realpathSync(await findOrInstallFirefox());
  test.skip(
    process.platform !== 'linux' || readFileSync(program).toString('latin1', 1, 4) !== 'ELF',
    'only a Firefox for Linux that is no script can be given a policy of its own',
  );
  const firefox = await launchFirefox({ program: firefoxWithPolicy(profile, program) });
  try {
    // Right after its start Firefox may not know of the policy yet: the worker asks again when it starts again.
    const open = async (): Promise<Awaited<ReturnType<typeof firefox.openPage>>> => {
      const page = await firefox.openPage('options.html');
      const shown = (): Promise<string> => page.evaluate(() => document.body.innerText);
      await expect.poll(async () => (await shown()).split(LOCKED).length - 1).toBe(5);
      return page;
    };
    const options = await open().catch(open);
    const disabled = (): Promise<string[]> =>
      options.$$eval('label:has(:disabled:checked)', (labels) =>
        labels.map((label) => (label as HTMLElement).innerText.split('\n')[0]!),
      );
    expect(await disabled()).toEqual(['45 days', '7 days', 'Quiet hours', 'Show the full warning']);
    expect(
      await firefox.evaluate(async () => (await (globalThis as any).browser.storage.local.get('policy')).policy),
    ).toEqual(POLICY);

    // One that is named can be allowed. One that is not, as it may come by the browser's own settings, is given up.
    const origins = (): Promise<string[]> =>
      options.evaluate(async () => (await (globalThis as any).browser.permissions.getAll()).origins.sort());
    await options.locator(`[aria-label="Allow ${STAGING_HOST}"]`).click();
    await options.locator(`[aria-label="Remove ${STAGING_HOST}"]`).wait();
    await options.evaluate(() => {
      const request = (): Promise<unknown> =>
        (globalThis as any).browser.permissions.request({ origins: ['https://*.gov.sg/*'] });
      document
        .querySelector('h1')!
        .addEventListener('click', () => void request().then(() => (document.title = 'asked')));
    });
    await options.locator('h1').click();
    await expect.poll(() => options.title()).toBe('asked');
    await expect.poll(origins).toEqual(['https://*.data.gov.sg/*', `https://${STAGING_HOST}/*`]);
  } finally {
    await firefox.close();
  }
});
