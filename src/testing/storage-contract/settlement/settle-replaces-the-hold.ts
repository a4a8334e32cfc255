import assert from 'node:assert/strict';
import type { Amounts, WindowState } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgCostPerMonth, orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithoutCharge, settlement } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [orgTokensPerMonth(2_500), orgCostPerMonth(10_000), userCallsPerHour(10)];

function used(calls: number, cost: number, tokens: number): Record<string, number> {
  return { 'user-calls-hour': calls, 'org-cost-month': cost, 'org-tokens-month': tokens };
}

function settledFor(promise: string, charge: Amounts, check: (windows: readonly WindowState[]) => void): ContractSpec {
  return {
    promise,
    async verify({ storage, scope }) {
      const { id } = await reserveRun(storage, scope, { limits });
      await reserveRun(storage, scope, { limits });
      const held = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(held), used(2, 4_000, 2_000), 'what is held counts as used');
      const settled = assertOutcome(await storage.ledger.settle(scope, settlement(id, { charge })), 'settled');
      check(settled.windows);
      assert.deepEqual(settled.run.charge, charge);
      assert.deepEqual(await storage.ledger.peek(scope, { userId: 'ada', limits }), settled.windows);
    },
  };
}

export const settleReplacesTheHold: readonly ContractSpec[] = [
  settledFor('a settlement for less than the hold gives the rest back', { calls: 1, tokens: 1, cost: 900 }, (windows) =>
    assert.deepEqual(usedAmounts(windows), used(2, 2_900, 1_001)),
  ),
  settledFor('a settlement for nothing gives the whole hold back', { calls: 0, tokens: 0, cost: 0 }, (windows) =>
    assert.deepEqual(usedAmounts(windows), used(1, 2_000, 1_000)),
  ),
  settledFor(
    'a settlement for more than the hold is charged in full, beyond the limit, too',
    { calls: 1, tokens: 7_000, cost: 3_000 },
    (windows) => {
      assert.deepEqual(usedAmounts(windows), used(2, 5_000, 8_000));
      assert.deepEqual(
        windows.map(({ remaining }) => remaining),
        [8, 5_000, 0],
      );
    },
  ),
  {
    promise: 'room that was given back is there for the next caller',
    async verify({ storage, scope }) {
      const once = { limits: [userCallsPerHour(1)] };
      const { id } = await reserveRun(storage, scope, once);
      assertOutcome(await storage.ledger.reserve(scope, reservation(once)), 'refused');
      await storage.ledger.settle(scope, failureWithoutCharge(id));
      assertOutcome(await storage.ledger.reserve(scope, reservation(once)), 'reserved');
    },
  },
  {
    promise: 'of many runs settled at once no charge is lost',
    async verify({ storage, scope }) {
      const wide = [orgTokensPerMonth(100_000), userCallsPerHour(100)];
      const runs = await inParallel(25, () => reserveRun(storage, scope, { limits: wide }));
      await Promise.all(
        runs.map(({ id }, index) =>
          storage.ledger.settle(scope, settlement(id, { charge: { calls: 1, tokens: 100 + index, cost: 0 } })),
        ),
      );
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits: wide });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 25, 'org-tokens-month': 25 * 100 + 300 });
    },
  },
];
