import {
  type Amounts,
  addUsage,
  type CheckpointResult,
  chargeFor,
  noUsage,
  type Reservation,
  type ReserveResult,
  type ResumeResult,
  type Run,
  type RunCheckpoint,
  type RunResumption,
  reservedRun,
  type Settlement,
  type SettleResult,
  type TelemetryEvent,
  type TenantScope,
  totalTokens,
  type Usage,
  type WindowState,
} from '../../src/storage.js';
import { copyData } from './copy-data.js';
import type { MemoryDailyUsage } from './memory-daily-usage.js';
import { type MemoryRuns, noAnswers, type RunEntry } from './memory-runs.js';
import type { MemoryWindows } from './memory-windows.js';

export interface MemoryRunChangesParts {
  readonly runs: MemoryRuns;
  readonly windows: MemoryWindows;
  readonly dailyUsage: MemoryDailyUsage;
  readonly now: () => number;
  readonly appendEvents: (scope: TenantScope, events: readonly TelemetryEvent[]) => void;
}

/** What happens to one run, from its reservation to its end. Synchronous, so that each method is atomic. */
export class MemoryRunChanges {
  readonly #parts: MemoryRunChangesParts;

  constructor(parts: MemoryRunChangesParts) {
    this.#parts = parts;
  }

  reserve(scope: TenantScope, reservation: Reservation): ReserveResult {
    const { runs, windows } = this.#parts;
    const now = this.#parts.now();
    const owner = { orgId: scope.orgId, userId: reservation.userId };
    const earlier = runs.earlier(scope, reservation);
    if (earlier !== undefined) {
      if (earlier.fingerprint !== reservation.fingerprint) return { outcome: 'conflict', runId: earlier.run.id };
      const again = earlier.run.id === reservation.runId && earlier.run.status === 'reserved';
      return copyData({
        outcome: again ? 'reserved' : 'replayed',
        run: earlier.run,
        windows: windows.peek(owner, reservation.limits, now),
      });
    }
    const { limits, hold, unconditional = false } = reservation;
    const taken = windows.take(owner, { limits, amounts: hold, count: 1, unconditional }, now);
    if (taken.refusal !== null) return taken.refusal;
    const run = copyData(reservedRun(scope, reservation, now));
    runs.add({
      run,
      fingerprint: reservation.fingerprint,
      holds: windows.holds(owner, limits, hold, now),
      inFlight: null,
      holder: null,
      answers: noAnswers,
      scores: [],
      measures: {},
      figures: null,
    });
    return copyData({ outcome: 'reserved', run, windows: taken.windows });
  }

  extend(scope: TenantScope, checkpoint: RunCheckpoint): CheckpointResult {
    const entry = this.#parts.runs.find(scope, checkpoint.runId);
    if (entry?.run.status !== 'reserved') return { outcome: 'lost' };
    const { holder, holdMs, answer } = checkpoint;
    if (entry.holder !== null && entry.holder.name !== holder) return { outcome: 'lost' };
    const now = this.#parts.now();
    const leaseExpiresAt = now + checkpoint.leaseMs;
    entry.holder = { name: holder, until: now + holdMs };
    if (answer !== null && entry.run.input !== null) {
      entry.answers = new Map(entry.answers).set(answer.key, copyData(answer.value));
    }
    entry.run = { ...entry.run, usage: copyData(checkpoint.usage), leaseExpiresAt };
    entry.inFlight = checkpoint.inFlight;
    return { outcome: 'extended', leaseExpiresAt };
  }

  resume(scope: TenantScope, { runId, holder, holdMs, leaseMs }: RunResumption): ResumeResult {
    const entry = this.#parts.runs.find(scope, runId);
    if (entry === undefined) return { outcome: 'unknown_run' };
    const { run, inFlight } = entry;
    if (run.status !== 'reserved') return copyData({ outcome: 'ended', run });
    // Its user was erased under way.
    if (run.input === null) return { outcome: 'unknown_run' };
    const now = this.#parts.now();
    const retryAfterMs = (entry.holder?.until ?? run.createdAt + holdMs) - now;
    if (retryAfterMs > 0) return { outcome: 'held', retryAfterMs };
    entry.holder = { name: holder, until: now + holdMs };
    entry.run = { ...run, usage: usageWith(run.usage, inFlight), leaseExpiresAt: now + leaseMs };
    entry.inFlight = null;
    return copyData({ outcome: 'resumed', run: entry.run, answers: Object.fromEntries(entry.answers) });
  }

  settle(scope: TenantScope, settlement: Settlement): SettleResult {
    const entry = this.#parts.runs.find(scope, settlement.runId);
    if (entry === undefined) return { outcome: 'unknown_run' };
    if (entry.run.status !== 'reserved' && entry.run.status !== 'abandoned') {
      return copyData({ outcome: 'already_settled', run: entry.run, windows: this.#windowsOf(entry) });
    }
    const { holder = entry.holder?.name } = settlement;
    if (entry.holder !== null && entry.holder.name !== holder) return { outcome: 'lost' };
    // A run whose user was erased in the meantime gets back nothing that a user wrote.
    const erased = entry.run.input === null;
    const events = erased ? settlement.events.map((event) => ({ ...event, userId: '' })) : settlement.events;
    this.#parts.appendEvents(scope, events);
    const { ending, usage, charge, error, freesKey } = settlement;
    this.#end(entry, copyData({ status: ending, usage, charge, result: settlement.result, error }), freesKey);
    entry.scores = copyData(settlement.scores);
    entry.measures = { ...settlement.measures };
    return copyData({ outcome: 'settled', run: entry.run, windows: this.#windowsOf(entry) });
  }

  /** Ends a run whose process has not. */
  abandon(entry: RunEntry): Run {
    const { inFlight } = entry;
    const { usage } = entry.run;
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
    return entry.run;
  }

  #end(
    entry: RunEntry,
    end: Pick<Run, 'usage' | 'charge' | 'result' | 'error'> & { status: Run['status'] },
    freesKey = false,
  ): void {
    const { runs, windows, dailyUsage } = this.#parts;
    const now = this.#parts.now();
    entry.holds = windows.correct(entry.run, entry.holds, end.charge);
    entry.run = { ...entry.run, ...end, endedAt: now } as Run;
    entry.inFlight = null;
    entry.answers = noAnswers;
    const untouched = Object.values(end.charge).every((amount) => amount === 0);
    if (end.status !== 'succeeded' && (untouched || freesKey)) runs.freeKey(entry);
    // Its user was erased before it ended.
    if (entry.run.input === null) runs.erase(entry);
    dailyUsage.markChanged(entry.run);
  }

  #windowsOf({ run, holds }: RunEntry): readonly WindowState[] {
    return this.#parts.windows.peek(
      run,
      holds.map(({ limit }) => limit),
      this.#parts.now(),
    );
  }
}

/** With the worst of a call of which nobody knows what came: what the reaper would charge for it. */
function usageWith(usage: Usage, inFlight: Amounts | null): Usage {
  if (inFlight === null) return usage;
  const { tokens, cost } = inFlight;
  return addUsage(usage, { ...noUsage, inputTokens: tokens, modelCalls: 1, costMicros: cost, estimated: true });
}
