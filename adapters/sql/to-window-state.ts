import type { WindowState } from '../../src/storage.js';
import type { Row } from './row.js';

export function toWindowState(row: Row): WindowState {
  return {
    subject: row.literal('subject'),
    meter: row.literal('meter'),
    period: row.literal('period'),
    max: row.number('max'),
    anchor: row.nullableNumber('anchor'),
    algorithm: row.literal('algorithm'),
    used: row.number('used'),
    remaining: row.number('remaining'),
    resetAfterMs: row.number('resetAfterMs'),
  };
}
