import { randomUUID } from 'node:crypto';
import type { Plan } from '../../../storage.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { comparesAndSwaps } from '../fixtures/compare-and-swap.js';

/** Plans that differ. */
export function plan(id: string, index: number): Plan {
  return {
    id,
    title: `${index} ${unusualText[index] ?? ''}`,
    limits: [
      { subject: 'user', meter: 'calls', period: 'hour', max: index },
      { subject: 'org', meter: 'tokens', period: 'month', max: Number.MAX_SAFE_INTEGER, algorithm: 'sliding' },
    ],
    features: { gpt_editor: true, analytics: index % 2 === 0 },
    seats: index % 2 === 0 ? null : index,
    trialDays: index,
    graceDays: 0,
    price: index % 2 === 0 ? null : { unitAmount: index, currency: 'chf', interval: 'month' },
    retentionDays: index % 2 === 0 ? 90 : null,
  };
}

/** The catalogue is one for all tenants, so that each test keeps to ids of its own. */
export function newPlanId(): string {
  return `plan-${randomUUID()}`;
}

export const planComparesAndSwaps = comparesAndSwaps<Plan>(
  'a plan',
  ({ storage: { plans }, scope }) => {
    const id = `plan of ${scope.orgId}`;
    return {
      async load() {
        const found = (await plans.list()).find(({ value }) => value.id === id);
        // The id is not the same in every test, and the values are to be.
        return found === undefined ? null : { ...found, value: { ...found.value, id: '' } };
      },
      save: (value, expected) => plans.save({ ...value, id }, expected),
    };
  },
  (index) => plan('', index),
);
