import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { pageAssetsForEsbuild } from '../../build/page-assets.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface BuiltProgram {
  /** What `node` can run. */
  readonly path: string;
  remove(): void;
}

/** Builds a TypeScript program for processes that know nothing of TypeScript. @param source from the root. */
export async function buildProgram(source: string, format: 'esm' | 'cjs' = 'esm'): Promise<BuiltProgram> {
  // Within the repository, so that the program finds the packages.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'program-'));
  await build({
    config: false,
    silent: true,
    clean: false,
    skipNodeModulesBundle: true,
    entry: [join(root, source)],
    format: [format],
    target: 'node20',
    loader: { '.sql': 'text' },
    esbuildPlugins: [pageAssetsForEsbuild],
    outExtension: () => ({ js: '.js' }),
    outDir: folder,
  });
  // Some tests start it as another user.
  chmodSync(folder, 0o755);
  const type = format === 'esm' ? 'module' : 'commonjs';
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  return {
    path: join(folder, basename(source).replace(/\.ts$/, '.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
