import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { scoreRecord, settlement } from '../fixtures/settlement.js';

export const scoresKeepTheirOrder: ContractSpec = {
  promise: 'scores of a run are returned as they were given, in their order, equal ones included',
  async verify({ storage, scope }) {
    const scores = [
      scoreRecord('original', 58.5),
      scoreRecord('candidate', 81.3),
      scoreRecord('candidate', 0),
      scoreRecord('candidate', 81.3),
      { ...scoreRecord('candidate', 100, true), rubric: 'rubric-2', ambiguity: 0, clarity: 99.9 },
    ];
    const [run, other] = [await reserveRun(storage, scope), await reserveRun(storage, scope)];
    await storage.ledger.settle(scope, settlement(run.id, { scores }));
    assert.deepEqual(await storage.ledger.scores(scope, run.id), scores);
    assert.deepEqual(await storage.ledger.scores(scope, other.id), []);
  },
};
