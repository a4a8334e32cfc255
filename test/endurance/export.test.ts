import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { runFile, runFileFormats } from '../../src/run-files.js';
import { migratedDatabase, onServer } from '../postgres-server/index.js';
import { amount } from './amount.js';

const rounds = amount('ROUNDS', 1);
const runs = amount('SIZE', 20_000);
const timeout = 300_000 + rounds * runs * 2;
const mostGrowth = 150 * 1024 * 1024;

const fill = `
  insert into promptforge.runs
    (org_id, id, user_id, operation, status, plan_id, engine, model, fingerprint, created_at, lease_expires_at,
     ended_at, input_tokens, output_tokens, model_calls, cost_micros, charged_calls, charged_tokens, charged_cost,
     windows, window_starts, input, result)
  select 'org-' || g % 100, 'run-' || md5(g::text), 'user-' || g % 1000, 'optimize', 'canceled', 'pro', 'model',
         'model-' || g % 3, repeat('a', 64), t.now - g * interval '1 second', t.now, t.now - g * interval '1 second',
         300, 200, 2, 900, 1, 500, 900, '[]', '{}', null, null
    from generate_series(1, ${runs}) as g,
         -- The store knows whole milliseconds alone.
         (select date_trunc('milliseconds', now())) as t (now);
  analyze promptforge.runs;`;

/** Memory of this process that is in use, without what waits for the garbage collector. */
function memory(): number {
  (globalThis as { readonly gc?: () => void }).gc?.();
  return process.memoryUsage().rss;
}

test('any number of runs is exported in the same memory, each once', { timeout }, async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  await onServer(database.url, fill);
  const storage = postgresStorage({ connectionString: database.url });
  onTestFinished(() => storage.close());
  const query = { orgId: null, userId: null, range: { from: 0, to: 8e15 }, planId: null, model: null, moduleId: null };
  const exported = (format: (typeof runFileFormats)[number], from: number) =>
    runFile((page) => storage.analytics.records(page), {
      query: { ...query, range: { ...query.range, from } },
      format,
      signal: new AbortController().signal,
    });
  // What is loaded and compiled by the first files grows once, whatever their length.
  for (const format of runFileFormats) for await (const _piece of exported(format, Date.now() - 3_600_000));
  const table: Record<string, unknown>[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const format of runFileFormats) {
      const before = memory();
      const began = performance.now();
      let [lines, bytes, growth] = [0, 0, 0];
      for await (const piece of exported(format, 0)) {
        bytes += piece.length;
        for (const byte of piece) if (byte === 10) lines += 1;
        growth = Math.max(growth, process.memoryUsage().rss - before);
      }
      const seconds = (performance.now() - began) / 1_000;
      table.push({
        format,
        runs: lines - (format === 'csv' ? 1 : 0),
        MB: Math.round(bytes / 1e5) / 10,
        seconds: Math.round(seconds),
        'MB of growth': Math.round(growth / 1e5) / 10,
      });
      expect(lines - (format === 'csv' ? 1 : 0)).toBe(runs);
      expect(growth).toBeLessThan(mostGrowth);
    }
  }
  console.table(table);
});
