import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForgeError, type Storage } from '../../src/storage.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { startPostgresServer } from '../postgres-server/index.js';
import { Acknowledged } from './acknowledged.js';
import { amount } from './amount.js';
import { openDatabaseFacts } from './database-facts.js';
import { reapEverything, runCounts, wrongWindows } from './ledger-checks.js';
import { monthlyLimit } from './monthly-limits.js';

const restarts = amount('ROUNDS', 2);
const timeout = 240_000 + restarts * 30_000;
const scope = { orgId: 'org' };

/** Callers that reserve and settle without a rest, and go on after an error as a server's next request would. */
class Load {
  readonly acknowledged = new Acknowledged();
  /** Errors by what they say was the reason, and those that should not be. */
  readonly reasons = new Map<string, number>();
  readonly untyped: unknown[] = [];
  /** How many runs each caller has settled since it was last asked. */
  readonly settledBy: number[];
  readonly #storage: Storage;
  readonly #callers: Promise<void>[];
  readonly #anchor = Date.now();
  #over = false;

  constructor(storage: Storage, callers: number) {
    this.#storage = storage;
    this.settledBy = new Array<number>(callers).fill(0);
    this.#callers = this.settledBy.map((_, caller) => this.#call(caller));
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#callers);
  }

  /** Waits until each caller has settled another run. */
  async untilAllServed(): Promise<void> {
    this.settledBy.fill(0);
    for (const deadline = Date.now() + 90_000; this.settledBy.includes(0); await pause(2)) {
      if (Date.now() > deadline) throw new Error(`not everybody is served again: ${this.settledBy}`);
    }
  }

  async #call(caller: number): Promise<void> {
    while (!this.#over) {
      try {
        await this.#runOnce(`user-${caller % 5}`);
        this.settledBy[caller] = (this.settledBy[caller] ?? 0) + 1;
      } catch (error) {
        this.#count(error);
        await pause(10);
      }
    }
  }

  async #runOnce(userId: string): Promise<void> {
    const runId = randomUUID();
    const limits = [
      monthlyLimit('user', 'calls', 1_000_000, this.#anchor),
      monthlyLimit('org', 'tokens', 1_000_000_000, this.#anchor),
    ];
    await this.#storage.ledger.reserve(scope, reservation({ runId, userId, limits, leaseMs: 500 }));
    this.acknowledged.add({ reserved: runId });
    const tokens = Math.floor(Math.random() * 2_000);
    const charge = { calls: 1, tokens, cost: tokens * 2 };
    const events = [telemetryEvent(scope, runId, 1)];
    await this.#storage.ledger.settle(
      scope,
      settlement(runId, { charge, scores: [scoreRecord('original', 61.5)], events }),
    );
    this.acknowledged.add({ settled: runId, tokens, cost: charge.cost });
  }

  #count(error: unknown): void {
    if (!PromptForgeError.is(error) || error.code !== 'storage_unavailable') {
      this.untyped.push(error);
      return;
    }
    const { sqlState, reason } = error.details;
    const key = String(sqlState ?? reason ?? 'none');
    this.reasons.set(key, (this.reasons.get(key) ?? 0) + 1);
  }
}

test('a restart of Postgres under load is told by typed errors, loses nothing and is over by itself', {
  timeout,
}, async () => {
  const server = await startPostgresServer({ durable: true });
  onTestFinished(() => server.stop());
  const { url } = await server.createDatabase();
  const storage = postgresStorage({ connectionString: url });
  await storage.setup();
  const load = new Load(storage, 16);
  onTestFinished(async () => {
    await load.stop();
    await storage.close();
  });
  await load.untilAllServed();

  const table = [];
  for (let restart = 1; restart <= restarts; restart += 1) {
    const mode = restart % 2 === 1 ? 'immediate' : 'fast';
    load.reasons.clear();
    const settledBefore = load.acknowledged.settled.size;
    await server.halt(mode);
    // Somebody has noticed.
    while (load.reasons.size === 0) await pause(1);
    const began = performance.now();
    await server.resume();
    const resumed = performance.now();
    await load.untilAllServed();
    const served = performance.now();
    const facts = await openDatabaseFacts(url);
    const missing = await load.acknowledged.missing(facts.rows);
    await facts.close();
    expect(load.untyped).toEqual([]);
    expect(missing).toEqual([]);
    table.push({
      restart,
      mode,
      'settlements told': load.acknowledged.settled.size - settledBefore,
      'told and missing': missing.length,
      'typed errors': [...load.reasons].map(([reason, count]) => `${count} x ${reason}`).join(', '),
      'other errors': load.untyped.length,
      'server up after ms': Math.round(resumed - began),
      'all 16 callers served after ms': Math.round(served - resumed),
    });
  }
  await load.stop();
  const facts = await openDatabaseFacts(url);
  onTestFinished(() => facts.close());
  await reapEverything(facts.rows, () => storage.ledger.reap({ limit: 100 }));
  expect(await load.acknowledged.missing(facts.rows)).toEqual([]);
  expect(await wrongWindows(facts.rows)).toEqual([]);
  const { runs, reserved, abandoned, reapedTooSoon } = await runCounts(facts.rows);
  expect({ reserved, reapedTooSoon }).toEqual({ reserved: 0, reapedTooSoon: 0 });
  console.table(table);
  console.log(
    `${runs} runs, of which the restarts left ${abandoned} to the reaper; windows equal to the sum of charges`,
  );
});
