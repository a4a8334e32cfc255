import type { Subscription, Versioned } from '../../src/storage.js';
import type { Row } from './row.js';

export function toSubscription(row: Row): Versioned<Subscription> {
  const value = row.row('value');
  return {
    version: row.number('version'),
    value: {
      planId: value.text('planId'),
      status: value.literal('status'),
      seats: value.number('seats'),
      anchor: value.number('anchor'),
      trialEnd: value.nullableNumber('trialEnd'),
      cancelAt: value.nullableNumber('cancelAt'),
      nextPlanId: value.nullableText('nextPlanId'),
    },
  };
}
