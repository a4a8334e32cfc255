import { type Amounts, PromptForgeError, type QuotaLimit, quotaProblem } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for limits and amounts that cannot be counted with. */
export function rejectUncountable(limits: readonly QuotaLimit[], amounts: Amounts): void {
  const problem = quotaProblem(limits, amounts);
  if (problem !== null)
    throw new PromptForgeError('internal', `The ledger cannot count with what it was given: ${problem}.`);
}
