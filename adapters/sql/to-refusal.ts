import type { QuotaRefusal } from '../../src/storage.js';
import type { Row } from './row.js';
import { toWindowState } from './to-window-state.js';

export function toRefusal(row: Row): QuotaRefusal {
  return {
    outcome: 'refused',
    windows: row.rows('windows').map(toWindowState),
    blocked: row.rows('blocked').map(toWindowState),
    retryAfterMs: row.nullableNumber('retryAfterMs'),
  };
}
