import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from 'recheck';
import { describe, expect, test } from 'vitest';
import { filesBelow } from './files-below.js';
import { patternsOf } from './patterns-of.js';

const root = join(import.meta.dirname, '../..');
const files = ['src/safety', 'src/prompt', 'src/optimize', 'src/trial'].flatMap((folder) =>
  filesBelow(join(root, folder)),
);

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const written: readonly Pattern[] = files.flatMap((file) =>
  patternsOf(readFileSync(file, 'utf8')).literals.map(({ line, source, flags }) => ({
    place: `${relative(root, file)}:${line}`,
    source,
    flags,
  })),
);

/** Those that modules put together while they are loaded. */
async function composedPatterns(): Promise<readonly Pattern[]> {
  const composed: Pattern[] = [];
  const original = globalThis.RegExp;
  for (const file of files) {
    const record = (pattern: RegExp): RegExp => {
      // Packages compose patterns too, on behalf of a module of ours: only who asks for it itself counts.
      const asks = new Error().stack
        ?.split('\n')
        .find((line) => line.includes(':') && !line.includes('linear-patterns') && !line.startsWith('Error'));
      const caller = asks?.match(/src\/(?:safety|prompt|optimize|trial)\/[\w/.-]+:\d+/)?.[0];
      if (caller !== undefined) composed.push({ place: caller, source: pattern.source, flags: pattern.flags });
      return pattern;
    };
    globalThis.RegExp = new Proxy(original, {
      construct: (target, given: [string, string?]) => record(new target(...given)),
      apply: (target, _self, given: [string, string?]) => record(target(...given)),
    });
    try {
      await import(pathToFileURL(file).href);
    } finally {
      globalThis.RegExp = original;
    }
  }
  return composed;
}

/** What is wrong with a pattern; null when its time grows with the text and no faster. */
async function faultOf({ place, source, flags }: Pattern): Promise<string | null> {
  // The first try does for nearly all of them. Where everything is busy, the second one has time enough.
  for (const timeout of [30_000, 600_000]) {
    const answer = await check(source, flags, { timeout });
    if (answer.status === 'safe') return null;
    if (answer.status === 'vulnerable') return `${place}: ${answer.complexity.summary}: /${source}/${flags}`;
    if (answer.error.kind !== 'timeout') return `${place}: ${answer.error.kind}: /${source}/${flags}`;
  }
  return `${place}: it takes too long to tell: /${source}/${flags}`;
}

async function faultsOf(patterns: readonly Pattern[]): Promise<readonly string[]> {
  const different = [...new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
  const faults: (string | null)[] = [];
  for (const pattern of different) faults.push(await faultOf(pattern));
  return faults.filter((fault) => fault !== null);
}

describe('the patterns that read prompts', () => {
  test('are all there before a prompt is, so that they can be checked', () => {
    const late = files.flatMap((file) =>
      patternsOf(readFileSync(file, 'utf8')).late.map((line) => `${relative(root, file)}:${line}`),
    );
    expect(late).toEqual([]);
  });

  test('take time that grows with the text and no faster', { timeout: 1_800_000 }, async () => {
    const composed = await composedPatterns();
    expect(written.length).toBeGreaterThan(100);
    expect(composed.length).toBeGreaterThan(0);
    expect(await faultsOf([...written, ...composed])).toEqual([]);
  });

  test('would be told apart from some that do not', async () => {
    const bad = [
      { place: 'nested', source: '^(?:a+)+$', flags: '' },
      { place: 'overlapping', source: '\\d+[\\d.]+x', flags: '' },
      { place: 'trailing', source: '\\s+$', flags: 'u' },
    ];
    expect(await faultsOf([...bad, { place: 'good', source: '^[a-z]+$', flags: 'i' }])).toEqual(
      bad.map(({ place }) => expect.stringContaining(`${place}: `)),
    );
  });
});
