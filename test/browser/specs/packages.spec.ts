import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { readZip } from '../../support/read-zip';
import { EDGE_EXTENSION, EXTENSION, FIREFOX_EXTENSION } from '../support/launch';
import { lint } from '../support/linter';

const { version, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const BUILDS = { chrome: EXTENSION, edge: EDGE_EXTENSION, firefox: FIREFOX_EXTENSION };

function packageOf(name: string): string {
  return join('.output', `key-companion-${version}-${name}.zip`);
}

/** The files below a folder, by their paths in it. */
function filesOf(folder: string): Map<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]));
}

/** The files that only one of the two has, or whose bytes differ. */
function differences(some: Map<string, Buffer>, others: Map<string, Buffer>): string[] {
  return [...new Set([...some.keys(), ...others.keys()])].filter(
    (name) => !(others.get(name) && some.get(name)?.equals(others.get(name)!)),
  );
}

test('one command builds for the three browsers, another packs for their stores, and each package is its build', () => {
  for (const browser of ['edge', 'firefox']) {
    expect(scripts.build).toContain(`wxt build -b ${browser}`);
    expect(scripts.zip).toContain(`wxt zip -b ${browser}`);
  }
  for (const [browser, build] of Object.entries(BUILDS)) {
    const files = filesOf(build);
    expect(files.size, browser).toBeGreaterThan(15);
    expect(differences(files, readZip(packageOf(browser))), `${browser}: run \`npm run zip\``).toEqual([]);
  }
  // Edge is not named in the code: what Chromium's tests show is true of its build too.
  expect(differences(filesOf(EXTENSION), filesOf(EDGE_EXTENSION))).toEqual([]);
});

test('the sources for Mozilla’s reviewers are what is needed, and build to the same bytes', () => {
  const sources = readZip(packageOf('sources'));
  const places = [...new Set([...sources.keys()].map((name) => name.split('/')[0]))].sort();
  expect(places).toEqual([
    'LICENSE',
    'README.md',
    'components',
    'entrypoints',
    'package-lock.json',
    'package.json',
    'public',
    'tsconfig.json',
    'utils',
    'wxt.config.ts',
  ]);
  expect([...sources.keys()].filter((name) => !/(^LICENSE|\.(tsx?|css|html|json|svg|md|txt))$/.test(name))).toEqual([]);
  for (const name of ['package.json', 'package-lock.json'])
    expect(sources.get(name)?.equals(readFileSync(name)), name).toBe(true);
  const command = 'npx wxt build -b firefox';
  expect(sources.get('README.md')?.toString()).toContain(`npm ci && ${command}`);

  const folder = mkdtempSync(join(tmpdir(), 'key-companion-sources-'));
  try {
    for (const [name, content] of sources) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    // What `npm ci` would fetch, by the lock file that was just compared.
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', ...command.split(' ').slice(2)], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(built.status, built.stderr + built.stdout).toBe(0);
    const rebuilt = filesOf(join(folder, '.output/firefox-mv3'));
    expect(differences(rebuilt, filesOf(FIREFOX_EXTENSION))).toEqual([]);
    expect(differences(rebuilt, readZip(packageOf('firefox')))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('nothing that is shipped can reach the network or run text as code', () => {
  const REACHES_OUT =
    /\b(XMLHttpRequest|sendBeacon|WebSocket|WebTransport|EventSource|RTCPeerConnection|importScripts)\b|\beval\(|\bFunction\(|https?:\/\/[^`'"\s]*\.js\b/g;
  for (const build of Object.values(BUILDS)) {
    const scripts = [...filesOf(build)].filter(([name]) => /\.(js|html)$/.test(name));
    for (const [name, content] of scripts) {
      expect(content.toString().match(REACHES_OUT), name).toBeNull();
      // The messages of the chosen language are read from the extension's own files: see utils/language.ts.
      const fetches = content.toString().match(/\bfetch\b.{0,60}/g) ?? [];
      expect(
        fetches.filter((text) => !/^fetch\([\w.$]+\.runtime\.getURL\(`\/_locales\/\$/.test(text)),
        name,
      ).toEqual([]);
    }
  }
});

test('Mozilla’s linter says nothing of the build for Firefox, but of React what React itself causes', () => {
  const found = lint(FIREFOX_EXTENSION).map(({ code, file }) => `${code} in ${file.replace(/-[\w-]{8}\.js$/, '.js')}`);
  // React sets innerHTML for `dangerouslySetInnerHTML`, in HTML and in SVG. Nothing here uses that.
  expect(found).toEqual(['UNSAFE_VAR_ASSIGNMENT in chunks/react.js', 'UNSAFE_VAR_ASSIGNMENT in chunks/react.js']);
  const ours = ['components', 'entrypoints', 'utils'].flatMap((folder) => [...filesOf(folder)]);
  expect(
    ours
      .filter(([, content]) =>
        /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML/.test(content.toString()),
      )
      .map(([name]) => name),
  ).toEqual([]);
});
