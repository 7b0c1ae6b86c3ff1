import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  // Libraries for servers and browsers alike say "use client", of which nothing comes here.
  logLevel: 'error',
  // The extension's folder above has its own CSS set-up; do not inherit it.
  css: { postcss: {} },
  // The design system's date pickers and phone fields are not in the site, so what they need is not installed.
  resolve: { alias: [{ find: /^(?:country-flag-icons|date-fns|libphonenumber-js)\b.*/, replacement: 'tslib' }] },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { shimMissingExports: true },
  },
});
