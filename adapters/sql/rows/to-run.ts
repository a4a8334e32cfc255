import type { Run } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toRun(row: Row): Run {
  const usage = row.row('usage');
  const charge = row.row('charge');
  const run = {
    id: row.text('id'),
    orgId: row.text('orgId'),
    userId: row.text('userId'),
    operation: row.literal('operation'),
    status: row.literal('status'),
    planId: row.text('planId'),
    engine: row.literal('engine'),
    model: row.nullableText('model'),
    idempotencyKey: row.nullableText('idempotencyKey'),
    createdAt: row.number('createdAt'),
    leaseExpiresAt: row.number('leaseExpiresAt'),
    endedAt: row.nullableNumber('endedAt'),
    input: row.document('input'),
    result: row.document('result'),
    error: row.document('error'),
    usage: {
      inputTokens: usage.number('inputTokens'),
      outputTokens: usage.number('outputTokens'),
      cachedInputTokens: usage.number('cachedInputTokens'),
      cacheWriteInputTokens: usage.number('cacheWriteInputTokens'),
      reasoningTokens: usage.number('reasoningTokens'),
      modelCalls: usage.number('modelCalls'),
      costMicros: usage.nullableNumber('costMicros'),
      estimated: usage.flag('estimated'),
    },
    charge: { calls: charge.number('calls'), tokens: charge.number('tokens'), cost: charge.number('cost') },
  };
  // A result is of the operation that wrote it.
  return run as Run;
}
