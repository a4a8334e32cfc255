import type { Engine, RunOperation } from '../domain/run.js';
import { smallerBudget } from '../domain/run-budget.js';
import type { ResolvedSevenD } from '../domain/seven-d.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { windowsFor } from '../quota/windows-for.js';
import { holdFor } from './admit-run.js';
import { type BudgetNeed, needOf } from './budget-need.js';
import { sumOf } from './call-sizes.js';
import type { EngineInput } from './engine.js';
import { holdOf } from './hold-of.js';
import { needsOf } from './needs-of.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { promptBlocked } from './prompt-blocked.js';
import { type QuotaStatus, quotaStatus } from './run-result.js';
import { validateTexts } from './validate-texts.js';
import { withModule } from './with-module.js';

/** What a run could use at the worst, what it takes at the least, and whether there is room for it. */
export interface RunPlan {
  readonly operation: RunOperation;
  readonly planId: string;
  readonly engine: Engine;
  /** The provider's name for the model; null for the rules engine. */
  readonly model: string | null;
  readonly sevenD: ResolvedSevenD;
  /** What would be held, and can't be exceeded. Most runs use a small part of it. */
  readonly worstCase: BudgetNeed & {
    /** Milliseconds. */
    readonly timeMs: number;
  };
  /** The smallest budget with which there is an answer at all; a smaller one is refused as `budget_insufficient`. */
  readonly leastCase: BudgetNeed;
  /**
   * The smallest budget with which optimize() is sure to take its first step: the first looks, the
   * rewrites of one step, and what confirms the outcome, every call at its longest. Where it is more than
   * `worstCase`, a budget is in the way, and the answer may be no more than a score of the original. Null
   * for the other operations, and where `loop.maxSteps` is 0.
   */
  readonly firstStep: BudgetNeed | null;
  /** True when every window of the plan has room for `worstCase` now. Nothing is reserved. */
  readonly fits: boolean;
  /** The windows of the plan as they are. */
  readonly quota: readonly QuotaStatus[];
}

/**
 * Tells what a run would come to at the worst and at the least, as it would be admitted now, and spends
 * nothing.
 * @throws PromptForgeError whatever would refuse the run before its quota is asked.
 */
export async function planRun(
  parts: PipelineParts,
  asked: PipelineRequest,
  asFor: Operation<RunOperation>,
): Promise<RunPlan> {
  const { engine, storage, timeoutMs } = parts;
  const principal = await parts.verify(asked.token);
  parts.requirePermission(principal, 'runs:create');
  const entitlement = await parts.plans.resolve(principal);
  const { plan, subscription } = entitlement;
  requireFeature(plan, asFor.feature);
  const { request, operation, rulesFor } = await withModule(parts, asked, asFor, { principal, entitlement });
  const validated = await validateTexts(parts, request, operation);
  for (const { verdict } of validated) if (!verdict.ok) throw promptBlocked(verdict);
  const [{ prompt, sevenD }, second] = validated;
  const other = second?.prompt ?? null;
  const input: EngineInput = { prompt, sevenD: sevenD.values, ...rulesFor(sevenD.values) };
  const budget = smallerBudget(parts.budget, request.budget);
  const needs = await needsOf(engine, operation, { input, other, validated });
  const hold = holdOf(operation.name, needs, budget);
  const step = (await operation.firstStep?.(engine, input)) ?? null;
  const limits = windowsFor(plan, subscription, principal.apiKey);
  const amounts = holdFor(plan, limits, hold);
  const windows = await storage.ledger.peek(principal, { userId: principal.userId, limits });
  return {
    operation: operation.name,
    planId: plan.id,
    engine: engine.name,
    model: engine.model,
    sevenD,
    worstCase: { ...needOf(hold), timeMs: Math.min(timeoutMs, budget.timeMs ?? timeoutMs) },
    leastCase: needOf(needs.least),
    firstStep: step === null ? null : needOf(sumOf([needs.opinions, step])),
    fits: windows.every(({ meter, remaining }) => amounts[meter] <= remaining),
    quota: quotaStatus(windows),
  };
}
