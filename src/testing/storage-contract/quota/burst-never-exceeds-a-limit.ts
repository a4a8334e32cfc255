import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { usedOf } from '../fixtures/used-amounts.js';

const limit = userCallsPerHour(10);

export const burstNeverExceedsALimit: readonly ContractSpec[] = [
  {
    promise: 'of 50 reservations at once exactly as many are admitted as the limit has room for',
    async verify({ storage, scope }) {
      const answers = await inParallel(50, () => storage.ledger.reserve(scope, reservation({ limits: [limit] })));
      assert.deepEqual(countOutcomes(answers), { reserved: 10, refused: 40 });
      assert.equal(await usedOf(storage, scope, limit), 10);
      const { runs } = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
      assert.equal(runs.length, 10, 'every admitted run is written, and no other');
    },
  },
  {
    promise: 'of 50 consumed amounts at once exactly as many are admitted as the limit has room for',
    async verify({ storage, scope }) {
      const request = { userId: 'ada', limits: [limit], amounts: { calls: 3, tokens: 0, cost: 0 } };
      const answers = await inParallel(50, () => storage.ledger.consume(scope, request));
      assert.deepEqual(countOutcomes(answers), { admitted: 3, refused: 47 });
      assert.equal(await usedOf(storage, scope, limit), 9);
    },
  },
];
