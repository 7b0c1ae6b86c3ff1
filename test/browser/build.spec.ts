import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EXTENSION } from './launch';

test('the built manifest asks for what the README says, and nothing else', () => {
  const { icons, name: _name, description: _description, version, ...manifest } = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
  const packageVersion = JSON.parse(readFileSync('package.json', 'utf8')).version;
  const site = ['https://*.data.gov.sg/*'];
  expect(version).toBe(packageVersion);
  expect(Object.values<string>(icons).every((icon) => existsSync(join(EXTENSION, icon)))).toBe(true);
  expect(manifest).toEqual({
    manifest_version: 3,
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications'],
    host_permissions: site,
    background: { service_worker: 'background.js' },
    action: { default_title: 'Key Companion for Data.gov.sg', default_popup: 'popup.html' },
    options_ui: { open_in_tab: true, page: 'options.html' },
    content_scripts: [{ matches: site, run_at: 'document_idle', js: ['content-scripts/api-keys.js'] }],
    web_accessible_resources: [{ resources: ['clipboard-hook.js'], matches: site }],
  });
});

test('nothing that runs in the page contains React or a schema library', () => {
  for (const script of ['content-scripts/api-keys.js', 'clipboard-hook.js']) {
    const source = readFileSync(join(EXTENSION, script), 'utf8');
    expect(source, script).not.toMatch(/react\.element|_zod|\$ZodType/);
  }
  expect(readFileSync(join(EXTENSION, 'clipboard-hook.js'), 'utf8').length).toBeLessThan(4_000);
});
