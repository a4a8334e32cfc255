import { join } from 'node:path';
import { build } from 'esbuild';

const sources = {
  'scripted-openai': 'test/scripted-openai/index.ts',
  'supabase-project': 'test/postgrest-server/index.ts',
};

/** These stay outside of a bundle: they are those that the project has. */
const external = ['@electric-sql/pglite', '@supabase/supabase-js', 'pg-native'];

/** Bundles a server of the tests into a project, so that its programs can start it. */
export async function bundleServer(name, folder) {
  await build({
    entryPoints: [sources[name]],
    outfile: join(folder, `${name}.mjs`),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    loader: { '.sql': 'text' },
    external,
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  });
}
