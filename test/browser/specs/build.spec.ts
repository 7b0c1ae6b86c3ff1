import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EDGE_EXTENSION, EXTENSION, FIREFOX_EXTENSION } from '../support/launch';

const SITE = ['https://*.data.gov.sg/*'];
const GOVERNMENT = ['https://*.gov.sg/*'];
/** What the manifests of the builds share, and what each has of its own. */
const COMMON = {
  manifest_version: 3,
  default_locale: 'en',
  permissions: ['storage', 'alarms', 'notifications'],
  // Nothing that is read in a private window may outlive it, so nothing is read there.
  incognito: 'not_allowed',
  host_permissions: SITE,
  // The strictest that works: own files alone, and no text that becomes markup or a script.
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  },
  // Nothing of these is held before the user adds a site.
  optional_permissions: ['scripting'],
  optional_host_permissions: GOVERNMENT,
  commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+K', mac: 'MacCtrl+Shift+K' } } },
  action: { default_title: 'Key Companion for Data.gov.sg', default_popup: 'popup.html' },
  options_ui: { open_in_tab: true, page: 'options.html' },
  content_scripts: [{ matches: SITE, run_at: 'document_idle', js: ['api-keys.js'] }],
};
const CHROMIUM = {
  minimum_chrome_version: '132',
  background: { service_worker: 'background.js' },
  storage: { managed_schema: 'managed_schema.json' },
  web_accessible_resources: [
    {
      resources: [
        'clipboard-hook.js',
        'takeover-probe.js',
        'first-look.js',
        'tab-script.js',
        'lists-without-tables.js',
        'leak-guard.js',
        'create-help.js',
        'describe-page.js',
        'teaching.js',
        'taught-reader.js',
        'shared-by-parts.js',
      ],
      matches: GOVERNMENT,
      use_dynamic_url: true,
    },
  ],
};
const BUILDS = [
  { folder: EXTENSION, own: CHROMIUM },
  { folder: EDGE_EXTENSION, own: CHROMIUM },
  {
    folder: FIREFOX_EXTENSION,
    own: {
      background: { scripts: ['background.js'] },
      web_accessible_resources: [{ resources: ['clipboard-hook.js', 'takeover-probe.js'], matches: GOVERNMENT }],
      browser_specific_settings: {
        gecko: {
          id: 'key-companion@key-companion.example',
          strict_min_version: '142.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    },
  },
];

for (const { folder, own } of BUILDS) {
  test(`the manifest of ${basename(folder)} asks for what the README says, and nothing else`, () => {
    const {
      icons,
      name: _name,
      description: _description,
      version,
      ...manifest
    } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const packageVersion = JSON.parse(readFileSync('package.json', 'utf8')).version;
    expect(version).toBe(packageVersion);
    expect(Object.values<string>(icons).every((icon) => existsSync(join(folder, icon)))).toBe(true);
    expect(manifest).toEqual({ ...COMMON, ...own });
  });
}

test('the README names the oldest browsers that the manifests let it be installed in', () => {
  // Without the spaces that line up its columns.
  const readme = readFileSync('README.md', 'utf8').replaceAll(/ +/g, ' ');
  const [chrome, edge, firefox] = BUILDS.map(({ folder }) =>
    JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')),
  );
  expect(edge.minimum_chrome_version).toBe(chrome.minimum_chrome_version);
  expect(readme).toContain(`| Chrome, Edge | ${chrome.minimum_chrome_version} (`);
  expect(readme).toContain(
    `| Firefox, on computers and phones | ${Number.parseInt(firefox.browser_specific_settings.gecko.strict_min_version, 10)} (`,
  );
});

/** How large what runs in pages may be, minified, in bytes: on every page of the site, on those of dashboards, on the API Keys tab, there when a part is wanted, in the page's own world. */
const LARGEST = {
  'api-keys.js': 3_400,
  'first-look.js': 9_800,
  'tab-script.js': 195_000,
  'lists-without-tables.js': 28_100,
  'leak-guard.js': 28_300,
  'create-help.js': 3_400,
  'describe-page.js': 1_850,
  'teaching.js': 26_000,
  'taught-reader.js': 490,
  'shared-by-parts.js': 13_600,
  'takeover-probe.js': 2_300,
  'clipboard-hook.js': 6_950,
};

const IN_PAGE_WORLD = new Set(['clipboard-hook.js', 'takeover-probe.js']);

test('what runs in the page is small, and contains no React, schema library or polyfill', () => {
  for (const [script, largest] of Object.entries(LARGEST)) {
    const source = readFileSync(join(EXTENSION, script), 'utf8');
    expect(Buffer.byteLength(source), script).toBeLessThan(largest);
    expect(source, script).not.toMatch(/react\.element|_zod|\$ZodType|webextension-polyfill/);
  }
  // In Firefox the content script is one file.
  const loaded = Object.entries(LARGEST).filter(([name]) => !IN_PAGE_WORLD.has(name));
  const most = loaded.reduce((sum, [, largest]) => sum + largest, 0);
  expect(readFileSync(join(FIREFOX_EXTENSION, 'api-keys.js')).length).toBeLessThan(most);
});

test('what runs in the page leaves out why its rules count', () => {
  const rules = readdirSync('utils/site/evidence').map((file) =>
    readFileSync(join('utils/site/evidence', file), 'utf8'),
  );
  const reasons = [...rules.join('\n').matchAll(/\bwhy: '([^']{12,})'/g)].map(([, why]) => why!);
  expect(reasons.length).toBeGreaterThan(20);
  const built = ['tab-script.js', 'lists-without-tables.js']
    .map((file) => readFileSync(join(EXTENSION, file), 'utf8'))
    .join('\n');
  expect(reasons.filter((why) => built.includes(why))).toEqual([]);
});

test('what runs in the page is compiled when it is loaded, and takes the English words along that badges show', () => {
  for (const script of Object.keys(LARGEST).filter((name) => !IN_PAGE_WORLD.has(name)))
    expect(readFileSync(join(EXTENSION, script), 'utf8'), script).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
  const built = readFileSync(join(EXTENSION, 'tab-script.js'), 'utf8');
  const messages = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')) as Record<
    string,
    { message: string }
  >;
  const shown = Object.keys(messages).filter((name) =>
    /^(?:expiry|detail)_|^(?:date_day|date_time|months)$/.test(name),
  );
  expect(shown.length).toBeGreaterThan(25);
  expect(shown.filter((name) => !built.includes(`${name}:`))).toEqual([]);
});

test('the messages ship without what only translators read', () => {
  const shipped = JSON.parse(readFileSync(join(EXTENSION, '_locales', 'en', 'messages.json'), 'utf8')) as object;
  expect(Object.keys(shipped).length).toBeGreaterThan(400);
  expect(new Set(Object.values(shipped).flatMap(Object.keys))).toEqual(new Set(['message']));
});

/** How large the rest may be, in bytes: what opening a page loads with its scripts and style sheets, the worker, and all files together. */
const LARGEST_PAGE = { 'popup.html': 347_000, 'options.html': 344_000 };
const LARGEST_WORKER = 110_000;
const LARGEST_PACKAGE = 1_160_000;

for (const folder of [EXTENSION, FIREFOX_EXTENSION]) {
  test(`${basename(folder)} as a whole, its worker and what its pages load at once keep their sizes`, () => {
    const sizeOf = (file: string): number => statSync(join(folder, file)).size;
    const sum = (files: readonly string[]): number => files.reduce((size, file) => size + sizeOf(file), 0);
    for (const [page, largest] of Object.entries(LARGEST_PAGE)) {
      const files = [...readFileSync(join(folder, page), 'utf8').matchAll(/ (?:src|href)="\/([^"]+)"/g)].map(
        ([, file]) => file!,
      );
      expect(files.filter((file) => file.endsWith('.js')).length, page).toBeGreaterThan(1);
      expect(sum([page, ...files]), page).toBeLessThan(largest);
    }
    expect(sizeOf('background.js')).toBeLessThan(LARGEST_WORKER);
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(folder, file)).isFile(),
    );
    expect(sum(all)).toBeLessThan(LARGEST_PACKAGE);
  });
}
