import assert from 'node:assert/strict';
import type { Settlement } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { reservation } from '../fixtures/reservation.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { failureWithCharge, failureWithoutCharge, settlement } from '../fixtures/settlement.js';

function afterwards(
  promise: string,
  ending: (runId: string) => Settlement,
  outcome: 'reserved' | 'replayed',
): ContractSpec {
  return {
    promise,
    async verify({ storage, scope }) {
      const { id } = await reserveRun(storage, scope, { idempotencyKey: 'key' });
      const { run } = assertOutcome(await storage.ledger.settle(scope, ending(id)), 'settled');
      assert.equal(run.idempotencyKey, outcome === 'reserved' ? null : 'key');
      const next = reservation({ idempotencyKey: 'key' });
      const answer = assertOutcome(await storage.ledger.reserve(scope, next), outcome);
      assert.equal(answer.run.id, outcome === 'reserved' ? next.runId : id);
      if (outcome === 'replayed') assert.deepEqual(answer.run, run);
    },
  };
}

const nothing = { calls: 0, tokens: 0, cost: 0 };

export const unchargedFailureFreesItsKey: readonly ContractSpec[] = [
  afterwards('a run that failed and was charged nothing frees its key', (id) => failureWithoutCharge(id), 'reserved'),
  afterwards(
    'a run that was canceled and charged nothing frees its key',
    (id) => failureWithoutCharge(id, 'canceled'),
    'reserved',
  ),
  afterwards(
    'a run that failed and was charged keeps its key, and a replay returns the failure',
    failureWithCharge,
    'replayed',
  ),
  afterwards(
    'a run that succeeded keeps its key, even if it was charged nothing',
    (id) => settlement(id, { charge: nothing }),
    'replayed',
  ),
];
