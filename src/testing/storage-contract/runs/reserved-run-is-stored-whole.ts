import assert from 'node:assert/strict';
import { noUsage } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { reservation } from '../fixtures/reservation.js';

export const reservedRunIsStoredWhole: readonly ContractSpec[] = [
  {
    promise: 'a reserved run is returned and stored with everything it was asked to do, and its hold as charge',
    async verify({ storage, scope, clock }) {
      const asked = reservation({ idempotencyKey: 'key', engine: 'rules', model: null, limits: [], leaseMs: 90_000 });
      const { run, windows } = assertOutcome(await storage.ledger.reserve(scope, asked), 'reserved');
      assert.deepEqual(run, {
        id: asked.runId,
        orgId: scope.orgId,
        userId: asked.userId,
        operation: 'optimize',
        status: 'reserved',
        planId: asked.planId,
        engine: 'rules',
        model: null,
        idempotencyKey: 'key',
        createdAt: clock.now(),
        leaseExpiresAt: clock.now() + 90_000,
        endedAt: null,
        input: asked.input,
        result: null,
        error: null,
        usage: noUsage,
        charge: asked.hold,
      });
      assert.deepEqual(windows, [], 'a run without limits fits');
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
    },
  },
  {
    promise: 'a run that does not exist is null, and has no scores',
    async verify({ storage, scope }) {
      assert.equal(await storage.ledger.get(scope, 'nobody'), null);
      assert.deepEqual(await storage.ledger.scores(scope, 'nobody'), []);
    },
  },
];
