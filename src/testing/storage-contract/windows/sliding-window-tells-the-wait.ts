import assert from 'node:assert/strict';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractContext, ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { quotaLimit } from '../fixtures/quota-limits.js';
import { seededRandom } from '../fixtures/seeded-random.js';

function calls(amount: number, max = 10) {
  const limits = [quotaLimit('user', 'calls', 'hour', max, { algorithm: 'sliding' })];
  return { userId: 'ada', limits, amounts: { calls: amount, tokens: 0, cost: 0 } };
}

/** Refused now and a millisecond before the wait is over; admitted when it is. */
async function assertWaits({ storage, scope, clock }: ContractContext, amount: number, wait: number): Promise<void> {
  const refusal = assertOutcome(await storage.ledger.consume(scope, calls(amount)), 'refused');
  assert.equal(refusal.retryAfterMs, wait);
  clock.advance(wait - 1);
  assertOutcome(await storage.ledger.consume(scope, calls(amount)), 'refused');
  clock.advance(1);
  assertOutcome(await storage.ledger.consume(scope, calls(amount)), 'admitted');
}

export const slidingWindowTellsTheWait: readonly ContractSpec[] = [
  {
    promise: 'a call refused by a sliding window is told when enough of the last window has aged out',
    async verify(context) {
      await context.storage.ledger.consume(context.scope, calls(8));
      context.clock.advance(hourMs + 15 * minuteMs);
      await context.storage.ledger.consume(context.scope, calls(4));
      await assertWaits(context, 1, 7.5 * minuteMs);
    },
  },
  {
    promise: 'a call refused by what its own sliding window holds is told when enough of that has aged out',
    async verify(context) {
      await context.storage.ledger.consume(context.scope, calls(8));
      context.clock.advance(20 * minuteMs);
      await assertWaits(context, 4, 40 * minuteMs + 15 * minuteMs);
    },
  },
  {
    promise: 'whoever waits as long as a sliding window says is admitted, for any mixture of use',
    async verify({ storage, clock }) {
      const random = seededRandom(20_261_123);
      let refusals = 0;
      for (let round = 0; round < 25; round += 1) {
        const scope = newTenant();
        const max = 5 + random.integer(40);
        clock.advance(hourMs - (clock.now() % hourMs) + random.integer(hourMs));
        await storage.ledger.consume(scope, calls(random.integer(max + 1), max));
        clock.advance(hourMs - (clock.now() % hourMs) + random.integer(hourMs));
        await storage.ledger.consume(scope, calls(random.integer(Math.floor(max / 2)), max));

        const amount = 1 + random.integer(max);
        const answer = await storage.ledger.consume(scope, calls(amount, max));
        if (answer.outcome === 'admitted') continue;
        refusals += 1;
        assert.ok(answer.retryAfterMs !== null && Number.isSafeInteger(answer.retryAfterMs));
        clock.advance(answer.retryAfterMs);
        assertOutcome(await storage.ledger.consume(scope, calls(amount, max)), 'admitted');
      }
      assert.ok(refusals >= 5, 'the rounds hold enough refusals to mean something');
    },
  },
];
