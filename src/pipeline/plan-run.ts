import { scoreRulesFor } from '../domain/quality-gate.js';
import type { Engine } from '../domain/run.js';
import { smallerBudget } from '../domain/run-budget.js';
import type { ResolvedSevenD } from '../domain/seven-d.js';
import { requireFeature } from '../entitlement/require-feature.js';
import { windowsFor } from '../quota/windows-for.js';
import { holdFor } from './admit-run.js';
import type { EngineInput } from './engine.js';
import { holdOf } from './hold-of.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { promptBlocked } from './prompt-blocked.js';
import { type QuotaStatus, quotaStatus } from './run-result.js';
import { validateRun } from './validate-run.js';

/** What a run could use at the worst, and whether there is room for it. */
export interface RunPlan {
  readonly planId: string;
  readonly engine: Engine;
  /** The provider's name for the model; null for the rules engine. */
  readonly model: string | null;
  readonly sevenD: ResolvedSevenD;
  /**
   * What would be held, and can't be exceeded. Most runs use a small part of it. `costMicros`, in
   * micro-dollars, is null when the price of the model is not known.
   */
  readonly worstCase: {
    readonly calls: number;
    readonly tokens: number;
    readonly costMicros: number | null;
    readonly timeMs: number;
  };
  /** True when every window of the plan has room for that now. Nothing is reserved. */
  readonly fits: boolean;
  /** The windows of the plan as they are. */
  readonly quota: readonly QuotaStatus[];
}

/**
 * Tells what a run would come to at the worst, as it would be admitted now, and spends nothing.
 * @throws PromptForgeError whatever would refuse the run before its quota is asked.
 */
export async function planRun(
  parts: PipelineParts,
  request: Pick<PipelineRequest, 'token' | 'prompt' | 'sevenD' | 'budget'>,
  operation: Operation<'optimize'>,
): Promise<RunPlan> {
  const { engine, storage, timeoutMs } = parts;
  const principal = await parts.verify(request.token);
  parts.requirePermission(principal, 'runs:create');
  const { plan, subscription } = await parts.plans.resolve(principal);
  requireFeature(plan, operation.feature);
  const validated = await validateRun(request, parts.promptPolicy);
  if (!validated.verdict.ok) throw promptBlocked(validated.verdict);
  const { prompt, sevenD } = validated;
  const input: EngineInput = { prompt, sevenD: sevenD.values, ...scoreRulesFor(sevenD.values.domain) };
  const hold = await holdOf(parts, request.budget, operation, { input, other: null, validated: [validated] });
  const limits = windowsFor(plan, subscription, principal.apiKey);
  const amounts = holdFor(plan, limits, hold);
  const windows = await storage.ledger.peek(principal, { userId: principal.userId, limits });
  const { timeMs } = smallerBudget(parts.budget, request.budget);
  return {
    planId: plan.id,
    engine: engine.name,
    model: engine.model,
    sevenD,
    worstCase: {
      calls: hold.calls,
      tokens: hold.tokens,
      costMicros: hold.cost,
      timeMs: Math.min(timeoutMs, timeMs ?? timeoutMs),
    },
    fits: windows.every(({ meter, remaining }) => amounts[meter] <= remaining),
    quota: quotaStatus(windows),
  };
}
