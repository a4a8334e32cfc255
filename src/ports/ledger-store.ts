import type { TenantScope } from '../domain/access/principal.js';
import type { JsonValue } from '../domain/json/json.js';
import type { Amounts, QuotaLimit, WindowState } from '../domain/quota/quota-window.js';
import type { Usage } from '../domain/quota/usage.js';
import type { Engine, Run, RunEnding, RunError, RunInput, RunOperation, RunResults } from '../domain/runs/run.js';
import type { RunMeasures } from '../domain/runs/run-measures.js';
import type { TelemetryEvent } from '../domain/runs/telemetry-event.js';
import type { ScoreRecord } from '../domain/scores/score.js';

/** A run to be admitted. */
export interface Reservation {
  /** Chosen by the caller; unique for ever. */
  readonly runId: string;
  readonly userId: string;
  readonly operation: RunOperation;
  readonly planId: string;
  readonly engine: Engine;
  readonly model: string | null;
  readonly input: RunInput;
  /** Names the run among those of the same user; null for a run that cannot be repeated. */
  readonly idempotencyKey: string | null;
  /** SHA-256 of everything that decides the outcome, in hexadecimal. */
  readonly fingerprint: string;
  /** Every window the run must fit into. */
  readonly limits: readonly QuotaLimit[];
  /** The worst the run can cost; held until it is settled. */
  readonly hold: Amounts;
  /** Milliseconds until the run counts as abandoned, unless it is extended. */
  readonly leaseMs: number;
  /**
   * True takes the hold whether there is room or not: the run was let in while the storage could not
   * be asked, and now has to be written down. Default: false.
   */
  readonly unconditional?: boolean;
}

export type ReserveResult =
  /** Admitted: the hold was taken from every window, now or when this run was first reserved. */
  | { readonly outcome: 'reserved'; readonly run: Run; readonly windows: readonly WindowState[] }
  /** No room: nothing was taken from any window and no run was written. */
  | QuotaRefusal
  /** The key names an earlier run with the same fingerprint, which may still be under way. */
  | { readonly outcome: 'replayed'; readonly run: Run; readonly windows: readonly WindowState[] }
  /** The key names an earlier run with another fingerprint. */
  | { readonly outcome: 'conflict'; readonly runId: string };

export interface QuotaRefusal {
  readonly outcome: 'refused';
  readonly windows: readonly WindowState[];
  /** The windows without room; a part of `windows`. */
  readonly blocked: readonly WindowState[];
  /** Until all of them could have room, if nobody else calls; null when the amount can never fit. */
  readonly retryAfterMs: number | null;
}

/**
 * Progress of a run, written before each model call so that nothing spent is ever forgotten, and so that
 * another process can go on from there should this one die.
 */
export interface RunCheckpoint {
  readonly runId: string;
  /** Usage of all calls that have ended. */
  readonly usage: Usage;
  /** The worst that the call about to be made can cost; null between calls. */
  readonly inFlight: Amounts | null;
  /** Milliseconds from now until the run counts as abandoned. */
  readonly leaseMs: number;
  /** Names the process and attempt that works on the run. */
  readonly holder: string;
  /** Milliseconds for which nobody else may take the run over. */
  readonly holdMs: number;
  /**
   * What a model has answered, to be remembered until the run ends; null when there is nothing new.
   * Another answer under the same key takes the place of the first.
   */
  readonly answer: { readonly key: string; readonly value: JsonValue } | null;
}

export type CheckpointResult =
  | { readonly outcome: 'extended'; readonly leaseExpiresAt: number }
  /**
   * The run has ended, most likely by the reaper, or another holder has taken it over: this one must
   * stop spending.
   */
  | { readonly outcome: 'lost' };

/** Who takes a run over, and for how long. */
export interface RunResumption {
  readonly runId: string;
  /** Names the process and attempt that is to go on with the run; another one each time. */
  readonly holder: string;
  /** Milliseconds for which nobody else may take it over; see {@link RunCheckpoint}. */
  readonly holdMs: number;
  /** Milliseconds from now until the run counts as abandoned. */
  readonly leaseMs: number;
}

export type ResumeResult =
  /**
   * This caller is the holder now. `run.usage` holds what was in flight as well, marked estimated, since
   * nobody knows what came of it. `answers` is what models have answered by then, by their keys.
   */
  | { readonly outcome: 'resumed'; readonly run: Run; readonly answers: Readonly<Record<string, JsonValue>> }
  /** Its holder is still at work, or has been until a moment ago. */
  | { readonly outcome: 'held'; readonly retryAfterMs: number }
  /** It has ended (succeeded, failed, canceled, abandoned). */
  | { readonly outcome: 'ended'; readonly run: Run }
  /** There is none, or its user was erased, so that nobody knows any more what it was asked to do. */
  | { readonly outcome: 'unknown_run' };

/** The end of a run. */
export interface Settlement {
  readonly runId: string;
  readonly ending: Exclude<RunEnding, 'abandoned'>;
  readonly usage: Usage;
  /** True amounts. They may exceed the hold: what is spent is spent. */
  readonly charge: Amounts;
  /** What the operation of the run comes to. */
  readonly result: RunResults[RunOperation] | null;
  readonly error: RunError | null;
  readonly scores: readonly ScoreRecord[];
  readonly events: readonly TelemetryEvent[];
  /** Kept for as long as the run, and added up for good by the roll-up. Default: none. */
  readonly measures?: RunMeasures;
  /** Who has worked on the run; one that was taken over by another is not ended. Default: whoever does. */
  readonly holder?: string;
  /**
   * True frees the idempotency key of a run that did not succeed even though it was charged: whoever asks
   * again begins a new run. Of no effect on one that succeeded. Default: false, so that only what was
   * charged nothing frees its key.
   */
  readonly freesKey?: boolean;
}

export type SettleResult =
  | { readonly outcome: 'settled'; readonly run: Run; readonly windows: readonly WindowState[] }
  /** Settled before: nothing was changed, the first settlement stands, and this is how it left things. */
  | { readonly outcome: 'already_settled'; readonly run: Run; readonly windows: readonly WindowState[] }
  /** Another holder has taken it over: nothing was changed, and how it ends is that one's affair. */
  | { readonly outcome: 'lost' }
  | { readonly outcome: 'unknown_run' };

/** An amount to be taken without a run. */
export interface Consumption {
  readonly userId: string;
  readonly limits: readonly QuotaLimit[];
  readonly amounts: Amounts;
  /** How many times to take it, all alike: 1 to 1,000. Default: 1. */
  readonly count?: number;
  /** True takes all of it whether there is room or not. See {@link Reservation}. Default: false. */
  readonly unconditional?: boolean;
}

export type ConsumeResult =
  | {
      readonly outcome: 'admitted';
      /** How many of `count` had room; 1 or more. */
      readonly granted: number;
      readonly windows: readonly WindowState[];
      /** Why the others had none; null when all of them had. */
      readonly rest: QuotaRefusal | null;
    }
  | QuotaRefusal;

/** A request and the tenant it is for. */
export interface Scoped<Request> {
  readonly scope: TenantScope;
  readonly request: Request;
}

export interface RunPage {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Give it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * Quota and runs: one ledger. The store's clock is the only clock. Each method is one atomic
 * step: concurrent callers, in this process or another, see all of it or nothing.
 *
 * Windows are answered in lock order (`inLockOrder`). Limits and amounts that cannot be counted
 * with (`quotaProblem`) are rejected with code `internal`, and nothing is written.
 */
export interface LedgerStore {
  /**
   * Checks every limit, takes the hold from all of them and writes the run as `reserved`; or
   * does none of it. An idempotency key is looked up before any limit: a replay takes nothing. So
   * is the id of the run: one that is there, with the same fingerprint and still under way, is
   * answered as reserved, which makes it safe to ask again when an answer was lost.
   */
  reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult>;

  /**
   * Many reservations of any tenants, judged one after the other in their order, as one atomic step
   * and one round trip; another one begins where a key or an id comes again, or a month with another
   * anchor. They are answered in the same order; with a replay, the windows are those of some moment
   * of the batch. At most 1,000.
   */
  reserveMany(reservations: readonly Scoped<Reservation>[]): Promise<readonly ReserveResult[]>;

  /**
   * Extends the lease and remembers what the run has used so far. A run without a holder gets this one;
   * for that of another holder it changes nothing and says that the run is lost. Answers are not kept
   * for a user who was erased.
   */
  checkpoint(scope: TenantScope, checkpoint: RunCheckpoint): Promise<CheckpointResult>;

  /**
   * Takes over a run that its process has left: one that has not ended, and whose holder was last heard
   * of at least as long ago as it had said; one without a holder, whose creation is `holdMs` ago. Of
   * several callers at once one gets it. The call that was in flight is added to the usage at its worst,
   * its tokens as input: what the reaper would charge.
   */
  resume(scope: TenantScope, request: RunResumption): Promise<ResumeResult>;

  /**
   * Ends a run exactly once: replaces the hold by the true charge, writes result, scores and
   * events. A window that has rolled over since is neither charged nor credited. A run that
   * was abandoned may still be settled once, which corrects what the reaper charged. When
   * the run did not succeed, and nothing was charged or the settlement says `freesKey`, its
   * idempotency key is free again. A run whose user was erased before keeps neither the result nor
   * the user of its events. One that has another holder than the settlement names is left alone,
   * even when it was abandoned.
   */
  settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult>;

  /**
   * Many settlements, as {@link reserveMany}. One run may be settled several times: the first counts.
   * The windows answered are those of some moment of the batch.
   */
  settleMany(settlements: readonly Scoped<Settlement>[]): Promise<readonly SettleResult[]>;

  /**
   * Ends runs of all tenants whose lease has expired, oldest first, as `abandoned`. Each is
   * charged the usage of its last checkpoint plus the call in flight, marked `estimated` if
   * there was one; a run that did nothing gives its call back and frees its idempotency key.
   */
  reap(request: { readonly limit: number }): Promise<{ readonly reaped: readonly Run[] }>;

  /** Takes an amount from every window, or from none, without a run; as many times as there is room for. */
  consume(scope: TenantScope, consumption: Consumption): Promise<ConsumeResult>;

  /** Many of them, as {@link reserveMany}. */
  consumeMany(consumptions: readonly Scoped<Consumption>[]): Promise<readonly ConsumeResult[]>;

  /** How full the windows are. Changes nothing. */
  peek(
    scope: TenantScope,
    request: { readonly userId: string; readonly limits: readonly QuotaLimit[] },
  ): Promise<readonly WindowState[]>;

  /** One run of the tenant; null when there is none. */
  get(scope: TenantScope, runId: string): Promise<Run | null>;

  /** Runs of the tenant, or of one of its users, newest first. */
  list(
    scope: TenantScope,
    request: { readonly userId: string | null; readonly limit: number; readonly after: string | null },
  ): Promise<RunPage>;

  /** The scores given in a run, in the order in which they were given. */
  scores(scope: TenantScope, runId: string): Promise<readonly ScoreRecord[]>;

  /**
   * Removes what a user wrote and who they are from their ended runs: input, result, key and
   * user are cleared, amounts stay, so that the sums of the tenant do not change.
   * @returns how many runs were changed.
   */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;

  /**
   * Deletes up to `limit` ended runs that were created before `before` (epoch milliseconds),
   * with their scores. Reserved runs stay.
   * @returns how many were deleted.
   */
  purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number>;
}
