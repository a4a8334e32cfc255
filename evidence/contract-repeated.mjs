import { spawnSync } from 'node:child_process';

/** Runs the storage contract again and again: a race that loses once in twenty shows here. */
export async function contractRepeated([times = '20']) {
  const rows = [];
  for (let round = 1; round <= Number(times); round += 1) {
    const began = performance.now();
    const { status } = spawnSync(
      'npx',
      [
        'vitest',
        'run',
        '--project',
        'library',
        'test/contract/memory.test.ts',
        'test/contract/pglite.test.ts',
        '--reporter=dot',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    rows.push({ round, seconds: Number(((performance.now() - began) / 1000).toFixed(1)), green: status === 0 });
  }
  console.table(rows);
  return rows.every(({ green }) => green);
}
