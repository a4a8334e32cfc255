import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithoutCharge, settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedAmounts } from '../fixtures/used-amounts.js';

const limits = [orgTokensPerMonth(100_000)];

export const erasedRunStaysErased: readonly ContractSpec[] = [
  {
    promise: 'a run settled after its user was erased is charged, and gets back nothing that a user wrote',
    async verify({ storage, scope, clock }) {
      const { ledger, events } = storage;
      const { id } = await reserveRun(storage, scope, { limits });
      clock.advance(minuteMs);
      await reapAll(storage);
      assert.equal(await ledger.eraseUser(scope, 'ada'), 1);

      const late = settlement(id, { events: [telemetryEvent(scope, id, 1)] });
      const { run } = assertOutcome(await ledger.settle(scope, late), 'settled');
      const { status, userId, input, result, charge } = run;
      assert.deepEqual(
        { status, userId, input, result },
        { status: 'succeeded', userId: '', input: null, result: null },
      );
      assert.deepEqual(charge, late.charge);
      const windows = await ledger.peek(scope, { userId: 'bob', limits });
      assert.deepEqual(usedAmounts(windows), { 'org-tokens-month': 500 });
      const [kept] = await events.ofRun(scope, { runId: id, after: 0, limit: 10 });
      assert.equal(kept?.userId, '');
    },
  },
  {
    promise:
      'a run whose user is erased under way corrects the windows of that user when it ends, and then forgets them',
    async verify({ storage, scope, clock }) {
      const { ledger, events } = storage;
      const both = [userCallsPerHour(10), ...limits];
      const settled = await reserveRun(storage, scope, { limits: both, idempotencyKey: 'a' });
      const left = await reserveRun(storage, scope, { limits: both, idempotencyKey: 'b' });
      assert.equal(await ledger.eraseUser(scope, 'ada'), 2);
      const end = failureWithoutCharge(settled.id);
      await ledger.settle(scope, { ...end, events: [telemetryEvent(scope, settled.id, 1)] });
      clock.advance(minuteMs);
      await reapAll(storage);
      for (const id of [settled.id, left.id]) {
        const run = await ledger.get(scope, id);
        assert.deepEqual([run?.userId, run?.input, run?.result, run?.idempotencyKey], ['', null, null, null]);
      }
      const windows = await ledger.peek(scope, { userId: 'ada', limits: both });
      assert.deepEqual(usedAmounts(windows), { 'user-calls-hour': 0, 'org-tokens-month': 0 });
      const [kept] = await events.ofRun(scope, { runId: settled.id, after: 0, limit: 10 });
      assert.equal(kept?.userId, '');
    },
  },
  {
    promise: 'a run whose user was erased still has its id: asked for again, that conflicts and takes nothing',
    async verify({ storage, scope }) {
      const { ledger } = storage;
      const request = reservation({ limits });
      await ledger.reserve(scope, request);
      await ledger.settle(scope, settlement(request.runId));
      await ledger.eraseUser(scope, request.userId);
      const { runId } = assertOutcome(await ledger.reserve(scope, request), 'conflict');
      assert.equal(runId, request.runId);
      assert.deepEqual(usedAmounts(await ledger.peek(scope, { userId: 'bob', limits })), { 'org-tokens-month': 500 });
    },
  },
];
