import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../domain/access/principal.js';
import type { Run } from '../domain/runs/run.js';
import type {
  CheckpointResult,
  ConsumeResult,
  Consumption,
  LedgerStore,
  Reservation,
  ReserveResult,
  ResumeResult,
  RunCheckpoint,
  RunResumption,
  Settlement,
  SettleResult,
} from '../ports/ledger-store.js';
import { reservedRun } from '../ports/reserved-run.js';
import { LedgerDecorator } from './ledger-decorator.js';
import type { Recovery } from './recovery.js';
import { settledLocally } from './settled-locally.js';

export interface AdmittingParts {
  readonly recovery: Recovery;
  /** Epoch milliseconds by the clock of this process, for what is answered while that of the storage is away. */
  readonly now: () => number;
  /** The most runs and consumptions that may be let in unasked. */
  readonly mostAdmissions: number;
}

/**
 * Fails open: while the storage is away, runs and consumptions are let in unasked and written down in
 * memory, to be recorded when it is back. Answers that were not asked for name no windows. Once as
 * many are let in as memory has room for, it fails closed.
 */
export class AdmittingLedger extends LedgerDecorator {
  readonly #parts: AdmittingParts;
  /** Runs under way, to answer for when they end while the storage is away. */
  readonly #runs: LRUCache<string, Run>;

  constructor(inner: LedgerStore, parts: AdmittingParts) {
    super(inner);
    this.#parts = parts;
    this.#runs = new LRUCache({ max: parts.mostAdmissions });
  }

  /** How many runs under way it could answer for. */
  get runsUnderWay(): number {
    return this.#runs.size;
  }

  override async reserve(scope: TenantScope, request: Reservation): Promise<ReserveResult> {
    const answer = await this.#parts.recovery.askOr(
      scope,
      () => super.reserve(scope, request),
      (error): ReserveResult => {
        this.#requireRoom(error);
        this.#journal.add({ kind: 'reservation', scope, request: { ...request, unconditional: true } });
        return { outcome: 'reserved', run: reservedRun(scope, request, this.#parts.now()), windows: [] };
      },
    );
    if (answer.outcome === 'reserved') this.#runs.set(runKey(scope, request.runId), answer.run);
    return answer;
  }

  override async consume(scope: TenantScope, request: Consumption): Promise<ConsumeResult> {
    return this.#parts.recovery.askOr(
      scope,
      () => super.consume(scope, request),
      (error): ConsumeResult => {
        this.#requireRoom(error);
        this.#journal.add({ kind: 'consumption', scope, request: { ...request, unconditional: true } });
        return { outcome: 'admitted', granted: request.count ?? 1, windows: [], rest: null };
      },
    );
  }

  override async checkpoint(scope: TenantScope, request: RunCheckpoint): Promise<CheckpointResult> {
    const extended = (): CheckpointResult => ({
      outcome: 'extended',
      leaseExpiresAt: this.#parts.now() + request.leaseMs,
    });
    return this.#parts.recovery.askOr(scope, () => super.checkpoint(scope, request), extended);
  }

  override async resume(scope: TenantScope, request: RunResumption): Promise<ResumeResult> {
    const answer = await super.resume(scope, request);
    if (answer.outcome === 'resumed') this.#runs.set(runKey(scope, request.runId), answer.run);
    return answer;
  }

  override async settle(scope: TenantScope, request: Settlement): Promise<SettleResult> {
    const key = runKey(scope, request.runId);
    const run = this.#runs.get(key);
    const answer = await this.#parts.recovery.askOr(
      scope,
      () => super.settle(scope, request),
      (error): SettleResult => {
        // Nothing is known to answer: the caller has to ask again.
        if (run === undefined) throw error;
        this.#journal.add({ kind: 'settlement', scope, request });
        return { outcome: 'settled', run: settledLocally(run, request, this.#parts.now()), windows: [] };
      },
    );
    this.#runs.delete(key);
    return answer;
  }

  /** What was let in of a user is recorded first, so that it cannot come back after they were erased. */
  override async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    const { recovery } = this.#parts;
    if (this.#journal.holds(scope)) await recovery.attempt();
    if (this.#journal.holds(scope)) throw recovery.error;
    return super.eraseUser(scope, userId);
  }

  get #journal() {
    return this.#parts.recovery.journal;
  }

  #requireRoom(error: unknown): void {
    if (this.#journal.admissions >= this.#parts.mostAdmissions) throw error;
  }
}

function runKey({ orgId }: TenantScope, runId: string): string {
  return JSON.stringify([orgId, runId]);
}
