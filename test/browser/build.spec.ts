import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EXTENSION, FIREFOX_EXTENSION } from './launch';

const SITE = ['https://*.data.gov.sg/*'];
const GOVERNMENT = ['https://*.gov.sg/*'];
const HOOK = { resources: ['clipboard-hook.js'], matches: GOVERNMENT };
/** What the manifests of the builds share, and what each has of its own. */
const COMMON = {
  manifest_version: 3,
  default_locale: 'en',
  permissions: ['storage', 'alarms', 'notifications'],
  host_permissions: SITE,
  // Nothing of these is held before the user adds a site.
  optional_permissions: ['scripting'],
  optional_host_permissions: GOVERNMENT,
  commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+K', mac: 'MacCtrl+Shift+K' } } },
  action: { default_title: 'Key Companion for Data.gov.sg', default_popup: 'popup.html' },
  options_ui: { open_in_tab: true, page: 'options.html' },
  content_scripts: [{ matches: SITE, run_at: 'document_idle', js: ['content-scripts/api-keys.js'] }],
};
const BUILDS = [
  { folder: EXTENSION, own: { background: { service_worker: 'background.js' }, storage: { managed_schema: 'managed_schema.json' }, web_accessible_resources: [{ ...HOOK, use_dynamic_url: true }] } },
  {
    folder: FIREFOX_EXTENSION,
    own: {
      background: { scripts: ['background.js'] },
      web_accessible_resources: [HOOK],
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

test('nothing that runs in the page contains React or a schema library', () => {
  for (const script of ['content-scripts/api-keys.js', 'clipboard-hook.js']) {
    const source = readFileSync(join(EXTENSION, script), 'utf8');
    expect(source, script).not.toMatch(/react\.element|_zod|\$ZodType/);
  }
  expect(readFileSync(join(EXTENSION, 'clipboard-hook.js'), 'utf8').length).toBeLessThan(6_000);
});
