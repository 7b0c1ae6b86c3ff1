import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mergeConfig, type Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { oneWhole, partsByAddress } from './entrypoints/api-keys/parts-by-address';
import { ownProperties } from './utils/page-model/own-properties';
import { withoutReasons } from './utils/site/evidence/without-reasons';
import { GOVERNMENT_PATTERN, SITE_PATTERN } from './utils/site/address';

/**
 * The oldest supported versions; the README says why. The build targets these: no newer syntax, no polyfills for what
 * they have.
 */
const OLDEST = { chromium: '132', firefox: '142' };

/** Settings that only Firefox requires. */
const FIREFOX_SETTINGS = {
  gecko: {
    // Permanent: with another id it would be another extension.
    id: 'key-companion@key-companion.example',
    // The first version that reads the next line on computers and phones alike.
    strict_min_version: `${OLDEST.firefox}.0`,
    data_collection_permissions: { required: ['none'] },
  },
};

/**
 * Opens the popup until the user sets something else; K is for keys. No browser has this for itself, while Ctrl+Shift+K
 * is the console in Firefox and "duplicate tab" in Edge. On a Mac, Option types a character.
 */
const SHORTCUT = { default: 'Alt+Shift+K', mac: 'MacCtrl+Shift+K' };

/**
 * Our own pages and the worker may load only their own files, and nothing from anywhere else. No page may frame them,
 * no form leaves them, and no text can become markup or a script. Files of our own are fetched for the chosen language.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * Code that our pages share, and later views: one file instead of one for each pair of pages. What only the options and
 * the report share is not in it, since every popup loads it.
 */
const SHARED = { name: 'shared', minShareCount: 2, test: /^(?!.*[\\/](?:components|utils)[\\/]key-report[\\/])/ };

/**
 * The modules of the content script, which runs on every page: what it loads on dashboards, and on what may be the API
 * Keys tab or is taught; and the parts of the tab script that are loaded when they are first wanted. Each is named
 * after its file.
 */
const MODULES = ['first-look', 'tab-script'];
const PARTS = [
  'lists-without-tables.js',
  'leak-guard.js',
  'create-help.js',
  'describe-page.js',
  'teaching.js',
  'taught-reader.js',
  'shared-by-parts.js',
];
const IN_PAGES = [...MODULES.map((name) => `${name}.js`), ...PARTS];

/** React's own files, as it ships. */
const REACT = { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ };

/**
 * Imports the polyfill as a module. Otherwise Vite's wrapper touches each part of the browser's API on load, and the
 * browser creates them all for it, used or not.
 */
const POLYFILL_AS_MODULE = {
  name: 'polyfill-as-module',
  transform: (code: string, id: string) =>
    id.endsWith('/browser-polyfill.js')
      ? `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;`
      : undefined,
};

/**
 * Makes Chromium compile all of the content script on load, and its module in parallel with the page's own work:
 * otherwise it compiles each function on its first call, while the page waits
 * (https://v8.dev/blog/explicit-compile-hints).
 */
const COMPILED_AT_ONCE: Plugin = {
  name: 'compiled-at-once',
  generateBundle: {
    // After WXT's changes to the beginning of a script.
    order: 'post',
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && ['api-keys.js', ...IN_PAGES].includes(file.fileName))
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
};

/** Vite would have a module fetch the files that another one needs before that is imported. These need no others. */
const IMPORTED_PLAINLY: Plugin = {
  name: 'imported-plainly',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
};

/** The names of messages that badges show, and of those that say which language the browser has. */
const IN_BADGES = /^(?:detail|expiry)_|^(?:date_day|date_time|language|months|extension_description)$/;

/**
 * Provides `virtual:page-words`: the English messages that badges show. A page has to wait for the browser's messages
 * when a content script asks it for the first one.
 */
const PAGE_WORDS: Plugin = {
  name: 'page-words',
  resolveId: (id) => (id === 'virtual:page-words' ? `\0${id}` : undefined),
  load(id) {
    if (id !== '\0virtual:page-words') return undefined;
    const messages = JSON.parse(
      readFileSync(join(import.meta.dirname, 'public', '_locales', 'en', 'messages.json'), 'utf8'),
    ) as Record<string, { message: string }>;
    const english = Object.entries(messages)
      .filter(([name]) => IN_BADGES.test(name))
      .map(([name, { message }]) => [name, message]);
    return `export const ENGLISH = ${JSON.stringify(Object.fromEntries(english))};`;
  },
};

/** A file of messages as it ships: without the descriptions, which only translators read. */
function withoutDescriptions(file: string): string {
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, { message }])),
    undefined,
    1,
  );
}

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  // Imports are explicit, so that a reader sees the source of each name.
  imports: false,
  manifestVersion: 3,
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  zip: {
    // Exactly the files that a reviewer of Mozilla needs to build the same again.
    includeSources: [
      'components/**',
      'entrypoints/**',
      'public/**',
      'utils/**',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'wxt.config.ts',
      'README.md',
      'LICENSE',
    ],
  },
  hooks: {
    // React is a separate file in popup and options, so that a linter's warnings about React are not about our files.
    // The content script imports a module: WXT would build a script, and Vite minifies a library less.
    'vite:build:extendConfig': (entrypoints, config) => {
      const build = (config.build ??= {});
      if (entrypoints.some(({ type }) => type === 'popup'))
        config.build = mergeConfig(
          build,
          { rolldownOptions: { output: { codeSplitting: { groups: [REACT, SHARED] } } } },
          false,
        );
      const name = entrypoints[0]?.name ?? '';
      if (MODULES.includes(name) && build.lib) {
        const options = (build.rollupOptions ??= {});
        Object.assign(options, { input: build.lib.entry, preserveEntrySignatures: 'allow-extension' });
        Object.assign(options.output!, { chunkFileNames: '[name].js', codeSplitting: oneWhole(name) });
        build.lib = false;
        (config.plugins ??= []).push(IMPORTED_PLAINLY, partsByAddress('tab-script.js', PARTS));
      }
    },
    'build:publicAssets': (_, files) => {
      for (const [index, file] of files.entries()) {
        if ('absoluteSrc' in file && file.relativeDest.endsWith('messages.json'))
          files[index] = { relativeDest: file.relativeDest, contents: withoutDescriptions(file.absoluteSrc) };
      }
    },
    // The module that draws the icons does not wait until their folder is there.
    'build:manifestGenerated': async ({ config }) =>
      void (await mkdir(join(config.outDir, 'icons'), { recursive: true })),
  },
  vite: ({ browser }) => ({
    plugins: [
      POLYFILL_AS_MODULE,
      withoutReasons(),
      PAGE_WORDS,
      COMPILED_AT_ONCE,
      ownProperties(join(import.meta.dirname, 'utils', 'page-model', 'unshadowed.ts')),
    ],
    build: {
      target: browser === 'firefox' ? `firefox${OLDEST.firefox}` : `chrome${OLDEST.chromium}`,
      // It would fetch, and these browsers preload modules themselves.
      modulePreload: { polyfill: false },
      // A constant that several files share would be repeated at each of its uses.
      rolldownOptions: { optimization: { inlineConst: false } },
    },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'notifications'],
    // Lists would be stored beyond the private window.
    incognito: 'not_allowed',
    host_permissions: [SITE_PATTERN],
    // During development, scripts come from a server on this computer.
    ...(command === 'build' && { content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY } }),
    // Requested when the user adds another host, such as a staging site, and given back when the last one is removed.
    optional_permissions: ['scripting'],
    optional_host_permissions: [GOVERNMENT_PATTERN],
    commands: { _execute_action: { suggested_key: SHORTCUT } },
    content_scripts: [{ matches: [SITE_PATTERN], run_at: 'document_idle', js: ['api-keys.js'] }],
    // Loaded only on the API Keys tab. Their addresses change with each session, so that no page can use them to find
    // out who has the extension; in Firefox all of them are random.
    web_accessible_resources: [
      browser === 'firefox'
        ? { resources: ['clipboard-hook.js', 'takeover-probe.js'], matches: [GOVERNMENT_PATTERN] }
        : {
            resources: ['clipboard-hook.js', 'takeover-probe.js', ...IN_PAGES],
            matches: [GOVERNMENT_PATTERN],
            use_dynamic_url: true,
          },
    ],
    // Settings for an administrator. Firefox accepts a policy without it, and warns of the entry.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed_schema.json' } }),
    ...(browser !== 'firefox' && { minimum_chrome_version: OLDEST.chromium }),
    ...(browser === 'firefox' && { browser_specific_settings: FIREFOX_SETTINGS }),
  }),
});
