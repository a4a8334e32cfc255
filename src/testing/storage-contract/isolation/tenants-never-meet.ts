import assert from 'node:assert/strict';
import type { Run, Storage, TenantScope } from '../../../storage.js';
import { dayMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { failureWithoutCharge, scoreRecord, settlement } from '../fixtures/settlement.js';
import { subscriptionTo } from '../fixtures/subscription.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [userCallsPerHour(10), orgTokensPerMonth(10_000)];
const subscription = subscriptionTo('pro');
const counter = { provider: 'stripe', meter: 'tokens', month: '2027-01-01' };

interface Belongings {
  readonly ended: Run;
  readonly underWay: Run;
}

/** Customers are known to one tenant alone, so that each test has its own. */
function customerOf({ orgId }: TenantScope) {
  return { provider: 'stripe', customerId: `cus of ${orgId}` };
}

/** A little of everything a tenant can have. */
async function furnish(storage: Storage, scope: TenantScope): Promise<Belongings> {
  const { id } = await reserveRun(storage, scope, { limits, idempotencyKey: 'key' });
  const written = { scores: [scoreRecord('original', 60)], events: [telemetryEvent(scope, id, 1)] };
  const ended = assertOutcome(await storage.ledger.settle(scope, settlement(id, written)), 'settled').run;
  await storage.subscriptions.save(scope, subscription, 0);
  await storage.billing.linkCustomer(scope, customerOf(scope));
  await storage.billing.prepareReport(scope, { ...counter, total: 500 });
  return { ended, underWay: await reserveRun(storage, scope, { limits, leaseMs: dayMs }) };
}

/** Everything the tenant can see of what it has. */
async function view(storage: Storage, scope: TenantScope, { ended, underWay }: Belongings, to: number) {
  const { ledger, events, analytics, subscriptions, billing } = storage;
  return {
    runs: await ledger.list(scope, { userId: null, limit: 100, after: null }),
    ended: await ledger.get(scope, ended.id),
    underWay: await ledger.get(scope, underWay.id),
    scores: await ledger.scores(scope, ended.id),
    windows: await ledger.peek(scope, { userId: 'ada', limits }),
    events: await events.ofRun(scope, { runId: ended.id, after: 0, limit: 100 }),
    metrics: await analytics.user(scope, { userId: 'ada', range: { from: 0, to } }),
    subscription: await subscriptions.load(scope),
    history: await subscriptions.history(scope, { limit: 100, after: null }),
    counters: await analytics.windows({ orgId: scope.orgId, limit: 100, after: null }),
    customer: await billing.customerOf(scope, 'stripe'),
    report: await billing.prepareReport(scope, { ...counter, total: 0 }),
  };
}

export const tenantsNeverMeet: readonly ContractSpec[] = [
  {
    promise: 'a tenant sees nothing of what another has',
    async verify({ storage, scope, clock }) {
      const owned = await furnish(storage, scope);
      const stranger = newTenant();
      const seen = await view(storage, stranger, owned, clock.now() + dayMs);
      assert.deepEqual(seen.runs, { runs: [], next: null });
      assert.deepEqual([seen.ended, seen.underWay, seen.subscription], [null, null, null]);
      assert.deepEqual([seen.scores, seen.events, seen.metrics.days], [[], [], []]);
      assert.deepEqual([seen.history.items, seen.counters.items], [[], []]);
      assert.deepEqual([seen.customer, seen.report], [null, null]);
      assert.deepEqual(usedAmounts(seen.windows), { 'user-calls-hour': 0, 'org-tokens-month': 0 });
      const byUser = await storage.ledger.list(stranger, { userId: 'ada', limit: 100, after: null });
      assert.deepEqual(byUser.runs, []);
    },
  },
  {
    promise: 'a tenant changes nothing of what another has, whatever it calls with the same names',
    async verify({ storage, scope, clock }) {
      const owned = await furnish(storage, scope);
      const to = clock.now() + dayMs;
      const before = await view(storage, scope, owned, to);

      const stranger = newTenant();
      const { ledger, events, subscriptions, billing } = storage;
      const { ended, underWay } = owned;
      assert.deepEqual(await ledger.checkpoint(stranger, checkpoint(underWay.id, { leaseMs: 1 })), { outcome: 'lost' });
      const takeover = { runId: underWay.id, holder: 'stranger', holdMs: 0, leaseMs: dayMs };
      assert.deepEqual(await ledger.resume(stranger, takeover), { outcome: 'unknown_run' });
      for (const { id } of [ended, underWay]) {
        assert.deepEqual(await ledger.settle(stranger, failureWithoutCharge(id)), { outcome: 'unknown_run' });
      }
      assertOutcome(await ledger.reserve(stranger, reservation({ limits, idempotencyKey: 'key' })), 'reserved');
      await ledger.consume(stranger, { userId: 'ada', limits, amounts: { calls: 1, tokens: 1, cost: 1 } });
      await completeRun(storage, stranger, { limits });
      await events.append(
        stranger,
        [1, 2].map((sequence) => telemetryEvent(stranger, ended.id, sequence)),
      );
      assertOutcome(await subscriptions.save(stranger, { ...subscription, planId: 'enterprise' }, 0), 'saved');
      assertOutcome(await billing.linkCustomer(stranger, customerOf(scope)), 'taken');
      await billing.unlinkCustomer(stranger, customerOf(scope));
      const report = await billing.prepareReport(stranger, { ...counter, total: 7 });
      assert.equal(report?.amount, 7, 'its own total alone');
      for (const identifier of [report?.identifier ?? '', before.report?.identifier ?? '']) {
        await billing.confirmReport(stranger, { ...counter, identifier });
      }
      assert.equal(await ledger.eraseUser(stranger, 'ada'), 2, 'its own runs alone');
      assert.equal(await events.eraseUser(stranger, 'ada'), 2, 'its own events alone');
      assert.equal(await ledger.purge(stranger, { before: to, limit: 100 }), 1, 'its own run alone');
      assert.equal(await events.purge(stranger, { before: to, limit: 100 }), 2, 'its own events alone');

      assert.deepEqual(await view(storage, scope, owned, to), before);
    },
  },
];
