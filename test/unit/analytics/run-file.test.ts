import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runFile } from '../../../src/analytics/run-file.js';
import type { RunFileFormat } from '../../../src/analytics/run-file-format.js';
import { noUsage } from '../../../src/domain/quota/usage.js';
import type { RunRecord } from '../../../src/domain/runs/run-record.js';
import { runRowColumns } from '../../../src/domain/runs/run-row.js';
import type { AnalyticsStore } from '../../../src/ports/analytics-store.js';
import { caught } from '../../fixtures/caught.js';

const query = { orgId: null, userId: null, range: { from: 0, to: 1 }, planId: null, model: null, moduleId: null };
const going = new AbortController().signal;

const record = (overrides: Partial<RunRecord> = {}): RunRecord => ({
  id: 'run-1',
  orgId: 'acme',
  userId: 'ada',
  operation: 'optimize',
  status: 'succeeded',
  planId: 'pro',
  engine: 'model',
  model: 'gpt',
  moduleId: null,
  domain: 'saas',
  createdAt: Date.UTC(2026, 10, 23, 10),
  endedAt: Date.UTC(2026, 10, 23, 10, 0, 1, 5),
  composites: { original: 41.5, optimized: 80 },
  passed: true,
  improved: false,
  usage: { ...noUsage, modelCalls: 3, inputTokens: 250, costMicros: null },
  errorCode: null,
  ...overrides,
});

/** A store of pages, and how many of them were asked for. */
function stored(pages: readonly (readonly RunRecord[])[]) {
  let asked = 0;
  const records: AnalyticsStore['records'] = async ({ after }) => {
    asked += 1;
    const index = Number(after ?? 0);
    return { items: pages[index] ?? [], next: index + 1 < pages.length ? `${index + 1}` : null };
  };
  return { records, asked: () => asked };
}

async function fileOf(pages: readonly (readonly RunRecord[])[], format: RunFileFormat): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for await (const bytes of runFile(stored(pages).records, { query, format, signal: going })) {
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

const expectedCells = (row: RunRecord): readonly string[] => [
  ...[row.id, row.orgId, row.userId, row.operation, row.status, row.errorCode ?? '', row.planId, row.engine],
  ...[row.model ?? '', row.moduleId ?? '', row.domain ?? ''],
  ...[new Date(row.createdAt).toISOString(), new Date(row.endedAt).toISOString()],
  ...[`${row.composites?.original ?? ''}`, `${row.composites?.optimized ?? ''}`, `${row.passed}`, `${row.improved}`],
  ...[`${row.usage.modelCalls}`, `${row.usage.inputTokens}`, `${row.usage.outputTokens}`],
  ...[`${row.usage.cachedInputTokens}`, `${row.usage.cacheWriteInputTokens}`, `${row.usage.reasoningTokens}`],
  ...[`${row.usage.costMicros ?? ''}`, `${row.usage.estimated}`],
];
const harmless = (cell: string) => (/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell);

describe('runs as a table', () => {
  test('have a header and CRLF, times in ISO 8601, and nothing where nothing is known', async () => {
    expect(await fileOf([[record()]], 'csv')).toBe(
      'id,orgId,userId,operation,status,errorCode,planId,engine,model,moduleId,domain,createdAt,endedAt,originalScore,' +
        'optimizedScore,passed,improved,modelCalls,inputTokens,outputTokens,cachedInputTokens,cacheWriteInputTokens,' +
        'reasoningTokens,costMicros,estimated\r\n' +
        'run-1,acme,ada,optimize,succeeded,,pro,model,gpt,,saas,2026-11-23T10:00:00.000Z,2026-11-23T10:00:01.005Z,41.5,' +
        '80,true,false,3,250,0,0,0,0,,false\r\n',
    );
  });

  test('are a header alone where there are none, and one header for many pages', async () => {
    expect(await fileOf([[]], 'csv')).toBe(`${runRowColumns.join(',')}\r\n`);
    const lines = (await fileOf([[], [record()], [], [record(), record()]], 'csv')).split('\r\n');
    expect([lines.length, lines.filter((line) => line.startsWith('id,')).length]).toEqual([5, 1]);
  });

  test('hold no formula, while numbers stay numbers', async () => {
    const names = ['=1+1', '+49', '-2', '@sum', '\tx', '\rx', '=cmd|" /C calc"!A0', '\uff1dfull', "'quoted"];
    const text = await fileOf(
      [names.map((model) => record({ model, composites: { original: -1.5, optimized: 0 } }))],
      'csv',
    );
    const rows = parse(text, { columns: true }) as readonly Record<string, string>[];
    expect(rows.map(({ model }) => model)).toEqual(names.map(harmless));
    expect(new Set(rows.map(({ originalScore }) => originalScore))).toEqual(new Set(['-1.5']));
  });

  test('are read back by a parser that knows nothing of us, whatever the names', async () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;\'|ä漢😀 a0'), maxLength: 8 });
    const name = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 12 }));
    const some = fc.record({
      id: name,
      orgId: name,
      userId: name,
      model: fc.option(name),
      moduleId: fc.option(name),
      planId: name,
      errorCode: fc.option(name),
      passed: fc.boolean(),
      composites: fc.option(
        fc.record({ original: fc.integer(), optimized: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(some, { maxLength: 3 }), { minLength: 1, maxLength: 3 }), async (pages) => {
        const written = pages.map((page) => page.map((overrides) => record(overrides)));
        const read = parse(await fileOf(written, 'csv'), { record_delimiter: '\r\n' }) as readonly string[][];
        expect(read).toEqual([
          [...runRowColumns],
          ...written.flat().map((row) => {
            const scores = [row.composites?.original, row.composites?.optimized].map((score) => `${score ?? ''}`);
            return expectedCells(row).map((cell) => (scores.includes(cell) ? cell : harmless(cell)));
          }),
        ]);
      }),
    );
  });
});

test('runs as JSON lines are an object each, with the same names', async () => {
  const lines = (await fileOf([[record({ model: 'a\nb' })], [record({ composites: null })]], 'jsonl')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([[...runRowColumns], [...runRowColumns]]);
  expect(JSON.parse(String(lines[0]))).toMatchObject({
    model: 'a\nb',
    createdAt: '2026-11-23T10:00:00.000Z',
    originalScore: 41.5,
    costMicros: null,
    passed: true,
  });
  expect(JSON.parse(String(lines[1]))).toMatchObject({ originalScore: null, optimizedScore: null });
});

describe('reading', () => {
  test('goes no faster than who takes the pieces, and ends with them', async () => {
    const { records, asked } = stored([[record()], [record()], [record()]]);
    const pieces = runFile(records, { query, format: 'csv', signal: going });
    await pieces.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked()).toBe(1);
    await pieces.next();
    expect(asked()).toBe(2);
    await pieces.return();
    expect(asked()).toBe(2);
  });

  test('stops with the reason of its signal', async () => {
    const { records, asked } = stored([[record()], [record()]]);
    const stopping = new AbortController();
    const pieces = runFile(records, { query, format: 'jsonl', signal: stopping.signal });
    await pieces.next();
    stopping.abort(new Error('Enough.'));
    expect(await caught(pieces.next())).toMatchObject({ message: 'Enough.' });
    expect(asked()).toBe(1);
  });
});
