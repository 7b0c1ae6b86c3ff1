import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { SITE_PATTERN } from '../../../utils/site/address';
import { expectedPages, htmlOf } from '../../support/expected-pages';
import { htmlOfTaught, taughtPages } from '../../support/taught-pages';
import { FAKE_SECRET } from '../support/fake-secret';
import { findOrInstallFirefox } from '../support/find-firefox';
import { launchFirefox, test, type Firefox } from '../support/firefox';
import { pageSent, prepareTakeovers } from '../support/frameworks';
import { COPY_PAGE, falseAlarms, unnoticedLeaks, type DrivenPage } from '../support/copy-ways';
import {
  EXPECTED_BADGES,
  expect,
  expectBadgeOnEveryKey,
  isHooked,
  key,
  listedNames,
  shownBadges,
  told,
} from '../support/fixtures';
import { FIREFOX_EXTENSION, STAGING_URL, TAB_URL } from '../support/launch';
import { STAGING_HOST } from '../support/replica';
import { gridOf, roomPage } from '../support/room-pages';
import { faultsOfBadges } from '../support/seen';

/*
 * The main job once more, in Firefox: one after the other, in the one browser that they share; only the restart has its
 * own.
 */
test.describe.configure({ mode: 'default' });

const WARNING = 'key-leak-warning';

// Firefox takes a second for a name in its accessibility tree, so elements are found by what they print.
const button = (name: string): string => `::-p-xpath(//button[normalize-space()="${name}"])`;
const tab = (name: string): string => `::-p-xpath(//*[@role="tab"][normalize-space()="${name}"])`;
const option = (name: string): string => `::-p-xpath(//*[@role="option"][normalize-space()="${name}"])`;
const onWarning = (text: string): string => `${WARNING} >>> ::-p-text(${text})`;
const SECRET_FIELD = '[role="dialog"] input[readonly]';

/** Creates a key as a person does, up to the dialog that shows its secret once. */
async function createKey(page: Page, name: string): Promise<void> {
  await page.locator(button('Create API key')).click();
  await page.locator('[role="dialog"] input').fill(name);
  await page.locator('[role="combobox"]').click();
  await page.locator(option('1 Month')).click();
  await page.locator(button('Create key')).click();
  await page.locator(SECRET_FIELD).wait();
}

async function copyByKeyboard(page: Page): Promise<void> {
  const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
  await page.keyboard.down(modifier);
  await page.keyboard.press('c');
  await page.keyboard.up(modifier);
}

/** The instants of all badges on a page, shadow roots and frames included; '' for one without. */
async function badgeInstants(page: Page): Promise<string[]> {
  const found = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.$$eval('>>> key-expiry-badge', (badges) =>
          badges.map((badge) => (badge as HTMLElement).dataset.expiresAt ?? ''),
        ),
      ),
  );
  return found.flat().sort();
}

const warnings = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('key-leak-warning').length);
const clipboardText = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** A warning that has only just come up takes no press. */
const timeToSee = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

/** Presses what is ours until that has done its work: on a busy machine it may have come up later than it seems. */
async function pressUntil(page: Page, selector: string, isDone: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    if (!(await isDone())) {
      await timeToSee();
      await page.locator(selector).setTimeout(3_000).click();
    }
    await expect.poll(isDone, { timeout: 3_000 }).toBe(true);
  }).toPass();
}

const answer = (page: Page): Promise<void> =>
  pressUntil(page, onWarning('Got it'), async () => (await warnings(page)) === 0);

test('in Firefox every key has one badge with the right status and text, and the toolbar counts what needs attention', async ({
  firefox,
}) => {
  const page = await firefox.openTab();
  await expectBadgeOnEveryKey(page);
  for (const { row, status, text } of await shownBadges(page)) {
    expect.soft({ row, status }).toEqual({ row, status: EXPECTED_BADGES[row]?.status });
    expect.soft(text, row).toMatch(EXPECTED_BADGES[row]!.text);
  }
  await expect.poll(() => firefox.evaluate(() => (globalThis as any).browser.action.getBadgeText({}))).toBe('5');
});

test('in Firefox each key has one badge in shadow roots and frames too', async ({ firefox }) => {
  for (const name of ['shadow-nested', 'iframe-srcdoc', 'iframe-written']) {
    const { expected } = expectedPages().find((page) => page.name === name)!;
    const { pathname } = new URL(expected.url);
    const page = await firefox.openTab(pathname, { [pathname]: htmlOf(name) });
    const instants = expected.keys.map(({ expiresAt }) => (expiresAt ? new Date(expiresAt).toISOString() : '')).sort();
    await expect.poll(() => badgeInstants(page), { message: name }).toEqual(instants);
  }
});

test('in Firefox a badge is seen where there is little room, and its words come on hover', async ({ firefox }) => {
  const cell = 'overflow:hidden;text-overflow:ellipsis;white-space:nowrap;box-sizing:border-box';
  const style = `.row{display:flex;height:52px}.cell{width:120px;flex:none;padding:0 10px;line-height:51px;${cell}}`;
  const page = await firefox.openTab(new URL(TAB_URL).pathname, {
    [new URL(TAB_URL).pathname]: roomPage(style, gridOf()),
  });
  const forms = (): Promise<string> =>
    page.$$eval('key-expiry-badge', (badges) => badges.map((badge) => badge.getAttribute('data-form')).join());
  await expect.poll(forms).toBe('none beside,none beside,none beside');
  expect(await faultsOfBadges(page)).toEqual([]);
  await page.hover('key-expiry-badge');
  await expect
    .poll(() => page.$$eval('>>> .tip', (tips) => tips.map(({ textContent }) => textContent)))
    .toEqual([expect.stringMatching(/^Expires in 3 daysStops working at some point on /)]);
});

test('in Firefox a list is read in a closed shadow root, though the page around it says nothing', async ({
  firefox,
}) => {
  const path = '/account/developer';
  const page = await firefox.openTab(path, {
    [path]: `<!doctype html><title>data.gov.sg</title><my-app></my-app><script>
      root = document.querySelector('my-app').attachShadow({ mode: 'closed' });
      setTimeout(() => root.innerHTML = '<div class="title">API keys</div><ul><li><b>tide-tables</b> <span>Expires 7 Aug 2031</span></li><li><b>bus-loads</b> <span>Never expires</span></li></ul>', 700);
    </script>`,
  });
  await expect
    .poll(() => page.evaluate(() => (globalThis as any).root.querySelectorAll('key-expiry-badge').length))
    .toBe(2);
});

test('in Firefox the page’s Copy button brings up the warning, and “Got it” takes it away', async ({ firefox }) => {
  const page = await firefox.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'copied-by-button');
  // Only once the list names the new key can the warning do so.
  await expectBadgeOnEveryKey(page);
  await page.locator(button('Copy')).click();
  await expect.poll(() => warnings(page)).toBe(1);
  await page.locator(onWarning('You copied the API key “copied-by-button”')).wait();
  expect(await clipboardText(page)).toBe(FAKE_SECRET);
  await answer(page);
  // The press on the warning was outside of the page's dialog, which must not have closed over it.
  await page.locator(button('Done')).wait();
});

test('in Firefox copying the selected secret brings up the warning, which can clear the clipboard', async ({
  firefox,
}) => {
  const page = await firefox.openTab();
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'copied-by-hand');
  await page.locator(SECRET_FIELD).click({ count: 3 });
  await copyByKeyboard(page);
  await expect.poll(() => warnings(page)).toBe(1);
  expect(await clipboardText(page)).toBe(FAKE_SECRET);
  const said = (): Promise<string> =>
    page.$eval(WARNING, (host) => host.shadowRoot?.textContent ?? '').catch(() => 'no warning');
  await pressUntil(page, onWarning('Clear clipboard'), async () => (await said()).includes('Clipboard cleared'));
  expect(await clipboardText(page)).toBe('');
});

test('in Firefox the popup lists the keys with their countdowns, and asks for access to the site if that is withdrawn', async ({
  firefox,
}) => {
  const page = await firefox.openTab();
  await expectBadgeOnEveryKey(page);
  // The stand-in's own next one has more than a day left in the last hour of a Singapore day.
  await page.evaluate(
    (expiresAt) => (window as any).replica.addKey({ name: 'by-the-hour', expiresAt }),
    new Date(Date.now() + 20 * 3_600_000).toISOString(),
  );
  await expectBadgeOnEveryKey(page);
  const popup = await firefox.openPage('popup.html');
  const text = (own: Page): Promise<string> => own.evaluate(() => document.body.innerText);
  const LIST =
    /5 keys need attention[^]*legacy-ftp-bridge(?=[^]*by-the-hour\s+Expires in \d+ h \d\d min \d\d s)[^]*tender-feed\s+Expires (?:in \d+ h \d\d min \d\d s|tomorrow)[^]*gazette-uploader\s+Expires in [34] days[^]*bus-arrivals-nightly[^]*rainfall-sync[^]*moh-weekly-stats[^]*carpark-sensor-pilot[^]*census-2026-load/;
  const NOTICE = 'Key Companion cannot access data.gov.sg';
  await expect.poll(() => text(popup)).toMatch(LIST);
  const countdown = (): Promise<string | undefined> =>
    popup.evaluate(() => document.body.innerText.match(/Expires in \d+ h.*/)?.[0]);
  const before = await countdown();
  await expect.poll(countdown).not.toBe(before);
  expect(await text(popup)).not.toContain(NOTICE);

  // What the browser's own page of the extension does as well.
  await popup.evaluate((origins) => (globalThis as any).browser.permissions.remove({ origins }), [SITE_PATTERN]);
  await expect.poll(() => text(popup)).toContain(NOTICE);
  const later = await firefox.openPage('popup.html');
  await expect.poll(() => text(later)).toContain(NOTICE);
  // What is known is still counted down.
  await expect.poll(() => text(later)).toMatch(LIST);
  await page.evaluate(() => (window as any).replica.removeKey('by-the-hour'));
  await page.reload();
  await expect.poll(() => listedNames(page)).toHaveLength(8);
  expect(await shownBadges(page)).toEqual([]);

  await later.locator(button('Allow on data.gov.sg')).click();
  for (const own of [later, popup]) await expect.poll(() => text(own)).not.toContain(NOTICE);
  await page.reload();
  await expectBadgeOnEveryKey(page);
});

test('in Firefox the report has every key of the tab and when it was last used, and is saved and copied', async ({
  firefox,
}) => {
  await expectBadgeOnEveryKey(await firefox.openTab());
  const report = await firefox.openPage('report.html');
  const text = (): Promise<string> => report.evaluate(() => document.body.innerText);
  await expect.poll(text).toMatch(/8 keys[^]*legacy-ftp-bridge[^]*Never used[^]*Not affiliated with data\.gov\.sg/);
  await report.locator(button('Save as CSV')).click();
  await expect.poll(text).toContain('CSV file saved');
  await report.locator(button('Copy as Markdown')).click();
  await expect.poll(text).toContain('Copied as Markdown');
});

test('in Firefox a language that is chosen is spoken in options, popup, toolbar and tab', async ({ firefox }) => {
  const options = await firefox.openPage('options.html');
  // On a busy machine a press may come before the page hears of it.
  await expect(async () => {
    await options.locator('label[lang="ta"]').click();
    await expect.poll(() => options.evaluate(() => document.documentElement.lang), { timeout: 2_000 }).toBe('ta-SG');
  }).toPass();
  const page = await firefox.openTab();
  // On a busy machine the words may come after the badges.
  await expect
    .poll(async () => (await shownBadges(page)).find(({ row }) => row === 'legacy-ftp-bridge'))
    .toMatchObject({
      text: '3 நாட்களுக்கு முன் காலாவதியானது',
      title: expect.stringMatching(/^செயலிழந்த நேரம்: \d+ \S+, \d{4}, \d\d:\d\d SGT/),
    });
  await expect
    .poll(() => firefox.evaluate(() => (globalThis as any).browser.action.getTitle({})))
    .toBe('Key Companion: 5 API விசைகளுக்குக் கவனம் தேவை');
  const popup = await firefox.openPage('popup.html');
  await expect.poll(() => popup.evaluate(() => document.body.innerText)).toMatch(/^5 விசைகளுக்குக் கவனம் தேவை/);
});

test('in Firefox a staging site that is added in the options is read, by its own name, until it is removed', async ({
  firefox,
}) => {
  await expectBadgeOnEveryKey(await firefox.openTab());
  const page = await firefox.openTab(STAGING_URL);
  const options = await firefox.openPage('options.html');
  const held = (): Promise<unknown> =>
    options.evaluate(async () => {
      const { permissions, scripting } = (globalThis as any).browser;
      const { origins, permissions: names } = await permissions.getAll();
      return [
        origins.sort(),
        names.sort(),
        await scripting
          ?.getRegisteredContentScripts()
          .then((scripts: any[]) => scripts.flatMap(({ js, matches }) => [...js, ...matches])),
      ];
    });
  const atFirst = [['https://*.data.gov.sg/*'], ['alarms', 'notifications', 'storage'], undefined];
  expect(await held()).toEqual(atFirst);
  await options.locator('input[inputmode="url"]').fill(STAGING_URL);
  await options.locator(button('Add')).click();
  await options.locator(`::-p-text(${STAGING_HOST} is now read.)`).wait();
  await expect.poll(held).toEqual([
    ['https://*.data.gov.sg/*', `https://${STAGING_HOST}/*`],
    ['alarms', 'notifications', 'scripting', 'storage'],
    ['api-keys.js', `https://${STAGING_HOST}/*`],
  ]);
  // The page that was open already need not be loaded again, and one that is loaded later is read as well.
  await page.bringToFront();
  await expectBadgeOnEveryKey(page);
  await expect.poll(() => isHooked(page)).toBe(true);
  await page.reload();
  await expectBadgeOnEveryKey(page);
  const popup = await firefox.openPage('popup.html');
  const groups = (): Promise<string[]> =>
    popup.$$eval('.account', (sections) =>
      sections
        .map((section) => `${section.querySelector('h2')!.textContent}: ${section.querySelectorAll('.key').length}`)
        .sort(),
    );
  await expect.poll(groups).toEqual(['data.gov.sg: 8', `${STAGING_HOST}: 8`]);

  await options.bringToFront();
  await options.locator(`[aria-label="Remove ${STAGING_HOST}"]`).click();
  await options.locator(`::-p-text(${STAGING_HOST} is no longer read.)`).wait();
  await expect.poll(held).toEqual(atFirst);
  await expect.poll(async () => [(await shownBadges(page)).length, await isHooked(page)]).toEqual([0, false]);
  await page.reload();
  await page.locator('::-p-text(gazette-uploader)').wait();
  await expectBadgeOnEveryKey(await firefox.openTab());
  expect(await shownBadges(page)).toEqual([]);
  await expect.poll(groups).toEqual(['data.gov.sg: 8', `${STAGING_HOST}: 8`]);
});

test('in Firefox the clipboard stays as the site left it on pages other than the tab', async ({ firefox }) => {
  const page = await firefox.openTab();
  await expectBadgeOnEveryKey(page);
  await expect.poll(() => isHooked(page)).toBe(true);
  await page.locator(tab('Datasets')).click();
  await expect.poll(() => isHooked(page)).toBe(false);
  await page.locator(tab('API Keys')).click();
  await expect.poll(() => isHooked(page)).toBe(true);
});

function driven(page: Page): DrivenPage {
  return {
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    async press(keys) {
      const parts = keys.split('+');
      const key = parts.pop()!;
      for (const part of parts) await page.keyboard.down(part as never);
      await page.keyboard.press(key as never);
      for (const part of parts.reverse()) await page.keyboard.up(part as never);
    },
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y, times = 1) => page.mouse.click(x, y, { count: times }),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
    },
  };
}

async function openCopyPage(firefox: Firefox): Promise<DrivenPage> {
  const page = await firefox.openTab('/admin/api-keys', { '/admin/api-keys': COPY_PAGE });
  await expect.poll(() => page.evaluate(() => document.querySelector('key-expiry-badge') !== null)).toBe(true);
  await expect.poll(() => isHooked(page)).toBe(true);
  return driven(page);
}

test('in Firefox a key that is copied in any way brings up the warning within a second', async ({ firefox }) => {
  expect(await unnoticedLeaks(await openCopyPage(firefox))).toEqual([]);
});

test('in Firefox anything else that is copied brings up nothing', async ({ firefox }) => {
  expect(await falseAlarms(await openCopyPage(firefox))).toEqual([]);
});

/** What the extension asked the browser to show. */
interface Asked {
  id: string;
  options: { title: string; message: string };
  /** Whether the browser took it. */
  isTaken: boolean;
  /** When (ms) the page that asked was started. */
  startedAt: number;
}

/**
 * Goes before the worker's own script. Only what the browser keeps for the extension's pages outlives the worker and
 * the browser.
 */
const RECORDER = `
const { create } = browser.notifications;
browser.notifications.create = (id, options) => {
  const record = (isTaken) => localStorage.setItem('asked', JSON.stringify([...JSON.parse(localStorage.getItem('asked') ?? '[]'), { id, options, isTaken, startedAt: performance.timeOrigin }]));
  try {
    const shown = create(id, options);
    record(true);
    return shown;
  } catch (error) {
    record(false);
    throw error;
  }
};`;

/**
 * A copy of the build whose worker keeps a record of its notifications: without a display each is gone before anybody
 * could ask for it.
 */
function recordingExtension(folder: string): string {
  cpSync(FIREFOX_EXTENSION, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  manifest.background.scripts.unshift('recorder.js');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'recorder.js'), RECORDER);
  return folder;
}

/** Only an ESR keeps an extension that Mozilla has not signed. */
async function isEsr(): Promise<boolean> {
  return /esr\s*$/.test(execFileSync(await findOrInstallFirefox(), ['--version'], { encoding: 'utf8' }));
}

/** Removes the manifest's word on private windows, which leaves them to the user. */
function spanningExtension(folder: string): string {
  cpSync(FIREFOX_EXTENSION, folder, { recursive: true });
  const { incognito, ...manifest } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  expect(incognito).toBe('not_allowed');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

test('in Firefox nothing is read in private windows, even where the user allows it', async ({ profile }) => {
  test.skip(!(await isEsr()), 'only an ESR keeps an extension that Mozilla has not signed');
  // Without that line of the manifest it would be.
  const spanning = await launchFirefox({
    extension: spanningExtension(join(profile, 'extension')),
    profile: join(profile, 'spanning'),
    isPrivate: true,
  });
  await expectBadgeOnEveryKey(await spanning.openTab()).finally(() => spanning.close());

  const own = await launchFirefox({ profile: join(profile, 'own'), isPrivate: true });
  try {
    // What reads would be there before the page has drawn its list, and have read the first by the time of the third.
    for (const page of [await own.openTab(), await own.openTab(), await own.openTab()]) {
      await expect.poll(() => listedNames(page)).toHaveLength(8);
      expect(await isHooked(page)).toBe(false);
      expect(await shownBadges(page)).toEqual([]);
    }
  } finally {
    await own.close();
  }
});

test('in Firefox the alarm wakes the worker, which tells and counts what is due; a restart loses and repeats nothing', async ({
  profile,
}) => {
  test.skip(!(await isEsr()), 'only an ESR keeps an extension that Mozilla has not signed');
  const DAY = 86_400_000;
  const extension = recordingExtension(join(profile, 'extension'));
  const launch = (restsAfter: number): Promise<Firefox> =>
    launchFirefox({ extension, profile: join(profile, 'profile'), restsAfter });
  let own: Page;
  const inOwnPage = <Result, Argument>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> => own.evaluate(run as never, argument) as never;
  const send = (type: string, body: unknown): Promise<unknown> =>
    inOwnPage((message) => (globalThis as any).browser.runtime.sendMessage(message), { type, body });
  const stored = (): Promise<any> =>
    inOwnPage(async () => (await (globalThis as any).browser.storage.local.get('keys')).keys);
  const badge = (): Promise<string> => inOwnPage(() => (globalThis as any).browser.action.getBadgeText({}));
  const alarms = (): Promise<{ name: string; scheduledTime: number }[]> =>
    inOwnPage(() => (globalThis as any).browser.alarms.getAll());
  const asked = (): Promise<Asked[]> => inOwnPage(() => JSON.parse(localStorage.getItem('asked') ?? '[]'));
  const taken = async (): Promise<Asked[]> => (await asked()).filter(({ isTaken }) => isTaken);
  /** The page that asks is the only one left once the worker rests. */
  const expectRest = (): Promise<void> =>
    expect.poll(() => inOwnPage(() => (globalThis as any).browser.extension.getViews().length)).toBe(1);

  const first = await launch(1_000);
  own = await first.openPage('options.html');
  const snoozed = key('snoozed', 2.9);
  const calm = key('calm', 300);
  const crossing = Date.now() + 6_000;
  const almost = key('almost', (crossing - Date.now()) / DAY + 30);
  await inOwnPage((keys) => (globalThis as any).browser.storage.local.set({ keys }), {
    version: 2,
    keys: [snoozed, almost, calm],
    lists: [],
    ledger: told(snoozed, [3]),
  });
  const tomorrow = Date.now() + DAY;
  expect(await send('snooze', { id: 'snoozed', until: tomorrow })).toBe(true);
  expect(await taken()).toEqual([]);
  expect(await badge()).toBe('1');
  expect(await alarms()).toMatchObject([{ name: 'check', scheduledTime: (almost.expiry as any).earliest - 30 * DAY }]);
  await expectRest();
  await expect.poll(async () => (await taken()).length).toBe(1);
  const [notice] = await taken();
  // No more than every browser shows, and by a worker that the alarm has started.
  expect(notice).toEqual({
    id: 'expiring-keys',
    isTaken: true,
    startedAt: expect.any(Number),
    options: {
      type: 'basic',
      iconUrl: expect.stringMatching(/\/icons\/128\.png$/),
      title: 'An API key expires soon',
      message: expect.any(String),
    },
  });
  expect(notice!.startedAt).toBeGreaterThanOrEqual(crossing - 1);
  expect(notice!.options.message).toMatch(
    /^“almost” expires in 30 days \(\d+ \w+ \d{4}, \d\d:\d\d SGT\)\.\n1 other key still needs attention\.\nYou can create a new key/,
  );
  await expect.poll(badge).toBe('2');
  await expect.poll(async () => (await stored()).ledger.almost?.thresholdDays).toEqual([30]);

  // It becomes due while the browser is closed.
  const missed = key('missed', 7 + 1_000 / DAY);
  const before = await stored();
  await expectRest();
  await inOwnPage((keys) => (globalThis as any).browser.storage.local.set({ keys }), {
    ...before,
    keys: [...before.keys, missed],
    ledger: { ...before.ledger, ...told(missed, [14]) },
  });
  await first.close();
  await expect.poll(() => Date.now()).toBeGreaterThan((missed.expiry as any).earliest - 7 * DAY);

  // A start takes long on a busy computer: a worker that must rest after a second could end before it has read its
  // storage.
  const second = await launch(30_000);
  own = await second.openPage('options.html');
  await expect.poll(async () => (await stored()).ledger.missed?.thresholdDays).toEqual([14, 7]);
  expect((await taken()).map(({ options }) => options.message.split(' ')[0])).toEqual(['“almost”', '“missed”']);
  await expect.poll(badge).toBe('3');
  expect((await stored()).keys).toEqual([...before.keys, missed]);
  expect((await stored()).keys[0].snoozedUntil).toBe(tomorrow);
  expect(await alarms()).toMatchObject([{ name: 'check', scheduledTime: expect.any(Number) }]);
  const popup = await second.openPage('popup.html');
  await expect
    .poll(() => popup.evaluate(() => document.body.innerText))
    .toMatch(
      /^3 keys[^]*snoozed\s+Expires in \d days[^]*missed\s+Expires in \d days[^]*almost\s+Expires in \d\d days[^]*calm/,
    );
  await popup.close();
  // Another look has nothing to tell.
  expect(await send('mute', { id: 'calm', isMuted: false })).toBe(true);
  expect(await taken()).toHaveLength(2);
  await expectBadgeOnEveryKey(await second.openTab());
  await second.close();
});

for (const way of ['React in parts', 'Vue']) {
  test(`in Firefox ${way} finds what was sent when it takes over the list late`, async ({ firefox }) => {
    const takeovers = await prepareTakeovers();
    const page = await firefox.openTab(`/admin/api-keys?way=${encodeURIComponent(way)}&after=1000`, {
      '/admin/api-keys': await pageSent(takeovers, way),
      '/frameworks.js': takeovers.script,
    });
    await page.locator('#note').fill('typed');
    await page.waitForFunction(() => 'isTakenOver' in window);
    await page.waitForFunction(() => document.querySelectorAll('key-expiry-badge').length === 8);
    const seen = await page.evaluate(() => [(window as any).faults, document.querySelector('input')!.value]);
    expect(seen).toEqual([[], 'typed']);
    // Well before the time is over after which any page gets its badges.
    expect(await page.evaluate(() => performance.now())).toBeLessThan(7_000);
  });
}

test('in Firefox a warning stands in the element on the full screen, and rows that are copied have no words of ours', async ({
  firefox,
}) => {
  const page = await firefox.openTab('/admin/api-keys', {
    '/admin/api-keys': `<!doctype html><title>API Keys</title><main style="background:#fff"><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Expiration</th><th></th></tr></thead><tbody>
      <tr><td>by-night</td><td>29 Nov 2031, 18:00</td><td>nightly</td></tr></tbody></table>
      <button id="large" onclick="this.closest('main').requestFullscreen()">Full screen</button>
      <button id="copy" onclick="navigator.clipboard.writeText('${FAKE_SECRET}')">Copy key</button></main>`,
  });
  await page.waitForSelector('key-expiry-badge');
  await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('tbody')!));
  await copyByKeyboard(page);
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const texts = item!.types.map(async (type) => (await item!.getType(type)).text());
    return (await Promise.all(texts)).join('\n');
  });
  expect(copied).toContain('29 Nov 2031');
  expect(copied.replace(/title="[^"]*"/g, '')).not.toMatch(/Expires|days/);
  await page.click('#large');
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.waitForFunction(() => 'writeText' in navigator.clipboard);
  await page.click('#copy');
  await page.waitForSelector(WARNING);
  expect(await page.$eval(WARNING, (host) => host.parentElement!.localName)).toBe('main');
  await answer(page);
});

test('in Firefox two presses teach a page that cannot be read, and it is read so after a reload', async ({
  firefox,
}) => {
  const { page: taught } = taughtPages().find(({ name }) => name === 'words-tamil')!;
  const page = await firefox.openTab('/admin/api-keys', { '/admin/api-keys': htmlOfTaught('words-tamil') });
  await expect
    .poll(() =>
      firefox.evaluate(async () => {
        const { tabs, runtime } = (globalThis as any).browser;
        const [tab] = await tabs.query({ url: 'https://data.gov.sg/admin/api-keys' });
        await runtime.sendMessage({ type: 'beginTeaching', body: { ticket: 7 } });
        return tabs.sendMessage(tab.id, { type: 'teach', ticket: 7 }).catch(() => 'no answer');
      }),
    )
    .toBe('teaching');
  await page.bringToFront();
  const stepNow = (): Promise<string | undefined> =>
    page.evaluate(() => document.querySelector<HTMLElement>('key-teach-panel')?.dataset.step);
  await expect.poll(stepNow).toBe('name');
  for (const [press, step] of [
    [taught.press.name, 'expiry'],
    [taught.press.expiry!, 'preview'],
  ] as const)
    await expect(async () => {
      const box = (await (await page.$(press))!.boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await expect.poll(stepNow, { timeout: 3_000 }).toBe(step);
    }).toPass();
  const isGone = (): Promise<boolean> => page.evaluate(() => document.querySelector('key-teach-panel') === null);
  await pressUntil(page, 'key-teach-panel >>> ::-p-text(Save)', isGone);
  const right = taught.keys.map(({ expiresAt }) => new Date(expiresAt!).toISOString()).sort();
  await expect.poll(() => badgeInstants(page)).toEqual(right);
  await page.reload();
  await expect.poll(() => badgeInstants(page)).toEqual(right);
});
