import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import puppeteer, { type HTTPRequest, type Page } from 'puppeteer-core';
import { findOrInstallFirefox } from './find-firefox';
import { test as base } from './fixtures';
import { FIREFOX_EXTENSION, TAB_URL, withOpenRoots } from './launch';
import { buildWall, FIREFOX_ENVIRONMENT, firefoxBehindWall, record } from './network';
import { answerTo, isSiteHost } from './replica';

/** Firefox draws the host of an extension's pages by lot; tests have to know it. */
const UUID = '7a1d3f52-0c64-4b8e-9d21-5e6f708192a3';
/** Where the extension's own pages are. */
const BASE_URL = `moz-extension://${UUID}/`;

/** The id that the build has in Firefox. */
export function builtId(): string {
  return JSON.parse(readFileSync(join(FIREFOX_EXTENSION, 'manifest.json'), 'utf8')).browser_specific_settings.gecko.id;
}

const PREFERENCES = {
  // Every permission that is asked for is given, without a prompt that nobody could answer.
  'extensions.webextOptionalPermissionPrompts': false,
  // An extension without Mozilla's signature that lies in the profile is installed. Only an ESR obeys.
  'xpinstall.signatures.required': false,
  // Pages may read and write the clipboard without asking. A headless Firefox has one of its own.
  'dom.events.testing.asyncClipboard': true,
};

/** A Firefox with the extension, and data.gov.sg answered by the stand-in site. */
export interface Firefox {
  /** Opens a page of data.gov.sg; `extraPages`, by their paths, take the place of the stand-in's own. */
  openTab(path?: string, extraPages?: Record<string, string>): Promise<Page>;
  /** Opens one of the extension's own pages, such as "popup.html". */
  openPage(path: string): Promise<Page>;
  /** Runs a function in a page of the extension. `browser.runtime.getBackgroundPage()` is the worker's window there. */
  evaluate<Result>(read: () => Result | Promise<Result>): Promise<Result>;
  /** Closes what was opened, and makes the extension forget what it stored. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * How Firefox is started; see `launchFirefox`. `onAsked` is called with each host that the stand-in does not answer.
 */
interface FirefoxOptions {
  extension?: string;
  profile?: string;
  program?: string;
  restsAfter?: number;
  isPrivate?: boolean;
  onAsked?: (host: string) => void;
}

/** Makes Firefox, an ESR, keep the extension in a profile: a file named after its id says where its folder is. */
function install(extension: string, profile: string): void {
  mkdirSync(join(profile, 'extensions'), { recursive: true });
  writeFileSync(join(profile, 'extensions', builtId()), extension + sep);
}

/** What the switch "Run in Private Windows" of Firefox's add-on manager stores. */
function allowInPrivateWindows(profile: string): void {
  const permissions = { [builtId()]: { permissions: ['internal:privateBrowsingAllowed'], origins: [] } };
  writeFileSync(join(profile, 'extension-preferences.json'), JSON.stringify(permissions));
}

/**
 * Starts Firefox, with the extension for as long as it runs on a new profile, or kept on the one in the folder
 * `profile`. `extension` is the folder of another build, `program` the path of another Firefox than the one that is
 * found. The worker rests after a second (`restsAfter`, ms) rather than the usual 30: what it does, it has to do when
 * woken. `isPrivate` makes all windows private ones, and has the user allow the extension there; it needs a profile of
 * its own.
 */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const {
    extension = withOpenRoots(FIREFOX_EXTENSION),
    profile,
    program = await findOrInstallFirefox(),
    restsAfter = 1_000,
    isPrivate = false,
    onAsked = record,
  } = options;
  const wall = await buildWall(onAsked);
  if (profile) install(extension, profile);
  if (profile && isPrivate) allowInPrivateWindows(profile);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: program,
    env: { ...process.env, ...FIREFOX_ENVIRONMENT },
    ...(profile && { userDataDir: profile }),
    // Without it the extension's own pages are out of reach.
    args: ['--remote-allow-system-access'],
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      ...PREFERENCES,
      ...firefoxBehindWall(wall),
      'extensions.background.idle.timeout': restsAfter,
      'extensions.webextensions.uuids': JSON.stringify({ [builtId()]: UUID }),
      'browser.privatebrowsing.autostart': isPrivate,
    },
  });
  // The hosts that the manifest asks for are granted with the installation.
  if (!profile) await browser.installExtension(extension);
  const [firstPage] = await browser.pages();

  const openPage = async (path: string): Promise<Page> => {
    const page = await browser.newPage();
    await goToOwnPage(page, BASE_URL + path);
    return page;
  };
  const evaluate = async <Result>(read: () => Result | Promise<Result>): Promise<Result> => {
    const page = await openPage('options.html');
    try {
      return (await page.evaluate(read)) as Result;
    } finally {
      await page.close();
    }
  };
  return {
    async openTab(path = new URL(TAB_URL).pathname, extraPages = {}) {
      const page = await browser.newPage();
      await page.setRequestInterception(true);
      page.on('request', (request) => void answer(request, extraPages));
      await page.goto(new URL(path, TAB_URL).href);
      return page;
    },
    openPage,
    evaluate,
    async reset() {
      for (const page of await browser.pages()) if (page !== firstPage) await page.close();
      await evaluate(() => (globalThis as any).browser.storage.local.clear());
    },
    close: () => browser.close().finally(wall.close),
  };
}

async function answer(request: HTTPRequest, extraPages: Record<string, string>): Promise<void> {
  const isSite = isSiteHost(new URL(request.url()).hostname);
  // A page that is closed meanwhile waits for no answer.
  await (isSite ? request.respond(answerTo(request.url(), extraPages)) : request.abort()).catch(() => undefined);
}

/** Firefox never says that a page of an extension has loaded, so the page itself is asked. */
async function goToOwnPage(page: Page, url: string): Promise<void> {
  void page.goto(url).catch(() => undefined);
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url).catch(() => false);
  while (!page.isClosed() && !(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/**
 * Tests in Firefox. Starting it takes seconds, so the tests of a file share one, and each gets it with nothing open and
 * nothing stored.
 */
export const test = base.extend<{ firefox: Firefox }, { sharedFirefox: Firefox }>({
  sharedFirefox: [
    async ({}, use) => {
      const firefox = await launchFirefox();
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  firefox: async ({ sharedFirefox }, use) => {
    await use(sharedFirefox);
    await sharedFirefox.reset();
  },
});
