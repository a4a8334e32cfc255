import type { MaintenanceStore, TenantPage, TenantPageRequest, UpkeepTask } from '../../src/storage.js';
import { compareText } from './compare-text.js';

export interface MemoryMaintenanceParts {
  readonly now: () => number;
  readonly rollUp: MaintenanceStore['rollUp'];
  /** Tenants with something from before an instant, in any order, perhaps twice. */
  readonly tenantsBefore: (before: number) => readonly string[];
  readonly sweepWindows: (limit: number) => number;
}

export class MemoryMaintenance implements MaintenanceStore {
  readonly #done = new Map<UpkeepTask, number>();
  readonly #parts: MemoryMaintenanceParts;

  constructor(parts: MemoryMaintenanceParts) {
    this.#parts = parts;
  }

  async claim(task: UpkeepTask, everyMs: number): Promise<boolean> {
    const now = this.#parts.now();
    const done = this.#done.get(task);
    // A time that is still to come is the trace of a clock that was wrong.
    if (done !== undefined && done <= now && done > now - everyMs) return false;
    this.#done.set(task, now);
    return true;
  }

  async rollUp(request: Parameters<MaintenanceStore['rollUp']>[0]) {
    return this.#parts.rollUp(request);
  }

  async tenants({ before, limit, after }: TenantPageRequest): Promise<TenantPage> {
    const rest = [...new Set(this.#parts.tenantsBefore(before))]
      .filter((orgId) => after === null || compareText(orgId, after) > 0)
      .sort(compareText);
    const orgIds = rest.slice(0, limit);
    return { orgIds, next: rest.length > limit ? (orgIds.at(-1) ?? null) : null };
  }

  /** Nothing is kept month by month here. */
  async turnMonths() {
    return { added: 0, dropped: 0 };
  }

  async sweepWindows({ limit }: { readonly limit: number }): Promise<number> {
    return this.#parts.sweepWindows(limit);
  }
}
