import type {
  Amounts,
  JsonValue,
  PageRequest,
  Reservation,
  Run,
  RunMeasures,
  RunPage,
  ScoreRecord,
  TenantScope,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import type { Hold } from './memory-windows.js';
import { pageOfRuns } from './page-of-runs.js';
import { figuresOf, type RunFigures } from './run-figures.js';
import type { CountedRun } from './user-sums.js';

/** A run with what only the ledger knows of it. */
export interface RunEntry {
  run: Run;
  /** Empty once its user was erased. */
  fingerprint: string;
  holds: readonly Hold[];
  inFlight: Amounts | null;
  /** Who works on it, and until when nobody else may; null before its first checkpoint. */
  holder: { readonly name: string; readonly until: number } | null;
  /** What models have answered; empty once it has ended, or its user was erased. */
  answers: ReadonlyMap<string, JsonValue>;
  scores: readonly ScoreRecord[];
  measures: RunMeasures;
  /** Of what has been erased. */
  figures: RunFigures | null;
}

export const noAnswers: RunEntry['answers'] = new Map();

/** The runs of all tenants, by id and by idempotency key. Synchronous, so that each method is atomic. */
export class MemoryRuns {
  readonly #entries = new Map<string, RunEntry>();
  readonly #keys = new Map<string, string>();

  add(entry: RunEntry): void {
    const { orgId, id, idempotencyKey } = entry.run;
    this.#entries.set(entryKey(orgId, id), entry);
    if (idempotencyKey !== null) this.#keys.set(keyOf(entry.run, idempotencyKey), entryKey(orgId, id));
  }

  find(scope: TenantScope, runId: string): RunEntry | undefined {
    return this.#entries.get(entryKey(scope.orgId, runId));
  }

  /** The run that a reservation stands for already: by its id, or by its key. */
  earlier(scope: TenantScope, { runId, userId, idempotencyKey }: Reservation): RunEntry | undefined {
    const same = this.find(scope, runId);
    if (same !== undefined || idempotencyKey === null) return same;
    const named = this.#keys.get(keyOf({ orgId: scope.orgId, userId }, idempotencyKey));
    return named === undefined ? undefined : this.#entries.get(named);
  }

  /** Runs under way whose lease is over, in the order in which it ended. */
  expired(now: number, limit: number): readonly RunEntry[] {
    return [...this.#entries.values()]
      .filter(({ run }) => run.status === 'reserved' && run.leaseExpiresAt <= now)
      .sort((a, b) => a.run.leaseExpiresAt - b.run.leaseExpiresAt)
      .slice(0, limit);
  }

  /** All runs of a tenant. */
  runsOf(scope: TenantScope): readonly Run[] {
    return [...this.#entries.values()].map(({ run }) => run).filter(({ orgId }) => orgId === scope.orgId);
  }

  /** Those that have ended, with their figures; with null of all tenants. */
  countedRunsOf(orgId: string | null): readonly CountedRun[] {
    return this.#endedEntries(orgId).map(counted);
  }

  /** How many have not ended. */
  underWay(orgId: string | null): number {
    return [...this.#entries.values()].filter(({ run }) => isOf(run, orgId) && run.status === 'reserved').length;
  }

  page(scope: TenantScope, request: PageRequest & { readonly userId: string | null }): RunPage {
    const mine = this.runsOf(scope).filter(({ userId }) => request.userId === null || userId === request.userId);
    return pageOfRuns(mine, request);
  }

  /** Tenants with a run created before an instant. */
  tenantsBefore(before: number): readonly string[] {
    return [...this.#entries.values()].filter(({ run }) => run.createdAt < before).map(({ run }) => run.orgId);
  }

  /** Lets the idempotency key be used again. */
  freeKey(entry: RunEntry): void {
    if (entry.run.idempotencyKey === null) return;
    this.#keys.delete(keyOf(entry.run, entry.run.idempotencyKey));
    entry.run = { ...entry.run, idempotencyKey: null };
  }

  /** Of a run under way the user stays until it ends, so that the right windows are corrected then. */
  erase(entry: RunEntry): void {
    entry.figures = figuresOf(entry.run, entry.figures);
    entry.run = { ...entry.run, input: null, result: null };
    entry.answers = noAnswers;
    if (entry.run.status === 'reserved') return;
    this.freeKey(entry);
    entry.run = { ...entry.run, userId: '' };
    entry.fingerprint = '';
  }

  /** @returns how many runs there were. */
  eraseUser(scope: TenantScope, userId: string): number {
    const entries = [...this.#entries.values()].filter(
      ({ run }) => run.orgId === scope.orgId && run.userId === userId && run.input !== null,
    );
    for (const entry of entries) this.erase(entry);
    return entries.length;
  }

  /** Deletes the oldest that have ended. @returns what was deleted. */
  purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): readonly CountedRun[] {
    const old = this.#endedEntries(scope.orgId)
      .filter(({ run }) => run.createdAt < request.before)
      .sort((a, b) => a.run.createdAt - b.run.createdAt || compareText(a.run.id, b.run.id))
      .slice(0, request.limit);
    for (const entry of old) {
      this.freeKey(entry);
      this.#entries.delete(entryKey(scope.orgId, entry.run.id));
    }
    return old.map(counted);
  }

  #endedEntries(orgId: string | null): RunEntry[] {
    return [...this.#entries.values()].filter(({ run }) => isOf(run, orgId) && run.status !== 'reserved');
  }
}

function isOf(run: Run, orgId: string | null): boolean {
  return orgId === null || run.orgId === orgId;
}

function counted({ run, figures, measures }: RunEntry): CountedRun {
  return { run, figures: figuresOf(run, figures), measures };
}

/** Runs are known by tenant and id, so that nobody can probe for, or overwrite, the ids of others. */
function entryKey(orgId: string, runId: string): string {
  return JSON.stringify([orgId, runId]);
}

function keyOf(owner: { readonly orgId: string; readonly userId: string }, key: string): string {
  return JSON.stringify([owner.orgId, owner.userId, key]);
}
