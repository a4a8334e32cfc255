import type { UserMetrics } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toUserMetrics(row: Row): UserMetrics {
  const runs = row.row('runs');
  const original = row.nullableNumber('meanOriginal');
  const optimized = row.nullableNumber('meanOptimized');
  return {
    runs: {
      succeeded: runs.number('succeeded'),
      failed: runs.number('failed'),
      canceled: runs.number('canceled'),
      abandoned: runs.number('abandoned'),
    },
    passed: row.number('passed'),
    improved: row.number('improved'),
    meanScore: original === null || optimized === null ? null : { original, optimized },
    tokens: row.number('tokens'),
    costMicros: row.number('costMicros'),
    runsOfUnknownCost: row.number('runsOfUnknownCost'),
    domains: row.rows('domains').map((item) => ({ domain: item.text('domain'), runs: item.number('runs') })),
    modules: row.rows('modules').map((item) => ({ moduleId: item.text('moduleId'), runs: item.number('runs') })),
    days: row.rows('days').map((item) => ({
      day: item.text('day'),
      runs: item.number('runs'),
      succeeded: item.number('succeeded'),
      meanScore: item.nullableNumber('meanScore'),
    })),
  };
}
