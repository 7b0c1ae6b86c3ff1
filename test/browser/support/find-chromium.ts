import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { installPackages, isRoot, onPath } from './find-program';

/**
 * The path of a Chromium that loads unpacked extensions: the one named by CHROMIUM_PATH, Playwright's own, or the
 * system's. Branded Chrome is left out, because it ignores `--load-extension`. Installs one if none is found. If that
 * fails too, throws one sentence that says what to install.
 */
export function findOrInstallChromium(): string {
  return findChromium() ?? installChromium();
}

function findChromium(): string | undefined {
  const own = chromium.executablePath();
  return process.env.CHROMIUM_PATH || (existsSync(own) ? own : onPath('chromium', 'chromium-browser'));
}

function installChromium(): string {
  console.log('No Chromium found: installing one.');
  const playwright = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js');
  // Only root can install its libraries; an ordinary desktop has them.
  spawnSync(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], {
    stdio: 'inherit',
  });
  if (!findChromium()) installPackages('chromium', 'fonts-noto-core');
  const found = findChromium();
  if (!found)
    throw new Error(
      'Please install Chromium ("npx playwright install --with-deps chromium", or your system\'s package "chromium"), or set CHROMIUM_PATH to it, and run this again.',
    );
  return found;
}
