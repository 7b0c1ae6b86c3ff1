import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './specs',
  outputDir: './results',
  globalSetup: './support/network-setup.ts',
  globalTeardown: './support/network-teardown.ts',
  // A busy computer may be many times slower than a good one: only a test that hangs takes so long.
  timeout: 300_000,
  // A condition that comes about is waited for no longer than it takes; a slow machine is given its time.
  expect: { timeout: 30_000, toPass: { timeout: 120_000 } },
  // Twice the cores of the smallest machine: while some wait, others go on. It took a fifth less time than three.
  workers: 4,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.BROWSER_RESULTS ?? './results/results.json' }]],
  use: { trace: 'off' },
  // Firefox's share one browser, one after the other: they begin first, so that all others run beside them.
  projects: [
    { name: 'Firefox', testMatch: 'firefox.spec.ts' },
    { name: 'Chromium', testIgnore: 'firefox.spec.ts' },
  ],
});
