import { postgresStorage } from '../../adapters/postgres/index.js';
import type { QuotaLimit, Reservation, TenantScope } from '../../src/storage.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import {
  failureWithoutCharge,
  scoreRecord,
  settlement,
  someUsage,
} from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { byCallers } from './by-callers.js';
import { monthlyLimit } from './monthly-limits.js';
import { beginTogether } from './worker.js';

export interface MixedTask {
  readonly connectionString: string;
  readonly orgIds: readonly [string, ...string[]];
  readonly anchor: number;
  readonly operations: number;
  readonly seed: number;
  readonly callers: number;
  readonly maxConnections: number;
}

/** How often each thing happened. */
export interface MixedAnswer {
  readonly reserved: number;
  readonly refused: number;
  /** Somebody else had the key first. */
  readonly replayed: number;
  readonly settled: number;
  readonly canceled: number;
  readonly reaped: number;
  /** Settled after the reaper, of this process or another, had ended them. */
  readonly settledLate: number;
}

const task: MixedTask = JSON.parse(process.argv[2] ?? '');
const { connectionString, maxConnections, anchor } = task;
const storage = postgresStorage({ connectionString, maxConnections });
const { integer, pick } = seededRandom(task.seed + 1);
const done = { reserved: 0, refused: 0, replayed: 0, settled: 0, canceled: 0, reaped: 0, settledLate: 0 };
let left = task.operations;

function limits(): readonly QuotaLimit[] {
  return [
    // Small enough that some are refused by their own window, and some only by that of all.
    monthlyLimit('user', 'calls', Math.ceil(task.operations * 0.25), anchor),
    monthlyLimit('user', 'tokens', task.operations * 200, anchor),
    monthlyLimit('org', 'tokens', task.operations * 900, anchor),
    monthlyLimit('org', 'cost', 1_000_000_000, anchor),
  ];
}

async function end(scope: TenantScope, { runId }: Reservation, leaseMs: number): Promise<void> {
  const kind = integer(10);
  if (kind < 2) return;
  if (kind < 4) {
    const inFlight = { calls: 1, tokens: 200 + integer(300), cost: integer(1_000) };
    await storage.ledger.checkpoint(scope, { runId, usage: someUsage, inFlight, leaseMs });
    // Left to the reaper.
    if (kind === 3) return;
  }
  const canceled = kind < 6;
  const charge = { calls: 1, tokens: integer(2_000), cost: integer(5_000) };
  const events = [telemetryEvent(scope, runId, 1), telemetryEvent(scope, runId, 2)];
  const before = await storage.ledger.get(scope, runId);
  const { outcome } = await storage.ledger.settle(
    scope,
    canceled
      ? failureWithoutCharge(runId, 'canceled')
      : settlement(runId, { charge, scores: [scoreRecord('original', 61.5)], events }),
  );
  if (outcome !== 'settled') throw new Error(`a run was ${outcome}`);
  done[canceled ? 'canceled' : 'settled'] += 1;
  if (before?.status === 'abandoned') done.settledLate += 1;
}

async function operate(): Promise<boolean> {
  if (left === 0) return false;
  left -= 1;
  if (integer(10) === 0) done.reaped += (await storage.ledger.reap({ limit: 20 })).reaped.length;
  const scope = { orgId: pick(task.orgIds) };
  const leaseMs = pick([2, 200, 2_000]);
  const request = reservation({
    userId: `user-${integer(4)}`,
    limits: limits(),
    // Some keys are shared with the other processes.
    idempotencyKey: integer(4) === 0 ? `key-${integer(20)}` : null,
    leaseMs,
  });
  const { outcome } = await storage.ledger.reserve(scope, request);
  if (outcome === 'conflict') throw new Error('a fingerprint was lost');
  done[outcome] += 1;
  if (outcome === 'reserved') await end(scope, request, leaseMs);
  return true;
}

await beginTogether(storage);
await byCallers(task.callers, operate);
await storage.close();
console.log(JSON.stringify(done satisfies MixedAnswer));
process.exit();
