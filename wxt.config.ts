import { defineConfig } from 'wxt';
import { SITE_PATTERN } from './utils/site/address';

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  // Imports are written out, so that a reader sees where each name comes from.
  imports: false,
  manifestVersion: 3,
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  manifest: {
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications'],
    host_permissions: [SITE_PATTERN],
    // The page-world hook, loaded into the API Keys tab alone.
    web_accessible_resources: [{ resources: ['clipboard-hook.js'], matches: [SITE_PATTERN] }],
  },
});
