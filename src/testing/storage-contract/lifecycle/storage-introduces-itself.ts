import assert from 'node:assert/strict';
import { secondMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { completeRun } from '../fixtures/reserve-run.js';

export const storageIntroducesItself: readonly ContractSpec[] = [
  {
    promise: 'a storage states the version of its contract and the facts about itself',
    async verify({ storage }) {
      assert.equal(storage.contract, 1);
      assert.match(storage.traits.adapter, /^[a-z][a-z0-9-]*$/);
      assert.equal(typeof storage.traits.durable, 'boolean');
      assert.ok(['process', 'shared'].includes(storage.traits.scope));
    },
  },
  {
    promise: 'health answers the time of the clock the storage goes by',
    async verify({ storage, clock }) {
      for (const ms of [0, 1, 61 * secondMs]) {
        clock.advance(ms);
        const { now, schemaVersion } = await storage.health();
        assert.equal(now, clock.now());
        assert.ok(schemaVersion === null || schemaVersion.length > 0);
      }
    },
  },
  {
    promise: 'setting up again, several times at once, keeps what is there',
    async verify({ storage, scope }) {
      const run = await completeRun(storage, scope);
      await inParallel(4, () => storage.setup());
      assert.deepEqual(await storage.ledger.get(scope, run.id), run);
    },
  },
];
