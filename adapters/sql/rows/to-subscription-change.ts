import type { SubscriptionChange } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toSubscriptionChange(row: Row): SubscriptionChange {
  const previous = row.nullableRow('previous');
  return {
    orgId: row.text('orgId'),
    version: row.number('version'),
    at: row.number('at'),
    ...toTerms(row),
    previous: previous === null ? null : toTerms(previous),
  };
}

function toTerms(row: Row): NonNullable<SubscriptionChange['previous']> {
  return { planId: row.text('planId'), status: row.literal('status'), seats: row.number('seats') };
}
