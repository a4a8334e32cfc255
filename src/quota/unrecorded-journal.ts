import type { TenantScope } from '../domain/access/principal.js';
import type { Amounts } from '../domain/quota/quota-window.js';
import type { Consumption, Reservation, Scoped, Settlement } from '../ports/ledger-store.js';

/** Something that was let in, or has ended, while the storage could not be asked. */
export type Entry =
  | ({ readonly kind: 'reservation' } & Scoped<Reservation>)
  | ({ readonly kind: 'settlement' } & Scoped<Settlement>)
  | ({ readonly kind: 'consumption' } & Scoped<Consumption>);

/** How much waits to be recorded. */
export interface Unrecorded {
  /** Runs that were admitted. */
  readonly runs: number;
  /** Runs that have ended. */
  readonly settlements: number;
  /** Calls of `forge.quota.consume()` that were admitted. */
  readonly consumptions: number;
}

/** One thing that could not be recorded: ids and amounts, and nothing that a user wrote. */
export interface LostEntry {
  readonly kind: Entry['kind'];
  readonly orgId: string;
  /** Null for a consumption. */
  readonly runId: string | null;
  /** Null for a settlement. */
  readonly userId: string | null;
  readonly amounts: Amounts;
}

/** What waits to be recorded, in its order, in the memory of this process. */
export class UnrecordedJournal {
  readonly #entries = new Set<Entry>();
  readonly #perTenant = new Map<string, number>();
  readonly #counts = { reservation: 0, settlement: 0, consumption: 0 };

  get size(): number {
    return this.#entries.size;
  }

  /** Of what was let in; what has ended is not counted, since that is never turned away. */
  get admissions(): number {
    return this.#counts.reservation + this.#counts.consumption;
  }

  counts(): Unrecorded {
    const { reservation, settlement, consumption } = this.#counts;
    return { runs: reservation, settlements: settlement, consumptions: consumption };
  }

  add(entry: Entry): void {
    this.#entries.add(entry);
    this.#counts[entry.kind] += 1;
    const { orgId } = entry.scope;
    this.#perTenant.set(orgId, (this.#perTenant.get(orgId) ?? 0) + 1);
  }

  remove(entry: Entry): void {
    if (!this.#entries.delete(entry)) return;
    this.#counts[entry.kind] -= 1;
    const { orgId } = entry.scope;
    const left = (this.#perTenant.get(orgId) ?? 0) - 1;
    if (left > 0) this.#perTenant.set(orgId, left);
    else this.#perTenant.delete(orgId);
  }

  /** Whether anything of the tenant waits. */
  holds({ orgId }: TenantScope): boolean {
    return this.#perTenant.has(orgId);
  }

  first(count: number): readonly Entry[] {
    const first: Entry[] = [];
    for (const entry of this.#entries) {
      if (first.length === count) break;
      first.push(entry);
    }
    return first;
  }

  /** Everything, as it can be told to the operator. */
  list(): readonly LostEntry[] {
    return [...this.#entries].map(lostEntry);
  }
}

export function lostEntry({ kind, scope: { orgId }, request }: Entry): LostEntry {
  if (kind === 'reservation') {
    return { kind, orgId, runId: request.runId, userId: request.userId, amounts: request.hold };
  }
  if (kind === 'settlement') return { kind, orgId, runId: request.runId, userId: null, amounts: request.charge };
  return { kind, orgId, runId: null, userId: request.userId, amounts: request.amounts };
}
