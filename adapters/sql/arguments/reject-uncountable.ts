import {
  type Amounts,
  type Consumption,
  PromptForgeError,
  type QuotaLimit,
  quotaProblem,
} from '../../../src/storage.js';

/** @throws PromptForgeError `internal` for limits and amounts that cannot be counted with. */
export function rejectUncountable(limits: readonly QuotaLimit[], amounts: Amounts): void {
  const problem = quotaProblem(limits, amounts);
  if (problem !== null)
    throw new PromptForgeError('internal', `The ledger cannot count with what it was given: ${problem}.`);
}

/** @throws PromptForgeError `internal` */
export function rejectUnconsumable({ limits, amounts, count = 1 }: Consumption): void {
  rejectUncountable(limits, amounts);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return;
  throw new PromptForgeError('internal', 'The ledger takes an amount 1 to 1,000 times.');
}

/** @throws PromptForgeError `internal` */
export function rejectTooMany(requests: readonly unknown[]): void {
  if (requests.length <= 1_000) return;
  throw new PromptForgeError('internal', 'The ledger takes at most 1,000 requests at once.');
}
