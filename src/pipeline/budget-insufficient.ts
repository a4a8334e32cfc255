import type { BudgetMeter, RunBudget } from '../domain/quota/run-budget.js';
import type { RunOperation } from '../domain/runs/run.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { needOf } from './budget-need.js';
import type { WorstCase } from './call-sizes.js';

/** The least that leaves each operation with something to answer. */
const leastOf: Readonly<Record<RunOperation, string>> = {
  optimize: 'one judgement of the prompt',
  score: 'one judgement of the prompt',
  compare: 'a comparison in both orders',
  test: 'an answer for every case and every sample of its grades, since there is a whole report or none',
};

const nameOf: Readonly<Record<BudgetMeter, string>> = {
  calls: 'calls',
  tokens: 'tokens',
  cost: 'micro-dollars (costMicros)',
  time: 'milliseconds (timeMs)',
};

export interface Shortage {
  readonly operation: RunOperation;
  readonly needed: WorstCase;
  readonly budget: Omit<RunBudget, 'timeMs'>;
  readonly lacking: BudgetMeter;
}

/** The error for a budget that would be used up before there is anything to answer with. */
export function budgetInsufficient({ operation, needed, budget, lacking }: Shortage): PromptForgeError {
  const { calls, tokens, costMicros } = budget;
  const need = needOf(needed);
  return new PromptForgeError(
    'budget_insufficient',
    `The budget has too few ${nameOf[lacking]} for the least that ${operation}() takes: ${leastOf[operation]}. Details say what is needed. Raise the budget, or leave it out.`,
    { details: { needed: { ...need }, budget: { calls, tokens, costMicros }, lacking } },
  );
}
