import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { importsOf } from './imports-of.js';

const dist = join(import.meta.dirname, '../../dist');

interface Reach {
  /** Source files whose code a built entry contains, chunks included. */
  readonly sources: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

interface Metafile {
  /** What each built file was made of. */
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

const outputs = Object.assign(
  {},
  ...['esm', 'cjs'].map((format) => {
    const metafile: Metafile = JSON.parse(readFileSync(join(dist, `metafile-${format}.json`), 'utf8'));
    return metafile.outputs;
  }),
) as Metafile['outputs'];

/** Follows what a built file imports, and asks the bundler where its code comes from. */
function reachOf(entry: string): Reach {
  const sources = new Set<string>();
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const output = outputs[relative(dirname(dist), file)];
    if (output === undefined) throw new Error(`The bundler tells nothing of ${file}.`);
    for (const source of Object.keys(output.inputs)) sources.add(source);
    for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else
        packages.add(
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  };
  visit(join(dist, entry));
  return { sources, packages };
}

function entryOf(subpath: string, kind: 'import' | 'require'): string {
  const conditions = manifest.exports[subpath as '.'];
  return conditions[kind].default.replace('./dist/', '');
}

const runtimeDependencies = Object.keys(manifest.dependencies);

describe.each(['import', 'require'] as const)('the built package, by %s', (kind) => {
  test('is there', () => {
    expect(existsSync(join(dist, entryOf('.', kind)))).toBe(true);
  });

  test('keeps adapters, routes, the command line and test code out of the main entry', () => {
    const { sources, packages } = reachOf(entryOf('.', kind));
    expect([...sources].filter((source) => /^(adapters|src\/(http|cli|testing))\//.test(source))).toEqual([]);
    expect([...packages].filter((name) => !name.startsWith('node:') && !runtimeDependencies.includes(name))).toEqual(
      [],
    );
    expect(sources).toContain('src/promptforge.ts');
  });

  test.each([
    './adapters/memory',
    './adapters/pglite',
    './adapters/postgres',
    './adapters/supabase',
    './storage',
  ])('keeps the class, the model and its packages out of %s', (subpath) => {
    const { sources, packages } = reachOf(entryOf(subpath, kind));
    expect([...sources].filter((source) => !/^(adapters|src\/(domain|errors|ports|storage))/.test(source))).toEqual([]);
    expect([...packages].filter((name) => ['openai', 'jose', 'gpt-tokenizer'].includes(name))).toEqual([]);
  });

  test('keeps test code out of every entry but its own', () => {
    const isOfTests = (source: string) => source.startsWith('src/testing/');
    for (const subpath of Object.keys(manifest.exports).filter((name) => name !== './package.json')) {
      const { sources } = reachOf(entryOf(subpath, kind));
      expect([...sources].some(isOfTests), subpath).toBe(subpath === './testing');
    }
  });

  test('takes nothing of the server to a page', () => {
    const { sources, packages } = reachOf(entryOf('./client', kind));
    expect([...sources].filter((source) => !source.startsWith('src/client/'))).toEqual([]);
    expect([...packages].toSorted()).toEqual(['eventsource-parser', 'openapi-fetch']);
  });

  test('takes nothing of the server to where a bundle is verified', () => {
    const { sources, packages } = reachOf(entryOf('./bundles', kind));
    expect(
      [...sources].filter(
        (source) => !/^src\/(library\/bundles\/|bundles\.ts|domain\/json\/canonical-json\.ts)/.test(source),
      ),
    ).toEqual([]);
    expect([...packages].toSorted()).toEqual(['canonicalize', 'fflate']);
  });

  test('names OpenTelemetry in its own entry alone, which loads nothing else', () => {
    for (const subpath of Object.keys(manifest.exports).filter((name) => name !== './package.json')) {
      const { sources, packages } = reachOf(entryOf(subpath, kind));
      const isOwn = subpath === './opentelemetry';
      expect(packages.has('@opentelemetry/api'), subpath).toBe(isOwn);
      if (!isOwn) continue;
      expect([...packages]).toEqual(['@opentelemetry/api']);
      expect([...sources].filter((source) => !source.startsWith('adapters/opentelemetry/'))).toEqual([]);
    }
  });

  test('loads no framework and no driver with the HTTP entries', () => {
    for (const subpath of ['./http', './express', './next', './hono', './node']) {
      const { packages } = reachOf(entryOf(subpath, kind));
      expect([...packages].filter((name) => /express|hono|next|pglite/.test(name))).toEqual([]);
    }
  });
});
