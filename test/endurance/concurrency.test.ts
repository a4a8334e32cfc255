import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type BuiltProgram, buildProgram } from '../postgres-server/build-program.js';
import { migratedDatabase } from '../postgres-server/index.js';
import { amount } from './amount.js';
import { type DatabaseFacts, openDatabaseFacts } from './database-facts.js';
import { type ConsumedAmount, reapEverything, runCounts, wrongWindows } from './ledger-checks.js';
import type { MixedAnswer, MixedCounts, MixedTask } from './mixed-worker.js';
import { monthlyLimit } from './monthly-limits.js';
import type { ReservingAnswer, ReservingTask } from './reserving-worker.js';
import { runTogether } from './worker-process.js';

const rounds = amount('ROUNDS', 1);
const callsOfEach = amount('SIZE', 300);
const processes = 4;
const load = { callers: 32, maxConnections: 16 };
const timeout = 180_000 + rounds * 60_000 + callsOfEach * 200;

let reserving: BuiltProgram;
let mixed: BuiltProgram;

beforeAll(async () => {
  reserving = await buildProgram('test/endurance/reserving-worker.ts');
  mixed = await buildProgram('test/endurance/mixed-worker.ts');
});

afterAll(() => {
  reserving.remove();
  mixed.remove();
});

async function freshDatabase(): Promise<{ readonly url: string; readonly facts: DatabaseFacts }> {
  const database = await migratedDatabase();
  const facts = await openDatabaseFacts(database.url);
  onTestFinished(async () => {
    await facts.close();
    await database.drop();
  });
  return { url: database.url, facts };
}

test(`${processes} processes that reserve at once never exceed a limit, and use all of it`, { timeout }, async () => {
  const { url, facts } = await freshDatabase();
  const limit = (processes * callsOfEach) / 2;
  const deadlocksBefore = await facts.deadlocks();
  const table = [];
  for (let round = 1; round <= rounds; round += 1) {
    await facts.rows('truncate promptforge.runs, promptforge.quota_windows');
    const limits = [monthlyLimit('org', 'calls', limit, Date.now())];
    const task: ReservingTask = { connectionString: url, orgId: randomUUID(), limits, calls: callsOfEach, ...load };
    const began = performance.now();
    const answers = await runTogether<ReservingAnswer>(
      reserving.path,
      Array.from({ length: processes }, () => task),
    );
    const milliseconds = Math.round(performance.now() - began);
    const counts = await runCounts(facts.rows);
    const [window] = await facts.rows('select used::integer from promptforge.quota_windows');
    const deadlocks = (await facts.deadlocks()) - deadlocksBefore;
    const admitted = answers.map(({ reserved = 0 }) => reserved);
    const refused = answers.map(({ refused = 0 }) => refused);
    expect(sum(admitted)).toBe(limit);
    expect(sum(refused)).toBe(processes * callsOfEach - limit);
    expect(counts).toMatchObject({ runs: limit, reserved: limit, chargedCalls: limit });
    expect(window?.used).toBe(limit);
    expect(deadlocks).toBe(0);
    table.push({
      round,
      admitted: sum(admitted),
      'by process': admitted.join(' + '),
      refused: sum(refused),
      'runs in ledger': counts.runs,
      'window used': window?.used,
      deadlocks,
      milliseconds,
    });
  }
  console.table(table);
});

test('windows of users and organizations hold what was admitted, alone or in batches, whatever processes do', {
  timeout,
}, async () => {
  const { url, facts } = await freshDatabase();
  const deadlocksBefore = await facts.deadlocks();
  const table = [];
  for (let round = 1; round <= rounds; round += 1) {
    // The first use of every row is part of it.
    await facts.rows('truncate promptforge.runs, promptforge.quota_windows');
    const task: MixedTask = {
      connectionString: url,
      orgIds: [randomUUID(), randomUUID()],
      anchor: Date.now(),
      calls: callsOfEach,
      seed: round,
      ...load,
    };
    const began = performance.now();
    const answers = await runTogether<MixedAnswer>(
      mixed.path,
      Array.from({ length: processes }, (_, index) => ({ ...task, seed: round * processes + index })),
    );
    const milliseconds = Math.round(performance.now() - began);
    const totals = sumOf(answers.map(({ done }) => done));
    await reapEverything(facts.rows, () => facts.rows('select promptforge.reap_v1(1000)'));
    const wrong = await wrongWindows(facts.rows, consumedByAll(answers));
    const counts = await runCounts(facts.rows);
    const deadlocks = (await facts.deadlocks()) - deadlocksBefore;
    expect(wrong).toEqual([]);
    expect(counts).toMatchObject({ reserved: 0, reapedTooSoon: 0, runs: totals.reserved });
    expect(deadlocks).toBe(0);
    // Otherwise nothing was shown.
    for (const kind of ['reserved', 'refused', 'settled', 'canceled', 'reaped', 'consumed', 'batched'] as const) {
      expect(totals[kind], kind).toBeGreaterThan(0);
    }
    table.push({ round, ...totals, 'wrong windows': wrong.length, deadlocks, milliseconds });
  }
  console.table(table);
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumOf(answers: readonly MixedCounts[]): MixedCounts {
  const of = (kind: keyof MixedCounts) => sum(answers.map((answer) => answer[kind]));
  return {
    reserved: of('reserved'),
    refused: of('refused'),
    replayed: of('replayed'),
    settled: of('settled'),
    canceled: of('canceled'),
    reaped: of('reaped'),
    settledLate: of('settledLate'),
    consumed: of('consumed'),
    batched: of('batched'),
  };
}

function consumedByAll(answers: readonly MixedAnswer[]): readonly ConsumedAmount[] {
  return answers.flatMap(({ consumed }) => consumed);
}
