import type { MaintenanceStore } from '../ports/maintenance-store.js';

/** How old sums may be before whoever looks at them has them brought up to date, in milliseconds. */
const freshForMs = 15_000;
/** The rest is for `maintain()`, and for whoever looks next. */
const daysAtOnce = 100;
const stepsAtOnce = 3;

/** Brings sums up to date where nobody has done so lately, as far as one reader may be kept waiting for it. */
export async function freshenSums(store: Pick<MaintenanceStore, 'claim' | 'rollUp'>, timeZone: string): Promise<void> {
  if (!(await store.claim('sums', freshForMs))) return;
  let after: string | null = null;
  for (let step = 0; step < stepsAtOnce; step += 1) {
    const { next }: { next: string | null } = await store.rollUp({ limit: daysAtOnce, after, timeZone });
    if (next === null) return;
    after = next;
  }
}
