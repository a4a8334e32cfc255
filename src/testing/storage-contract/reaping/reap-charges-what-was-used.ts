import assert from 'node:assert/strict';
import { type Amounts, noAmounts, noUsage, type Run, type Usage } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { orgCostPerMonth, orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { someUsage } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [orgTokensPerMonth(100_000), orgCostPerMonth(100_000), userCallsPerHour(10)];

interface Progress {
  readonly usage: Usage;
  readonly inFlight: Amounts | null;
}

/** Leaves a run alone after its last checkpoint, and says what the reaper must make of it. */
function abandonedAfter(
  promise: string,
  checkpoints: readonly Progress[],
  expected: Pick<Run, 'usage' | 'charge' | 'idempotencyKey'>,
): ContractSpec {
  return {
    promise,
    async verify({ storage, scope, clock }) {
      const run = await reserveRun(storage, scope, { limits, idempotencyKey: 'key' });
      for (const progress of checkpoints) {
        await storage.ledger.checkpoint(scope, checkpoint(run.id, progress));
      }
      clock.advance(minuteMs);
      const reaped = (await reapAll(storage)).find(({ id }) => id === run.id);
      const error = { code: 'run_abandoned', message: 'The process that started this run did not finish it in time.' };
      assert.deepEqual(reaped, { ...run, status: 'abandoned', endedAt: clock.now(), error, ...expected });
      assert.deepEqual(await storage.ledger.get(scope, run.id), reaped);

      const { calls, tokens, cost } = expected.charge;
      const windows = await storage.ledger.peek(scope, { userId: 'ada', limits });
      const used = { 'user-calls-hour': calls, 'org-cost-month': cost, 'org-tokens-month': tokens };
      assert.deepEqual(usedAmounts(windows), used);
    },
  };
}

const inFlight = { calls: 1, tokens: 4_000, cost: 6_000 };

export const reapChargesWhatWasUsed: readonly ContractSpec[] = [
  abandonedAfter('a run that did nothing gives its whole hold back and frees its key', [], {
    usage: noUsage,
    charge: noAmounts,
    idempotencyKey: null,
  }),
  abandonedAfter(
    'an abandoned run is charged the usage of its last checkpoint',
    [
      { usage: noUsage, inFlight },
      { usage: someUsage, inFlight: null },
    ],
    { usage: someUsage, charge: { calls: 1, tokens: 500, cost: 900 }, idempotencyKey: 'key' },
  ),
  abandonedAfter(
    'a call that was in flight is charged its worst case on top, and the usage is marked estimated',
    [{ usage: someUsage, inFlight }],
    {
      usage: { ...someUsage, estimated: true },
      charge: { calls: 1, tokens: 4_500, cost: 6_900 },
      idempotencyKey: 'key',
    },
  ),
  abandonedAfter(
    'a first call in flight is charged even though no usage is known yet',
    [{ usage: noUsage, inFlight }],
    {
      usage: { ...noUsage, estimated: true },
      charge: { calls: 1, tokens: 4_000, cost: 6_000 },
      idempotencyKey: 'key',
    },
  ),
  abandonedAfter(
    'a price that is not known is charged as nothing, and stays unknown',
    [{ usage: { ...someUsage, costMicros: null }, inFlight: null }],
    {
      usage: { ...someUsage, costMicros: null },
      charge: { calls: 1, tokens: 500, cost: 0 },
      idempotencyKey: 'key',
    },
  ),
];
