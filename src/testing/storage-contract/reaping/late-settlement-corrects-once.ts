import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithoutCharge, runResult, scoreRecord, settlement, someUsage } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [orgTokensPerMonth(100_000), userCallsPerHour(100)];
const inFlight = { calls: 1, tokens: 4_000, cost: 6_000 };

export const lateSettlementCorrectsOnce: readonly ContractSpec[] = [
  {
    promise: 'a run that was given up may be settled once after all, which corrects what the reaper charged',
    async verify({ storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope, { limits });
      await storage.ledger.checkpoint(scope, checkpoint(id, { inFlight }));
      clock.advance(minuteMs);
      await reapAll(storage);
      const charged = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(charged), { 'user-calls-hour': 1, 'org-tokens-month': 4_500 });

      clock.advance(minuteMs);
      const late = settlement(id, { scores: [scoreRecord('original', 58.5)], events: [telemetryEvent(scope, id, 1)] });
      const settled = assertOutcome(await storage.ledger.settle(scope, late), 'settled');
      assert.deepEqual(usedAmounts(settled.windows), { 'user-calls-hour': 1, 'org-tokens-month': 500 });
      const { status, endedAt, error, result, usage } = settled.run;
      const expected = {
        status: 'succeeded',
        endedAt: clock.now(),
        error: null,
        result: runResult(),
        usage: someUsage,
      };
      assert.deepEqual({ status, endedAt, error, result, usage }, expected);
      assert.deepEqual(await storage.ledger.scores(scope, id), late.scores);
      assert.deepEqual(await storage.events.ofRun(scope, { runId: id, after: 0, limit: 10 }), late.events);

      const again = failureWithoutCharge(id);
      assert.deepEqual(await storage.ledger.settle(scope, again), { ...settled, outcome: 'already_settled' });
      assert.deepEqual(await storage.ledger.peek(scope, { userId: 'ada', limits }), settled.windows);
    },
  },
  {
    promise: 'a run that was given up for nothing is charged when it is settled after all, once among 10 at once',
    async verify({ storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope, { limits });
      clock.advance(minuteMs);
      await reapAll(storage);
      const answers = await inParallel(10, () => storage.ledger.settle(scope, settlement(id)));
      assert.deepEqual(countOutcomes(answers), { settled: 1, already_settled: 9 });
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 1, 'org-tokens-month': 500 });
    },
  },
  {
    promise: 'settlements that race the reaper all stand, and each is charged once',
    async verify({ storage, scope, clock }) {
      const runs = await inParallel(12, () => reserveRun(storage, scope, { limits }));
      clock.advance(minuteMs);
      const settling = inParallel(12, (index) => storage.ledger.settle(scope, settlement(runs[index]?.id ?? '')));
      const reaping = inParallel(3, () => storage.ledger.reap({ limit: 4 }));
      const [answers] = await Promise.all([settling, reaping]);
      assert.deepEqual(countOutcomes(answers), { settled: 12 });
      await reapAll(storage);
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 12, 'org-tokens-month': 6_000 });
    },
  },
];
