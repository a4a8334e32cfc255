import assert from 'node:assert/strict';
import type { Amounts, QuotaLimit } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { quotaLimit, userCallsPerHour, userCallsPerMonth } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const uncountable = [Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, 2 ** 53];
const limits = [userCallsPerHour(10), userCallsPerMonth(50)];
const fine: Amounts = { calls: 1, tokens: 10, cost: 10 };

function refusesUncountable(what: string, broken: (value: number) => [readonly QuotaLimit[], Amounts]): ContractSpec {
  return {
    promise: `${what} that is no whole number is rejected as internal, and nothing is written`,
    async verify({ storage, scope }) {
      for (const value of uncountable) {
        const [given, amounts] = broken(value);
        const rejected = reservation({ limits: given, hold: amounts });
        await assertRejectsWith('internal', () => storage.ledger.reserve(scope, rejected), `reserve with ${value}`);
        const request = { userId: 'ada', limits: given, amounts };
        await assertRejectsWith('internal', () => storage.ledger.consume(scope, request), `consume with ${value}`);
        assert.equal(await storage.ledger.get(scope, rejected.runId), null);
      }
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 0, 'user-calls-month': 0 });
    },
  };
}

export const uncountableAmountsAreRejected: readonly ContractSpec[] = [
  refusesUncountable('an amount of a limited meter', (value) => [limits, { ...fine, calls: value }]),
  refusesUncountable('an amount of a meter without a limit', (value) => [limits, { ...fine, cost: value }]),
  refusesUncountable('a maximum', (value) => [[userCallsPerHour(10), userCallsPerMonth(value)], fine]),
  {
    promise: 'a limit given twice is rejected as internal, and nothing is written',
    async verify({ storage, scope }) {
      const twice = [...limits, quotaLimit('user', 'calls', 'hour', 99, { algorithm: 'sliding' })];
      const rejected = reservation({ limits: twice });
      await assertRejectsWith('internal', () => storage.ledger.reserve(scope, rejected));
      const request = { userId: 'ada', limits: twice, amounts: fine };
      await assertRejectsWith('internal', () => storage.ledger.consume(scope, request));
      await assertRejectsWith('internal', () => storage.ledger.peek(scope, { userId: 'ada', limits: twice }));
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 0, 'user-calls-month': 0 });
    },
  },
  {
    promise: 'a charge or a call in flight that is no whole number is rejected as internal, and the run stays as it is',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope, { limits });
      for (const value of uncountable) {
        const amounts = { ...fine, calls: value };
        const broken = settlement(run.id, { charge: amounts });
        await assertRejectsWith('internal', () => storage.ledger.settle(scope, broken), `settle with ${value}`);
        const progress = checkpoint(run.id, { inFlight: amounts });
        await assertRejectsWith(
          'internal',
          () => storage.ledger.checkpoint(scope, progress),
          `checkpoint with ${value}`,
        );
      }
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
    },
  },
];
