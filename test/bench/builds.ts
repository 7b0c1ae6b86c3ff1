import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
import { EXTENSION, FIREFOX_EXTENSION } from '../browser/support/launch';
import { byHeart } from './by-heart';
import { workerByHeart } from './worker-by-heart';
import { runProgram } from '../commands/run-program';

/** Where the empty extension is built. */
export const EMPTY_EXTENSION = resolve('.output/bench-empty');
/** Where the one is built that knows the bench's table by heart. */
export const HEART_EXTENSION = resolve('.output/bench-heart');

/** Where the empty extension is built for Firefox. */
export const EMPTY_FIREFOX_EXTENSION = resolve('.output/bench-empty-firefox');

/** Builds the extension as it ships. */
export function buildOurs(browser: 'chrome' | 'firefox' = 'chrome'): void {
  if (!runProgram('wxt', ['build', '-b', browser], {}, process.stderr))
    throw new Error('The extension could not be built; the lines above say why.');
}

/**
 * Builds an extension with the manifest of ours whose scripts do nothing: what any extension costs that is let into the
 * same pages. Its popup is the least that React can be. Beside it is a page with the pure parts, to time them alone.
 */
export async function buildEmpty(): Promise<void> {
  const root = resolve('test/bench/empty');
  await build({
    root,
    configFile: false,
    base: '',
    logLevel: 'error',
    build: {
      outDir: EMPTY_EXTENSION,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: ['popup', 'pure'].map((name) => join(root, `${name}.html`)) },
    },
  });
  emptyOut(EXTENSION, EMPTY_EXTENSION);
}

/** Builds such an extension for Firefox, without the pages. */
export function buildEmptyForFirefox(): void {
  emptyOut(FIREFOX_EXTENSION, EMPTY_FIREFOX_EXTENSION);
}

/** Puts what the manifest of a build names into a folder: scripts and options without anything in them. */
function emptyOut(build: string, folder: string): void {
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
  for (const path of ['manifest.json', 'managed_schema.json', '_locales', 'icons'])
    cpSync(join(build, path), join(folder, path), { recursive: true });
  const scripts: string[] = [
    ...(manifest.background.scripts ?? [manifest.background.service_worker]),
    ...manifest.content_scripts.flatMap(({ js }: { js: string[] }) => js),
  ];
  for (const script of scripts) put(folder, script, '(() => {})();\n');
  put(folder, manifest.options_ui.page, '<!doctype html><title>Empty</title>\n');
}

/** Builds the same with a content script and a worker that do the least that can be done with the bench's keys. */
export function buildByHeart(): void {
  cpSync(EMPTY_EXTENSION, HEART_EXTENSION, { recursive: true });
  put(HEART_EXTENSION, 'api-keys.js', `(${String(byHeart)})();\n`);
  put(HEART_EXTENSION, 'background.js', `(${String(workerByHeart)})();\n`);
}

function put(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
