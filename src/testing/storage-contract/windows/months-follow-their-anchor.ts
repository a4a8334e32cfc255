import assert from 'node:assert/strict';
import type { ContractContext, ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { quotaLimit } from '../fixtures/quota-limits.js';

/**
 * Walks over the starts of consecutive months. A month is filled in its last millisecond and
 * must be empty again in the next.
 */
async function assertMonthsStartAt(
  { storage, scope, clock }: ContractContext,
  anchor: number | null,
  starts: readonly number[],
): Promise<void> {
  const limit = quotaLimit('org', 'calls', 'month', 3, { anchor });
  const request = { userId: 'ada', limits: [limit], amounts: { calls: 3, tokens: 0, cost: 0 } };
  for (const [index, start] of starts.entries()) {
    clock.moveTo(start - 1);
    const last = assertOutcome(await storage.ledger.consume(scope, request), 'admitted').windows;
    assert.deepEqual(last, [{ ...limit, used: 3, remaining: 0, resetAfterMs: 1 }], new Date(start).toISOString());
    clock.moveTo(start);
    const following = starts[index + 1];
    if (following === undefined) continue;
    const first = await storage.ledger.peek(scope, request);
    assert.deepEqual(first, [{ ...limit, used: 0, remaining: 3, resetAfterMs: following - start }]);
  }
}

export const monthsFollowTheirAnchor: readonly ContractSpec[] = [
  {
    promise: 'months anchored on 31 January start on 28 February, 31 March and 30 April, at the time of the anchor',
    async verify(context) {
      const year = context.clock.nextYear('common');
      const starts = [
        [0, 31],
        [1, 28],
        [2, 31],
        [3, 30],
        [4, 31],
      ] as const;
      await assertMonthsStartAt(
        context,
        Date.UTC(2022, 0, 31, 15, 30, 0, 250),
        starts.map(([month, day]) => Date.UTC(year, month, day, 15, 30, 0, 250)),
      );
    },
  },
  {
    promise: 'months anchored on the 30th start on 29 February in a leap year',
    async verify(context) {
      const year = context.clock.nextYear('leap');
      const starts = [
        [0, 30],
        [1, 29],
        [2, 30],
      ] as const;
      const anchor = Date.UTC(2022, 10, 30, 23, 59, 59, 999);
      await assertMonthsStartAt(
        context,
        anchor,
        starts.map(([month, day]) => Date.UTC(year, month, day, 23, 59, 59, 999)),
      );
    },
  },
  {
    promise: 'months without an anchor follow the UTC calendar',
    async verify(context) {
      const year = new Date(context.clock.now()).getUTCFullYear();
      const month = new Date(context.clock.now()).getUTCMonth();
      const starts = [1, 2, 3, 4].map((later) => Date.UTC(year, month + later, 1));
      await assertMonthsStartAt(context, null, starts);
    },
  },
];
