import type { Principal } from '../domain/access/principal.js';
import { smallerBudget } from '../domain/quota/run-budget.js';
import type { RunOperation } from '../domain/runs/run.js';
import type { TelemetryEventType } from '../domain/runs/telemetry-event.js';
import type { ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import { requireFeature } from '../entitlement/require-feature.js';
import type { RunModule } from '../library/modules/run-module.js';
import type { WorstCase } from './call-sizes.js';
import type { EngineInput } from './engine.js';
import { holdOf } from './hold-of.js';
import { needsOf, type RunNeeds } from './needs-of.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { promptBlocked } from './prompt-blocked.js';
import type { RulesOfRun } from './rules-of-run.js';
import type { RunEventData } from './run-event.js';
import type { ValidatedRun } from './validate-run.js';
import { validateTexts } from './validate-texts.js';
import { withModule } from './with-module.js';

/** A run that nothing speaks against but its quota, which has not been asked yet. */
export interface PreparedRun<O extends RunOperation> {
  readonly principal: Principal;
  readonly entitlement: ResolvedPlan;
  readonly request: PipelineRequest;
  readonly operation: Operation<O>;
  readonly module: RunModule | null;
  /** The prompt, and after it the one it is compared with. */
  readonly validated: readonly [ValidatedRun, ...ValidatedRun[]];
  readonly rules: RulesOfRun;
  readonly input: EngineInput;
  readonly other: string | null;
  readonly needs: RunNeeds;
  readonly hold: WorstCase;
  /** Milliseconds. */
  readonly timeMs: number;
}

/**
 * Takes a run from the token to what is to be held for it: who calls, whether they may, what they ask for, and
 * what that can use. Spends nothing.
 * @param tell is told of each step.
 * @throws PromptForgeError whatever refuses a run before its quota is asked.
 */
export async function prepareRun<O extends RunOperation>(
  parts: PipelineParts,
  asked: PipelineRequest,
  asFor: Operation<O>,
  tell: <T extends TelemetryEventType>(type: T, data: RunEventData[T]) => void,
): Promise<PreparedRun<O>> {
  const principal = await parts.verify(asked.token);
  parts.requirePermission(principal, 'runs:create');
  tell('session.verified', { role: principal.role });

  const entitlement = await parts.plans.resolve(principal);
  requireFeature(entitlement.plan, asFor.feature);
  tell('entitlement.granted', { plan: entitlement.plan.id, feature: asFor.feature });

  const instructed = await withModule(parts, asked, asFor, { principal, entitlement });
  const { request, module, rulesFor } = instructed;

  const { validated, operation } = await validateTexts(parts, request, instructed.operation);
  for (const text of validated) {
    tell('prompt.validated', validationReport(text));
    if (!text.verdict.ok) throw promptBlocked(text.verdict);
  }
  const [{ prompt, sevenD }, second] = validated;
  const other = second?.prompt ?? null;

  const rules = rulesFor(sevenD.values);
  const input: EngineInput = { prompt, sevenD: sevenD.values, ...rules };
  const needs = await needsOf(parts.engine, operation, { input, other, validated });
  const budget = smallerBudget(parts.budget, request.budget);
  const hold = holdOf(operation.name, needs, budget);
  const timeMs = Math.min(parts.timeoutMs, budget.timeMs ?? parts.timeoutMs);
  return {
    ...{ principal, entitlement, request, operation, module },
    ...{ validated, rules, input, other, needs, hold, timeMs },
  };
}

function validationReport({ length, sevenD, verdict }: ValidatedRun): RunEventData['prompt.validated'] {
  const { domain, output_format } = sevenD.values;
  const { action, risk, issues } = verdict;
  const codes = [...new Set(issues.map(({ code }) => code))];
  return { length, domain, output_format, defaulted: sevenD.defaulted.length, action, risk, codes };
}
