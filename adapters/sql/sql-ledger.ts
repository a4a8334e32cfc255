import {
  type CheckpointResult,
  type ConsumeResult,
  inLockOrder,
  type LedgerStore,
  noAmounts,
  PromptForgeError,
  type QuotaLimit,
  type Reservation,
  type ReserveResult,
  type Run,
  type RunCheckpoint,
  type RunPage,
  type ScoreRecord,
  type Settlement,
  type SettleResult,
  type TenantScope,
  type WindowState,
} from '../../src/storage.js';
import { eventDocuments } from './event-documents.js';
import { inErasureBatches } from './in-erasure-batches.js';
import { formatPageCursor, parsePageCursor } from './page-cursor.js';
import { rejectUncountable } from './reject-uncountable.js';
import { Row } from './row.js';
import { rowLimit } from './row-limit.js';
import type { SqlCall } from './sql-call.js';
import { toRefusal } from './to-refusal.js';
import { toRun } from './to-run.js';
import { toScoreRecord } from './to-score-record.js';
import { toWindowState } from './to-window-state.js';

/** The ledger over the functions of the schema: one round trip for each method. */
export class SqlLedger implements LedgerStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    rejectUncountable(reservation.limits, reservation.hold);
    const answer = new Row(
      await this.#call('reserve_v1', {
        p_org_id: scope.orgId,
        p_user_id: reservation.userId,
        p_run_id: reservation.runId,
        p_operation: reservation.operation,
        p_plan_id: reservation.planId,
        p_engine: reservation.engine,
        p_model: reservation.model,
        p_input: reservation.input,
        p_idempotency_key: reservation.idempotencyKey,
        p_fingerprint: reservation.fingerprint,
        p_limits: limitDocuments(reservation.userId, reservation.limits),
        p_hold: reservation.hold,
        p_lease_ms: Math.ceil(reservation.leaseMs),
      }),
    );
    const outcome = answer.literal<ReserveResult['outcome']>('outcome');
    if (outcome === 'refused') return toRefusal(answer);
    if (outcome === 'conflict') return { outcome, runId: answer.text('runId') };
    return { outcome, run: toRun(answer.row('run')), windows: windowsOf(answer) };
  }

  async checkpoint(scope: TenantScope, checkpoint: RunCheckpoint): Promise<CheckpointResult> {
    rejectUncountable([], checkpoint.inFlight ?? noAmounts);
    const answer = new Row(
      await this.#call('checkpoint_v1', {
        p_org_id: scope.orgId,
        p_run_id: checkpoint.runId,
        p_usage: checkpoint.usage,
        p_in_flight: checkpoint.inFlight,
        p_lease_ms: Math.ceil(checkpoint.leaseMs),
      }),
    );
    const outcome = answer.literal<CheckpointResult['outcome']>('outcome');
    return outcome === 'lost' ? { outcome } : { outcome, leaseExpiresAt: answer.number('leaseExpiresAt') };
  }

  async settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult> {
    rejectUncountable([], settlement.charge);
    const answer = new Row(
      await this.#call('settle_v1', {
        p_org_id: scope.orgId,
        p_run_id: settlement.runId,
        p_ending: settlement.ending,
        p_usage: settlement.usage,
        p_charge: settlement.charge,
        p_result: settlement.result,
        p_error: settlement.error,
        p_scores: settlement.scores,
        p_events: eventDocuments(scope, settlement.events),
      }),
    );
    const outcome = answer.literal<SettleResult['outcome']>('outcome');
    if (outcome === 'unknown_run') return { outcome };
    if (outcome === 'already_settled') return { outcome, run: toRun(answer.row('run')), windows: windowsOf(answer) };
    return { outcome, run: toRun(answer.row('run')), windows: windowsOf(answer) };
  }

  async reap({ limit }: { readonly limit: number }): Promise<{ readonly reaped: readonly Run[] }> {
    const answer = new Row(await this.#call('reap_v1', { p_limit: rowLimit(limit) }));
    return { reaped: answer.rows('reaped').map(toRun) };
  }

  async consume(scope: TenantScope, request: Parameters<LedgerStore['consume']>[1]): Promise<ConsumeResult> {
    rejectUncountable(request.limits, request.amounts);
    const answer = new Row(
      await this.#call('consume_v1', {
        p_org_id: scope.orgId,
        p_user_id: request.userId,
        p_limits: limitDocuments(request.userId, request.limits),
        p_amounts: request.amounts,
      }),
    );
    const outcome = answer.literal<ConsumeResult['outcome']>('outcome');
    return outcome === 'refused' ? toRefusal(answer) : { outcome, windows: windowsOf(answer) };
  }

  async peek(scope: TenantScope, request: Parameters<LedgerStore['peek']>[1]): Promise<readonly WindowState[]> {
    rejectUncountable(request.limits, noAmounts);
    const answer = await this.#call('peek_v1', {
      p_org_id: scope.orgId,
      p_user_id: request.userId,
      p_limits: limitDocuments(request.userId, request.limits),
    });
    return Row.list(answer).map(toWindowState);
  }

  async get(scope: TenantScope, runId: string): Promise<Run | null> {
    const answer = await this.#call('get_run_v1', { p_org_id: scope.orgId, p_run_id: runId });
    return answer === null ? null : toRun(new Row(answer));
  }

  async list(scope: TenantScope, request: Parameters<LedgerStore['list']>[1]): Promise<RunPage> {
    const after = parsePageCursor(request.after);
    const answer = new Row(
      await this.#call('list_runs_v1', {
        p_org_id: scope.orgId,
        p_user_id: request.userId,
        p_limit: rowLimit(request.limit),
        p_after_ms: after?.createdAt ?? null,
        p_after_id: after?.id ?? null,
      }),
    );
    const runs = answer.rows('runs').map(toRun);
    const last = runs.at(-1);
    return { runs, next: answer.flag('more') && last !== undefined ? formatPageCursor(last) : null };
  }

  async scores(scope: TenantScope, runId: string): Promise<readonly ScoreRecord[]> {
    const answer = await this.#call('run_scores_v1', { p_org_id: scope.orgId, p_run_id: runId });
    return Row.list(answer).map(toScoreRecord);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return inErasureBatches(async () =>
      Row.count(await this.#call('erase_user_runs_v1', { p_org_id: scope.orgId, p_user_id: userId })),
    );
  }

  async purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number> {
    const answer = await this.#call('purge_runs_v1', {
      p_org_id: scope.orgId,
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }
}

/** Limits in the order in which their rows are locked, with nothing but their own fields. */
function limitDocuments(userId: string, limits: readonly QuotaLimit[]): readonly QuotaLimit[] {
  // The row of an organization is the one of a user without a name.
  if (userId === '' && limits.some(({ subject }) => subject === 'user')) {
    throw new PromptForgeError('internal', 'The limit of a user was to be counted for nobody.');
  }
  return inLockOrder(limits).map(({ subject, meter, period, max, anchor, algorithm }) => ({
    subject,
    meter,
    period,
    max,
    anchor,
    algorithm,
  }));
}

function windowsOf(answer: Row): readonly WindowState[] {
  return answer.rows('windows').map(toWindowState);
}
