import assert from 'node:assert/strict';
import { noUsage, type RunResumption } from '../../../storage.js';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reapAll } from '../fixtures/reap-all.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { failureWithCharge, failureWithoutCharge, scoreRecord, settlement, someUsage } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

const first = { holder: 'process-1', leaseMs: hourMs };
const second = { holder: 'process-2' };

/** Somebody who would go on with a run, for two minutes at a time. */
export function takeover(runId: string, overrides: Partial<RunResumption> = {}): RunResumption {
  return { runId, holder: 'process-2', holdMs: 2 * minuteMs, leaseMs: 5 * minuteMs, ...overrides };
}

export const runsAreTakenOver: readonly ContractSpec[] = [
  {
    promise:
      'a run is held by who wrote its first checkpoint: another one has lost it, changes nothing, and learns how long to wait',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      await ledger.checkpoint(scope, checkpoint(id, first));
      clock.advance(20_000);
      const run = await ledger.get(scope, id);
      const strange = checkpoint(id, { ...second, usage: { ...someUsage, modelCalls: 9 }, leaseMs: 2 * hourMs });
      assert.deepEqual(await ledger.checkpoint(scope, strange), { outcome: 'lost' });
      const held = { outcome: 'held', retryAfterMs: minuteMs - 20_000 };
      assert.deepEqual(await ledger.resume(scope, takeover(id)), held);
      assert.deepEqual(await ledger.get(scope, id), run);
      // Each checkpoint holds it anew.
      assertOutcome(await ledger.checkpoint(scope, checkpoint(id, first)), 'extended');
      assert.deepEqual(await ledger.resume(scope, takeover(id)), { ...held, retryAfterMs: minuteMs });
    },
  },
  {
    promise: 'a run is taken over as soon as its holder has been silent for the time it had said, and no sooner',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      await ledger.checkpoint(scope, checkpoint(id, first));
      const run = await ledger.get(scope, id);
      clock.advance(minuteMs - 1);
      assert.deepEqual(await ledger.resume(scope, takeover(id)), { outcome: 'held', retryAfterMs: 1 });
      clock.advance(1);
      const taken = assertOutcome(await ledger.resume(scope, takeover(id)), 'resumed');
      assert.deepEqual(taken, {
        outcome: 'resumed',
        run: { ...run, leaseExpiresAt: clock.now() + 5 * minuteMs },
        answers: {},
      });
      assert.deepEqual(await ledger.get(scope, id), taken.run);

      assert.deepEqual(await ledger.checkpoint(scope, checkpoint(id, first)), { outcome: 'lost' });
      const third = takeover(id, { holder: 'process-3' });
      assert.deepEqual(await ledger.resume(scope, third), { outcome: 'held', retryAfterMs: 2 * minuteMs });
      assertOutcome(await ledger.checkpoint(scope, checkpoint(id, second)), 'extended');
      clock.advance(minuteMs);
      assertOutcome(await ledger.resume(scope, third), 'resumed');
      assert.deepEqual(await ledger.checkpoint(scope, checkpoint(id, second)), { outcome: 'lost' });
    },
  },
  {
    promise: 'a run that nobody holds is taken over once it is as old as the one who asks would hold it',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope, { leaseMs: hourMs });
      clock.advance(2 * minuteMs - 1);
      assert.deepEqual(await ledger.resume(scope, takeover(id)), { outcome: 'held', retryAfterMs: 1 });
      clock.advance(1);
      assertOutcome(await ledger.resume(scope, takeover(id)), 'resumed');
      assert.deepEqual(await ledger.checkpoint(scope, checkpoint(id, first)), { outcome: 'lost' });
    },
  },
  {
    promise: 'of 20 who would take a run over at once one gets it, and the others learn that it is held',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      await ledger.checkpoint(scope, checkpoint(id, first));
      clock.advance(minuteMs);
      const holders = Array.from({ length: 20 }, (_, index) => `process-${index + 2}`);
      const answers = await inParallel(20, (index) =>
        ledger.resume(scope, takeover(id, { holder: holders[index] ?? '' })),
      );
      assert.deepEqual(countOutcomes(answers), { resumed: 1, held: 19 });
      const winner = holders[answers.findIndex(({ outcome }) => outcome === 'resumed')];
      for (const holder of holders) {
        const { outcome } = await ledger.checkpoint(scope, checkpoint(id, { holder }));
        assert.equal(outcome, holder === winner ? 'extended' : 'lost', holder);
      }
    },
  },
  {
    promise:
      'of a holder who comes back and one who takes over at the same moment one goes on, and the other learns of it',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const runs = await inParallel(12, () => reserveRun(storage, scope));
      for (const { id } of runs) await ledger.checkpoint(scope, checkpoint(id, first));
      clock.advance(minuteMs);
      await inParallel(runs.length, async (index) => {
        const id = runs[index]?.id ?? '';
        const back = () => ledger.checkpoint(scope, checkpoint(id, first));
        const other = () => ledger.resume(scope, takeover(id));
        // Each comes first in half of the cases.
        const calls = index % 2 === 0 ? ([back(), other()] as const) : ([other(), back()] as const);
        const outcomes = (await Promise.all<{ readonly outcome: string }>(calls)).map(({ outcome }) => outcome).sort();
        assert.ok(['extended held', 'lost resumed'].includes(outcomes.join(' ')), outcomes.join(' '));
      });
    },
  },
  {
    promise: 'of a reaper and one who takes over at the same moment one gets the run, and the other leaves it alone',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const runs = await inParallel(12, () => reserveRun(storage, scope));
      for (const { id } of runs) await ledger.checkpoint(scope, checkpoint(id));
      clock.advance(minuteMs);
      const taking = inParallel(12, (index) => ledger.resume(scope, takeover(runs[index]?.id ?? '')));
      await Promise.all([taking, inParallel(3, () => ledger.reap({ limit: 4 }))]);
      await reapAll(storage);
      for (const answer of await taking) {
        assert.ok(answer.outcome === 'resumed' || answer.outcome === 'ended', answer.outcome);
        const run = await ledger.get(scope, answer.run.id);
        assert.equal(run?.status, answer.outcome === 'resumed' ? 'reserved' : 'abandoned');
      }
    },
  },
  {
    promise: 'a run that has ended, in whatever way, is not taken over, and neither is one that does not exist',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const ended = [(await completeRun(storage, scope)).id];
      for (const settlementOf of [failureWithCharge, failureWithoutCharge]) {
        const { id } = await reserveRun(storage, scope);
        await ledger.checkpoint(scope, checkpoint(id, { holdMs: 0 }));
        await ledger.settle(scope, settlementOf(id));
        ended.push(id);
      }
      const canceled = await reserveRun(storage, scope);
      await ledger.settle(scope, failureWithoutCharge(canceled.id, 'canceled'));
      const left = await reserveRun(storage, scope);
      clock.advance(minuteMs);
      await reapAll(storage);
      clock.advance(hourMs);
      for (const runId of [...ended, canceled.id, left.id]) {
        const run = await ledger.get(scope, runId);
        assert.deepEqual(await ledger.resume(scope, takeover(runId)), { outcome: 'ended', run });
        assert.deepEqual(await ledger.get(scope, runId), run);
      }
      assert.deepEqual(await ledger.resume(scope, takeover('nobody')), { outcome: 'unknown_run' });
    },
  },
  {
    promise: 'a run whose user was erased under way is not taken over, and its holder may end it',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      const answer = { key: 'question', value: 'Of a user.' };
      await ledger.checkpoint(scope, checkpoint(id, { ...first, answer }));
      await ledger.eraseUser(scope, 'ada');
      clock.advance(minuteMs);
      assert.deepEqual(await ledger.resume(scope, takeover(id)), { outcome: 'unknown_run' });
      assertOutcome(await ledger.checkpoint(scope, checkpoint(id, { ...first, answer })), 'extended');
      assertOutcome(await ledger.settle(scope, failureWithCharge(id)), 'settled');
    },
  },
  {
    promise: 'a run is ended by who holds it: another one is told that it is lost, ends nothing and is charged nothing',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const { id } = await reserveRun(storage, scope);
      await ledger.checkpoint(scope, checkpoint(id, first));
      clock.advance(minuteMs);
      assertOutcome(await ledger.resume(scope, takeover(id)), 'resumed');
      const run = await ledger.get(scope, id);
      const late = {
        ...settlement(id, { events: [telemetryEvent(scope, id, 1)], scores: [scoreRecord('original', 61.5)] }),
        holder: first.holder,
      };
      assert.deepEqual(await ledger.settle(scope, late), { outcome: 'lost' });
      assert.deepEqual(await ledger.settle(scope, { ...failureWithCharge(id), holder: first.holder }), {
        outcome: 'lost',
      });
      assert.deepEqual(await ledger.get(scope, id), run);
      assert.deepEqual(await ledger.scores(scope, id), []);
      assert.deepEqual(await storage.events.ofRun(scope, { runId: id, after: 0, limit: 10 }), []);
      // Among others, it alone is left out.
      const other = await reserveRun(storage, scope);
      const [lost, settled] = await ledger.settleMany([
        { scope, request: late },
        { scope, request: { ...settlement(other.id), holder: 'anybody' } },
      ]);
      assert.deepEqual([lost?.outcome, settled?.outcome], ['lost', 'settled']);
      const ended = await ledger.settle(scope, { ...settlement(id), holder: second.holder });
      assertOutcome(ended, 'settled');
      assertOutcome(await ledger.settle(scope, late), 'already_settled');
    },
  },
  {
    promise:
      'a run that was abandoned after it was taken over is corrected by its last holder alone, or by who names none',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const runs = [await reserveRun(storage, scope), await reserveRun(storage, scope)];
      for (const { id } of runs) {
        await ledger.checkpoint(scope, checkpoint(id, first));
        clock.advance(minuteMs);
        assertOutcome(await ledger.resume(scope, takeover(id)), 'resumed');
      }
      clock.advance(hourMs);
      await reapAll(storage);
      for (const { id } of runs) {
        const run = await ledger.get(scope, id);
        assert.equal(run?.status, 'abandoned');
        assert.deepEqual(await ledger.settle(scope, { ...settlement(id), holder: first.holder }), { outcome: 'lost' });
        assert.deepEqual(await ledger.get(scope, id), run);
      }
      const [one, another] = runs.map(({ id }) => settlement(id));
      if (one !== undefined) assertOutcome(await ledger.settle(scope, { ...one, holder: second.holder }), 'settled');
      if (another !== undefined) assertOutcome(await ledger.settle(scope, another), 'settled');
    },
  },
  {
    promise: 'of two tenants whose runs have one name, neither works on, takes over or ends that of the other',
    async verify({ storage: { ledger }, storage, scope, clock }) {
      const stranger = newTenant();
      const { id } = await reserveRun(storage, scope);
      const answer = { key: 'question', value: 'Of another tenant.' };
      assertOutcome(await ledger.checkpoint(scope, checkpoint(id, { ...first, answer })), 'extended');
      clock.advance(minuteMs);
      assert.deepEqual(await ledger.checkpoint(stranger, checkpoint(id, first)), { outcome: 'lost' });
      assert.deepEqual(await ledger.resume(stranger, takeover(id)), { outcome: 'unknown_run' });

      await reserveRun(storage, stranger, { runId: id, leaseMs: hourMs });
      const run = await ledger.get(scope, id);
      assertOutcome(await ledger.checkpoint(stranger, checkpoint(id, { ...first, usage: noUsage })), 'extended');
      clock.advance(minuteMs);
      const taken = assertOutcome(await ledger.resume(stranger, takeover(id)), 'resumed');
      assert.deepEqual([taken.run.orgId, taken.answers], [stranger.orgId, {}]);
      assertOutcome(await ledger.settle(stranger, { ...settlement(id), holder: second.holder }), 'settled');
      assert.deepEqual(await ledger.get(scope, id), run);
      const own = assertOutcome(await ledger.resume(scope, takeover(id, { holder: 'process-3' })), 'resumed');
      assert.deepEqual([own.run.orgId, own.answers], [scope.orgId, { question: 'Of another tenant.' }]);
    },
  },
];
