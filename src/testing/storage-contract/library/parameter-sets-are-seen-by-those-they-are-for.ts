import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages } from '../fixtures/all-pages.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { parameterSet } from './parameter-set-compares-and-swaps.js';

const everything = { visibleTo: null, limit: 100, after: null };

export const parameterSetsAreSeenByThoseTheyAreFor: readonly ContractSpec[] = [
  {
    promise: 'parameter sets are listed by the bytes of their ids, on pages of any length, while others come',
    async verify({ storage: { library }, scope }) {
      const ids = sortedByBytes([...idsOfAllKinds, ...unusualText]);
      for (const id of ids.toReversed()) await library.saveParameterSet(scope, parameterSet(id), 0);
      const expected = ids.map((id) => ({ value: parameterSet(id), version: 1 }));
      const all = await library.listParameterSets(scope, everything);
      assert.deepEqual(all, { items: expected, next: null });
      let round = 0;
      const seen = await allPages(
        10,
        (page) => library.listParameterSets(scope, { visibleTo: null, ...page }),
        async () => {
          round += 1;
          await library.saveParameterSet(scope, parameterSet(` ${round}`), 0);
        },
      );
      assert.deepEqual(seen, expected);
    },
  },
  {
    promise: 'a user is shown their own parameter sets and the shared ones, and every one of them on some page',
    async verify({ storage: { library }, scope }) {
      const visible: string[] = [];
      for (let index = 0; index < 12; index += 1) {
        const id = `${index}`.padStart(2, '0');
        const ownerId = ['ada', 'bob', null][index % 3] ?? null;
        const shared = index % 4 === 0;
        await library.saveParameterSet(scope, parameterSet(id, { ownerId, shared }), 0);
        if (shared || ownerId === 'ada') visible.push(id);
      }
      const seen = await allPages(2, (page) => library.listParameterSets(scope, { visibleTo: 'ada', ...page }));
      assert.deepEqual(
        seen.map(({ value }) => value.id),
        visible,
      );
    },
  },
  {
    promise: 'a parameter set is removed by the one of 20 callers whose version is the stored one',
    async verify({ storage: { library }, scope }) {
      await library.saveParameterSet(scope, parameterSet('a'), 0);
      await library.saveParameterSet(scope, parameterSet('a', { shared: true }), 1);
      for (const expected of [0, 1, 3]) {
        assert.deepEqual(await library.removeParameterSet(scope, 'a', expected), { outcome: 'conflict' });
      }
      const answers = await inParallel(20, () => library.removeParameterSet(scope, 'a', 2));
      assert.deepEqual(countOutcomes(answers), { removed: 1, conflict: 19 });
      assert.equal(await library.getParameterSet(scope, 'a'), null);
    },
  },
  {
    promise: 'an organization neither sees nor changes the parameter sets of another',
    async verify({ storage: { library }, scope }) {
      const stranger = newTenant();
      await library.saveParameterSet(scope, parameterSet('a', { shared: true }), 0);
      const before = await library.listParameterSets(scope, everything);
      assert.equal(await library.getParameterSet(stranger, 'a'), null);
      for (const visibleTo of [null, 'ada']) {
        const list = await library.listParameterSets(stranger, { ...everything, visibleTo });
        assert.deepEqual(list, { items: [], next: null });
      }
      assert.deepEqual(await library.saveParameterSet(stranger, parameterSet('a'), 1), { outcome: 'conflict' });
      assert.deepEqual(await library.removeParameterSet(stranger, 'a', 1), { outcome: 'conflict' });
      assert.equal(await library.eraseUser(stranger, 'ada'), 0);
      await library.saveParameterSet(stranger, parameterSet('a', { ownerId: 'bob' }), 0);
      assert.equal(await library.eraseUser(stranger, 'ada'), 0, 'that of Bob has the name of one of Ada elsewhere');
      assert.notEqual(await library.getParameterSet(stranger, 'a'), null);
      assert.deepEqual(await library.listParameterSets(scope, everything), before);
    },
  },
];
