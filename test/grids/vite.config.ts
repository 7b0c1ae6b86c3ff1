import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  // Libraries for servers and browsers alike say "use client", of which nothing comes here.
  logLevel: 'error',
  css: { postcss: {} },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    // Only browsers of today see it, and to make it small takes longer than to load it.
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 10_000,
  },
});
