import type { QuotaLimit, Run, Scoped, Settlement, SettleResult } from '../../../src/storage.js';
import { storableDocument } from '../arguments/sql-document.js';
import type { Row } from './row.js';
import { toRun } from './to-run.js';
import { toWindowStates } from './to-window-states.js';

/** What became of one settlement; null is a run that is not there. */
export function toSettleResult(settlement: Scoped<Settlement>, row: Row | null): SettleResult {
  if (row === null) return { outcome: 'unknown_run' };
  const limits = row.document<readonly QuotaLimit[]>('limits') ?? [];
  const run = row.row('run');
  const settled = {
    run: run.has('status') ? toRun(run) : settledRun(settlement, run),
    windows: toWindowStates(limits, row.list('windows')),
  };
  if (row.flag('settled')) return { outcome: 'settled', ...settled };
  const isOpen = settled.run.status === 'reserved' || settled.run.status === 'abandoned';
  return isOpen ? { outcome: 'lost' } : { outcome: 'already_settled', ...settled };
}

/** A run that was settled just now: what was known of it before, and what has been sent. */
function settledRun({ scope, request }: Scoped<Settlement>, known: Row): Run {
  const { runId, ending, usage, charge, result, error } = request;
  const run = {
    id: runId,
    orgId: scope.orgId,
    userId: known.text('userId'),
    operation: known.literal('operation'),
    status: ending,
    planId: known.text('planId'),
    engine: known.literal('engine'),
    model: known.nullableText('model'),
    idempotencyKey: known.nullableText('idempotencyKey'),
    createdAt: known.number('createdAt'),
    leaseExpiresAt: known.number('leaseExpiresAt'),
    endedAt: known.number('endedAt'),
    input: known.document('input'),
    result: storableDocument(result),
    error: storableDocument(error),
    usage,
    charge,
  };
  // Its result is of the operation that settled it.
  return run as Run;
}
