import type { BudgetMeter, RunBudget } from '../domain/quota/run-budget.js';
import type { RunOperation } from '../domain/runs/run.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { budgetInsufficient } from './budget-insufficient.js';
import type { WorstCase } from './call-sizes.js';
import type { RunNeeds } from './needs-of.js';

/**
 * What is held for a run: all it could use at the worst, or its budget where that is less.
 * @throws PromptForgeError `budget_insufficient`, or `model_price_unknown` for a budget of money where the model has no price.
 */
export function holdOf(operation: RunOperation, { worst, least }: RunNeeds, budget: RunBudget): WorstCase {
  if (budget.costMicros !== null && least.cost === null) {
    throw new PromptForgeError(
      'model_price_unknown',
      'The budget limits cost, and the price of the model is not known. Pass prices to openaiModel, or leave costMicros out of the budget.',
    );
  }
  const lacking = lackingFor(least, budget);
  if (lacking !== null) throw budgetInsufficient({ operation, needed: least, budget, lacking });
  return {
    calls: atMost(worst.calls, budget.calls),
    tokens: atMost(worst.tokens, budget.tokens),
    cost: worst.cost === null ? null : atMost(worst.cost, budget.costMicros),
  };
}

/** The first part of a budget that does not reach; null when all do. */
function lackingFor({ calls, tokens, cost }: WorstCase, budget: RunBudget): BudgetMeter | null {
  if (exceeds(calls, budget.calls)) return 'calls';
  if (exceeds(tokens, budget.tokens)) return 'tokens';
  return exceeds(cost, budget.costMicros) ? 'cost' : null;
}

function exceeds(amount: number | null, limit: number | null): boolean {
  return limit !== null && amount !== null && amount > limit;
}

function atMost(amount: number, limit: number | null): number {
  return limit === null ? amount : Math.min(amount, limit);
}
