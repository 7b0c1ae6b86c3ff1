import { defineConfig } from 'wxt';
import { GOVERNMENT_PATTERN, SITE_PATTERN } from './utils/site/address';

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
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications'],
    host_permissions: [SITE_PATTERN],
    // Asked for when the user adds another host, such as a staging site, and given back when the last one is removed.
    optional_permissions: ['scripting'],
    optional_host_permissions: [GOVERNMENT_PATTERN],
    commands: { _execute_action: { suggested_key: SHORTCUT } },
    // The page-world hook, loaded into the API Keys tab alone. Its address is another one in each session, so that no page
    // can find out by it who has the extension; in Firefox all of them are drawn by lot.
    web_accessible_resources: [{ resources: ['clipboard-hook.js'], matches: [GOVERNMENT_PATTERN], ...(browser !== 'firefox' && { use_dynamic_url: true }) }],
    // What an administrator can set. Firefox takes a policy without it, and warns of the entry.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed_schema.json' } }),
    ...(browser === 'firefox' && { browser_specific_settings: FIREFOX_SETTINGS }),
  }),
});
