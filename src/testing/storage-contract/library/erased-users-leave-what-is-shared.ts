import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { newBundle } from './new-bundle.js';
import { parameterSet } from './parameter-set-compares-and-swaps.js';

export const erasedUsersLeaveWhatIsShared: readonly ContractSpec[] = [
  {
    promise: 'erasing a user deletes their bundles and their own parameter sets, and takes their name off shared ones',
    async verify({ storage: { library }, scope }) {
      for (const ownerId of ['ada', 'bob']) {
        for (const shared of [true, false]) {
          await library.saveParameterSet(scope, parameterSet(`${ownerId} ${shared}`, { ownerId, shared }), 0);
        }
        await library.addBundle(scope, newBundle(ownerId, { userId: ownerId }));
      }
      const bobs = await Promise.all([
        library.getParameterSet(scope, 'bob true'),
        library.getParameterSet(scope, 'bob false'),
        library.getBundle(scope, 'bob'),
      ]);
      assert.equal(await library.eraseUser(scope, 'ada'), 3);
      assert.equal(await library.eraseUser(scope, 'ada'), 0);
      assert.equal(await library.getParameterSet(scope, 'ada false'), null);
      assert.equal(await library.getBundle(scope, 'ada'), null);
      const shared = await library.getParameterSet(scope, 'ada true');
      assert.deepEqual(shared?.value, parameterSet('ada true', { ownerId: null, shared: true }));
      assert.deepEqual(
        await Promise.all([
          library.getParameterSet(scope, 'bob true'),
          library.getParameterSet(scope, 'bob false'),
          library.getBundle(scope, 'bob'),
        ]),
        bobs,
      );
    },
  },
  {
    promise: 'nobody who has loaded a parameter set before its owner was erased can bring the owner back by a save',
    async verify({ storage: { library }, scope }) {
      for (const shared of [true, false]) {
        await library.saveParameterSet(scope, parameterSet(`${shared}`, { shared }), 0);
      }
      await library.eraseUser(scope, 'ada');
      for (const shared of [true, false]) {
        const stale = parameterSet(`${shared}`, { shared });
        assert.deepEqual(await library.saveParameterSet(scope, stale, 1), { outcome: 'conflict' });
      }
      assert.equal((await library.getParameterSet(scope, 'true'))?.value.ownerId, null);
      assert.equal(await library.getParameterSet(scope, 'false'), null);
    },
  },
];
