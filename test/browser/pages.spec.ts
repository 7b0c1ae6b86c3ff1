import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import type { ReadPage } from './reader-in-page';
import { findOrInstallChromium } from './find-chromium';

/*
 * Runs the reader on every page of test/pages, in a real browser, with the clock that the page's dates are written for.
 * The format is told in test/pages/README.md.
 */

interface ExpectedKey {
  name: string;
  status: string;
  expiresAt?: string;
  ambiguous?: boolean;
  approximate?: boolean;
  unit?: string;
}

interface ExpectedPage {
  url: string;
  now: string;
  about: string;
  kind: string;
  keys: ExpectedKey[];
  after?: { do: string; about: string; keys: ExpectedKey[] }[];
}

const FOLDER = 'test/pages';
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).map((name) => {
  const expected = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as ExpectedPage;
  return { name: name.slice(0, -'.json'.length), expected };
});

let browser: Browser;
let reader: string;

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: 'test/browser/reader-in-page.ts', formats: ['iife'], name: 'readPage', fileName: 'reader' } },
  });
  const [{ output: [chunk] }] = output as unknown as [{ output: [{ code: string }] }];
  reader = chunk.code;
});

test.afterAll(() => browser.close());

for (const { name, expected } of pages) {
  test(`${name}: ${expected.about}`, async () => {
    const page = await browser.newPage();
    try {
      await page.route('**/*', (route) => (route.request().url() === expected.url && route.request().isNavigationRequest()
        ? route.fulfill({ body: readFileSync(join(FOLDER, `${name}.html`)), contentType: 'text/html; charset=utf-8' })
        : route.fulfill({ status: 204 })));
      await page.goto(expected.url);
      await page.evaluate(reader);
      await expectKeys(page, expected, expected.keys);
      for (const step of expected.after ?? []) {
        await page.evaluate(step.do);
        await expectKeys(page, expected, step.keys);
      }
    } finally {
      await page.close();
    }
  });
}

async function expectKeys(page: Page, { now, kind }: ExpectedPage, keys: ExpectedKey[]): Promise<void> {
  await expect(async () => {
    const read = await page.evaluate((at) => (globalThis as never as { readPage: ReadPage }).readPage(at), Date.parse(now));
    expect(read.keys.map(withoutSlack(keys))).toEqual(keys.map(plain));
    if (keys.length > 0) expect(read.kind).toBe(kind);
  }).toPass({ timeout: 5_000, intervals: [50, 100, 200, 400, 800] });
}

/** How far a rough "in 3 months" may be off, in ms. */
const SLACK: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000, month: 31 * 86_400_000, year: 366 * 86_400_000 };

function plain({ name, status, expiresAt, ambiguous }: ExpectedKey): object {
  return { name, status, ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }), ...(ambiguous && { ambiguous }) };
}

/** Takes an instant within the expected one's slack for the expected one. */
function withoutSlack(keys: ExpectedKey[]) {
  return (read: ExpectedKey, index: number): object => {
    const wanted = keys[index];
    const isNear = wanted?.approximate && wanted.expiresAt && read.expiresAt && Math.abs(Date.parse(read.expiresAt) - Date.parse(wanted.expiresAt)) <= (SLACK[wanted.unit?.replace(/s$/, '') ?? 'day'] ?? SLACK.day!);
    return plain(isNear ? { ...read, expiresAt: wanted.expiresAt! } : read);
  };
}
