import type { Plan } from '../domain/plans/plan.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { SaveResult } from './subscription-store.js';

export type RemoveResult = { readonly outcome: 'removed' | 'conflict' };

/** The catalogue of plans: one for the whole platform, which every tenant may read. */
export interface PlanStore {
  /** All of them, in the order in which they were first saved: the first is the one of a tenant without a subscription. */
  list(): Promise<readonly Versioned<Plan>[]>;

  /** Saves if the stored version of the plan is still `expectedVersion`; 0 means that there is none yet. */
  save(plan: Plan, expectedVersion: number): Promise<SaveResult>;

  /** Removes the plan if its stored version is still `expectedVersion`. */
  remove(planId: string, expectedVersion: number): Promise<RemoveResult>;
}
