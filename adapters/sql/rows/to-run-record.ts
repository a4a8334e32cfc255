import type { RunRecord } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toRunRecord(row: Row): RunRecord {
  const original = row.nullableNumber('original');
  const optimized = row.nullableNumber('optimized');
  return {
    id: row.text('id'),
    orgId: row.text('orgId'),
    userId: row.text('userId'),
    operation: row.literal('operation'),
    status: row.literal('status'),
    planId: row.text('planId'),
    engine: row.literal('engine'),
    model: row.nullableText('model'),
    moduleId: row.nullableText('moduleId'),
    domain: row.nullableText('domain'),
    createdAt: row.number('createdAt'),
    endedAt: row.number('endedAt'),
    composites: original === null || optimized === null ? null : { original, optimized },
    passed: row.flag('passed'),
    improved: row.flag('improved'),
    usage: {
      inputTokens: row.number('inputTokens'),
      outputTokens: row.number('outputTokens'),
      cachedInputTokens: row.number('cachedInputTokens'),
      cacheWriteInputTokens: row.number('cacheWriteInputTokens'),
      reasoningTokens: row.number('reasoningTokens'),
      modelCalls: row.number('modelCalls'),
      costMicros: row.nullableNumber('costMicros'),
      estimated: row.flag('estimated'),
    },
    errorCode: row.nullableText('errorCode'),
  };
}
