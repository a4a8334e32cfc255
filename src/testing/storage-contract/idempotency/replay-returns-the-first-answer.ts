import assert from 'node:assert/strict';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { runResult } from '../fixtures/settlement.js';

export const replayReturnsTheFirstAnswer: readonly ContractSpec[] = [
  {
    promise: 'a replay of a run that succeeded returns it with its result, long afterwards, too',
    async verify({ storage, scope, clock }) {
      const run = await completeRun(storage, scope, { idempotencyKey: 'key' });
      clock.advance(26 * hourMs);
      const repeat = reservation({ idempotencyKey: 'key', limits: [userCallsPerHour(7)] });
      const replay = assertOutcome(await storage.ledger.reserve(scope, repeat), 'replayed');
      assert.deepEqual(replay.run, run);
      assert.deepEqual(replay.run.result, runResult());
      assert.deepEqual(replay.windows, await storage.ledger.peek(scope, { userId: 'ada', limits: repeat.limits }));
    },
  },
  {
    promise: 'a replay of a run that is under way returns it as reserved',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope, { idempotencyKey: 'key' });
      const repeat = reservation({ idempotencyKey: 'key' });
      assert.deepEqual(assertOutcome(await storage.ledger.reserve(scope, repeat), 'replayed').run, run);
      assert.equal(await storage.ledger.get(scope, repeat.runId), null, 'a replay writes no run of its own');
    },
  },
  {
    promise: 'a replay is answered before any limit is looked at',
    async verify({ storage, scope }) {
      const full = { idempotencyKey: 'key', limits: [userCallsPerHour(1)] };
      const run = await reserveRun(storage, scope, full);
      const replay = assertOutcome(await storage.ledger.reserve(scope, reservation(full)), 'replayed');
      assert.equal(replay.run.id, run.id);
      assert.equal(replay.windows[0]?.remaining, 0);
    },
  },
];
