import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { build, type Plugin as EsbuildPlugin } from 'esbuild';

/** What the pages load, as it is served: `./dashboard.ts?asset-name` and `./dashboard.ts?asset-text`. */
interface Asset {
  /** With a hash of the text in it, so that it may be kept for ever. */
  readonly name: string;
  readonly text: string;
}

const specifier = /\?asset-(name|text)$/;
const made = new Map<string, Promise<Asset>>();

/** Bundles a script or a style sheet for browsers, with the packages it uses. */
function assetOf(path: string): Promise<Asset> {
  const known = made.get(path) ?? bundled(path);
  made.set(path, known);
  return known;
}

async function bundled(path: string): Promise<Asset> {
  const isStyle = extname(path) === '.css';
  const { outputFiles } = await build({
    entryPoints: [path],
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    banner: { [isStyle ? 'css' : 'js']: licenseOf('uplot') },
  });
  const text = outputFiles[0]?.text ?? '';
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { name: `${basename(path, extname(path))}-${hash}.${isStyle ? 'css' : 'js'}`, text };
}

/** Its terms come along with its code. Builds and tests run at the root of the repository. */
function licenseOf(name: string): string {
  return `/*! ${name}\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8')}*/`;
}

async function moduleOf(path: string, wanted: string): Promise<string> {
  const { name, text } = await assetOf(path);
  return `export default ${JSON.stringify(wanted === 'name' ? name : text)};`;
}

/** What ends in `.css` is taken for a style sheet by others. */
const disguise = '#text';

/** For the build of the package. */
export const pageAssetsForEsbuild: EsbuildPlugin = {
  name: 'page-assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: specifier }, ({ path, resolveDir }) => ({
      path: `${join(resolveDir, path.replace(specifier, ''))}${disguise}`,
      namespace: `asset-${specifier.exec(path)?.[1]}`,
    }));
    for (const wanted of ['name', 'text']) {
      onLoad({ filter: /./, namespace: `asset-${wanted}` }, async ({ path }) => ({
        contents: await moduleOf(path.slice(0, -disguise.length), wanted),
      }));
    }
  },
};

const virtual = /^\0page-asset-(name|text):(.*)$/;

/** The same for tests, which run from the sources. */
export const pageAssetsForVite = {
  name: 'page-assets',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined): string | null {
    const wanted = specifier.exec(source)?.[1];
    if (wanted === undefined || importer === undefined) return null;
    const path = join(dirname(importer), source.replace(specifier, ''));
    return `\0page-asset-${wanted}:${Buffer.from(path).toString('hex')}`;
  },
  async load(id: string): Promise<string | null> {
    const [, wanted, path] = virtual.exec(id) ?? [];
    if (wanted === undefined || path === undefined) return null;
    return moduleOf(Buffer.from(path, 'hex').toString(), wanted);
  },
};
