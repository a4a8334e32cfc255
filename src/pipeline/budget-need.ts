import type { WorstCase } from './call-sizes.js';

/** What something takes of a budget, every call of it at its longest. */
export interface BudgetNeed {
  /** Calls of a model. */
  readonly calls: number;
  /** Input and output tokens together. */
  readonly tokens: number;
  /** Micro-dollars; null when the price of the model is not known. */
  readonly costMicros: number | null;
}

export function needOf({ calls, tokens, cost }: WorstCase): BudgetNeed {
  return { calls, tokens, costMicros: cost };
}
