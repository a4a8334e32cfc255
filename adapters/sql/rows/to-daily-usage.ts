import type { DailyUsage } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toDailyUsage(row: Row): DailyUsage {
  return {
    day: row.text('day'),
    planId: row.text('planId'),
    engine: row.literal('engine'),
    model: row.nullableText('model'),
    domain: row.nullableText('domain'),
    runs: {
      succeeded: row.number('succeeded'),
      failed: row.number('failed'),
      canceled: row.number('canceled'),
      abandoned: row.number('abandoned'),
    },
    passed: row.number('passed'),
    improved: row.number('improved'),
    scores: {
      runs: row.number('scored'),
      original: row.number('originalTenths') / 10,
      optimized: row.number('optimizedTenths') / 10,
    },
    modelCalls: row.number('modelCalls'),
    inputTokens: row.number('inputTokens'),
    outputTokens: row.number('outputTokens'),
    cachedInputTokens: row.number('cachedInputTokens'),
    cacheWriteInputTokens: row.number('cacheWriteInputTokens'),
    reasoningTokens: row.number('reasoningTokens'),
    costMicros: row.number('costMicros'),
    runsOfUnknownCost: row.number('runsOfUnknownCost'),
    durationMs: row.number('durationMs'),
  };
}
