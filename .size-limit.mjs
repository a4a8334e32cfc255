/** What is not ours, and so does not count. */
const others = [
  'node:*',
  '@cfworker/json-schema',
  '@jest/diff-sequences',
  '@pydantic/genai-prices',
  'canonicalize',
  'csv-stringify',
  'eld',
  'fflate',
  'gpt-tokenizer',
  'jose',
  'libphonenumber-js',
  'lru-cache',
  'openai',
  're2js',
  'zod',
];

/** Parts of the main entry that are loaded with their first use: what each is loaded for, and what it may weigh. */
const loadedLater = [
  ['session-actions', 'to open and end sessions', '6 kB'],
  ['key-set', 'to verify tokens by a key set', '3 kB'],
  // Besides promptforge/prompts. Twice what a process loads: the command line has a copy of its own.
  ['operations', 'to optimize, score, compare and test', '62 kB'],
  ['checked-trial', 'to check test cases', '3 kB'],
  ['test', 'to run test cases', '14 kB'],
  ['prompt-facet', 'to lint prompts', '4 kB'],
  ['seven-d-facet', 'to complete 7D parameters', '2 kB'],
  ['maintain', 'for upkeep', '2 kB'],
  ['subscription-facet', 'to read subscriptions', '3 kB'],
  ['subscription-changes', 'to change subscriptions', '3 kB'],
  ['plan-editor', 'to change the catalogue', '3 kB'],
  ['plan-report', 'to report on plans', '1 kB'],
  ['own-analytics', 'for figures of the caller', '2 kB'],
  // Twice what a process loads, as with operations.
  ['figures', 'for figures of performance and business', '10 kB'],
  // Twice what a process loads, as with operations.
  ['near-limits', 'to find limits nearly used up', '2 kB'],
  ['export-runs', 'to export runs as files', '3 kB'],
  ['user-facet', 'for users', '9 kB'],
  ['organization-facet', 'for organizations', '6 kB'],
  ['history-parts', 'for saved prompts', '7 kB'],
  ['api-key-facet', 'to manage API keys', '4 kB'],
  ['bundle-parts', 'to export runs', '8 kB'],
  ['parameter-set-parts', 'for parameter sets', '5 kB'],
  ['api-key-verifier', 'to verify API keys', '3 kB'],
  // Twice what a process loads, as with operations.
  ['readers', 'to tell answers and translations from rewrites', '18 kB'],
  // Twice what a process loads, as with operations.
  ['watch-alerts', 'to watch rules of alerts', '5 kB'],
  ['alert-facet', 'to tell how rules of alerts stand', '1 kB'],
  ['check-report-facet', 'for reports of the checks', '1 kB'],
  ['auth-facet', 'to sign users in with a password', '6 kB'],
  ['module-library', 'for modules of the prompt library', '4 kB'],
  ['module-facet', 'to list, render and publish modules', '4 kB'],
];

const limits = [
  {
    name: 'promptforge (own code)',
    path: 'dist/index.js',
    limit: '40 kB',
    ignore: [...loadedLater.map(([part]) => `./${part}-*.js`), ...others],
  },
  ...loadedLater.map(([part, purpose, limit]) => ({
    name: `promptforge, loaded ${purpose}`,
    path: `dist/${part}-*.js`,
    limit,
    ignore: ['./chunk-*.js', ...others],
  })),
  {
    name: 'promptforge/prompts (own code)',
    path: 'dist/prompts.js',
    // Most of it is vocabulary: what attacks are made of, in two dozen languages.
    limit: '70 kB',
    ignore: others,
  },
  {
    name: 'promptforge/modules (own code)',
    path: 'dist/modules.js',
    // Nine tenths of it are the texts of the starter modules, which bundlers drop where nobody imports them.
    limit: '66 kB',
    ignore: others,
  },
  {
    name: 'promptforge/html',
    path: 'dist/html.js',
    limit: '1 kB',
    ignore: others,
  },
  {
    name: 'promptforge/bundles (own code)',
    path: 'dist/bundles.js',
    limit: '3 kB',
    ignore: others,
  },
  {
    name: 'promptforge/classifiers (own code)',
    path: 'dist/classifiers.js',
    limit: '10 kB',
    ignore: others,
  },
  {
    name: 'promptforge/scoring (own code)',
    path: 'dist/scoring.js',
    // Most of it is the texts of the calibration set.
    limit: '25 kB',
    ignore: others,
  },
  {
    name: 'promptforge/checks (own code)',
    path: 'dist/checks.js',
    limit: '14 kB',
    ignore: [...loadedLater.map(([part]) => `./${part}-*.js`), ...others],
  },
  {
    name: 'promptforge/issuers',
    path: 'dist/issuers.js',
    limit: '1 kB',
  },
  {
    name: 'promptforge/http (own code)',
    path: 'dist/http.js',
    limit: '11 kB',
    ignore: ['./all-routes-*.js', './problem-page-*.js', ...others],
  },
  {
    name: 'promptforge/http, loaded with the first request',
    path: 'dist/all-routes-*.js',
    // Twice what a process loads: the command line has a copy of its own. So it is with pages.
    limit: '48 kB',
    ignore: ['./chunk-*.js', './dashboard-*.js', './asset-response-*.js', ...others],
  },
  {
    name: 'promptforge/http, loaded with the first page',
    path: ['dist/dashboard-*.js', 'dist/problem-page-*.js'],
    limit: '18 kB',
    ignore: ['./chunk-*.js', ...others],
  },
  {
    name: 'promptforge/http, script and styles of pages',
    path: 'dist/asset-response-*.js',
    // Two thirds of it are uPlot.
    limit: '58 kB',
    ignore: others,
  },
  {
    name: 'promptforge/client',
    path: 'dist/client.js',
    limit: '6 kB',
  },
  {
    name: 'promptforge/storage',
    path: 'dist/storage.js',
    limit: '3 kB',
    ignore: others,
  },
  {
    name: 'promptforge/adapters/memory',
    path: 'dist/adapters/memory.js',
    limit: '19 kB',
    ignore: others,
  },
  {
    name: 'promptforge/adapters/pglite (own code)',
    path: 'dist/adapters/pglite.js',
    limit: '80 kB',
    ignore: ['@electric-sql/pglite', ...others],
  },
  {
    name: 'promptforge/adapters/postgres (own code)',
    path: 'dist/adapters/postgres.js',
    limit: '80 kB',
    ignore: ['pg', ...others],
  },
  {
    name: 'promptforge/adapters/supabase (own code)',
    path: 'dist/adapters/supabase.js',
    limit: '35 kB',
    ignore: others,
  },
  {
    name: 'promptforge/stripe (own code)',
    path: 'dist/stripe.js',
    limit: '20 kB',
    ignore: ['stripe', ...others],
  },
  {
    name: 'promptforge/opentelemetry',
    path: 'dist/opentelemetry.js',
    limit: '2 kB',
    ignore: ['@opentelemetry/api', ...others],
  },
  ...['express', 'next', 'hono', 'node'].map((host) => ({
    name: `promptforge/${host}`,
    path: `dist/${host}.js`,
    limit: '9 kB',
    ignore: others,
  })),
];

/** Chunks that are imported for nothing but their order are left out, of which esbuild would warn at length. */
function modifyEsbuildConfig(config) {
  return { ...config, logOverride: { 'ignored-bare-import': 'silent' } };
}

export default limits.map((limit) => ({ ...limit, modifyEsbuildConfig }));
