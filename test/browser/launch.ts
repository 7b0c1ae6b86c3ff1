import { resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { findOrInstallChromium } from './find-chromium';
import { serveReplica } from './replica';

/** Where the builds for Chromium and for Firefox are. */
export const EXTENSION = resolve('.output/chrome-mv3');
export const FIREFOX_EXTENSION = resolve('.output/firefox-mv3');
/** The address of the stand-in's API Keys tab. */
export const TAB_URL = 'https://data.gov.sg/admin/api-keys';

/** A browser with the extension loaded, and data.gov.sg answered by the stand-in site. */
export interface Browser {
  context: BrowserContext;
  /** The address that the extension's own pages start with. */
  baseUrl: string;
  worker(): Promise<Worker>;
  /** Stops the service worker for good, as the browser does after 30 idle seconds. */
  killWorker(): Promise<void>;
  openTab(path?: string): Promise<Page>;
  openPopup(): Promise<Page>;
  close(): Promise<void>;
}

/** How Chromium is started. An empty `profile` is a new one; `extension` is the folder of a build, `language` that of the browser itself, such as "zh-CN". */
export interface LaunchOptions {
  extension?: string;
  profile?: string;
  headless?: boolean;
  viewport?: { width: number; height: number };
  timezoneId?: string;
  language?: string;
}

/** Starts Chromium on a profile folder, without any extension where none is given. */
export function startChromium({ extension, profile = '', headless = true, viewport = { width: 1280, height: 800 }, timezoneId, language }: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findOrInstallChromium(),
    headless,
    viewport,
    ...(timezoneId && { timezoneId }),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      ...(language ? [`--lang=${language}`] : []),
    ],
  });
}

/** Starts Chromium with the extension and the stand-in site. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const context = await startChromium({ extension: EXTENSION, ...options });
  await serveReplica(context);
  const worker = async (): Promise<Worker> => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const baseUrl = new URL('/', (await worker()).url()).href;
  const open = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  return {
    context,
    baseUrl,
    worker,
    async killWorker() {
      const page = await open(`${baseUrl}options.html`);
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    openTab: (path = '/admin/api-keys') => open(new URL(path, TAB_URL).href),
    openPopup: () => open(`${baseUrl}popup.html`),
    close: () => context.close(),
  };
}
