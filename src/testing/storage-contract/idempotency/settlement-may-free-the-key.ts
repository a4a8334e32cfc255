import assert from 'node:assert/strict';
import type { Settlement } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithCharge, settlement } from '../fixtures/settlement.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [userCallsPerHour(100), orgTokensPerMonth(100_000)];
const asked = { idempotencyKey: 'key', limits };

/** A run that was paid for and failed by what asking again may mend. */
function mendable(runId: string, ending: 'failed' | 'canceled' = 'failed'): Settlement {
  return { ...failureWithCharge(runId), ending, freesKey: true };
}

function paidAndFreed(ending: 'failed' | 'canceled'): ContractSpec {
  return {
    promise: `a run that ${ending === 'failed' ? 'failed' : 'was canceled'} and was charged frees its key where its settlement says so, and both runs are charged`,
    async verify({ storage: { ledger }, storage, scope }) {
      const { id } = await reserveRun(storage, scope, asked);
      const { run } = assertOutcome(await ledger.settle(scope, mendable(id, ending)), 'settled');
      assert.deepEqual([run.status, run.idempotencyKey], [ending, null]);
      const next = await reserveRun(storage, scope, asked);
      const end = assertOutcome(await ledger.settle(scope, settlement(next.id)), 'settled');
      assert.equal(end.run.idempotencyKey, 'key');
      assert.deepEqual(await ledger.get(scope, id), run, 'the first stays as it ended');
      const used = usedAmounts(await ledger.peek(scope, { userId: 'ada', limits }));
      assert.deepEqual(used, { 'user-calls-hour': 2, 'org-tokens-month': 1_000 });
      const replay = assertOutcome(await ledger.reserve(scope, reservation(asked)), 'replayed');
      assert.deepEqual(replay.run, end.run);
    },
  };
}

export const settlementMayFreeTheKey: readonly ContractSpec[] = [
  paidAndFreed('failed'),
  paidAndFreed('canceled'),
  {
    promise: 'a run that succeeded keeps its key, whatever its settlement says of it',
    async verify({ storage: { ledger }, storage, scope }) {
      const { id } = await reserveRun(storage, scope, asked);
      const { run } = assertOutcome(await ledger.settle(scope, settlement(id, { freesKey: true })), 'settled');
      assert.equal(run.idempotencyKey, 'key');
      assert.deepEqual(assertOutcome(await ledger.reserve(scope, reservation(asked)), 'replayed').run, run);
    },
  },
  {
    promise: 'of many settlements each frees the key of its own run alone',
    async verify({ storage: { ledger }, storage, scope }) {
      const keys = ['one', 'two', 'three'];
      const runs = await inParallel(3, (index) =>
        reserveRun(storage, scope, { ...asked, idempotencyKey: keys[index] ?? null }),
      );
      const settlements = runs.map(({ id }, index) => ({ ...failureWithCharge(id), freesKey: index === 1 }));
      await ledger.settleMany(settlements.map((request) => ({ scope, request })));
      const answers: string[] = [];
      for (const idempotencyKey of keys) {
        answers.push((await ledger.reserve(scope, reservation({ ...asked, idempotencyKey }))).outcome);
      }
      assert.deepEqual(answers, ['replayed', 'reserved', 'replayed']);
    },
  },
  {
    promise: 'a settlement that changes nothing frees no key: a second one, or that of somebody who has lost the run',
    async verify({ storage: { ledger }, storage, scope }) {
      const { id } = await reserveRun(storage, scope, asked);
      await ledger.checkpoint(scope, checkpoint(id, { holder: 'process-1' }));
      assertOutcome(await ledger.settle(scope, { ...mendable(id), holder: 'process-2' }), 'lost');
      assertOutcome(await ledger.reserve(scope, reservation(asked)), 'replayed');
      const { run } = assertOutcome(await ledger.settle(scope, failureWithCharge(id)), 'settled');
      assertOutcome(await ledger.settle(scope, mendable(id)), 'already_settled');
      assert.deepEqual(assertOutcome(await ledger.reserve(scope, reservation(asked)), 'replayed').run, run);
    },
  },
  {
    promise: 'a run that was abandoned and charged keeps its key, until a late settlement frees it',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope, asked);
      await ledger.checkpoint(scope, checkpoint(id));
      clock.advance(minuteMs);
      await reapAll(storage);
      const kept = assertOutcome(await ledger.reserve(scope, reservation(asked)), 'replayed');
      assert.deepEqual([kept.run.status, kept.run.idempotencyKey], ['abandoned', 'key']);
      assertOutcome(await ledger.settle(scope, mendable(id)), 'settled');
      assertOutcome(await ledger.reserve(scope, reservation(asked)), 'reserved');
    },
  },
  {
    promise:
      'of 20 who ask again while a failed run frees its key, one at most begins a new run, and all name one of two',
    async verify({ storage: { ledger }, storage, scope }) {
      const { id } = await reserveRun(storage, scope, asked);
      const asking = inParallel(20, () => ledger.reserve(scope, reservation(asked)));
      const [answers] = await Promise.all([asking, ledger.settle(scope, mendable(id))]);
      const begun = answers.flatMap((answer) => (answer.outcome === 'reserved' ? [answer.run.id] : []));
      assert.ok(begun.length <= 1, `${begun.length} runs were begun`);
      for (const answer of answers) {
        if (answer.outcome !== 'reserved') assert.ok([id, ...begun].includes(assertOutcome(answer, 'replayed').run.id));
      }
      const last = await ledger.reserve(scope, reservation(asked));
      assert.equal(last.outcome, begun.length === 0 ? 'reserved' : 'replayed');
    },
  },
];
