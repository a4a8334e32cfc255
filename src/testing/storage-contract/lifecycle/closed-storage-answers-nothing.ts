import assert from 'node:assert/strict';
import { noAmounts, type Storage, type TenantScope } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { settlement, someUsage } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

function everyCall(storage: Storage, scope: TenantScope): Record<string, () => Promise<unknown>> {
  const { ledger, events, subscriptions, analytics } = storage;
  const whose = { userId: 'ada', limits: [userCallsPerHour(10)] };
  const old = { before: 0, limit: 1 };
  const progress = { runId: 'nobody', usage: someUsage, inFlight: null, leaseMs: 1 };
  const subscription = {
    planId: 'pro',
    status: 'active',
    seats: 1,
    anchor: 0,
    trialEnd: null,
    cancelAt: null,
    nextPlanId: null,
  } as const;
  return {
    health: () => storage.health(),
    'ledger.reserve': () => ledger.reserve(scope, reservation()),
    'ledger.checkpoint': () => ledger.checkpoint(scope, progress),
    'ledger.settle': () => ledger.settle(scope, settlement('nobody')),
    'ledger.reap': () => ledger.reap({ limit: 1 }),
    'ledger.consume': () => ledger.consume(scope, { ...whose, amounts: noAmounts }),
    'ledger.peek': () => ledger.peek(scope, whose),
    'ledger.get': () => ledger.get(scope, 'nobody'),
    'ledger.list': () => ledger.list(scope, { userId: null, limit: 1, after: null }),
    'ledger.scores': () => ledger.scores(scope, 'nobody'),
    'ledger.eraseUser': () => ledger.eraseUser(scope, 'nobody'),
    'ledger.purge': () => ledger.purge(scope, old),
    'events.append': () => events.append(scope, [telemetryEvent(scope, 'nobody', 1)]),
    'events.ofRun': () => events.ofRun(scope, { runId: 'nobody', after: 0, limit: 1 }),
    'events.eraseUser': () => events.eraseUser(scope, 'nobody'),
    'events.purge': () => events.purge(scope, old),
    'subscriptions.load': () => subscriptions.load(scope),
    'subscriptions.save': () => subscriptions.save(scope, subscription, 0),
    'analytics.user': () => analytics.user(scope, { userId: 'nobody', range: { from: 0, to: 1 } }),
  };
}

/** Listed last: it closes the storage it is given. */
export const closedStorageAnswersNothing: ContractSpec = {
  promise:
    'closing waits for calls under way; afterwards every call is refused as storage_unavailable, and closing again is fine',
  async verify({ storage, scope }) {
    const underWay = inParallel(5, () => storage.ledger.reserve(scope, reservation()));
    await Promise.all([storage.close(), storage.close()]);
    assert.deepEqual(countOutcomes(await underWay), { reserved: 5 });
    for (const [name, call] of Object.entries(everyCall(storage, scope))) {
      await assertRejectsWith('storage_unavailable', call, name);
    }
    await storage.close();
  },
};
