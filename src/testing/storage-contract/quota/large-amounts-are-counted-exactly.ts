import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgCostPerMonth, orgTokensPerMonth } from '../fixtures/quota-limits.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement, someUsage } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const largest = Number.MAX_SAFE_INTEGER;
const limits = [orgTokensPerMonth(largest), orgCostPerMonth(largest)];

export const largeAmountsAreCountedExactly: ContractSpec = {
  promise: 'amounts are counted exactly up to 2^53 - 1',
  async verify({ storage, scope }) {
    const hold = { calls: 1, tokens: largest - 1, cost: 2 ** 31 };
    const { id } = await reserveRun(storage, scope, { limits, hold });
    const one = { userId: 'ada', limits, amounts: { calls: 0, tokens: 1, cost: 2 ** 32 } };
    const filled = assertOutcome(await storage.ledger.consume(scope, one), 'admitted');
    assert.deepEqual(usedAmounts(filled.windows), { 'org-tokens-month': largest, 'org-cost-month': 3 * 2 ** 31 });
    assert.equal(assertOutcome(await storage.ledger.consume(scope, one), 'refused').blocked[0]?.used, largest);

    const charge = { calls: 1, tokens: largest - 3, cost: 2 ** 40 + 1 };
    const usage = { ...someUsage, inputTokens: largest - 3, outputTokens: 0, costMicros: 2 ** 40 + 1 };
    const settled = assertOutcome(await storage.ledger.settle(scope, settlement(id, { charge, usage })), 'settled');
    const expected = { 'org-tokens-month': largest - 2, 'org-cost-month': 2 ** 40 + 1 + 2 ** 32 };
    assert.deepEqual(usedAmounts(settled.windows), expected);
    assert.deepEqual(settled.run.charge, charge);
    assert.deepEqual((await storage.ledger.get(scope, id))?.usage, usage);
  },
};
