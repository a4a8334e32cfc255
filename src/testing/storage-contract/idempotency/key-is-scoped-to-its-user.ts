import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reservation } from '../fixtures/reservation.js';

export const keyIsScopedToItsUser: ContractSpec = {
  promise: 'a key means nothing to another user, nor to the same user in another organization',
  async verify({ storage, scope }) {
    const owner = { userId: 'ada', idempotencyKey: 'key' };
    const neighbor = { userId: 'bob', idempotencyKey: 'key' };
    const { run } = assertOutcome(await storage.ledger.reserve(scope, reservation(owner)), 'reserved');
    assertOutcome(await storage.ledger.reserve(scope, reservation(neighbor)), 'reserved');
    assertOutcome(await storage.ledger.reserve(newTenant(), reservation(owner)), 'reserved');
    const otherArguments = reservation({ ...neighbor, userId: 'cyd', fingerprint: 'b'.repeat(64) });
    assertOutcome(await storage.ledger.reserve(scope, otherArguments), 'reserved');
    const repeat = assertOutcome(await storage.ledger.reserve(scope, reservation(owner)), 'replayed');
    assert.deepEqual(repeat.run, run);
  },
};
