import type { RunOperation } from '../domain/run.js';
import { type RunBudget, smallerBudget } from '../domain/run-budget.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { budgetInsufficient } from './budget-insufficient.js';
import { sumOf, type WorstCase } from './call-sizes.js';
import type { EngineInput } from './engine.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts } from './pipeline-parts.js';
import type { ValidatedRun } from './validate-run.js';

export interface HoldRequest {
  readonly input: EngineInput;
  readonly other: string | null;
  readonly validated: readonly ValidatedRun[];
}

/**
 * What is held for a run: all it could use at the worst, second opinions on its texts included, or its
 * budget where that is less.
 * @throws PromptForgeError `budget_insufficient`, or `model_price_unknown` for a budget of money where the model has no price.
 */
export async function holdOf(
  { engine, budget: ofHost }: Pick<PipelineParts, 'engine' | 'budget'>,
  ofRequest: RunBudget,
  operation: Operation<RunOperation>,
  { input, other, validated }: HoldRequest,
): Promise<WorstCase> {
  const opinions = await Promise.all(validated.flatMap(({ opinion }) => opinion?.worstCase() ?? []));
  const [worst, least] = await Promise.all([
    operation.worstCase(engine, input, other),
    operation.leastCase(engine, input, other),
  ]);
  const budget = smallerBudget(ofHost, ofRequest);
  const needed = sumOf([...opinions, least]);
  if (budget.costMicros !== null && needed.cost === null) {
    throw new PromptForgeError(
      'model_price_unknown',
      'The budget limits cost, and the price of the model is not known. Pass prices to openaiModel, or leave costMicros out of the budget.',
    );
  }
  if (
    exceeds(needed.calls, budget.calls) ||
    exceeds(needed.tokens, budget.tokens) ||
    exceeds(needed.cost, budget.costMicros)
  ) {
    throw budgetInsufficient();
  }
  const all = sumOf([...opinions, worst]);
  return {
    calls: atMost(all.calls, budget.calls),
    tokens: atMost(all.tokens, budget.tokens),
    cost: all.cost === null ? null : atMost(all.cost, budget.costMicros),
  };
}

function exceeds(amount: number | null, limit: number | null): boolean {
  return limit !== null && amount !== null && amount > limit;
}

function atMost(amount: number, limit: number | null): number {
  return limit === null ? amount : Math.min(amount, limit);
}
