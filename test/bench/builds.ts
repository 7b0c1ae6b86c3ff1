import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
import { EXTENSION } from '../browser/support/launch';
import { byHeart } from './by-heart';
import { runProgram } from '../commands/run-program';

/** Where the empty extension is built. */
export const EMPTY_EXTENSION = resolve('.output/bench-empty');
/** Where the one is built that knows the bench's table by heart. */
export const HEART_EXTENSION = resolve('.output/bench-heart');

/** Builds the extension as it ships. */
export function buildOurs(): void {
  if (!runProgram('wxt', ['build'], {}, process.stderr))
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
  const manifest = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
  for (const path of ['manifest.json', 'managed_schema.json', '_locales', 'icons'])
    cpSync(join(EXTENSION, path), join(EMPTY_EXTENSION, path), { recursive: true });
  const scripts: string[] = [
    manifest.background.service_worker,
    ...manifest.content_scripts.flatMap(({ js }: { js: string[] }) => js),
  ];
  for (const script of scripts) put(script, '(() => {})();\n');
  put(manifest.options_ui.page, '<!doctype html><title>Empty</title>\n');
}

/** Builds the same with a content script that does the least that can be done on the bench's table. */
export function buildByHeart(): void {
  cpSync(EMPTY_EXTENSION, HEART_EXTENSION, { recursive: true });
  put('api-keys.js', `(${String(byHeart)})();\n`, HEART_EXTENSION);
}

function put(path: string, text: string, folder = EMPTY_EXTENSION): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
