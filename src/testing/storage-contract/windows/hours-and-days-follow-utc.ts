import assert from 'node:assert/strict';
import type { Period } from '../../../storage.js';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { quotaLimit } from '../fixtures/quota-limits.js';
import { usedOf } from '../fixtures/used-amounts.js';

function followsUtc(period: Period, length: number): ContractSpec {
  return {
    promise: `a window of one ${period} starts and ends on the UTC ${period}, whatever the anchor of the months is`,
    async verify({ storage, scope, clock }) {
      const limit = quotaLimit('user', 'calls', period, 5, { anchor: Date.UTC(2024, 4, 6, 7, 8, 9, 10) });
      const request = { userId: 'ada', limits: [limit], amounts: { calls: 5, tokens: 0, cost: 0 } };
      clock.advance(length - (clock.now() % length) - 1);
      await storage.ledger.consume(scope, request);
      const [last] = await storage.ledger.peek(scope, request);
      assert.deepEqual(last, { ...limit, used: 5, remaining: 0, resetAfterMs: 1 });
      clock.advance(1);
      const [next] = await storage.ledger.peek(scope, request);
      assert.deepEqual(next, { ...limit, used: 0, remaining: 5, resetAfterMs: length });
      await storage.ledger.consume(scope, request);
      clock.advance(2 * length);
      assert.equal(await usedOf(storage, scope, limit), 0);
    },
  };
}

export const hoursAndDaysFollowUtc: readonly ContractSpec[] = [followsUtc('hour', hourMs), followsUtc('day', dayMs)];
