import type { Plan, PlanStore, RemoveResult, SaveResult, Versioned } from '../../src/storage.js';
import { VersionedMap } from './versioned-map.js';

export class MemoryPlans implements PlanStore {
  readonly #plans = new VersionedMap<Plan>();

  async list(): Promise<readonly Versioned<Plan>[]> {
    return this.#plans.list();
  }

  async save(plan: Plan, expectedVersion: number): Promise<SaveResult> {
    return this.#plans.save(plan.id, plan, expectedVersion);
  }

  async remove(planId: string, expectedVersion: number): Promise<RemoveResult> {
    return { outcome: this.#plans.remove(planId, expectedVersion) ? 'removed' : 'conflict' };
  }
}
