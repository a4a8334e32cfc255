import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

export const foreignEventsSettleNothing: ContractSpec = {
  promise: 'a settlement with an event of another tenant is rejected, and the run stays as it was',
  async verify({ storage, scope }) {
    const run = await reserveRun(storage, scope);
    const foreign = telemetryEvent(newTenant(), run.id, 1);
    await assertRejectsWith('internal', () => storage.ledger.settle(scope, settlement(run.id, { events: [foreign] })));
    assert.deepEqual(await storage.ledger.get(scope, run.id), run);
    assert.deepEqual(await storage.events.ofRun(scope, { runId: run.id, after: 0, limit: 10 }), []);
  },
};
