import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

const all = { after: 0, limit: 100 };

export const appendIsIdempotent: readonly ContractSpec[] = [
  {
    promise: 'an event with a run and sequence that is there already is left as it is, by append and by settlement',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope);
      const [first, second, third] = [1, 2, 3].map((sequence) => telemetryEvent(scope, run.id, sequence));
      assert.ok(first && second && third);
      const changed = { ...first, type: 'run.failed', data: { changed: true } } as const;
      await storage.events.append(scope, [first]);
      await storage.events.append(scope, [changed, second]);
      await storage.ledger.settle(scope, settlement(run.id, { events: [changed, second, third] }));
      assert.deepEqual(await storage.events.ofRun(scope, { runId: run.id, ...all }), [first, second, third]);
    },
  },
  {
    promise: 'the same events appended 20 times at once are written once',
    async verify({ storage, scope }) {
      const runId = `run ${scope.orgId}`;
      const events = [1, 2, 3, 4, 5].map((sequence) => telemetryEvent(scope, runId, sequence));
      await inParallel(20, (index) => storage.events.append(scope, index % 2 === 0 ? events : events.toReversed()));
      assert.deepEqual(await storage.events.ofRun(scope, { runId, ...all }), events);
    },
  },
  {
    promise: 'an event of another organization is rejected as internal, and none of its batch is written',
    async verify({ storage, scope }) {
      const other = newTenant();
      const runId = `run ${scope.orgId}`;
      const batch = [telemetryEvent(scope, runId, 1), telemetryEvent(other, runId, 2)];
      await assertRejectsWith('internal', () => storage.events.append(scope, batch));
      assert.deepEqual(await storage.events.ofRun(scope, { runId, ...all }), []);
      assert.deepEqual(await storage.events.ofRun(other, { runId, ...all }), []);
    },
  },
  {
    promise: 'an empty batch is no mistake',
    async verify({ storage, scope }) {
      await storage.events.append(scope, []);
    },
  },
];
