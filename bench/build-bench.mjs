import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const root = fileURLToPath(new URL('../', import.meta.url));

/** No bench asks for a page, so that scripts and styles of pages need not be built. */
const withoutPages = {
  name: 'without-pages',
  setup: ({ onResolve }) => onResolve({ filter: /\?asset-/ }, ({ path }) => ({ path, external: true })),
};

/**
 * Builds programs for plain Node, in the way in which the package itself is built: what runs is
 * what users run. The first is the one to start.
 */
export async function buildBench(programs) {
  // Within the repository, so that they find the packages.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'bench-'));
  await build({
    config: false,
    silent: true,
    clean: false,
    skipNodeModulesBundle: true,
    treeshake: true,
    splitting: true,
    removeNodeProtocol: false,
    // Named, so that all of them lie side by side.
    entry: Object.fromEntries(programs.map((program) => [basename(program, '.ts'), join(root, program)])),
    format: ['esm'],
    target: 'node20',
    loader: { '.sql': 'text' },
    esbuildPlugins: [withoutPages],
    outExtension: () => ({ js: '.js' }),
    outDir: folder,
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return {
    program: join(folder, `${basename(programs[0] ?? '', '.ts')}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
