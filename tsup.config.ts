import { mkdirSync, writeFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { pageAssetsForEsbuild } from './build/page-assets.js';

/** Migrations are plain SQL files; their text becomes part of the code, since bundlers lose loose files. */
const shared: Options = {
  target: 'node20',
  sourcemap: true,
  splitting: true,
  removeNodeProtocol: false,
  treeshake: true,
  loader: { '.sql': 'text' },
  esbuildPlugins: [pageAssetsForEsbuild],
};

/** Each entry is one subpath of the package. */
const entry = {
  index: 'src/index.ts',
  storage: 'src/storage.ts',
  http: 'src/http/index.ts',
  client: 'src/client/index.ts',
  prompts: 'src/prompts.ts',
  modules: 'src/modules.ts',
  html: 'src/html.ts',
  bundles: 'src/bundles.ts',
  classifiers: 'src/classifiers.ts',
  scoring: 'src/scoring.ts',
  issuers: 'src/issuers/index.ts',
  testing: 'src/testing/index.ts',
  checks: 'src/checks/index.ts',
  express: 'adapters/express/index.ts',
  opentelemetry: 'adapters/opentelemetry/index.ts',
  next: 'adapters/next/index.ts',
  hono: 'adapters/hono/index.ts',
  node: 'adapters/node/index.ts',
  stripe: 'adapters/stripe/index.ts',
  'adapters/memory': 'adapters/memory/index.ts',
  'adapters/pglite': 'adapters/pglite/index.ts',
  'adapters/postgres': 'adapters/postgres/index.ts',
  'adapters/supabase': 'adapters/supabase/index.ts',
};

/**
 * The same entries for declarations, from one folder: the bundler of declarations makes a program of its own,
 * of some 400 MB, for each folder that holds an entry.
 */
function declarationEntries(): Record<string, string> {
  const folder = '.entries';
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    Object.entries(entry).map(([name, path]) => {
      const file = `${folder}/${name.replaceAll('/', '-')}.ts`;
      writeFileSync(file, `export * from '../${path.replace(/\.ts$/, '.js')}';\n`);
      return [name, file];
    }),
  );
}

export default defineConfig([
  {
    ...shared,
    entry,
    format: ['esm', 'cjs'],
    // tsup passes a deprecated option of its own to TypeScript 6.
    dts: { entry: declarationEntries(), compilerOptions: { ignoreDeprecations: '6.0' } },
  },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    dts: false,
    // The command line has a copy of its own of most code, which is none of those who import the library.
    esbuildOptions(options) {
      options.chunkNames = 'cli/[name]-[hash]';
    },
  },
]);
