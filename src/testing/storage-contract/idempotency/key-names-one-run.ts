import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [userCallsPerHour(100), orgTokensPerMonth(100_000)];
const once = { 'user-calls-hour': 1, 'org-tokens-month': 1_000 };

export const keyNamesOneRun: readonly ContractSpec[] = [
  {
    promise:
      'of 50 reservations at once under one key one is reserved, the others are replays of it, and one is charged',
    async verify({ storage, scope }) {
      const request = { limits, idempotencyKey: 'key' };
      const answers = await inParallel(50, () => storage.ledger.reserve(scope, reservation(request)));
      assert.deepEqual(countOutcomes(answers), { reserved: 1, replayed: 49 });
      const named = new Set(answers.map((answer) => ('run' in answer ? answer.run.id : null)));
      assert.equal(named.size, 1, 'all answers name the same run');
      assert.deepEqual(usedAmounts(await storage.ledger.peek(scope, { userId: 'ada', limits })), once);
      assert.equal((await storage.ledger.list(scope, { userId: null, limit: 10, after: null })).runs.length, 1);
    },
  },
  {
    promise: 'of two sets of arguments at once under one key one is reserved and replayed, and the other conflicts',
    async verify({ storage, scope }) {
      const answers = await inParallel(20, (index) => {
        const fingerprint = String(index % 2).repeat(64);
        return storage.ledger.reserve(scope, reservation({ limits, idempotencyKey: 'key', fingerprint }));
      });
      assert.deepEqual(countOutcomes(answers), { reserved: 1, replayed: 9, conflict: 10 });
      assert.deepEqual(usedAmounts(await storage.ledger.peek(scope, { userId: 'ada', limits })), once);
    },
  },
  {
    promise: 'a key given again with another fingerprint conflicts, names the earlier run and charges nothing',
    async verify({ storage, scope }) {
      const run = await reserveRun(storage, scope, { limits, idempotencyKey: 'key' });
      const other = reservation({ limits, idempotencyKey: 'key', fingerprint: 'b'.repeat(64) });
      assert.deepEqual(await storage.ledger.reserve(scope, other), { outcome: 'conflict', runId: run.id });
      assert.equal(await storage.ledger.get(scope, other.runId), null);
      assert.deepEqual(usedAmounts(await storage.ledger.peek(scope, { userId: 'ada', limits })), once);
    },
  },
  {
    promise: 'runs without a key never replay each other',
    async verify({ storage, scope }) {
      const answers = await inParallel(5, () => storage.ledger.reserve(scope, reservation({ limits })));
      assert.deepEqual(countOutcomes(answers), { reserved: 5 });
    },
  },
  {
    promise: 'a refused reservation is not remembered: its key is free for the next attempt',
    async verify({ storage, scope }) {
      const full = reservation({ limits: [userCallsPerHour(0)], idempotencyKey: 'key', fingerprint: 'b'.repeat(64) });
      assertOutcome(await storage.ledger.reserve(scope, full), 'refused');
      assertOutcome(await storage.ledger.reserve(scope, reservation({ limits, idempotencyKey: 'key' })), 'reserved');
    },
  },
];
