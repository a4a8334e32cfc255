import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow } from './files-below.js';
import { importsOf } from './imports-of.js';

const root = join(import.meta.dirname, '../..');
const files = [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'adapters'))].filter((file) =>
  file.endsWith('.ts'),
);

interface Arrow {
  readonly from: string;
  /** A path of the repository, or the name of a package. */
  readonly to: string;
}

const arrows: readonly Arrow[] = files.flatMap((file) =>
  importsOf(readFileSync(file, 'utf8')).map((specifier) => ({
    from: relative(root, file),
    to: specifier.startsWith('.') ? sourceOf(relative(root, join(dirname(file), specifier))) : packageOf(specifier),
  })),
);

function sourceOf(path: string): string {
  return path.replace(/\.js$/, '.ts').replace(/\?(raw|asset-name|asset-text)$/, '');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const features = [
  'session',
  'auth',
  'api-keys',
  'entitlement',
  'quota',
  'prompt',
  'safety',
  'model',
  'optimize',
  'score',
  'trial',
  'alerts',
  'analytics',
  'maintenance',
  'users',
  'organizations',
  'environment',
  'seven-d',
  'library/bundles',
  'library/history',
  'library/modules',
  'library/parameter-sets',
] as const;

/** What the files of a place may import, in the repository. Everything else is a forbidden arrow. */
const allowed: readonly { readonly place: RegExp; readonly may: readonly RegExp[] }[] = [
  { place: /^src\/domain\//, may: [/^src\/domain\//] },
  { place: /^src\/errors\//, may: [/^src\/domain\//, /^src\/errors\//] },
  { place: /^src\/ports\//, may: [/^src\/(domain|errors|ports)\//] },
  ...features.map((feature) => ({
    place: new RegExp(`^src/${feature}/`),
    may: [/^src\/(domain|errors|ports)\//, new RegExp(`^src/${feature}/`)],
  })),
  {
    place: /^src\/pipeline\//,
    may: [/^src\/(?!http\/|cli\/|issuers\/|testing\/|checks\/|facets\/|wiring\/|[a-z-]+\.ts$)/],
  },
  { place: /^src\/facets\//, may: [/^src\/(?!http\/|cli\/|issuers\/|testing\/|checks\/|wiring\/|[a-z-]+\.ts$)/] },
  // What PromptForge is put together from knows its options, and nobody but PromptForge knows that.
  {
    place: /^src\/wiring\//,
    may: [/^src\/(?!http\/|cli\/|issuers\/|testing\/|checks\/|(?!options\.ts$)[a-z-]+\.ts$)/],
  },
  { place: /^src\/[a-z-]+\.ts$/, may: [/^src\/(?!http\/|cli\/|issuers\/|testing\/|checks\/)/] },
  { place: /^src\/checks\//, may: [/^src\/checks\//, /^src\/index\.ts$/] },
  // Of the rules behind it, times and days alone, which have nothing of PromptForge in them. So does the command line.
  {
    place: /^src\/http\//,
    may: [/^src\/http\//, /^src\/(domain\/time\/(iso-time|local-day|zoned-day)|html|index|checks\/index)\.ts$/],
  },
  // Types alone of what lies behind HTTP.
  { place: /^src\/client\//, may: [/^src\/client\//, /^src\/index\.ts$/] },
  { place: /^src\/issuers\//, may: [/^src\/issuers\//, /^src\/index\.ts$/] },
  { place: /^src\/testing\//, may: [/^src\/testing\//, /^src\/(index|storage|judging)\.ts$/] },
  {
    place: /^src\/cli\//,
    may: [
      /^src\/cli\//,
      /^src\/domain\/time\/(is-time-zone|iso-time)\.ts$/,
      /^src\/(bundles|index|modules|prompts|run-files|scoring|checks\/index|http\/index)\.ts$/,
      /^adapters\/[a-z]+\/index\.ts$/,
    ],
  },
  // What all storages refuse, in the same words.
  { place: /^adapters\/guards\//, may: [/^src\/storage\.ts$/] },
  { place: /^adapters\/memory\//, may: [/^adapters\/(guards|memory)\//, /^src\/storage\.ts$/] },
  { place: /^adapters\/sql\//, may: [/^adapters\/(guards|sql)\//, /^src\/storage\.ts$/] },
  { place: /^adapters\/pglite\//, may: [/^adapters\/(guards|pglite|sql)\//, /^src\/storage\.ts$/] },
  { place: /^adapters\/postgres\//, may: [/^adapters\/(guards|postgres|sql)\//, /^src\/storage\.ts$/] },
  { place: /^adapters\/supabase\//, may: [/^adapters\/(supabase|sql)\//, /^src\/storage\.ts$/] },
  { place: /^adapters\/stripe\//, may: [/^adapters\/stripe\//, /^src\/(index|storage|billing)\.ts$/] },
  { place: /^adapters\/node\//, may: [/^adapters\/node\//, /^src\/(http\/)?index\.ts$/] },
  { place: /^adapters\/express\//, may: [/^adapters\/(express|node)\//, /^src\/http\/index\.ts$/] },
  { place: /^adapters\/next\//, may: [/^adapters\/next\//, /^src\/(http\/)?index\.ts$/] },
  { place: /^adapters\/opentelemetry\//, may: [/^adapters\/opentelemetry\//, /^src\/index\.ts$/] },
  { place: /^adapters\/hono\//, may: [/^adapters\/(hono|node)\//, /^src\/http\/index\.ts$/] },
];

/** The only places where a package may be named, so that it can be replaced in one. */
const owners: Readonly<Record<string, RegExp>> = {
  openai: /^src\/model\/openai-[a-z]+\.ts$/,
  '@jest/diff-sequences': /^src\/library\/history\/common-runs\.ts$/,
  eld: /^src\/optimize\/guards\/language-detector\.ts$/,
  'gpt-tokenizer': /^src\/model\/tokens\.ts$/,
  '@pydantic/genai-prices': /^src\/model\/price\.ts$/,
  jose: /^src\/session\//,
  'libphonenumber-js': /^src\/safety\/personal-data\//,
  'eventsource-parser': /^src\/client\/read-events\.ts$/,
  'openapi-fetch': /^src\/client\/create-client\.ts$/,
  'csv-stringify': /^src\/analytics\/run-file\.ts$/,
  canonicalize: /^src\/domain\/json\/canonical-json\.ts$/,
  fflate: /^src\/library\/bundles\/zip-files\.ts$/,
  re2js: /^src\/(safety\/policy|trial\/assertions)\//,
  '@cfworker/json-schema': /^src\/(trial\/assertions|library\/modules|checks)\//,
  'lru-cache': /^src\/(api-keys|entitlement|library|pipeline|quota|session)\//,
  zod: /^src\/(options|alerts\/|facets\/run-operations|ports\/model|entitlement\/|session\/|auth\/|api-keys\/|model\/|score\/|optimize\/|trial\/|users\/|organizations\/|library\/|environment\/|safety\/|seven-d\/|http\/|testing\/)|^adapters\/(sql|stripe)\//,
  '@electric-sql/pglite': /^adapters\/pglite\//,
  // The version of the tool, for code scanners, and those of the packages that an application installs.
  'package.json': /^src\/cli\/(check\/as-sarif|init\/plan-init)\.ts$/,
  // Types alone.
  sarif: /^src\/cli\/check\/as-sarif\.ts$/,
  // Bundled into the script of the pages.
  uplot: /^src\/http\/pages\/browser\//,
  pg: /^adapters\/postgres\//,
  stripe: /^adapters\/stripe\//,
  '@opentelemetry/api': /^adapters\/opentelemetry\//,
};

describe('the import graph', () => {
  test('covers every file of src and adapters', () => {
    const homeless = files
      .map((file) => relative(root, file))
      .filter((file) => !allowed.some(({ place }) => place.test(file)));
    expect(homeless).toEqual([]);
    expect(files.length).toBeGreaterThan(80);
  });

  test('has no forbidden arrow', () => {
    const forbidden = arrows.filter(({ from, to }) => {
      if (!/^(src|adapters)\//.test(to)) return false;
      return !allowed.some(({ place, may }) => place.test(from) && may.some((pattern) => pattern.test(to)));
    });
    expect(forbidden).toEqual([]);
  });

  test('names each package only where it is at home', () => {
    const strangers = arrows.filter(({ from, to }) => {
      if (/^(src|adapters)\//.test(to) || to.startsWith('node:')) return false;
      return owners[to]?.test(from) !== true;
    });
    expect(strangers).toEqual([]);
  });

  test('has no circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const target of next.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of next.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });
});
