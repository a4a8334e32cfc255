import { postgresStorage } from '../../adapters/postgres/index.js';
import { systemClock } from '../../src/ports/system-clock.js';
import { ledgerInFront } from '../../src/quota/ledger-in-front.js';
import type { Consumption, LedgerStore, QuotaLimit, Reservation, Run, Scoped, Settlement } from '../../src/storage.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import {
  failureWithoutCharge,
  scoreRecord,
  settlement,
} from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { byCallers } from './by-callers.js';
import type { ConsumedAmount } from './ledger-checks.js';
import { monthlyLimit } from './monthly-limits.js';
import { beginTogether } from './worker.js';

export interface MixedTask {
  readonly connectionString: string;
  readonly orgIds: readonly [string, ...string[]];
  readonly anchor: number;
  /** How many reservations, settlements, amounts and so on, each in a batch counted. */
  readonly calls: number;
  readonly seed: number;
  readonly callers: number;
  readonly maxConnections: number;
}

/** How often each thing happened. */
export interface MixedCounts {
  readonly reserved: number;
  readonly refused: number;
  /** Somebody else had the key first. */
  readonly replayed: number;
  readonly settled: number;
  readonly canceled: number;
  readonly reaped: number;
  /** Settled after the reaper, of this process or another, had ended them. */
  readonly settledLate: number;
  readonly consumed: number;
  /** How many of all of these went in a batch with others. */
  readonly batched: number;
}

export interface MixedAnswer {
  readonly done: MixedCounts;
  readonly consumed: readonly ConsumedAmount[];
}

const task: MixedTask = JSON.parse(process.argv[2] ?? '');
const { connectionString, maxConnections, anchor } = task;
const storage = postgresStorage({ connectionString, maxConnections });
/** As the rest of a process sees the ledger: what comes at once goes together. */
const front = ledgerInFront(
  storage.ledger,
  { lanes: 2, maxBatch: 128, maxQueue: 10_000, maxWaitMs: 10_000, refusalCacheMs: 0, whenUnavailable: 'refuse' },
  { clock: systemClock, monotonicNow: () => performance.now(), report: raise },
);
const ledgers: readonly [LedgerStore, ...LedgerStore[]] = [storage.ledger, front.ledger];
const { integer, pick } = seededRandom(task.seed + 1);
const done = {
  reserved: 0,
  refused: 0,
  replayed: 0,
  settled: 0,
  canceled: 0,
  reaped: 0,
  settledLate: 0,
  consumed: 0,
  batched: 0,
};
const consumed = new Map<string, ConsumedAmount>();
const leases = [2, 200, 2_000] as const;
let left = task.calls;

function raise(error: Error): never {
  throw error;
}

function limits(): readonly QuotaLimit[] {
  return [
    // Small enough that some are refused by their own window, and some only by that of all.
    monthlyLimit('user', 'calls', Math.ceil(task.calls * 0.2), anchor),
    monthlyLimit('user', 'tokens', task.calls * 150, anchor),
    monthlyLimit('org', 'tokens', task.calls * 450, anchor),
    monthlyLimit('org', 'cost', 1_000_000_000, anchor),
  ];
}

/** One of four, or of so many that windows are used for the first time all along. */
function someUser(): string {
  return `user-${integer(2) === 0 ? integer(4) : integer(400)}`;
}

/** One thing, or as many as may still be done, up to 16. */
function several<Item>(make: () => Item): readonly Item[] {
  const times = integer(2) === 0 ? 1 : Math.max(1, Math.min(left, 2 + integer(15)));
  left -= times;
  if (times > 1) done.batched += times;
  return Array.from({ length: times }, make);
}

function newReservation(): Scoped<Reservation> {
  const request = reservation({
    userId: someUser(),
    limits: limits(),
    // Some keys are shared with the other processes.
    idempotencyKey: integer(4) === 0 ? `key-${integer(20)}` : null,
    leaseMs: pick(leases),
  });
  return { scope: { orgId: pick(task.orgIds) }, request };
}

function newConsumption(): Scoped<Consumption> {
  const amounts = { calls: 1, tokens: integer(300), cost: integer(50) };
  const count = integer(3) === 0 ? 1 + integer(5) : 1;
  const request = { userId: someUser(), limits: limits(), amounts, count };
  return { scope: { orgId: pick(task.orgIds) }, request };
}

async function reserve(): Promise<void> {
  const ledger = pick(ledgers);
  const asked = several(newReservation);
  const [first] = asked;
  const answers =
    asked.length === 1 && first !== undefined
      ? [await ledger.reserve(first.scope, first.request)]
      : await ledger.reserveMany(asked);
  const runs: Run[] = [];
  for (const answer of answers) {
    if (answer.outcome === 'conflict') throw new Error('a fingerprint was lost');
    done[answer.outcome] += 1;
    if (answer.outcome === 'reserved') runs.push(answer.run);
  }
  const settlements: Scoped<Settlement>[] = [];
  for (const run of runs) if (await goesOn(run)) settlements.push(ending(run));
  await settle(settlements);
}

/** Whether a run is settled in the end, rather than left to the reaper. */
async function goesOn({ orgId, id: runId }: Run): Promise<boolean> {
  const kind = integer(10);
  if (kind < 2) return false;
  if (kind > 3) return true;
  left -= 1;
  const inFlight = { calls: 1, tokens: 200 + integer(300), cost: integer(1_000) };
  await storage.ledger.checkpoint({ orgId }, checkpoint(runId, { inFlight, leaseMs: pick(leases) }));
  return kind === 2;
}

function ending({ orgId, id: runId }: Run): Scoped<Settlement> {
  const scope = { orgId };
  if (integer(4) === 0) return { scope, request: failureWithoutCharge(runId, 'canceled') };
  const charge = { calls: 1, tokens: integer(2_000), cost: integer(5_000) };
  const events = [telemetryEvent(scope, runId, 1), telemetryEvent(scope, runId, 2)];
  return { scope, request: settlement(runId, { charge, scores: [scoreRecord('original', 61.5)], events }) };
}

async function settle(settlements: readonly Scoped<Settlement>[]): Promise<void> {
  const [first] = settlements;
  if (first === undefined) return;
  const ledger = pick(ledgers);
  left -= settlements.length;
  for (const { scope, request } of settlements) {
    if ((await storage.ledger.get(scope, request.runId))?.status === 'abandoned') done.settledLate += 1;
  }
  const answers = await settleOnce(ledger, first, settlements);
  for (const [index, outcome] of answers.entries()) {
    if (outcome !== 'settled') throw new Error(`a run was ${outcome}`);
    done[settlements[index]?.request.ending === 'canceled' ? 'canceled' : 'settled'] += 1;
  }
}

/** Alone, in a batch, or in two batches at once, as when somebody asks again too soon: then one of them counts. */
async function settleOnce(ledger: LedgerStore, first: Scoped<Settlement>, settlements: readonly Scoped<Settlement>[]) {
  if (settlements.length === 1) return [(await ledger.settle(first.scope, first.request)).outcome];
  done.batched += settlements.length;
  if (integer(2) === 0) return (await ledger.settleMany(settlements)).map(({ outcome }) => outcome);
  const [once, again] = await Promise.all([
    ledger.settleMany(settlements),
    ledger.settleMany([...settlements].reverse()),
  ]);
  const repeated = [...again].reverse();
  return once.map(({ outcome }, index) => {
    const both = [outcome, repeated[index]?.outcome].sort().join(' and ');
    return both === 'already_settled and settled' ? 'settled' : both;
  });
}

async function consume(): Promise<void> {
  const ledger = pick(ledgers);
  const asked = several(newConsumption);
  const [first] = asked;
  const answers =
    asked.length === 1 && first !== undefined
      ? [await ledger.consume(first.scope, first.request)]
      : await ledger.consumeMany(asked);
  for (const [index, answer] of answers.entries()) {
    const one = asked[index];
    if (answer.outcome === 'admitted' && one !== undefined) remember(one, answer.granted);
    else done.refused += 1;
  }
}

/** What was admitted, by window: none of the runs tells of it. */
function remember(
  { scope: { orgId }, request: { userId, amounts, limits: windows } }: Scoped<Consumption>,
  times: number,
) {
  done.consumed += times;
  for (const { subject, meter, period } of windows) {
    const owner = subject === 'user' ? userId : '';
    const key = JSON.stringify([orgId, owner, meter, period]);
    const amount = (consumed.get(key)?.amount ?? 0) + amounts[meter] * times;
    consumed.set(key, { orgId, userId: owner, meter, period, amount });
  }
}

async function operate(): Promise<boolean> {
  if (left <= 0) return false;
  const kind = integer(10);
  if (kind === 0) {
    left -= 1;
    done.reaped += (await storage.ledger.reap({ limit: 20 })).reaped.length;
  } else if (kind < 4) await consume();
  else await reserve();
  return true;
}

await beginTogether(storage);
await byCallers(task.callers, operate);
await storage.close();
console.log(JSON.stringify({ done, consumed: [...consumed.values()] } satisfies MixedAnswer));
process.exit();
