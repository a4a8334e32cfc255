import type { Engine, RunOperation } from '../domain/runs/run.js';
import type { ResolvedSevenD } from '../domain/seven-d/seven-d.js';
import { windowsFor } from '../quota/windows-for.js';
import { holdFor } from './admit-run.js';
import { type BudgetNeed, needOf } from './budget-need.js';
import { sumOf } from './call-sizes.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { prepareRun } from './prepare-run.js';
import { type QuotaStatus, quotaStatus } from './run-result.js';

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
  const { engine, storage } = parts;
  const prepared = await prepareRun(parts, asked, asFor, () => {});
  const { principal, entitlement, operation, input, needs, hold, timeMs } = prepared;
  const { plan, subscription } = entitlement;
  const step = (await operation.firstStep?.(engine, input)) ?? null;
  const limits = windowsFor(plan, subscription, principal.apiKey);
  const amounts = holdFor(plan, limits, hold);
  const windows = await storage.ledger.peek(principal, { userId: principal.userId, limits });
  return {
    operation: operation.name,
    planId: plan.id,
    engine: engine.name,
    model: engine.model,
    sevenD: prepared.validated[0].sevenD,
    worstCase: { ...needOf(hold), timeMs },
    leastCase: needOf(needs.least),
    firstStep: step === null ? null : needOf(sumOf([needs.opinions, step])),
    fits: windows.every(({ meter, remaining }) => amounts[meter] <= remaining),
    quota: quotaStatus(windows),
  };
}
