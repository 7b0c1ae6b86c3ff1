import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EDGE_EXTENSION, EXTENSION, FIREFOX_EXTENSION } from '../support/launch';
import { limitsOf, problemsOf, SHIPPED, sizesIn } from '../support/shipped-sizes';

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
/** What of the content script is loaded on dashboards, on the API Keys tab, and there when a part is wanted. */
const LOADED_LATER = [
  'first-look.js',
  'tab-script.js',
  'lists-without-tables.js',
  'leak-guard.js',
  'create-help.js',
  'describe-page.js',
  'teaching.js',
  'taught-reader.js',
  'shared-by-parts.js',
];

const CHROMIUM = {
  minimum_chrome_version: '132',
  background: { service_worker: 'background.js' },
  storage: { managed_schema: 'managed_schema.json' },
  web_accessible_resources: [
    {
      resources: ['clipboard-hook.js', 'takeover-probe.js', ...LOADED_LATER],
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

/** What runs in pages beside their own world: on every page of the site, and what that loads. */
const IN_PAGES = ['api-keys.js', ...LOADED_LATER];
const IN_PAGE_WORLD = ['takeover-probe.js', 'clipboard-hook.js'];

test('what runs in the page contains no React, schema library or polyfill', () => {
  for (const script of [...IN_PAGES, ...IN_PAGE_WORLD]) {
    const source = readFileSync(join(EXTENSION, script), 'utf8');
    expect(source, script).not.toMatch(/react\.element|_zod|\$ZodType|webextension-polyfill/);
  }
});

for (const build of SHIPPED) {
  test(`each file of ${basename(build)} has a limit, keeps it, and is hardly smaller (test/commands/set-size-limits.ts sets them)`, () => {
    expect(problemsOf(sizesIn(build), limitsOf(build))).toEqual([]);
  });
}

test('a file without a limit, one that outgrows it, one that became much smaller and one that is gone are found', () => {
  const sizes = { 'new.js': 1, 'large.js': 1_001, 'small.js': 900, 'right.js': 1_000, 'exact.js': 1_000 };
  const limits = { 'large.js': 1_000, 'small.js': 1_000, 'right.js': 1_030, 'exact.js': 1_000, 'gone.js': 5 };
  expect(problemsOf(sizes, limits)).toEqual([
    'gone.js has a limit and does not ship',
    'large.js has 1001 bytes, more than its limit of 1000',
    'new.js ships with 1 bytes and has no limit',
    'small.js has 900 bytes, so its limit of 1000 is too high',
  ]);
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
  for (const script of IN_PAGES)
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

test('our pages load a script of ours and React at once, and nothing from elsewhere', () => {
  for (const build of SHIPPED)
    for (const page of ['popup.html', 'options.html', 'report.html']) {
      const files = [...readFileSync(join(build, page), 'utf8').matchAll(/ (?:src|href)="([^"]+)"/g)].map(
        ([, file]) => file!,
      );
      const scripts = files.filter((file) => file.endsWith('.js'));
      expect(scripts.length, page).toBeGreaterThan(1);
      expect(scripts.join(), page).toContain('/react-');
      expect(
        files.filter((file) => !existsSync(join(build, file))),
        page,
      ).toEqual([]);
    }
});
