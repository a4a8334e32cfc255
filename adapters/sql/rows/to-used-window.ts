import type { UsedWindow } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toUsedWindow(row: Row): UsedWindow {
  return {
    orgId: row.text('orgId'),
    userId: row.nullableText('userId'),
    meter: row.literal('meter'),
    period: row.literal('period'),
    used: row.number('used'),
    resetAfterMs: row.number('resetAfterMs'),
  };
}
