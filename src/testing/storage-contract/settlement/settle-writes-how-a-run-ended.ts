import assert from 'node:assert/strict';
import type { Settlement } from '../../../storage.js';
import { secondMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithCharge, failureWithoutCharge, settlement, someUsage } from '../fixtures/settlement.js';

function ends(how: string, ending: (runId: string) => Settlement): ContractSpec {
  return {
    promise: `a run that ${how} is stored with its ending, result, error, usage and charge`,
    async verify({ storage, scope, clock }) {
      const reserved = await reserveRun(storage, scope);
      clock.advance(12 * secondMs);
      const given = ending(reserved.id);
      const { run } = assertOutcome(await storage.ledger.settle(scope, given), 'settled');
      assert.deepEqual(run, {
        ...reserved,
        status: given.ending,
        endedAt: reserved.createdAt + 12 * secondMs,
        result: given.result,
        error: given.error,
        usage: given.usage,
        charge: given.charge,
      });
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
    },
  };
}

export const settleWritesHowARunEnded: readonly ContractSpec[] = [
  ends('succeeded', (id) => settlement(id)),
  ends('failed', failureWithCharge),
  ends('was canceled', (id) => ({ ...failureWithCharge(id), ending: 'canceled' })),
  ends('used an unknown price', (id) =>
    settlement(id, {
      usage: { ...someUsage, costMicros: null, estimated: true },
      charge: { calls: 1, tokens: 500, cost: 0 },
    }),
  ),
  {
    promise: 'a settlement is accepted after the lease has expired, as long as nobody has reaped the run',
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope, { leaseMs: 1 });
      clock.advance(secondMs);
      assertOutcome(await storage.ledger.settle(scope, failureWithoutCharge(run.id)), 'settled');
    },
  },
];
