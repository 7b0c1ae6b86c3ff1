import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
import { EXTENSION } from '../browser/support/launch';
import { runProgram } from '../commands/run-program';

/** Where the empty extension is built. */
export const EMPTY_EXTENSION = resolve('.output/bench-empty');

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

function put(path: string, text: string): void {
  const file = join(EMPTY_EXTENSION, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
