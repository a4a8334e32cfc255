import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

export const snapshotAndStreamAddUp: ContractSpec = {
  promise: 'a snapshot of the figures and the events that follow it count every run once, taken at any moment',
  async verify({ storage, scope, clock }) {
    const range = { from: clock.now(), to: clock.now() + 1 };
    const snapshots: { readonly cursor: string; readonly succeeded: number }[] = [];
    const settled = 30;
    await inParallel(settled + 10, async (index) => {
      if (index % 4 === 0) {
        const { metrics, cursor } = await storage.analytics.snapshot(scope, { userId: 'ada', range });
        snapshots.push({ cursor, succeeded: metrics.runs.succeeded });
        return;
      }
      const { id } = await reserveRun(storage, scope);
      const event = telemetryEvent(scope, id, 1, { type: 'run.succeeded' });
      await storage.ledger.settle(scope, settlement(id, { events: [event] }));
    });
    assert.equal((await storage.analytics.user(scope, { userId: 'ada', range })).runs.succeeded, settled);
    for (const { cursor, succeeded } of snapshots) {
      const { events } = await storage.events.follow(scope, { userId: 'ada', after: cursor, limit: 100 });
      assert.equal(succeeded + events.length, settled);
    }
  },
};
