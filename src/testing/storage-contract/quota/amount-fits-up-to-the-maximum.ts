import assert from 'node:assert/strict';
import { noAmounts } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgTokensPerHour } from '../fixtures/quota-limits.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { usedOf } from '../fixtures/used-amounts.js';

const limit = orgTokensPerHour(1_000);

function tokens(amount: number) {
  return { userId: 'ada', limits: [limit], amounts: { calls: 0, tokens: amount, cost: 0 } };
}

export const amountFitsUpToTheMaximum: readonly ContractSpec[] = [
  {
    promise: 'an amount that fills a window exactly is admitted, and one more is refused',
    async verify({ storage, scope }) {
      const filled = assertOutcome(await storage.ledger.consume(scope, tokens(1_000)), 'admitted');
      assert.equal(filled.windows[0]?.used, 1_000);
      assert.equal(filled.windows[0]?.remaining, 0);
      assertOutcome(await storage.ledger.consume(scope, tokens(1)), 'refused');
      assert.equal(await usedOf(storage, scope, limit), 1_000);
    },
  },
  {
    promise: 'an amount of nothing fits into a full window, and not into one that is over its limit',
    async verify({ storage, scope }) {
      const { id } = await reserveRun(storage, scope, { limits: [limit] });
      assertOutcome(await storage.ledger.consume(scope, tokens(0)), 'admitted');
      await storage.ledger.settle(scope, settlement(id, { charge: { ...noAmounts, tokens: 1_001 } }));
      assertOutcome(await storage.ledger.consume(scope, tokens(0)), 'refused');
    },
  },
  {
    promise: 'a limit that was raised or lowered goes on from what is used already',
    async verify({ storage, scope }) {
      await storage.ledger.consume(scope, tokens(600));
      const raised = { ...tokens(1_000), limits: [orgTokensPerHour(1_600)] };
      assert.equal(assertOutcome(await storage.ledger.consume(scope, raised), 'admitted').windows[0]?.remaining, 0);
      const lowered = { ...tokens(1), limits: [orgTokensPerHour(500)] };
      const refusal = assertOutcome(await storage.ledger.consume(scope, lowered), 'refused');
      assert.equal(refusal.blocked[0]?.used, 1_600);
      assert.equal(refusal.blocked[0]?.remaining, 0, 'less than nothing does not remain');
    },
  },
];
