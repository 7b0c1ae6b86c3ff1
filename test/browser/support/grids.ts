import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { TAB_URL } from './launch';
import { runNpmOnce } from './npm-once';
import { isSiteHost } from './replica';
import { fontFaces } from './test-font';

const FOLDER = 'test/grids';
const PAGES = join(FOLDER, 'dist');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The data grids of real products, as they ship; each has a file in `test/grids/src/grids`. */
export const GRIDS = ['mui', 'ag', 'tanstack', 'antd', 'cloudscape', 'sgds', 'lifesg'] as const;
export type Grid = (typeof GRIDS)[number];

/** The fonts that these grids ask for. */
const FONTS = ['Roboto', 'Open Sans', 'Helvetica Neue', 'Segoe UI', 'Inter', 'Arial'];

/** Builds the pages with the grids, unless they are there and come from the sources as they are now. */
export function buildGrids(): void {
  runNpmOnce({
    folder: FOLDER,
    sources: ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts', 'src'],
    stamp: 'dist/built-from',
    commands: [['run', 'build']],
  });
}

/** Opens the API Keys tab with a grid in it, and waits until that shows its rows. */
export async function openGrid(page: Page, grid: Grid): Promise<void> {
  await page.route(
    ({ hostname }) => isSiteHost(hostname),
    (route) => {
      const { pathname } = new URL(route.request().url());
      const type = TYPES[extname(pathname)];
      const file = join(PAGES, pathname);
      if (type && existsSync(file)) return route.fulfill({ body: readFileSync(file), contentType: type });
      const html = readFileSync(join(PAGES, 'index.html'), 'utf8');
      const body = html.replace('<head>', `<head><style>body{font-family:Inter}${fontFaces(...FONTS)}</style>`);
      return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
    },
  );
  await page.goto(`${TAB_URL}?grid=${grid}`);
  await page.getByText('gazette-uploader').first().waitFor();
}
