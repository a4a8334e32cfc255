import assert from 'node:assert/strict';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgTokensPerHour, orgTokensPerMonth } from '../fixtures/quota-limits.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [orgTokensPerHour(10_000), orgTokensPerMonth(100_000)];

function settledInTheNextHour(change: string, tokens: number): ContractSpec {
  return {
    promise: `a hold settled in the next hour for ${change} corrects the month, and leaves the new hour alone`,
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope, { limits, hold: { calls: 1, tokens: 1_000, cost: 0 } });
      clock.advance(hourMs);
      const request = { userId: 'ada', limits, amounts: { calls: 0, tokens: 300, cost: 0 } };
      await storage.ledger.consume(scope, request);
      const charge = { calls: 1, tokens, cost: 0 };
      const settled = assertOutcome(await storage.ledger.settle(scope, settlement(run.id, { charge })), 'settled');
      const expected = { 'org-tokens-hour': 300, 'org-tokens-month': 300 + tokens };
      assert.deepEqual(usedAmounts(settled.windows), expected);
      assert.deepEqual(usedAmounts(await storage.ledger.peek(scope, request)), expected);
    },
  };
}

export const holdStaysInItsWindow: readonly ContractSpec[] = [
  settledInTheNextHour('less', 200),
  settledInTheNextHour('more', 5_000),
  {
    promise: 'a hold settled in an hour that nobody has used yet leaves that hour empty',
    async verify({ storage, scope, clock }) {
      for (const tokens of [0, 400, 5_000]) {
        const run = await reserveRun(storage, scope, { limits });
        clock.advance(hourMs);
        await storage.ledger.settle(scope, settlement(run.id, { charge: { calls: 1, tokens, cost: 0 } }));
        const [hour] = await storage.ledger.peek(scope, { userId: 'ada', limits: [orgTokensPerHour(10_000)] });
        assert.equal(hour?.used, 0);
      }
    },
  },
];
