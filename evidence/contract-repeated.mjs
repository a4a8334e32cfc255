import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const storages = {
  memory: 'memory',
  'PGlite in memory': 'pglite',
  'PGlite on disk': 'pglite-disk',
  Postgres: 'postgres',
  'supabase-js over PGlite': 'supabase-pglite',
  'supabase-js over Postgres': 'supabase-postgres',
};

/**
 * Runs the storage contract on every storage, again and again: a race that loses once in twenty
 * shows here. A promise that was skipped counts as one that was not kept.
 */
export async function contractRepeated([times = '20']) {
  const folder = mkdtempSync(join(tmpdir(), 'promptforge-contract-'));
  const rows = [];
  for (const [storage, name] of Object.entries(storages)) {
    const row = { storage, rounds: 0, promises: 0, kept: 0, broken: 0, skipped: 0, seconds: 0 };
    for (let round = 0; round < Number(times); round += 1) {
      const results = join(folder, `${name}-${round}.json`);
      const file = `test/contract/${name}.test.ts`;
      spawnSync('npx', ['vitest', 'run', '--project', 'library', file, '--reporter=json', '--outputFile', results], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, PROMPTFORGE_EVIDENCE_ROUNDS: times },
      });
      const { numTotalTests, numPassedTests, numFailedTests, startTime, testResults } = readResults(results);
      row.rounds += 1;
      row.promises = numTotalTests;
      row.kept += numPassedTests;
      row.broken += numFailedTests;
      row.skipped += numTotalTests - numPassedTests - numFailedTests;
      row.seconds += (Math.max(startTime, ...testResults.map(({ endTime }) => endTime)) - startTime) / 1000;
    }
    row.seconds = Number((row.seconds / row.rounds).toFixed(1));
    rows.push(row);
  }
  rmSync(folder, { recursive: true });
  console.table(rows);
  return rows.every(({ rounds, promises, kept }) => promises > 0 && kept === rounds * promises);
}

/** A run that left no result kept nothing. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numTotalTests: 1, numPassedTests: 0, numFailedTests: 1, startTime: 0, testResults: [] };
  }
}
