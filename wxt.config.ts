import { defineConfig } from 'wxt';
import { SITE_PATTERN } from './utils/site/address';

/** What Firefox wants to know in addition. */
const FIREFOX_SETTINGS = {
  gecko: {
    // For good: under another id it would be another extension.
    id: 'key-companion@key-companion.example',
    // The first version that reads the next line on computers and phones alike.
    strict_min_version: '142.0',
    data_collection_permissions: { required: ['none'] },
  },
};

/**
 * What opens the popup until the user sets something else; K is for keys. No browser has this for itself, while
 * Ctrl+Shift+K is the console in Firefox and "duplicate tab" in Edge. On a Mac, Option types a character.
 */
const SHORTCUT = { default: 'Alt+Shift+K', mac: 'MacCtrl+Shift+K' };

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  // Imports are written out, so that a reader sees where each name comes from.
  imports: false,
  manifestVersion: 3,
  hooks: {
    // A module, which the content script imports: WXT makes a script of it, and Vite would leave a library's module large.
    'vite:build:extendConfig': ([entry], { build }) => {
      if (entry?.name !== 'follow-tab' || !build?.lib) return;
      Object.assign(build.rollupOptions ??= {}, { input: build.lib.entry, preserveEntrySignatures: 'strict' });
      build.lib = false;
    },
  },
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications'],
    host_permissions: [SITE_PATTERN],
    commands: { _execute_action: { suggested_key: SHORTCUT } },
    content_scripts: [{ matches: [SITE_PATTERN], run_at: 'document_idle', js: ['api-keys.js'] }],
    // Loaded on the API Keys tab alone. Where the browser can, by an address that no page can guess.
    web_accessible_resources: [browser === 'firefox'
      ? { resources: ['clipboard-hook.js'], matches: [SITE_PATTERN] }
      : { resources: ['clipboard-hook.js', 'follow-tab.js'], matches: [SITE_PATTERN], use_dynamic_url: true }],
    // What an administrator can set. Firefox takes a policy without it, and warns of the entry.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed_schema.json' } }),
    ...(browser === 'firefox' && { browser_specific_settings: FIREFOX_SETTINGS }),
  }),
});
