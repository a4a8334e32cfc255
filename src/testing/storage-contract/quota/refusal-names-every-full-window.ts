import assert from 'node:assert/strict';
import { inLockOrder, limitName } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgTokensPerMonth, quotaLimit, userCallsPerHour, userCallsPerMonth } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { completeRun } from '../fixtures/reserve-run.js';

const day = quotaLimit('user', 'calls', 'day', 1);
const limits = [orgTokensPerMonth(100_000), day, userCallsPerMonth(50), userCallsPerHour(1)];

export const refusalNamesEveryFullWindow: readonly ContractSpec[] = [
  {
    promise: 'a refusal lists all windows in lock order, those without room, and the latest wait among them',
    async verify({ storage, scope, clock }) {
      await completeRun(storage, scope, { limits });
      clock.advance(15 * minuteMs);
      const refusal = assertOutcome(await storage.ledger.reserve(scope, reservation({ limits })), 'refused');

      assert.deepEqual(refusal.windows.map(limitName), inLockOrder(limits).map(limitName));
      assert.deepEqual(refusal.blocked.map(limitName), ['user-calls-day', 'user-calls-hour']);
      assert.deepEqual(
        refusal.blocked,
        refusal.windows.filter((window) => window.remaining === 0),
      );
      const untilMidnight = (13 * 60 + 45) * minuteMs;
      assert.equal(refusal.retryAfterMs, untilMidnight, 'the day ends after the hour');
      assert.deepEqual(refusal.blocked[0], { ...day, used: 1, remaining: 0, resetAfterMs: untilMidnight });
      assert.deepEqual(refusal.windows, await storage.ledger.peek(scope, { userId: 'ada', limits }));
    },
  },
  {
    promise: 'an amount larger than a limit is told that no waiting helps',
    async verify({ storage, scope }) {
      const calls = userCallsPerHour(1);
      await completeRun(storage, scope, { limits: [calls] });
      const tooLarge = { calls: 1, tokens: 5_001, cost: 0 };
      const hopeless = reservation({ limits: [calls, orgTokensPerMonth(5_000)], hold: tooLarge });
      const reserved = assertOutcome(await storage.ledger.reserve(scope, hopeless), 'refused');
      assert.equal(reserved.retryAfterMs, null);
      assert.deepEqual(reserved.blocked.map(limitName), ['user-calls-hour', 'org-tokens-month']);

      const request = { userId: 'ada', limits: hopeless.limits, amounts: tooLarge };
      assert.equal(assertOutcome(await storage.ledger.consume(scope, request), 'refused').retryAfterMs, null);
    },
  },
  {
    promise: 'a call refused by a fixed window is admitted after the wait it was told, and not a millisecond before',
    async verify({ storage, scope, clock }) {
      const once = { limits: [userCallsPerHour(1), day] };
      await completeRun(storage, scope, once);
      const refusal = assertOutcome(await storage.ledger.reserve(scope, reservation(once)), 'refused');
      clock.advance((refusal.retryAfterMs ?? 0) - 1);
      assertOutcome(await storage.ledger.reserve(scope, reservation(once)), 'refused');
      clock.advance(1);
      assertOutcome(await storage.ledger.reserve(scope, reservation(once)), 'reserved');
    },
  },
];
