import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EDGE_EXTENSION, EXTENSION, FIREFOX_EXTENSION } from './launch';

const SITE = ['https://*.data.gov.sg/*'];
/** What the manifests of the builds share, and what each has of its own. */
const COMMON = {
  manifest_version: 3,
  default_locale: 'en',
  permissions: ['storage', 'alarms', 'notifications'],
  host_permissions: SITE,
  // The strictest that works: own files alone, and no text that becomes markup or a script.
  content_security_policy: {
    extension_pages: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  },
  commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+K', mac: 'MacCtrl+Shift+K' } } },
  action: { default_title: 'Key Companion for Data.gov.sg', default_popup: 'popup.html' },
  options_ui: { open_in_tab: true, page: 'options.html' },
  content_scripts: [{ matches: SITE, run_at: 'document_idle', js: ['content-scripts/api-keys.js'] }],
  web_accessible_resources: [{ resources: ['clipboard-hook.js'], matches: SITE }],
};
const CHROMIUM = { minimum_chrome_version: '123', background: { service_worker: 'background.js' }, storage: { managed_schema: 'managed_schema.json' } };
const BUILDS = [
  { folder: EXTENSION, own: CHROMIUM },
  { folder: EDGE_EXTENSION, own: CHROMIUM },
  {
    folder: FIREFOX_EXTENSION,
    own: {
      background: { scripts: ['background.js'] },
      browser_specific_settings: { gecko: { id: 'key-companion@key-companion.example', strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } } },
    },
  },
];

for (const { folder, own } of BUILDS) {
  test(`the manifest of ${basename(folder)} asks for what the README says, and nothing else`, () => {
    const { icons, name: _name, description: _description, version, ...manifest } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const packageVersion = JSON.parse(readFileSync('package.json', 'utf8')).version;
    expect(version).toBe(packageVersion);
    expect(Object.values<string>(icons).every((icon) => existsSync(join(folder, icon)))).toBe(true);
    expect(manifest).toEqual({ ...COMMON, ...own });
  });
}

test('the README names the oldest browsers that the manifests let it be installed in', () => {
  const readme = readFileSync('README.md', 'utf8');
  const [chrome, edge, firefox] = BUILDS.map(({ folder }) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  expect(edge.minimum_chrome_version).toBe(chrome.minimum_chrome_version);
  expect(readme).toContain(`| Chrome, Edge | ${chrome.minimum_chrome_version} (`);
  expect(readme).toContain(`| Firefox, on computers and phones | ${Number.parseInt(firefox.browser_specific_settings.gecko.strict_min_version, 10)} (`);
});

test('nothing that runs in the page contains React or a schema library', () => {
  for (const script of ['content-scripts/api-keys.js', 'clipboard-hook.js']) {
    const source = readFileSync(join(EXTENSION, script), 'utf8');
    expect(source, script).not.toMatch(/react\.element|_zod|\$ZodType/);
  }
  expect(readFileSync(join(EXTENSION, 'clipboard-hook.js'), 'utf8').length).toBeLessThan(6_000);
});
