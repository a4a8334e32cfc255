import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import { Acknowledged } from './acknowledged.js';
import { amount } from './amount.js';
import { durablePlaces } from './durable-places.js';
import { reapEverything, runCounts, wrongWindows } from './ledger-checks.js';
import { monthlyLimit } from './monthly-limits.js';
import type { SettlingTask } from './settling-worker.js';
import { startWorker } from './worker-process.js';

const kills = amount('ROUNDS', 3);
const timeout = 180_000 + kills * 30_000;
/** Long enough for a run, short enough to wait for. */
const leaseMs = 500;

let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram('test/endurance/settling-worker.ts');
});

afterAll(() => program.remove());

test.for(Object.entries(durablePlaces))('a process killed at any moment loses nothing it was told, on %s', {
  timeout,
}, async ([name, makePlace]) => {
  const place = await makePlace();
  const random = seededRandom(20_261_123);
  const acknowledged = new Acknowledged();
  const anchor = Date.now();
  const task: SettlingTask = {
    place: place.task,
    orgId: 'org',
    limits: [
      monthlyLimit('user', 'calls', 1_000_000, anchor),
      monthlyLimit('org', 'tokens', 1_000_000_000, anchor),
      monthlyLimit('org', 'cost', 1_000_000_000, anchor),
    ],
    callers: 8,
    leaseMs,
  };
  const table: Record<string, string | number>[] = [];
  let before = { runs: 0, abandoned: 0, settled: 0, reserved: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    // Every tenth dies while it starts.
    const starting = kill % 10 === 0;
    const moment: Moment = starting
      ? { acknowledgments: 0, milliseconds: random.integer(place.startMs) }
      : { acknowledgments: 1 + random.integer(100), milliseconds: random.integer(10) };
    expect(await workUntilKilled(task, acknowledged, moment)).toBe('SIGKILL');
    await place.afterDeath(async (storage, query) => {
      const left = (await runCounts(query)).reserved;
      await reapEverything(query, () => storage.ledger.reap({ limit: 100 }));
      const [missing, wrong, counts] = [
        await acknowledged.missing(query),
        await wrongWindows(query),
        await runCounts(query),
      ];
      expect(missing).toEqual([]);
      expect(wrong).toEqual([]);
      expect(counts).toMatchObject({ reserved: 0, reapedTooSoon: 0 });
      const after = {
        runs: counts.runs,
        abandoned: counts.abandoned,
        settled: acknowledged.settled.size,
        reserved: acknowledged.reserved.size,
      };
      expect(after.abandoned - before.abandoned).toBe(left);
      table.push({
        kill,
        'killed after': `${starting ? 'its start' : moment.acknowledgments} + ${moment.milliseconds} ms`,
        runs: after.runs - before.runs,
        'reservations told': after.reserved - before.reserved,
        'settlements told': after.settled - before.settled,
        'settled, not told': after.runs - before.runs - left - (after.settled - before.settled),
        'left reserved, then reaped': left,
        'told and missing': missing.length,
        'wrong windows': wrong.length,
      });
      before = after;
    });
  }
  console.log(name);
  console.table(table);
  // Otherwise nobody was killed in the middle of anything.
  expect(before.settled).toBeGreaterThan(0);
  expect(before.abandoned).toBeGreaterThan(0);
});

/** When to kill: after so many acknowledgments, which does not depend on how busy the machine is, and then some time. */
interface Moment {
  readonly acknowledgments: number;
  readonly milliseconds: number;
}

async function workUntilKilled(task: SettlingTask, acknowledged: Acknowledged, moment: Moment): Promise<unknown> {
  let left = moment.acknowledgments;
  let isTime = () => {};
  const time = new Promise<void>((resolve) => {
    isTime = resolve;
  });
  const worker = startWorker(program.path, task, (line) => {
    // Killed in the middle of a line, it has not said it.
    if (!line.endsWith('}')) return;
    acknowledged.add(JSON.parse(line));
    left -= 1;
    if (left === 0) isTime();
  });
  worker.begin();
  if (left > 0) await Promise.race([time, worker.ended]);
  await pause(moment.milliseconds);
  worker.kill();
  return worker.ended;
}
