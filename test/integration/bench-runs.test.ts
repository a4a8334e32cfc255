import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { corporaAbsent, corporaAvailable } from '../corpora.js';

const root = join(import.meta.dirname, '../..');

async function bench(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/run.mjs', ...words], { cwd: root });
  return stdout;
}

/** The cells of each row of each table, without the heads. */
function rowsOf(report: string): readonly (readonly string[])[] {
  const lines = report.split('\n').filter((line) => line.startsWith('|'));
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.filter((cells, index) => !cells.includes('---') && !rows[index + 1]?.includes('---'));
}

/** How often somebody was measured with a figure above zero. */
function timesMeasured(report: string, name: string): number {
  return rowsOf(report).filter(([first, figure = '']) => first === name && Number(figure.replaceAll(',', '')) > 0)
    .length;
}

const union = 'rate-limiter-flexible Union, two windows (leaks)';

// Whether anybody is fast is for the long form to say: here everybody has to have counted every call.
describe('npm run bench', () => {
  test.for([
    {
      name: 'quota-postgres',
      tables: 3,
      contestants: [
        'raw upsert',
        'rate-limiter-flexible, one window',
        union,
        'PromptForge, two windows, atomic',
        'PromptForge, the same, batched and coalesced',
      ],
      bars: [
        'PromptForge, two windows, atomic / Union, 64 callers, 500 keys',
        'PromptForge, the same, batched and coalesced / Union, 64 callers, 500 keys',
        'PromptForge, the same, batched and coalesced / Union, 64 callers, one key',
      ],
      versions: ['pg', 'rate-limiter-flexible', 'postgres: server_version ='],
    },
    {
      name: 'ledger-postgres',
      tables: 1,
      contestants: [
        union,
        'the same rows, written raw',
        'the same rows, written raw in batches',
        'PromptForge, reserve and settle',
        'PromptForge, the same, batched',
      ],
      bars: ['PromptForge, reserve and settle / Union', 'PromptForge, the same, batched / Union'],
      versions: ['pg', 'rate-limiter-flexible', 'postgres: server_version ='],
    },
    {
      name: 'quota-memory',
      tables: 2,
      contestants: [
        'a Map',
        'a Map with expiry',
        'express-rate-limit MemoryStore, one window',
        'rate-limiter-flexible, one window',
        union,
        'PromptForge, two windows, atomic',
      ],
      bars: [
        'calls of PromptForge, two windows, atomic / rate-limiter-flexible, one window',
        'bytes of PromptForge, two windows, atomic / rate-limiter-flexible, one window',
      ],
      versions: ['rate-limiter-flexible', 'express-rate-limit'],
    },
    {
      name: 'memory-per-user',
      tables: 1,
      contestants: [
        'a Map',
        'express-rate-limit MemoryStore, one window',
        'rate-limiter-flexible, one window',
        union,
        'PromptForge, two windows, atomic',
        'PromptForge, two windows, atomic, an organization each',
        'lru-cache, of all of them',
        'lru-cache, of 10,000',
        'PromptForge, sessions verified',
        'PromptForge, plans asked',
        'PromptForge, a guarded run',
        'PromptForge, a guarded run, storage elsewhere',
        'PromptForge, forge.score by rules, storage elsewhere',
      ],
      bars: ['bytes of PromptForge, two windows, atomic / rate-limiter-flexible, one window'],
      versions: ['rate-limiter-flexible', 'express-rate-limit', 'lru-cache', 'jose'],
    },
    {
      name: 'plans-check',
      tables: 1,
      contestants: [
        'a lookup in a Map, awaited',
        'PromptForge, from its cache',
        'PromptForge, asking the storage in memory each time',
      ],
      bars: [],
      versions: ['lru-cache'],
    },
    {
      name: 'session-verify',
      tables: 4,
      contestants: [
        'jose jwtVerify, bare',
        'PromptForge, a token seen before',
        'PromptForge, a token for the first time',
      ],
      bars: [],
      versions: ['jose', 'lru-cache'],
    },
    {
      name: 'whole-guard',
      tables: 1,
      contestants: [
        'nothing at all, awaited',
        'jose jwtVerify, bare',
        'PromptForge, the whole guard, a session seen before',
        'PromptForge, the whole guard, a token for the first time',
        'reserve and settle',
      ],
      bars: [
        'microseconds of PromptForge, the whole guard, a session seen before',
        'microseconds of PromptForge, the whole guard, a token for the first time',
      ],
      versions: ['jose', 'lru-cache'],
    },
    {
      name: 'handler',
      tables: 2,
      contestants: ['node:http alone', 'promptforge on node:http'],
      bars: [
        'promptforge on node:http / node:http alone, 16 callers',
        'promptforge on node:http / node:http alone, 64 callers',
      ],
      versions: ['openai'],
    },
    {
      name: 'import-time',
      tables: 1,
      contestants: ['its dependencies alone', 'promptforge, once its dependencies are there'],
      bars: ['milliseconds beyond its dependencies'],
      versions: ['jose', 'lru-cache', 'zod'],
    },
  ])('$name measures everybody, and says on what', async ({ name, tables, contestants, bars, versions }) => {
    const report = await bench(name, '--quick');
    expect(contestants.map((contestant) => timesMeasured(report, contestant))).toEqual(contestants.map(() => tables));
    const judged = rowsOf(report).filter((cells) => ['yes', 'no'].includes(cells.at(-1) ?? ''));
    expect(judged.map(([promise]) => promise)).toEqual(bars);
    expect(judged.every(([, , measured]) => Number(measured) > 0)).toBe(true);
    for (const version of versions) expect(report).toMatch(new RegExp(`${version} \\d+\\.\\d+`));
    expect(report).toMatch(/- processors: \d+ x /);
  });

  test('the picture shows the results that were kept', async () => {
    const path = join(root, 'bench/results/ratios.svg');
    const kept = await readFile(path, 'utf8');
    expect(await bench('chart')).toMatch(/has \d\d tables of \d+ results/);
    expect(await readFile(path, 'utf8')).toBe(kept);
  });

  test('a name that is none is answered with those there are', async () => {
    await expect(bench('quota-mainframe')).rejects.toMatchObject({
      code: 2,
      stdout: expect.stringContaining('ledger-postgres'),
    });
  });

  test('an option that is none is an error', async () => {
    await expect(bench('quota-memory', '--rounds', 'many')).rejects.toMatchObject({ code: 1 });
  });

  test.skipIf(!corporaAvailable('injection'))(`prompt-safety tells its bars (${corporaAbsent})`, async () => {
    const report = await bench('prompt-safety', '--quick');
    const kept = rowsOf(report).filter((cells) => ['yes', 'no'].includes(String(cells.at(-1))));
    // Whether validation is fast is for the long form to say; what it finds is the same on every machine.
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.filter((cells) => cells.at(-1) === 'no' && !/ in ms|time\(/.test(String(cells[0])))).toEqual([]);
    expect(report).toContain('libphonenumber-js ');
  });

  test.skipIf(!corporaAvailable('xss'))(
    `validation times everybody, and tells what is harmed (${corporaAbsent})`,
    async () => {
      const report = await bench('validation', '--quick');
      const [times = '', honest = '', hostile = ''] = report.split(/^## .*$/m).slice(1);
      const everybody = [...new Set(rowsOf(times).map(([name]) => String(name)))];
      expect(everybody).toContain('DOMPurify on jsdom');
      expect(everybody).toContain('PromptForge, strict');
      expect(everybody.map((name) => timesMeasured(times, name))).toEqual(everybody.map(() => 3));
      const countsOf = (section: string, name: string) =>
        rowsOf(section)
          .filter(([first]) => first === name)
          .map((cells) => cells.slice(1).map((cell) => Number(cell.replaceAll(',', ''))));
      // What is found is the same on every machine: the default policy leaves honest prompts alone, naughty strings aside.
      expect(countsOf(honest, 'PromptForge, balanced').map((counts) => counts.slice(0, 5))).toEqual([
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ]);
      // Nothing at all lets everything through, of which most would run; nothing runs once it is escaped.
      const [passed = [], ran = []] = countsOf(hostile, 'nothing at all');
      expect(passed.every((count) => count === 40)).toBe(true);
      expect(ran[0]).toBeGreaterThan(30);
      expect(countsOf(hostile, 'PromptForge, balanced, then escapeHtml')).toEqual([
        [0, 0],
        [0, 0],
      ]);
      expect(report).toMatch(/sanitize-html \d+\.\d+.*dompurify \d+\.\d+.*jsdom \d+\.\d+.*xss \d+\.\d+/);
    },
  );
});
