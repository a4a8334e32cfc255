import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

export const eventsAreReadBySequence: readonly ContractSpec[] = [
  {
    promise: 'events written by a settlement and by append come back whole, in the order of their sequence',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope);
      const [first, second, third, tenth] = [1, 2, 3, 10].map((sequence) => telemetryEvent(scope, run.id, sequence));
      assert.ok(first && second && third && tenth);
      await storage.events.append(scope, [tenth, first]);
      await storage.ledger.settle(scope, settlement(run.id, { events: [third, second] }));
      const all = await storage.events.ofRun(scope, { runId: run.id, after: 0, limit: 100 });
      assert.deepEqual(all, [first, second, third, tenth]);
    },
  },
  {
    promise: 'events are read from the one after a sequence, no more than are asked for, of one run alone',
    async verify({ storage, scope }) {
      const events = [1, 2, 4, 5, 9].map((sequence) => telemetryEvent(scope, `a ${scope.orgId}`, sequence));
      const foreign = telemetryEvent(scope, `b ${scope.orgId}`, 3);
      await storage.events.append(scope, [...events, foreign]);
      async function sequences(after: number, limit: number) {
        const read = await storage.events.ofRun(scope, { runId: `a ${scope.orgId}`, after, limit });
        return read.map(({ sequence }) => sequence);
      }
      assert.deepEqual(await sequences(0, 2), [1, 2]);
      assert.deepEqual(await sequences(2, 2), [4, 5]);
      assert.deepEqual(await sequences(3, 100), [4, 5, 9]);
      assert.deepEqual(await sequences(9, 100), []);
      assert.deepEqual(await storage.events.ofRun(scope, { runId: 'nobody', after: 0, limit: 5 }), []);
    },
  },
];
