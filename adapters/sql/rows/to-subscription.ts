import type { PlanOverrides, Subscription, TenantSubscription, Versioned } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toSubscription(row: Row): Versioned<Subscription> {
  const value = row.row('value');
  const source = value.nullableRow('source');
  return {
    version: row.number('version'),
    value: {
      planId: value.text('planId'),
      status: value.literal('status'),
      seats: value.number('seats'),
      anchor: value.number('anchor'),
      trialEnd: value.nullableNumber('trialEnd'),
      pastDueSince: value.nullableNumber('pastDueSince'),
      cancelAt: value.nullableNumber('cancelAt'),
      nextPlanId: value.nullableText('nextPlanId'),
      nextPlanAt: value.nullableNumber('nextPlanAt'),
      overrides: value.document<PlanOverrides>('overrides'),
      source: source === null ? null : { provider: source.text('provider'), id: source.text('id') },
    },
  };
}

export function toTenantSubscription(row: Row): TenantSubscription {
  return { orgId: row.text('orgId'), ...toSubscription(row) };
}
