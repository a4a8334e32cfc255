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
  ['session-actions', 'to open and end sessions', '3 kB'],
  ['key-set', 'to verify tokens by a key set', '3 kB'],
  // Besides promptforge/prompts.
  ['operations-of', 'to optimize, score, compare and test', '31 kB'],
  ['checked-trial', 'to check test cases', '1 kB'],
  ['test', 'to run test cases', '5 kB'],
  ['prompt-facet', 'to lint prompts', '2 kB'],
  ['seven-d-facet', 'to complete 7D parameters', '1 kB'],
  ['maintain', 'for upkeep', '2 kB'],
  ['subscription-facet', 'to read subscriptions', '2 kB'],
  ['subscription-changes', 'to change subscriptions', '2 kB'],
  ['plan-editor', 'to change the catalogue', '2 kB'],
  ['plan-report', 'to report on plans', '1 kB'],
  ['own-analytics', 'for figures of the caller', '2 kB'],
  ['figures', 'for figures of performance and business', '5 kB'],
  ['near-limits', 'to find limits nearly used up', '1 kB'],
  ['export-runs', 'to export runs as files', '2 kB'],
  ['user-facet', 'for users', '5 kB'],
  ['organization-facet', 'for organizations', '3 kB'],
  ['history-facet-with', 'for saved prompts', '4 kB'],
  ['api-key-facet', 'to manage API keys', '2 kB'],
  ['bundle-facet-with', 'to export runs', '4 kB'],
  ['parameter-set-facet-with', 'for parameter sets', '3 kB'],
  ['api-key-verifier', 'to verify API keys', '3 kB'],
  ['readers', 'to tell answers and translations from rewrites', '9 kB'],
  ['watch-alerts', 'to watch rules of alerts', '3 kB'],
  ['alert-facet', 'to tell how rules of alerts stand', '1 kB'],
  ['check-report-facet', 'for reports of the checks', '1 kB'],
  ['auth-facet', 'to sign users in with a password', '6 kB'],
  ['module-library', 'for modules of the prompt library', '2 kB'],
  ['module-facet', 'to list, render and publish modules', '2 kB'],
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
    limit: '71 kB',
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
    limit: '7 kB',
    ignore: others,
  },
  {
    name: 'promptforge/scoring (own code)',
    path: 'dist/scoring.js',
    // Most of it is the texts of the calibration set.
    limit: '21 kB',
    ignore: others,
  },
  {
    name: 'promptforge/checks (own code)',
    path: 'dist/checks.js',
    limit: '12 kB',
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
    limit: '24 kB',
    ignore: ['./chunk-*.js', './dashboard-*.js', './asset-response-*.js', ...others],
  },
  {
    name: 'promptforge/http, loaded with the first page',
    path: ['dist/dashboard-*.js', 'dist/problem-page-*.js'],
    limit: '9 kB',
    ignore: ['./chunk-*.js', ...others],
  },
  {
    name: 'promptforge/http, script and styles of pages',
    path: 'dist/asset-response-*.js',
    // Two thirds of it are uPlot.
    limit: '29 kB',
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
    limit: '21 kB',
    ignore: others,
  },
  {
    name: 'promptforge/stripe (own code)',
    path: 'dist/stripe.js',
    limit: '18 kB',
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
