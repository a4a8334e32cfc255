import type { QuotaLimit, SettleResult } from '../../src/storage.js';
import type { Row } from './row.js';
import { toRun } from './to-run.js';
import { toWindowStates } from './to-window-states.js';

/** What became of one settlement; null is a run that is not there. */
export function toSettleResult(row: Row | null): SettleResult {
  if (row === null) return { outcome: 'unknown_run' };
  const limits = row.document<readonly QuotaLimit[]>('limits') ?? [];
  const settled = { run: toRun(row.row('run')), windows: toWindowStates(limits, row.list('windows')) };
  return row.flag('settled') ? { outcome: 'settled', ...settled } : { outcome: 'already_settled', ...settled };
}
