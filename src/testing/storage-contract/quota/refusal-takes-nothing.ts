import assert from 'node:assert/strict';
import type { QuotaLimit } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgCostPerMonth, orgTokensPerMonth, userCallsPerHour, userCallsPerMonth } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';

function refusedBy(full: string, limits: readonly QuotaLimit[]): ContractSpec {
  return {
    promise: `a call refused by ${full} charges no window and writes no run`,
    async verify({ storage, scope }) {
      const { ledger } = storage;
      const before = await ledger.peek(scope, { userId: 'ada', limits });

      const refused = reservation({ limits });
      assertOutcome(await ledger.reserve(scope, refused), 'refused');
      const request = { userId: 'ada', limits, amounts: refused.hold };
      assertOutcome(await ledger.consume(scope, request), 'refused');
      await inParallel(20, () => ledger.reserve(scope, reservation({ limits })));

      assert.deepEqual(await ledger.peek(scope, { userId: 'ada', limits }), before);
      assert.equal(await ledger.get(scope, refused.runId), null);
      assert.deepEqual((await ledger.list(scope, { userId: null, limit: 10, after: null })).runs, []);
    },
  };
}

export const refusalTakesNothing: readonly ContractSpec[] = [
  refusedBy('the first window', [userCallsPerHour(0), userCallsPerMonth(50), orgTokensPerMonth(100_000)]),
  refusedBy('the last window', [userCallsPerHour(10), userCallsPerMonth(50), orgTokensPerMonth(999)]),
  refusedBy('a window in the middle', [userCallsPerHour(10), orgCostPerMonth(1_999), orgTokensPerMonth(100_000)]),
];
