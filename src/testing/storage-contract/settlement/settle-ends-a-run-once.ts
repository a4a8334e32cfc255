import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { orgTokensPerMonth } from '../fixtures/quota-limits.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { failureWithoutCharge, scoreRecord, settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedOf } from '../fixtures/used-amounts.js';

const limit = orgTokensPerMonth(100_000);
const allEvents = { after: 0, limit: 100 };

export const settleEndsARunOnce: readonly ContractSpec[] = [
  {
    promise: 'a second settlement changes nothing and returns the run as the first one left it',
    async verify({ storage, scope, clock }) {
      const run = await completeRun(storage, scope, { limits: [limit], idempotencyKey: 'key' });
      clock.advance(5);
      const again = failureWithoutCharge(run.id);
      const late = { ...again, scores: [scoreRecord('original', 10)], events: [telemetryEvent(scope, run.id, 1)] };
      const answer = await storage.ledger.settle(scope, late);
      const windows = await storage.ledger.peek(scope, { userId: run.userId, limits: [limit] });
      assert.deepEqual(answer, { outcome: 'already_settled', run, windows });
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
      assert.deepEqual(await storage.ledger.scores(scope, run.id), []);
      assert.deepEqual(await storage.events.ofRun(scope, { runId: run.id, ...allEvents }), []);
      assert.equal(await usedOf(storage, scope, limit), 500);
    },
  },
  {
    promise: 'of 20 settlements at once exactly one settles, and only its charge, scores and events are kept',
    async verify({ storage, scope }) {
      const { id } = await reserveRun(storage, scope, { limits: [limit] });
      const answers = await inParallel(20, (index) => {
        const charge = { calls: 1, tokens: 100 + index, cost: 0 };
        const written = { scores: [scoreRecord('original', index)], events: [telemetryEvent(scope, id, index + 1)] };
        return storage.ledger.settle(scope, settlement(id, { charge, ...written }));
      });
      assert.deepEqual(countOutcomes(answers), { settled: 1, already_settled: 19 });

      const winner = answers.findIndex(({ outcome }) => outcome === 'settled');
      const run = await storage.ledger.get(scope, id);
      assert.equal(run?.charge.tokens, 100 + winner);
      for (const answer of answers) assert.deepEqual('run' in answer ? answer.run : null, run);
      assert.equal(await usedOf(storage, scope, limit), 100 + winner);
      assert.deepEqual(await storage.ledger.scores(scope, id), [scoreRecord('original', winner)]);
      const events = await storage.events.ofRun(scope, { runId: id, ...allEvents });
      assert.deepEqual(events, [telemetryEvent(scope, id, winner + 1)]);
    },
  },
  {
    promise: 'a settlement of a run that does not exist, or belongs to another tenant, is told so and changes nothing',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope, { limits: [limit] });
      assert.deepEqual(await storage.ledger.settle(scope, settlement('nobody')), { outcome: 'unknown_run' });
      assert.deepEqual(await storage.ledger.settle(newTenant(), settlement(run.id)), { outcome: 'unknown_run' });
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
      assert.equal(await usedOf(storage, scope, limit), 1_000);
    },
  },
];
