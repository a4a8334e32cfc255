import type { Run } from '../domain/runs/run.js';
import type { Settlement } from '../ports/ledger-store.js';

/** A run as the storage would have answered it once it has ended, had it been asked. */
export function settledLocally(run: Run, { ending, usage, charge, result, error }: Settlement, now: number): Run {
  // A settlement brings the result of the operation it settles.
  return { ...run, status: ending, usage, charge, result, error, endedAt: now } as Run;
}
