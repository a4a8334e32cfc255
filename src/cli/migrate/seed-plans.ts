import { defaultPlans, type Storage } from '../../index.js';

export interface SeededPlans {
  /** Ids of plans. */
  readonly written: readonly string[];
  /** Those that the catalogue had already. They are left as they are. */
  readonly kept: readonly string[];
}

/** Writes each default plan that the catalogue of a storage lacks. Safe to do at once from several processes. */
export async function seedPlans({ plans }: Pick<Storage, 'plans'>): Promise<SeededPlans> {
  const written: string[] = [];
  const kept: string[] = [];
  for (const plan of defaultPlans) {
    const { outcome } = await plans.save(plan, 0);
    (outcome === 'saved' ? written : kept).push(plan.id);
  }
  return { written, kept };
}
