import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';
import { SOURCE_FILES } from './source-files';

/* The rules of the house: what may import what. A file may import files of its own floor and of those below. */
const FLOORS = [
  ['entrypoints'],
  ['components'],
  ['utils/page'],
  ['utils/worker'],
  ['utils/alerts', 'utils/key-report'],
  ['utils/storage', 'utils/hosts'],
  ['utils/site'],
  ['utils/secrets'],
  ['utils/page-model'],
  ['utils/words.ts', 'utils/language.ts'],
  ['utils/settings.ts', 'utils/policy.ts', 'utils/keys', 'utils/browser-differences.ts'],
];

function floorOf(path: string): number {
  return FLOORS.findIndex((places) =>
    places.some((place) => path === place || path.startsWith(`${place}/`) || path === place.replace(/\.ts$/, '')),
  );
}

/**
 * Source without its comments, which may say why something is done. `/*` within a string, as in a pattern of addresses,
 * begins none.
 */
function codeOf(file: string): string {
  return withoutComments(readFileSync(file, 'utf8'));
}

function withoutComments(source: string): string {
  return source.replace(/(?<![^\s{(])\/\*[^]*?\*\//g, '').replace(/(?<!\S)\/\/.*/g, '');
}

interface Import {
  path: string;
  isTypeOnly: boolean;
}

/** `import … from`, `export … from`, an import for its effect alone, and `import()`, of whatever module. */
function importsIn(source: string): Import[] {
  const code = withoutComments(source);
  const statements = [...code.matchAll(/^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)];
  const calls = [...code.matchAll(/(\btypeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)];
  return [...statements, ...calls].map(([, type, path]) => ({ path: path!, isTypeOnly: type !== undefined }));
}

/** The files of the house that a file imports, by their paths without an ending. */
function importsOf(file: string): Import[] {
  return importsIn(readFileSync(file, 'utf8'))
    .filter(({ path }) => path.startsWith('.') && !/\.css(?:\?inline)?$/.test(path))
    .map(({ path, isTypeOnly }) => ({ path: relative('.', join(dirname(file), path)), isTypeOnly }))
    .filter(({ path }) => !path.startsWith('public/'));
}

it.each([
  ["import { a } from './a';", './a', false],
  ["import {\n  a,\n  b,\n} from '../a';", '../a', false],
  ["import type { A } from './a';", './a', true],
  ["import './a';", './a', false],
  ["export { a } from './a';", './a', false],
  ["export * from './a';", './a', false],
  ["export type { A } from './a';", './a', true],
  ["const load = () => import('./a');", './a', false],
  ["type A = typeof import('./a');", './a', true],
  ["const a = await import(/* lazily */ './a');", './a', false],
])('the rules of the house see %j', (source, path, isTypeOnly) => {
  expect(importsIn(source)).toEqual([{ path, isTypeOnly }]);
});

it('two imports have a path that is made up while running, and no others', () => {
  // In Chromium the content script imports what it loads on the tab by an address that no page can guess, and so does
  // what it loads there.
  const hidden = SOURCE_FILES.filter((file) => /\bimport\((?!\s*['"])/.test(codeOf(file)));
  expect(hidden).toEqual(['entrypoints/api-keys/index.ts', 'entrypoints/api-keys/parts-by-address.ts']);
});

it.each(SOURCE_FILES)('%s imports only from its own floor and those below', (file) => {
  expect(floorOf(file), `${file} stands on no floor: add its folder to FLOORS`).toBeGreaterThanOrEqual(0);
  const upward = importsOf(file)
    .filter(({ path }) => floorOf(path) < floorOf(file))
    .map(({ path }) => path);
  expect(upward, 'imports only point down: move the shared part to a lower floor').toEqual([]);
});

it.each(['README.md', 'docs/architecture.md'])('%s counts as many floors as there are', (document) => {
  const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];
  const claimed = [...readFileSync(document, 'utf8').matchAll(/(\w+) floors/gi)].map(
    ([, count]) => counts.indexOf(count!.toLowerCase()) + 1,
  );
  expect(claimed).toEqual([FLOORS.length]);
});

it('keys, settings and policy know no browser, no document and no clock', () => {
  const pure = SOURCE_FILES.filter(
    (name) => name.startsWith('utils/keys/') || ['utils/settings.ts', 'utils/policy.ts'].includes(name),
  );
  for (const file of pure) {
    expect(codeOf(file), file).not.toMatch(
      /\bbrowser\.|\b(?:ownB|wxt\/b)rowser\b|\bdocument\.|\bwindow\.|Date\.now\(|new Date\(\)/,
    );
  }
});

// The formatter breaks neither patterns nor strings, which hands have to.
it('no line of the product is longer than 120 characters', () => {
  const tooLong = SOURCE_FILES.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.length > 120 ? [`${file}:${index + 1}`] : [])),
  );
  expect(tooLong).toEqual([]);
});

/**
 * Names of browsers and their engines, ways to learn which one it is, and questions whether it has an API. An orphaned
 * content script has no `browser.runtime`, wherever it is.
 */
const TELLS_BROWSERS_APART =
  /firefox|chrom(?:e|ium)\b|\bedge\b|gecko|mozilla|\bmoz-|safari|userAgent|getBrowserInfo|import\.meta\.env|\b(?:nativeB|b)rowser\.(?!runtime\?)[\w.]+(?:\?\.| as\b)|\b(?:in|typeof) (?:nativeB|b)rowser\b/i;
/** Beside the entrypoint it is said for which browser it is built, as in wxt.config.ts. */
const TOLD_WHILE_BUILDING = /^entrypoints\/(?:api-keys\/(?:index|parts-by-address)|first-look|tab-script)\.ts$/;

it('one file tells browsers apart, and no other', () => {
  const lines = SOURCE_FILES.filter((file) => !TOLD_WHILE_BUILDING.test(file))
    .flatMap((file) =>
      codeOf(file)
        .split('\n')
        .map((line) => ({ file, line: line.trim() })),
    )
    .filter(({ line }) => TELLS_BROWSERS_APART.test(line));
  const [own, others] = [true, false].map((isOurElement) =>
    lines.filter(({ file }) => (file === 'utils/browser-differences.ts') === isOurElement),
  );
  expect(others).toEqual([]);
  // The check sees what it looks for: names and questions alike.
  expect(own!.map(({ line }) => line).join('\n')).toMatch(/chrome:\/\/[^]*Browser\.commands as/);
});

/** All files of the house that run where these are started. */
function reachedFrom(...entrypoints: string[]): string[] {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { path } of importsOf(file).filter(({ isTypeOnly }) => !isTypeOnly)) {
      const target = SOURCE_FILES.find((name) => name.replace(/\.tsx?$/, '') === path);
      expect(target, `${file} imports ${path}`).toBeDefined();
      reach(target!);
    }
  };
  for (const file of entrypoints) reach(file);
  return [...reached];
}

const IN_PAGES = [
  'entrypoints/api-keys/index.ts',
  'entrypoints/first-look.ts',
  'entrypoints/tab-script.ts',
  'entrypoints/clipboard-hook.ts',
  'entrypoints/takeover-probe.ts',
];
const OWN_PAGES = ['entrypoints/popup/main.tsx', 'entrypoints/options/main.tsx'];

it('the content script and the page-world hook take no schemas, no React and no polyfill along', () => {
  const reached = reachedFrom(...IN_PAGES);
  const libraries = reached.flatMap((file) =>
    importsIn(readFileSync(file, 'utf8'))
      .filter(({ path, isTypeOnly }) => !isTypeOnly && /^(?:zod|react|webextension-polyfill|wxt\/browser$)/.test(path))
      .map(({ path }) => `${file}: ${path}`),
  );
  expect(libraries).toEqual([]);
  // Only where all of it was gone through does that say anything.
  const parts = [
    'entrypoints/api-keys/run-tab-script.ts',
    'utils/site/key-list.ts',
    'utils/page/leak/clipboard-hook.ts',
  ];
  expect(reached).toEqual(expect.arrayContaining(parts));
});

it('only the worker writes to storage', () => {
  // What writes, and what has it write.
  const WRITES =
    /\bstorage\.(?:local|session|sync)\.(?:set|remove|clear)\(|\b(?:changeStored|eraseStored|exclusive|recordUnrecordedDay)\(/;
  const writers = SOURCE_FILES.filter((file) => WRITES.test(codeOf(file)));
  const others = reachedFrom(...IN_PAGES, ...OWN_PAGES);
  // Who reads documents takes the module along that can write them, and calls nothing of that.
  expect(writers.filter((file) => others.includes(file))).toEqual(['utils/storage/store.ts']);
  expect(others).toContain('utils/storage/store.ts');
  expect(reachedFrom('entrypoints/background.ts')).toEqual(expect.arrayContaining(writers));
});

describe('the messages', () => {
  // The reader shows none, and has a function `words` of its own.
  const code = [...SOURCE_FILES.filter((file) => !file.startsWith('utils/site/')), 'wxt.config.ts']
    .map(codeOf)
    .join('\n');
  const names = Object.keys(messages);
  const stemOf = (name: string): string => name.replace(/_(one|other)$/, '');
  const quoted = new Set([...code.matchAll(/'(\w+)'/g)].map(([, text]) => text!));
  const inManifest = [...code.matchAll(/__MSG_(\w+?)__/g)].map(([, name]) => name!);
  /** What `t` and `tCount` are called with. */
  const calls = [...code.matchAll(/\bt(?:Count)?\(([^(),]*)/g)].map(([, argument]) => argument!);
  /** A name that is put together, such as `expiry_${tense}_days`. One word may stand in each gap. */
  const patterns = calls
    .flatMap((argument) => [...argument.matchAll(/`([a-z]\w*\$\{[^`]*)`/g)])
    .map(([, template]) => new RegExp(`^${template!.replaceAll(/\$\{[^}]*\}/g, '[a-z]+')}$`));
  /**
   * The names that a call names itself, be it in one of several cases. Of all others the type `Word` says that they are
   * there.
   */
  const called = calls.flatMap((argument) => [...argument.matchAll(/(?:^|[?:])\s*'(\w+)'/g)]).map(([, name]) => name!);

  it('all messages are used', () => {
    const isUsed = (name: string): boolean =>
      quoted.has(stemOf(name)) || inManifest.includes(name) || patterns.some((pattern) => pattern.test(stemOf(name)));
    expect(names.filter((name) => !isUsed(name))).toEqual([]);
  });

  it('all messages that are used are there', () => {
    const known = new Set(names.flatMap((name) => [name, stemOf(name)]));
    expect([...called, ...inManifest].filter((name) => !known.has(name))).toEqual([]);
    expect(patterns.filter((pattern) => !names.some((name) => pattern.test(name)))).toEqual([]);
    // Only where they were found does that say anything.
    expect([called.length > 200, inManifest.length > 1, patterns.length > 5]).toEqual([true, true, true]);
  });
});
