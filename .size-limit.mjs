/** What is not ours, and so does not count. */
const others = ['node:*', '@pydantic/genai-prices', 'gpt-tokenizer', 'jose', 'lru-cache', 'openai', 'zod'];

const limits = [
  {
    name: 'promptforge (own code)',
    path: 'dist/index.js',
    limit: '40 kB',
    ignore: ['./issue-access-token-*.js', './key-set-*.js', './maintain-*.js', ...others],
  },
  {
    name: 'promptforge, loaded to issue tokens',
    path: 'dist/issue-access-token-*.js',
    limit: '2 kB',
    ignore: ['./chunk-*.js', 'node:*', 'jose'],
  },
  {
    name: 'promptforge, loaded to verify tokens by a key set',
    path: 'dist/key-set-*.js',
    limit: '3 kB',
    ignore: ['./chunk-*.js', 'node:*', 'jose'],
  },
  {
    name: 'promptforge, loaded for upkeep',
    path: 'dist/maintain-*.js',
    limit: '2 kB',
    ignore: ['./chunk-*.js', 'node:*'],
  },
  {
    name: 'promptforge/issuers',
    path: 'dist/issuers.js',
    limit: '1 kB',
  },
  {
    name: 'promptforge/http (own code)',
    path: 'dist/http.js',
    limit: '10 kB',
    ignore: others,
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
    limit: '13 kB',
    ignore: others,
  },
  {
    name: 'promptforge/adapters/pglite (own code)',
    path: 'dist/adapters/pglite.js',
    limit: '55 kB',
    ignore: ['@electric-sql/pglite', ...others],
  },
  {
    name: 'promptforge/adapters/postgres (own code)',
    path: 'dist/adapters/postgres.js',
    limit: '55 kB',
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
    name: 'promptforge/express',
    path: 'dist/express.js',
    limit: '8 kB',
    ignore: others,
  },
];

/** Chunks that are imported for nothing but their order are left out, of which esbuild would warn at length. */
function modifyEsbuildConfig(config) {
  return { ...config, logOverride: { 'ignored-bare-import': 'silent' } };
}

export default limits.map((limit) => ({ ...limit, modifyEsbuildConfig }));
