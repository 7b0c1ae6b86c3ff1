import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { runNpmOnce } from './npm-once';

const FOLDER = 'test/replica';
const PAGES = join(FOLDER, 'dist');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/**
 * A policy as a careful site sends it: what we put into the page has to work under it. The component library needs
 * inline styles.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'";

/** Builds the stand-in site, unless its pages are there and come from the sources as they are now. */
export function buildReplica(): void {
  runNpmOnce({
    folder: FOLDER,
    sources: ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'src'],
    stamp: 'dist/built-from',
    commands: [['run', 'build']],
  });
}

/** The answer to a request. */
export interface Answer {
  body: string | Buffer;
  contentType: string;
  headers: Record<string, string>;
}

/**
 * The stand-in site's answer to a request to data.gov.sg. `extraPages`, by their paths, take the place of its own; they
 * come without its policy, because their scripts are within them.
 */
export function answerTo(url: string, extraPages: Record<string, string> = {}): Answer {
  const { pathname } = new URL(url);
  const extra = extraPages[pathname];
  if (extra !== undefined) return { body: extra, contentType: TYPES['.html']!, headers: {} };
  const file = join(PAGES, pathname);
  const isAsset = extname(pathname) !== '' && existsSync(file);
  return {
    body: readFileSync(isAsset ? file : join(PAGES, 'index.html')),
    contentType: isAsset ? (TYPES[extname(pathname)] ?? 'application/octet-stream') : TYPES['.html']!,
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
  };
}

/** A host of another name, on which the stand-in is a staging site. */
export const STAGING_HOST = 'staging.portal.example.gov.sg';

/** The host with an agency's own rules. The test that goes there answers for it. */
export const INTRANET_HOST = 'intranet.example.gov.sg';

/** Whether a host is one of data.gov.sg's, the apex included, or the staging site. */
export function isSiteHost(hostname: string): boolean {
  return hostname === STAGING_HOST || /(^|\.)data\.gov\.sg$/.test(hostname);
}

/**
 * Answers every request of Chromium to data.gov.sg and the staging site with the stand-in site; nothing reaches the
 * network.
 */
export async function serveReplica(context: BrowserContext): Promise<void> {
  // As a function: the glob https://*.data.gov.sg/** would miss data.gov.sg itself.
  await context.route(
    ({ hostname }) => isSiteHost(hostname),
    (route) => route.fulfill(answerTo(route.request().url())),
  );
}
