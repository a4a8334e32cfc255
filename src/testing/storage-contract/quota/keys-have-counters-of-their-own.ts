import assert from 'node:assert/strict';
import type { ConsumeResult, QuotaLimit, ReserveResult } from '../../../storage.js';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { keyLimit, orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { settlement } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const amounts = { calls: 1, tokens: 100, cost: 0 };

function limitsOf(keyId: string, max: number): readonly QuotaLimit[] {
  return [
    keyLimit(keyId, 'calls', 'hour', max),
    keyLimit(keyId, 'tokens', 'month', 9_000),
    userCallsPerHour(1_000),
    orgTokensPerMonth(900_000),
  ];
}

export const keysHaveCountersOfTheirOwn: readonly ContractSpec[] = [
  {
    promise:
      'an API key has counters of its own in each organization, whoever calls with it, and nobody else counts in them',
    async verify({ storage: { ledger }, scope }) {
      const elsewhere = newTenant();
      const take = (tenant: typeof scope, userId: string, keyId: string) =>
        ledger.consume(tenant, { userId, limits: limitsOf(keyId, 10), amounts });
      for (const userId of ['ada', 'bob', 'key:1', '\u0001', '~']) await take(scope, userId, '1');
      await take(scope, 'ada', '2');
      await take(elsewhere, 'ada', '1');
      await ledger.consume(scope, { userId: 'ada', limits: [userCallsPerHour(1_000)], amounts });

      const used = async (tenant: typeof scope, userId: string, keyId: string) =>
        usedAmounts(await ledger.peek(tenant, { userId, limits: limitsOf(keyId, 10) }));
      const names = {
        hour: 'key-calls-hour',
        month: 'key-tokens-month',
        user: 'user-calls-hour',
        org: 'org-tokens-month',
      };
      const expected = (hour: number, user: number, org: number) => ({
        [names.hour]: hour,
        [names.month]: hour * 100,
        [names.user]: user,
        [names.org]: org,
      });
      assert.deepEqual(await used(scope, 'ada', '1'), expected(5, 3, 600));
      assert.deepEqual(await used(scope, 'key:1', '2'), expected(1, 1, 600));
      assert.deepEqual(await used(scope, 'new', '3'), expected(0, 0, 600));
      assert.deepEqual(await used(elsewhere, 'ada', '1'), expected(1, 1, 100));
    },
  },
  {
    promise: 'the counters of API keys are not listed among those of users',
    async verify({ storage: { ledger, analytics }, scope }) {
      await ledger.consume(scope, { userId: 'ada', limits: limitsOf('1', 10), amounts });
      const { items } = await analytics.windows({ orgId: scope.orgId, limit: 10, after: null });
      assert.deepEqual(
        items.map(({ userId, meter }) => [userId, meter]),
        [
          [null, 'tokens'],
          ['ada', 'calls'],
        ],
      );
    },
  },
  {
    promise:
      'a burst of 100 calls with two API keys fills the limit of each to the last call, and takes nothing beyond',
    async verify({ storage: { ledger }, scope }) {
      const take = (index: number): Promise<ReserveResult | ConsumeResult> => {
        const limits = limitsOf(`${index % 2}`, 10 + (index % 2));
        if (index % 4 > 1) return ledger.reserve(scope, reservation({ userId: 'ada', limits, hold: amounts }));
        return ledger.consume(scope, { userId: index % 3 === 0 ? 'bob' : 'ada', limits, amounts });
      };
      const outcomes = countOutcomes(await inParallel(100, take));
      assert.equal((outcomes.admitted ?? 0) + (outcomes.reserved ?? 0), 21);
      assert.equal(outcomes.refused, 79);
      const [ada, bob] = await Promise.all(
        ['ada', 'bob'].map((userId) => ledger.peek(scope, { userId, limits: limitsOf('0', 10) })),
      );
      const [ofAda, ofBob] = [usedAmounts(ada ?? []), usedAmounts(bob ?? [])];
      assert.equal(ofAda['key-calls-hour'], 10);
      assert.equal(
        Number(ofAda['user-calls-hour']) + Number(ofBob['user-calls-hour']),
        21,
        'what is refused takes nothing',
      );
      assert.equal(ofAda['org-tokens-month'], 2_100);
    },
  },
  {
    promise: 'what a run holds of an API key is corrected when it ends, also when its user was erased meanwhile',
    async verify({ storage: { ledger }, scope, clock }) {
      const limits = limitsOf('1', 10);
      for (const erased of [false, true]) {
        const request = reservation({
          userId: 'ada',
          limits,
          hold: { calls: 1, tokens: 500, cost: 0 },
          leaseMs: hourMs,
        });
        const { run, windows } = assertOutcome(await ledger.reserve(scope, request), 'reserved');
        assert.equal(usedAmounts(windows)['key-tokens-month'], erased ? 600 : 500);
        assert.equal(windows[0]?.keyId, '1');
        if (erased) await ledger.eraseUser(scope, 'ada');
        clock.advance(1);
        const charge = { calls: 1, tokens: 100, cost: 0 };
        const settled = assertOutcome(await ledger.settle(scope, settlement(run.id, { charge })), 'settled');
        const used = usedAmounts(settled.windows);
        assert.deepEqual(
          [used['key-calls-hour'], used['key-tokens-month']],
          erased ? [2, 200] : [1, 100],
          `erased: ${erased}`,
        );
        assert.equal(settled.windows[0]?.keyId, '1');
      }
    },
  },
  {
    promise:
      'a limit of an API key that names none, and one of another subject that names one, are rejected as internal',
    async verify({ storage: { ledger }, scope }) {
      const nameless: QuotaLimit = { ...userCallsPerHour(10), subject: 'key' };
      for (const limit of [nameless, { ...nameless, keyId: '' }, { ...userCallsPerHour(10), keyId: '1' }]) {
        const request = { userId: 'ada', limits: [limit], amounts };
        await assertRejectsWith('internal', () => ledger.consume(scope, request), 'consume');
        await assertRejectsWith('internal', () => ledger.reserve(scope, reservation({ limits: [limit] })), 'reserve');
      }
    },
  },
];
