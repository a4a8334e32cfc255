import assert from 'node:assert/strict';
import type { PlanStore } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newPlanId, plan } from './plan-compares-and-swaps.js';

async function listed(plans: PlanStore, ids: readonly string[]): Promise<readonly string[]> {
  return (await plans.list()).map(({ value }) => value.id).filter((id) => ids.includes(id));
}

export const catalogueKeepsItsOrder: readonly ContractSpec[] = [
  {
    promise: 'plans are listed in the order in which they were first saved, whatever their ids and later saves',
    async verify({ storage: { plans }, scope }) {
      const ids = ['z', 'a', 'M', ...unusualText].map((name) => `${name} ${scope.orgId}`);
      for (const [index, id] of ids.entries()) await plans.save(plan(id, index), 0);
      await plans.save(plan(ids[1] ?? '', 7), 1);
      await plans.save(plan(ids[0] ?? '', 8), 1);
      assert.deepEqual(await listed(plans, ids), ids);
    },
  },
  {
    promise: 'a plan is removed by the one caller who knows its version, and comes back as the last one',
    async verify({ storage: { plans } }) {
      const ids = [newPlanId(), newPlanId()];
      const [first = '', second = ''] = ids;
      for (const id of ids) await plans.save(plan(id, 0), 0);
      await plans.save(plan(first, 1), 1);
      for (const expected of [0, 1, 3]) {
        assert.deepEqual(await plans.remove(first, expected), { outcome: 'conflict' });
      }
      assert.deepEqual(await listed(plans, ids), [first, second]);
      assert.deepEqual(countOutcomes(await inParallel(20, () => plans.remove(first, 2))), { removed: 1, conflict: 19 });
      assert.deepEqual(await listed(plans, ids), [second]);
      assert.deepEqual(await plans.save(plan(first, 2), 2), { outcome: 'conflict' }, 'there is none any more');
      assert.deepEqual(await plans.save(plan(first, 2), 0), { outcome: 'saved', version: 1 });
      assert.deepEqual(await listed(plans, ids), [second, first]);
    },
  },
];
