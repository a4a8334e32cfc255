import {
  type Amounts,
  type ConsumeResult,
  type Consumption,
  chargeFor,
  type LedgerStore,
  PromptForgeError,
  type QuotaLimit,
  quotaProblem,
  type Reservation,
  type ReserveResult,
  type Run,
  reservedRun,
  type Scoped,
  type ScoreRecord,
  type Settlement,
  type SettleResult,
  type TelemetryEvent,
  type TenantScope,
  totalTokens,
  type WindowState,
} from '../../src/storage.js';
import type { CountedRun, MemoryDailyUsage } from './memory-daily-usage.js';
import type { Hold, MemoryWindows, Owner } from './memory-windows.js';
import { pageOfRuns } from './page-of-runs.js';
import { figuresOf, type RunFigures } from './run-figures.js';

interface Entry {
  run: Run;
  readonly fingerprint: string;
  holds: readonly Hold[];
  inFlight: Amounts | null;
  scores: readonly ScoreRecord[];
  /** Of what has been erased. */
  figures: RunFigures | null;
}

export interface MemoryLedgerParts {
  readonly windows: MemoryWindows;
  readonly dailyUsage: MemoryDailyUsage;
  readonly now: () => number;
  readonly appendEvents: (scope: TenantScope, events: readonly TelemetryEvent[]) => void;
}

/**
 * The reference ledger. No method awaits anything between reading and writing, which makes each
 * of them atomic in one process; other adapters buy the same with locks.
 */
export class MemoryLedger implements LedgerStore {
  readonly #entries = new Map<string, Entry>();
  readonly #keys = new Map<string, string>();
  readonly #parts: MemoryLedgerParts;

  constructor(parts: MemoryLedgerParts) {
    this.#parts = parts;
  }

  async reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    rejectUncountable(reservation.limits, reservation.hold);
    return this.#reserve(scope, reservation);
  }

  async reserveMany(reservations: readonly Scoped<Reservation>[]): Promise<readonly ReserveResult[]> {
    rejectTooMany(reservations);
    for (const { request } of reservations) rejectUncountable(request.limits, request.hold);
    return reservations.map(({ scope, request }) => this.#reserve(scope, request));
  }

  async settleMany(settlements: readonly Scoped<Settlement>[]): Promise<readonly SettleResult[]> {
    rejectTooMany(settlements);
    for (const { request } of settlements) rejectUncountable([], request.charge);
    return settlements.map(({ scope, request }) => this.#settle(scope, request));
  }

  async consumeMany(consumptions: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]> {
    rejectTooMany(consumptions);
    for (const { request } of consumptions) rejectUnconsumable(request);
    return consumptions.map(({ scope, request }) => this.#consume(scope, request));
  }

  async checkpoint(scope: TenantScope, checkpoint: Parameters<LedgerStore['checkpoint']>[1]) {
    if (checkpoint.inFlight !== null) rejectUncountable([], checkpoint.inFlight);
    const entry = this.#find(scope, checkpoint.runId);
    if (entry?.run.status !== 'reserved') return { outcome: 'lost' } as const;
    const leaseExpiresAt = this.#parts.now() + checkpoint.leaseMs;
    entry.run = { ...entry.run, usage: structuredClone(checkpoint.usage), leaseExpiresAt };
    entry.inFlight = checkpoint.inFlight;
    return { outcome: 'extended', leaseExpiresAt } as const;
  }

  async settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult> {
    rejectUncountable([], settlement.charge);
    return this.#settle(scope, settlement);
  }

  async reap({ limit }: { readonly limit: number }) {
    const now = this.#parts.now();
    const expired = [...this.#entries.values()]
      .filter(({ run }) => run.status === 'reserved' && run.leaseExpiresAt <= now)
      .sort((a, b) => a.run.leaseExpiresAt - b.run.leaseExpiresAt)
      .slice(0, limit);
    for (const entry of expired) {
      const { usage } = entry.run;
      const { inFlight } = entry;
      const counted = chargeFor('abandoned', usage);
      this.#end(entry, {
        status: 'abandoned',
        usage: { ...usage, estimated: usage.estimated || inFlight !== null },
        charge: {
          calls: inFlight === null ? counted.calls : 1,
          tokens: totalTokens(usage) + (inFlight?.tokens ?? 0),
          cost: counted.cost + (inFlight?.cost ?? 0),
        },
        result: null,
        error: {
          code: 'run_abandoned',
          message: 'The process that started this run did not finish it in time.',
        },
      });
    }
    return { reaped: structuredClone(expired.map(({ run }) => run)) };
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
    return structuredClone(this.#find(scope, runId)?.run ?? null);
  }

  async list(scope: TenantScope, request: Parameters<LedgerStore['list']>[1]) {
    const mine = this.runsOf(scope).filter(({ userId }) => request.userId === null || userId === request.userId);
    return structuredClone(pageOfRuns(mine, request));
  }

  async scores(scope: TenantScope, runId: string): Promise<readonly ScoreRecord[]> {
    return structuredClone(this.#find(scope, runId)?.scores ?? []);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    const entries = [...this.#entries.values()].filter(
      ({ run }) => run.orgId === scope.orgId && run.userId === userId && run.input !== null,
    );
    for (const entry of entries) this.#erase(entry);
    return entries.length;
  }

  async purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number> {
    const old = this.#endedEntries(scope)
      .filter(({ run }) => run.createdAt < request.before)
      .sort((a, b) => a.run.createdAt - b.run.createdAt)
      .slice(0, request.limit);
    for (const entry of old) {
      this.#freeKey(entry);
      this.#entries.delete(entryKey(scope.orgId, entry.run.id));
    }
    if (old.length > 0) this.#parts.dailyUsage.purge(scope, old.map(counted), this.countedRunsOf(scope));
    return old.length;
  }

  /** All runs of a tenant, for the analytics of this adapter. */
  runsOf(scope: TenantScope): readonly Run[] {
    return [...this.#entries.values()].map(({ run }) => run).filter(({ orgId }) => orgId === scope.orgId);
  }

  /** The same with their figures, for the daily sums. */
  countedRunsOf(scope: TenantScope): readonly CountedRun[] {
    return this.#endedEntries(scope).map(counted);
  }

  /** Tenants with a run created before an instant. */
  tenantsBefore(before: number): readonly string[] {
    return [...this.#entries.values()].filter(({ run }) => run.createdAt < before).map(({ run }) => run.orgId);
  }

  #reserve(scope: TenantScope, reservation: Reservation): ReserveResult {
    const now = this.#parts.now();
    const owner = { orgId: scope.orgId, userId: reservation.userId };
    const earlier = this.#earlier(scope, reservation);
    if (earlier !== undefined) {
      if (earlier.fingerprint !== reservation.fingerprint) return { outcome: 'conflict', runId: earlier.run.id };
      const windows = this.#parts.windows.peek(owner, reservation.limits, now);
      const again = earlier.run.id === reservation.runId && earlier.run.status === 'reserved';
      return structuredClone({ outcome: again ? 'reserved' : 'replayed', run: earlier.run, windows });
    }
    const { limits, hold, unconditional = false } = reservation;
    const taken = this.#parts.windows.take(owner, { limits, amounts: hold, count: 1, unconditional }, now);
    if (taken.refusal !== null) return taken.refusal;
    const run = structuredClone(reservedRun(scope, reservation, now));
    this.#entries.set(entryKey(run.orgId, run.id), {
      run,
      fingerprint: reservation.fingerprint,
      holds: this.#parts.windows.holds(owner, limits, hold, now),
      inFlight: null,
      scores: [],
      figures: null,
    });
    if (run.idempotencyKey !== null) this.#keys.set(keyOf(run, run.idempotencyKey), entryKey(run.orgId, run.id));
    return structuredClone({ outcome: 'reserved', run, windows: taken.windows });
  }

  #settle(scope: TenantScope, settlement: Settlement): SettleResult {
    const entry = this.#find(scope, settlement.runId);
    if (entry === undefined) return { outcome: 'unknown_run' };
    if (entry.run.status !== 'reserved' && entry.run.status !== 'abandoned') {
      return structuredClone({ outcome: 'already_settled', run: entry.run, windows: this.#windowsOf(entry) });
    }
    // A run whose user was erased in the meantime gets back nothing that a user wrote.
    const erased = entry.run.input === null;
    const events = erased ? settlement.events.map((event) => ({ ...event, userId: '' })) : settlement.events;
    this.#parts.appendEvents(scope, events);
    const { ending, usage, charge, error } = settlement;
    this.#end(entry, structuredClone({ status: ending, usage, charge, result: settlement.result, error }));
    entry.scores = structuredClone(settlement.scores);
    return structuredClone({ outcome: 'settled', run: entry.run, windows: this.#windowsOf(entry) });
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

  #end(entry: Entry, end: Pick<Run, 'usage' | 'charge' | 'result' | 'error'> & { status: Run['status'] }): void {
    const now = this.#parts.now();
    entry.holds = this.#parts.windows.correct(entry.run, entry.holds, end.charge);
    entry.run = { ...entry.run, ...end, endedAt: now };
    entry.inFlight = null;
    const untouched = Object.values(end.charge).every((amount) => amount === 0);
    if (end.status !== 'succeeded' && untouched) this.#freeKey(entry);
    // Its user was erased before it ended.
    if (entry.run.input === null) this.#erase(entry);
    this.#parts.dailyUsage.markChanged(entry.run);
  }

  /** Of a run under way the user stays until it ends, so that the right windows are corrected then. */
  #erase(entry: Entry): void {
    entry.figures = figuresOf(entry.run, entry.figures);
    entry.run = { ...entry.run, input: null, result: null };
    if (entry.run.status === 'reserved') return;
    this.#freeKey(entry);
    entry.run = { ...entry.run, userId: '' };
  }

  #freeKey(entry: Entry): void {
    if (entry.run.idempotencyKey === null) return;
    this.#keys.delete(keyOf(entry.run, entry.run.idempotencyKey));
    entry.run = { ...entry.run, idempotencyKey: null };
  }

  #find(scope: TenantScope, runId: string): Entry | undefined {
    return this.#entries.get(entryKey(scope.orgId, runId));
  }

  /** The run that a reservation stands for already: by its id, or by its key. */
  #earlier(scope: TenantScope, { runId, userId, idempotencyKey }: Reservation): Entry | undefined {
    const same = this.#find(scope, runId);
    if (same !== undefined || idempotencyKey === null) return same;
    const named = this.#keys.get(keyOf({ orgId: scope.orgId, userId }, idempotencyKey));
    return named === undefined ? undefined : this.#entries.get(named);
  }

  #endedEntries(scope: TenantScope): Entry[] {
    return [...this.#entries.values()].filter(({ run }) => run.orgId === scope.orgId && run.status !== 'reserved');
  }

  #windowsOf({ run, holds }: Entry): readonly WindowState[] {
    return this.#parts.windows.peek(
      run,
      holds.map(({ limit }) => limit),
      this.#parts.now(),
    );
  }
}

function counted({ run, figures }: Entry): CountedRun {
  return { run, figures: figuresOf(run, figures) };
}

function rejectUncountable(limits: readonly QuotaLimit[], amounts: Amounts): void {
  const problem = quotaProblem(limits, amounts);
  if (problem !== null) throw new PromptForgeError('internal', `The ledger was asked for the impossible: ${problem}.`);
}

function rejectUnconsumable({ limits, amounts, count = 1 }: Consumption): void {
  rejectUncountable(limits, amounts);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return;
  throw new PromptForgeError('internal', 'The ledger takes an amount 1 to 1,000 times.');
}

function rejectTooMany(requests: readonly unknown[]): void {
  if (requests.length <= 1_000) return;
  throw new PromptForgeError('internal', 'The ledger takes at most 1,000 requests at once.');
}

/** Runs are known by tenant and id, so that nobody can probe for, or overwrite, the ids of others. */
function entryKey(orgId: string, runId: string): string {
  return JSON.stringify([orgId, runId]);
}

function keyOf(owner: { readonly orgId: string; readonly userId: string }, key: string): string {
  return JSON.stringify([owner.orgId, owner.userId, key]);
}
