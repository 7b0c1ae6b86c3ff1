import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser as PlainBrowser, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { findOrInstallChromium } from './find-chromium';
import { behindWall, buildWall, record } from './network';
import { serveReplica, STAGING_HOST } from './replica';
import { temporaryFolder } from './temporary-folder';
import { TEST_FONT } from './test-font';

/** Where the builds for Chromium, Edge and Firefox are. */
export const EXTENSION = resolve('.output/chrome-mv3');
export const EDGE_EXTENSION = resolve('.output/edge-mv3');
export const FIREFOX_EXTENSION = resolve('.output/firefox-mv3');
/**
 * A copy of a build whose closed shadow roots are open, so that tests can look into them, and whose words have the font
 * of the tests if a page brings it; everything else is the same. own-knowledge.spec.ts shows that the roots are closed
 * in the build itself.
 */
export function withOpenRoots(build: string, folder = temporaryFolder('open')): string {
  cpSync(build, folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const file = join(folder, name);
    const script = readFileSync(file, 'utf8')
      .replace(/([`'"])closed\1/g, '$1open$1')
      .replace(/--font:\s*(?=system-ui)/g, `--font:${TEST_FONT},`);
    writeFileSync(file, script);
  }
  return folder;
}

let opened: string | undefined;

/** The address of the stand-in's API Keys tab. */
export const TAB_URL = 'https://data.gov.sg/admin/api-keys';
export const STAGING_URL = `https://${STAGING_HOST}/admin/api-keys`;

/** The id that Chromium gives an unpacked extension. */
export function idOf(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}

/** A browser with the extension loaded, and data.gov.sg answered by the stand-in site. */
export interface Browser {
  context: BrowserContext;
  /** The address that the extension's own pages start with. */
  baseUrl: string;
  /** The address of the page that asks the extension, which stands behind all others. */
  ownPage: string;
  worker(): Promise<Worker>;
  /** Ends the service worker, as the browser does after 30 idle seconds. */
  killWorker(): Promise<void>;
  /**
   * Loads the extension in a folder. One that is loaded already is updated: what runs of the old version is cut off.
   */
  load(folder: string): Promise<void>;
  /** Removes the extension, as a person does. */
  uninstall(): Promise<void>;
  /**
   * Runs a function in a page of the extension: a stopped worker does not answer. That page shows nothing, so it costs
   * little.
   */
  ask<Result, Argument>(
    question: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  openTab(path?: string): Promise<Page>;
  openPopup(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * How Chromium is started. An empty `profile` is a new one; `extension` is the folder of a build, or several with
 * commas between them; `language` is that of the browser itself, such as "zh-CN".
 */
export interface LaunchOptions {
  extension?: string;
  profile?: string;
  headless?: boolean;
  viewport?: { width: number; height: number };
  timezoneId?: string;
  language?: string;
  deviceScaleFactor?: number;
  /** Called with each host that is asked for and not answered by the stand-in; without it, that fails the suite. */
  onAsked?: (host: string) => void;
}

/**
 * Features that Chromium leaves out while nobody sees it. The pages that it readies for words in its address bar took a
 * fifth of the time of a test. The last list given holds, so this one repeats what Playwright leaves out.
 */
const UNUSED_FEATURES = [
  'AutofillServerCommunication',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Starts Chromium on a profile folder, without any extension if none is given. It reaches only this computer. */
export async function startChromium(options: LaunchOptions): Promise<BrowserContext> {
  const {
    extension,
    profile = '',
    headless = true,
    viewport = { width: 1280, height: 800 },
    timezoneId,
    language,
    deviceScaleFactor,
    onAsked = record,
  } = options;
  const wall = await buildWall(onAsked);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findOrInstallChromium(),
    headless,
    viewport,
    ...(timezoneId && { timezoneId }),
    ...(deviceScaleFactor && { deviceScaleFactor }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...behindWall(wall),
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      // Nobody sees the browser's own tabs and buttons move, which took a quarter of what it needs to open a page.
      ...(headless
        ? ['--in-process-gpu', '--animation-duration-scale=0', `--disable-features=${UNUSED_FEATURES.join()}`]
        : []),
      // Lets a test load another version and remove it, as the browser does by itself.
      '--enable-unsafe-extension-debugging',
      ...(language ? [`--lang=${language}`] : []),
    ],
  });
  context.once('close', wall.close);
  return context;
}

/** Starts Chromium without any profile or extension, only for pages. It reaches only this computer. */
export async function startPlainChromium(onAsked = record): Promise<PlainBrowser> {
  const wall = await buildWall(onAsked);
  const browser = await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...behindWall(wall)],
  });
  browser.once('disconnected', wall.close);
  return browser;
}

/** Starts Chromium with the extension and the stand-in site. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const context = await startChromium({
    extension: options.extension ?? (opened ??= withOpenRoots(EXTENSION)),
    ...options,
  });
  await serveReplica(context);
  const worker = async (): Promise<Worker> => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const baseUrl = new URL('/', (await worker()).url()).href;
  const open = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const ownPageUrl = `${baseUrl}licences.txt`;
  let asked: Promise<Page> | undefined;
  // Behind the page that is being tested: one that is not in front is drawn once a second, and every click waits for
  // that.
  const openBehind = async (url: string): Promise<Page> => {
    // Not until it is loaded: that can be over before it is waited for.
    const opened = context.waitForEvent('page', (page) =>
      page.waitForURL(url, { waitUntil: 'commit' }).then(
        () => true,
        () => false,
      ),
    );
    const session = await context.browser()!.newBrowserCDPSession();
    await session.send('Target.createTarget', { url, background: true });
    await session.detach();
    return opened;
  };
  const ownPage = async (): Promise<Page> => {
    if ((await asked)?.isClosed() !== false) asked = openBehind(ownPageUrl);
    return asked!;
  };
  return {
    context,
    baseUrl,
    ownPage: ownPageUrl,
    worker,
    async killWorker() {
      const session = await context.newCDPSession(await ownPage());
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    async load(folder) {
      const session = await context.browser()!.newBrowserCDPSession();
      await session.send('Extensions.loadUnpacked', { path: folder });
    },
    async uninstall() {
      const session = await context.browser()!.newBrowserCDPSession();
      await session.send('Extensions.uninstall', { id: new URL(baseUrl).hostname });
    },
    ask: async (question, argument) => (await ownPage()).evaluate(question as never, argument as never),
    openTab: (path = '/admin/api-keys') => open(new URL(path, TAB_URL).href),
    openPopup: () => open(`${baseUrl}popup.html`),
    close: () => context.close(),
  };
}
