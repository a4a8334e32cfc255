import type {
  ConsumeResult,
  Consumption,
  LedgerStore,
  Reservation,
  ReserveResult,
  ResumeResult,
  Run,
  RunResumption,
  Scoped,
  ScoreRecord,
  Settlement,
  SettleResult,
  TenantScope,
  WindowState,
} from '../../src/storage.js';
import { rejectTooMany } from '../guards/reject-too-many.js';
import { rejectUnconsumable, rejectUncountable } from '../guards/reject-uncountable.js';
import { copyData } from './copy-data.js';
import { MemoryRunChanges, type MemoryRunChangesParts } from './memory-run-changes.js';
import type { Owner } from './memory-windows.js';

/**
 * The reference ledger. No method awaits anything between reading and writing, which makes each
 * of them atomic in one process; other adapters buy the same with locks.
 */
export class MemoryLedger implements LedgerStore {
  readonly #parts: MemoryRunChangesParts;
  readonly #changes: MemoryRunChanges;

  constructor(parts: MemoryRunChangesParts) {
    this.#parts = parts;
    this.#changes = new MemoryRunChanges(parts);
  }

  async reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    rejectUncountable(reservation.limits, reservation.hold);
    return this.#changes.reserve(scope, reservation);
  }

  async reserveMany(reservations: readonly Scoped<Reservation>[]): Promise<readonly ReserveResult[]> {
    rejectTooMany(reservations);
    for (const { request } of reservations) rejectUncountable(request.limits, request.hold);
    return reservations.map(({ scope, request }) => this.#changes.reserve(scope, request));
  }

  async settleMany(settlements: readonly Scoped<Settlement>[]): Promise<readonly SettleResult[]> {
    rejectTooMany(settlements);
    for (const { request } of settlements) rejectUncountable([], request.charge);
    return settlements.map(({ scope, request }) => this.#changes.settle(scope, request));
  }

  async consumeMany(consumptions: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]> {
    rejectTooMany(consumptions);
    for (const { request } of consumptions) rejectUnconsumable(request);
    return consumptions.map(({ scope, request }) => this.#consume(scope, request));
  }

  async checkpoint(scope: TenantScope, checkpoint: Parameters<LedgerStore['checkpoint']>[1]) {
    if (checkpoint.inFlight !== null) rejectUncountable([], checkpoint.inFlight);
    return this.#changes.extend(scope, checkpoint);
  }

  async resume(scope: TenantScope, request: RunResumption): Promise<ResumeResult> {
    return this.#changes.resume(scope, request);
  }

  async settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult> {
    rejectUncountable([], settlement.charge);
    return this.#changes.settle(scope, settlement);
  }

  async reap({ limit }: { readonly limit: number }) {
    const expired = this.#parts.runs.expired(this.#parts.now(), limit);
    return { reaped: copyData(expired.map((entry) => this.#changes.abandon(entry))) };
  }

  async consume(scope: TenantScope, consumption: Consumption): Promise<ConsumeResult> {
    return this.#consume(scope, consumption);
  }

  async peek(scope: TenantScope, request: Parameters<LedgerStore['peek']>[1]): Promise<readonly WindowState[]> {
    rejectUncountable(request.limits, { calls: 0, tokens: 0, cost: 0 });
    const owner = { orgId: scope.orgId, userId: request.userId };
    return this.#parts.windows.peek(owner, request.limits, this.#parts.now());
  }

  async get(scope: TenantScope, runId: string): Promise<Run | null> {
    return copyData(this.#parts.runs.find(scope, runId)?.run ?? null);
  }

  async list(scope: TenantScope, request: Parameters<LedgerStore['list']>[1]) {
    return copyData(this.#parts.runs.page(scope, request));
  }

  async scores(scope: TenantScope, runId: string): Promise<readonly ScoreRecord[]> {
    return copyData(this.#parts.runs.find(scope, runId)?.scores ?? []);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return this.#parts.runs.eraseUser(scope, userId);
  }

  async purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number> {
    const { runs, dailyUsage } = this.#parts;
    const old = runs.purge(scope, request);
    if (old.length > 0) dailyUsage.purge(scope, old, runs.countedRunsOf(scope.orgId));
    return old.length;
  }

  #consume(scope: TenantScope, consumption: Consumption): ConsumeResult {
    const { userId, limits, amounts, count = 1, unconditional = false } = consumption;
    const now = this.#parts.now();
    if (count === 1) {
      const windows = this.#parts.windows.takeUnderWay(scope.orgId, userId, limits, amounts, now);
      if (windows !== null) return { outcome: 'admitted', granted: 1, windows, rest: null };
    }
    rejectUnconsumable(consumption);
    const owner: Owner = { orgId: scope.orgId, userId };
    const taken = this.#parts.windows.take(owner, { limits, amounts, count, unconditional }, now);
    const { granted, windows, refusal } = taken;
    return granted === 0 && refusal !== null ? refusal : { outcome: 'admitted', granted, windows, rest: refusal };
  }
}
