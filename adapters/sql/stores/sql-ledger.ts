import {
  type CheckpointResult,
  type ConsumeResult,
  type Consumption,
  type LedgerStore,
  noAmounts,
  type QuotaLimit,
  type Reservation,
  type ReserveResult,
  type ResumeResult,
  type Run,
  type RunCheckpoint,
  type RunPage,
  type RunResumption,
  reservedRun,
  type Scoped,
  type ScoreRecord,
  type Settlement,
  type SettleResult,
  type TenantScope,
  type WindowState,
} from '../../../src/storage.js';
import { rejectTooMany } from '../../guards/reject-too-many.js';
import { rejectUnconsumable, rejectUncountable } from '../../guards/reject-uncountable.js';
import { DemandDocuments } from '../arguments/demand-documents.js';
import { limitsOf } from '../arguments/limits-of.js';
import { rowLimit } from '../arguments/row-limit.js';
import { requireNames, reservationDocument, settlementDocuments } from '../arguments/run-documents.js';
import { isOfKey, limitRow, takenOnce } from '../arguments/single-demand.js';
import { storableDocument } from '../arguments/sql-document.js';
import { formatPageCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import type { Taken } from '../rows/taken.js';
import { toResumeResult } from '../rows/to-resume-result.js';
import { toRun } from '../rows/to-run.js';
import { toScoreRecord } from '../rows/to-score-record.js';
import { toSettleResult } from '../rows/to-settle-result.js';
import { toWindowStates } from '../rows/to-window-states.js';
import type { SqlCall } from '../sql-call.js';
import { inErasureBatches } from './in-erasure-batches.js';
import { inParts } from './in-parts.js';
import { anchorsOf, namesOfReservation, namesOfSettlement } from './ledger-statements.js';

/** The ledger over the functions of the schema: one round trip for each method. */
export class SqlLedger implements LedgerStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    return theFirst(await this.reserveMany([{ scope, request: reservation }]));
  }

  async reserveMany(reservations: readonly Scoped<Reservation>[]): Promise<readonly ReserveResult[]> {
    rejectTooMany(reservations);
    for (const { request } of reservations) rejectUncountable(request.limits, request.hold);
    return inParts(reservations, namesOfReservation, (part) => this.#reserve(part));
  }

  async checkpoint(scope: TenantScope, checkpoint: RunCheckpoint): Promise<CheckpointResult> {
    rejectUncountable([], checkpoint.inFlight ?? noAmounts);
    const answer = new Row(
      await this.#call('checkpoint_v2', {
        p_org_id: scope.orgId,
        p_run_id: checkpoint.runId,
        p_usage: checkpoint.usage,
        p_in_flight: checkpoint.inFlight,
        p_lease_ms: Math.ceil(checkpoint.leaseMs),
        p_holder: checkpoint.holder,
        p_hold_ms: Math.ceil(checkpoint.holdMs),
        p_answer_key: checkpoint.answer?.key ?? null,
        // In a document, since a value alone may be none.
        p_answer: checkpoint.answer === null ? null : { value: checkpoint.answer.value },
      }),
    );
    const outcome = answer.literal<CheckpointResult['outcome']>('outcome');
    return outcome === 'lost' ? { outcome } : { outcome, leaseExpiresAt: answer.number('leaseExpiresAt') };
  }

  async resume(scope: TenantScope, { runId, holder, holdMs, leaseMs }: RunResumption): Promise<ResumeResult> {
    const answer = await this.#call('resume_run_v1', {
      p_org_id: scope.orgId,
      p_run_id: runId,
      p_holder: holder,
      p_hold_ms: Math.ceil(holdMs),
      p_lease_ms: Math.ceil(leaseMs),
    });
    return toResumeResult(new Row(answer));
  }

  async settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult> {
    return theFirst(await this.settleMany([{ scope, request: settlement }]));
  }

  async settleMany(settlements: readonly Scoped<Settlement>[]): Promise<readonly SettleResult[]> {
    rejectTooMany(settlements);
    for (const { request } of settlements) rejectUncountable([], request.charge);
    return inParts(settlements, namesOfSettlement, async (part) => {
      const answers = Row.nullableList(await this.#call('settle_many_v1', settlementDocuments(part)));
      return part.map((settlement, index) => toSettleResult(settlement, answers[index] ?? null));
    });
  }

  async reap({ limit }: { readonly limit: number }): Promise<{ readonly reaped: readonly Run[] }> {
    const answer = new Row(await this.#call('reap_v1', { p_limit: rowLimit(limit) }));
    return { reaped: answer.rows('reaped').map(toRun) };
  }

  async consume(scope: TenantScope, consumption: Consumption): Promise<ConsumeResult> {
    rejectUnconsumable(consumption);
    const { userId, amounts, count = 1, unconditional = false } = consumption;
    // The function for one alone knows but users and organizations.
    if (count > 1 || unconditional || consumption.limits.some(isOfKey))
      return theFirst(await this.consumeMany([{ scope, request: consumption }]));
    const limits = limitsOf(userId, consumption.limits);
    const answer = await this.#call('consume_v1', {
      p_org_id: scope.orgId,
      p_user_id: userId,
      p_limits: limits.map((limit) => limitRow(limit, amounts)),
    });
    return toConsumeResult(takenOnce(new Row(answer), limits, amounts));
  }

  async consumeMany(consumptions: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]> {
    rejectTooMany(consumptions);
    for (const { scope, request } of consumptions) {
      rejectUnconsumable(request);
      requireNames(scope.orgId, request.userId, '');
    }
    return inParts(consumptions, anchorsOf, async (part) => {
      const documents = demandsOf(part);
      const answer = await this.#call('consume_many_v1', documents.columns);
      return documents.taken(new Row(answer)).map(toConsumeResult);
    });
  }

  async peek(scope: TenantScope, request: Parameters<LedgerStore['peek']>[1]): Promise<readonly WindowState[]> {
    rejectUncountable(request.limits, noAmounts);
    const limits = limitsOf(request.userId, request.limits);
    const answer = await this.#call('peek_v1', {
      p_org_id: scope.orgId,
      p_user_id: request.userId,
      p_limits: limits,
    });
    return toWindowStates(limits, answer);
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

  async #reserve(reservations: readonly Scoped<Reservation>[]): Promise<readonly ReserveResult[]> {
    const documents = new DemandDocuments(
      reservations.map(({ scope, request }) => ({
        orgId: scope.orgId,
        userId: request.userId,
        limits: request.limits,
        amounts: request.hold,
        count: 1,
        unconditional: request.unconditional ?? false,
      })),
    );
    const answer = new Row(
      await this.#call('reserve_many_v1', {
        ...documents.columns,
        p_runs: reservations.map((reservation, index) =>
          reservationDocument(reservation, documents.positionsOf(index)),
        ),
      }),
    );
    const now = answer.number('now');
    const earlier = answer.nullableRow('earlier');
    const taken = documents.taken(answer);
    return reservations.map((reservation, index) => {
      const found = earlier?.nullableRow(String(index)) ?? null;
      if (found !== null) return toEarlierRun(found, reservation.request, documents.limitsOf(index));
      const { windows, refusal } = theOne(taken[index]);
      return (
        refusal ?? {
          outcome: 'reserved',
          run: storableDocument(reservedRun(reservation.scope, reservation.request, now)),
          windows,
        }
      );
    });
  }
}

function demandsOf(consumptions: readonly Scoped<Consumption>[]): DemandDocuments {
  return new DemandDocuments(
    consumptions.map(({ scope, request }) => ({
      ...request,
      orgId: scope.orgId,
      count: request.count ?? 1,
      unconditional: request.unconditional ?? false,
    })),
  );
}

function toConsumeResult({ granted, windows, refusal }: Taken): ConsumeResult {
  return granted === 0 && refusal !== null ? refusal : { outcome: 'admitted', granted, windows, rest: refusal };
}

/** The answer to a reservation of a run that is there already. */
function toEarlierRun(found: Row, { runId }: Reservation, limits: readonly QuotaLimit[]): ReserveResult {
  const conflict = found.nullableText('conflict');
  if (conflict !== null) return { outcome: 'conflict', runId: conflict };
  const run = toRun(found.row('run'));
  const outcome = run.id === runId && run.status === 'reserved' ? 'reserved' : 'replayed';
  return { outcome, run, windows: toWindowStates(limits, found.list('windows')) };
}

function theFirst<T>(items: readonly T[]): T {
  return theOne(items[0]);
}

function theOne<T>(item: T | undefined): T {
  if (item === undefined) throw new RangeError('Each request has an answer.');
  return item;
}
