import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';

/* The rules of the house: what may import what. A file may import files of its own floor and of those below. */
const FLOORS = [
  ['entrypoints'],
  ['components'],
  ['utils/page'],
  ['utils/worker'],
  ['utils/alerts'],
  ['utils/storage', 'utils/site'],
  ['utils/words.ts', 'utils/language.ts'],
  ['utils/settings.ts', 'utils/policy.ts', 'utils/keys', 'utils/browser-differences.ts'],
];

const files = ['entrypoints', 'components', 'utils'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name)),
);

function floorOf(path: string): number {
  return FLOORS.findIndex((places) =>
    places.some((place) => path === place || path.startsWith(`${place}/`) || path === place.replace(/\.ts$/, '')),
  );
}

function importsOf(file: string): { path: string; isTypeOnly: boolean }[] {
  return [...readFileSync(file, 'utf8').matchAll(/^import (type )?[^;]*?from '(\.[^']+)';/gms)]
    .map(([, type, path]) => ({ path: relative('.', join(dirname(file), path!)), isTypeOnly: type !== undefined }))
    .filter(({ path }) => !path.endsWith('.css') && !path.startsWith('public/'));
}

it.each(files)('%s imports only from its own floor and those below', (file) => {
  expect(floorOf(file), `${file} stands on no floor: add its folder to FLOORS`).toBeGreaterThanOrEqual(0);
  const upward = importsOf(file)
    .filter(({ path }) => floorOf(path) < floorOf(file))
    .map(({ path }) => path);
  expect(upward, 'imports only point down: move the shared part to a lower floor').toEqual([]);
});

it('the ground floor knows no browser, no document and no clock', () => {
  for (const file of files.filter((name) => name.startsWith('utils/keys/'))) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /\bbrowser\b|\bdocument\.|\bwindow\.|Date\.now\(|new Date\(\)/,
    );
  }
});

/** Names of browsers and their engines, ways to learn which one it is, and questions whether it has an API. An orphaned content script has no `browser.runtime`, wherever it is. */
const TELLS_BROWSERS_APART =
  /firefox|chrom(?:e|ium)\b|\bedge\b|gecko|mozilla|\bmoz-|safari|userAgent|getBrowserInfo|import\.meta\.env|\b(?:nativeB|b)rowser\.(?!runtime\?)[\w.]+(?:\?\.| as\b)|\b(?:in|typeof) (?:nativeB|b)rowser\b/i;
/** Beside the entrypoint it is said for which browser it is built, as in wxt.config.ts. */
const TOLD_WHILE_BUILDING = /^entrypoints\/(?:api-keys\/index|follow-tab)\.ts$/;

/** Source without its comments, which may say why something is done. `/*` within a string, as in a pattern of addresses, begins none. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/(?<![^\s{(])\/\*[^]*?\*\//g, '')
    .replace(/(?<!\S)\/\/.*/g, '');
}

it('one file tells browsers apart, and no other', () => {
  const lines = files
    .filter((file) => !TOLD_WHILE_BUILDING.test(file))
    .flatMap((file) =>
      codeOf(file)
        .split('\n')
        .map((line) => ({ file, line: line.trim() })),
    )
    .filter(({ line }) => TELLS_BROWSERS_APART.test(line));
  const [own, others] = [true, false].map((isOwn) =>
    lines.filter(({ file }) => (file === 'utils/browser-differences.ts') === isOwn),
  );
  expect(others).toEqual([]);
  // The check sees what it looks for: names and questions alike.
  expect(own!.map(({ line }) => line).join('\n')).toMatch(/chrome:\/\/[^]*Browser\.commands as/);
});

it('the content script and the page-world hook take no schemas along', () => {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { path, isTypeOnly } of importsOf(file))
      if (!isTypeOnly) reach(files.find((name) => name.replace(/\.tsx?$/, '') === path)!);
  };
  reach('entrypoints/api-keys/index.ts');
  reach('entrypoints/follow-tab.ts');
  reach('entrypoints/clipboard-hook.ts');
  const withSchemas = [...reached].filter((file) => /from 'zod|from 'react/.test(readFileSync(file, 'utf8')));
  expect(withSchemas).toEqual([]);
});

it('every message is used, and every message that is used is there', () => {
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n') + readFileSync('wxt.config.ts', 'utf8');
  const isUsed = (name: string): boolean => {
    const stem = name.replace(/_(one|other)$/, '');
    return (
      source.includes(`'${stem}'`) || source.includes(`__MSG_${name}__`) || /^(expiry|kind|options_leak)_/.test(name)
    );
  };
  expect(Object.keys(messages).filter((name) => !isUsed(name))).toEqual([]);
});
