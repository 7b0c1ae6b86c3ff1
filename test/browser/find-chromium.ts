import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * The path of a Chromium that loads unpacked extensions: the one named by CHROMIUM_PATH, Playwright's own, or the
 * system's. Branded Chrome is left out, since it ignores `--load-extension`. Installs one where none is found.
 * Throws one sentence that says what to install where that fails too.
 */
export function findOrInstallChromium(): string {
  return findChromium() ?? installChromium();
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return [chromium.executablePath(), onPath('chromium'), onPath('chromium-browser')].find((path) => path && existsSync(path));
}

function onPath(program: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program)).find(existsSync);
}

function installChromium(): string {
  console.log('No Chromium found: installing one.');
  const playwright = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js');
  const isRoot = process.getuid?.() === 0;
  // Its libraries can be installed by root alone; an ordinary desktop has them.
  spawnSync(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], { stdio: 'inherit' });
  if (!findChromium() && isRoot && onPath('apt-get')) {
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'], { stdio: 'inherit' });
    } catch {
      // Whether it worked is seen by looking for the browser once more.
    }
  }
  const found = findChromium();
  if (!found) throw new Error('Please install Chromium ("npx playwright install --with-deps chromium", or your system\'s package "chromium"), or set CHROMIUM_PATH to it, and run this again.');
  return found;
}
