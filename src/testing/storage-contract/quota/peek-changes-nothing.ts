import assert from 'node:assert/strict';
import { dayMs, hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, quotaLimit, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';

const hour = userCallsPerHour(10);
const day = quotaLimit('user', 'cost', 'day', 5_000);
const limits = [orgTokensPerMonth(9_000), day, hour];

export const peekChangesNothing: readonly ContractSpec[] = [
  {
    promise: 'windows nobody has used are empty, whole, and reset at their end',
    async verify({ storage, scope, clock }) {
      clock.advance(20 * minuteMs + 1);
      const [calls, cost] = await storage.ledger.peek(scope, { userId: 'ada', limits: [hour, day] });
      assert.deepEqual(calls, { ...hour, used: 0, remaining: 10, resetAfterMs: 40 * minuteMs - 1 });
      assert.deepEqual(cost, { ...day, used: 0, remaining: 5_000, resetAfterMs: 14 * hourMs - 20 * minuteMs - 1 });
    },
  },
  {
    promise: 'peek answers what a reservation and its settlement have just answered, however often it is asked',
    async verify({ storage, scope, clock }) {
      const request = { userId: 'ada', limits };
      const answer = await storage.ledger.consume(scope, { ...request, amounts: { calls: 2, tokens: 3_000, cost: 7 } });
      const { windows } = assertOutcome(answer, 'admitted');
      const peeks = await inParallel(5, () => storage.ledger.peek(scope, request));
      for (const peek of peeks) assert.deepEqual(peek, windows);

      const run = await reserveRun(storage, scope, { limits });
      const settled = assertOutcome(await storage.ledger.settle(scope, settlement(run.id)), 'settled');
      assert.deepEqual(await storage.ledger.peek(scope, request), settled.windows);
      clock.advance(minuteMs);
      assert.deepEqual(
        await storage.ledger.peek(scope, request),
        settled.windows.map((window) => ({ ...window, resetAfterMs: window.resetAfterMs - minuteMs })),
      );
    },
  },
  {
    promise: 'a peek into the next window does not open it: a run of the last one can still give back there',
    async verify({ storage, scope, clock }) {
      const sliding = [quotaLimit('org', 'tokens', 'day', 10_000, { algorithm: 'sliding' })];
      const run = await reserveRun(storage, scope, { limits: sliding });
      clock.advance(dayMs - (clock.now() % dayMs));
      const request = { userId: 'ada', limits: sliding };
      assert.equal((await storage.ledger.peek(scope, request))[0]?.used, 1_000);
      await storage.ledger.settle(scope, settlement(run.id));
      assert.equal((await storage.ledger.peek(scope, request))[0]?.used, 500);
    },
  },
];
