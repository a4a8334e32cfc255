import { type Amounts, type Consumption, PromptForgeError, type QuotaLimit, quotaProblem } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for limits and amounts that cannot be counted with. */
export function rejectUncountable(limits: readonly QuotaLimit[], amounts: Amounts): void {
  const problem = quotaProblem(limits, amounts);
  if (problem !== null) throw new PromptForgeError('internal', `The ledger was asked for the impossible: ${problem}.`);
}

/** @throws PromptForgeError `internal` for those, and for a count that is none or too large. */
export function rejectUnconsumable({ limits, amounts, count = 1 }: Consumption): void {
  rejectUncountable(limits, amounts);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return;
  throw new PromptForgeError('internal', 'The ledger takes an amount 1 to 1,000 times.');
}
