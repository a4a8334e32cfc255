import { setTimeout as pause } from 'node:timers/promises';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { QuotaLimit } from '../../src/storage.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { byCallers } from './by-callers.js';
import { beginTogether } from './worker.js';

/** Reserves, checkpoints, calls a model and settles, over and over, until it is killed. */
export interface SettlingTask {
  readonly place: { readonly connectionString: string } | { readonly dataDir: string };
  readonly orgId: string;
  readonly limits: readonly QuotaLimit[];
  readonly callers: number;
  readonly leaseMs: number;
}

/** What the worker was told by the storage, a line each: a run was reserved, or settled with so many tokens. */
export type Acknowledgment =
  | { readonly reserved: string }
  | { readonly settled: string; readonly tokens: number; readonly cost: number };

const { place, orgId, limits, callers, leaseMs }: SettlingTask = JSON.parse(process.argv[2] ?? '');
const storage = 'dataDir' in place ? pgliteStorage(place) : postgresStorage(place);
const scope = { orgId };

/** Writing to a pipe is done when it returns, so that nothing said is lost by a kill. */
function acknowledge(what: Acknowledgment): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function runOnce(): Promise<boolean> {
  const userId = `user-${Math.floor(Math.random() * 5)}`;
  const request = reservation({ userId, limits, leaseMs });
  const { runId } = request;
  const { outcome } = await storage.ledger.reserve(scope, request);
  if (outcome !== 'reserved') throw new Error(`a run was ${outcome}`);
  acknowledge({ reserved: runId });
  const inFlight = { calls: 1, tokens: 700, cost: 1_500 };
  await storage.ledger.checkpoint(scope, checkpoint(runId, { inFlight, leaseMs }));
  // The model thinks.
  await pause(Math.random() * 10);
  const tokens = Math.floor(Math.random() * 2_000);
  const charge = { calls: 1, tokens, cost: tokens * 2 };
  const scores = [scoreRecord('original', 61.5)];
  const answer = await storage.ledger.settle(
    scope,
    settlement(runId, { charge, scores, events: [telemetryEvent(scope, runId, 1)] }),
  );
  if (answer.outcome !== 'settled') throw new Error(`a settlement was ${answer.outcome}`);
  acknowledge({ settled: runId, tokens, cost: charge.cost });
  return true;
}

await beginTogether(storage);
await byCallers(callers, runOnce);
