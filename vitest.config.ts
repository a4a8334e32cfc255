import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { pageAssetsForVite } from './build/page-assets.js';

// Only for what would never end: where everything is busy, what takes a second may take half a minute.
const testTimeout = 180_000;
const hookTimeout = 240_000;

/** What is waited for comes in milliseconds, but not where everything is busy. */
const expect = { poll: { timeout: 60_000 } };

/** Projects inherit neither these nor what is said of time. */
const plugins = [pageAssetsForVite];

const results = process.env.TEST_RESULTS;

/** What is for long runs alone: what two others try that are quicker, and what needs programs that few have. */
const ofLongRuns =
  process.env.PROMPTFORGE_EVIDENCE_ROUNDS === undefined
    ? ['test/contract/supabase-pglite.test.ts', 'test/deploying/**']
    : [];

export default defineConfig({
  test: {
    // Continuous integration names a file, from which it counts.
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    // Much of the time goes by in waiting for servers, so two at a time are quicker even where there are two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        plugins,
        test: {
          name: 'library',
          include: ['test/**/*.test.ts'],
          exclude: ['test/examples/**', 'test/browser/**', 'test/unit/**', 'test/live/**', ...ofLongRuns],
          testTimeout,
          hookTimeout,
          expect,
          // One Postgres for all who ask for it.
          globalSetup: 'test/postgres-server/global-setup.ts',
        },
      },
      // They leave nothing behind, so that files share a process and what it has loaded: half the time goes into loading.
      {
        plugins,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, testTimeout, hookTimeout, expect },
      },
      // Installs the packed library into each example: needs the package registry and a minute.
      {
        test: {
          name: 'examples',
          include: ['test/examples/**/*.test.ts'],
          testTimeout,
          hookTimeout: 300_000,
          expect,
          globalSetup: 'test/examples/global-setup.ts',
        },
      },
      // Needs a Chromium; skipped without one.
      { plugins, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout, hookTimeout, expect } },
      // Asks a real model, and so costs money: skipped without one.
      { test: { name: 'live', include: ['test/live/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout, expect } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'adapters/**/*.ts'],
      // What runs in browsers is tried there: test/browser.
      exclude: ['**/index.ts', 'src/storage.ts', '**/*.d.ts', 'src/http/pages/browser/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { statements: 95, branches: 90, functions: 95, lines: 95 },
    },
  },
});
