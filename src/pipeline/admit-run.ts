import type { Principal } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Amounts, QuotaLimit, WindowState } from '../domain/quota/quota-window.js';
import type { Run, RunInput, RunOperation } from '../domain/runs/run.js';
import type { ScoreRules } from '../domain/scores/score-rules.js';
import type { ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Reservation } from '../ports/ledger-store.js';
import { quotaRefused } from '../quota/quota-refused.js';
import { windowsFor } from '../quota/windows-for.js';
import type { WorstCase } from './call-sizes.js';
import { fingerprintOf } from './fingerprint.js';
import type { Operation } from './operations/operation.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { canceled } from './run-ended.js';
import type { RunTrace } from './run-trace.js';

interface Candidate extends ResolvedPlan {
  readonly trace: RunTrace;
  readonly principal: Principal;
  readonly hold: WorstCase;
  readonly rules: ScoreRules;
  readonly input: RunInput;
}

export type Admission =
  | { readonly outcome: 'reserved'; readonly windows: readonly WindowState[] }
  | { readonly outcome: 'replayed'; readonly run: Run; readonly windows: readonly WindowState[] };

/**
 * Reserves a run in the ledger, or finds the one its idempotency key names.
 * @throws PromptForgeError `quota_exceeded`, `idempotency_conflict`, `model_price_unknown`, or
 * `run_canceled` when the caller has given up before anything was reserved.
 */
export async function admitRun(
  parts: PipelineParts,
  request: PipelineRequest,
  operation: Operation<RunOperation>,
  candidate: Candidate,
): Promise<Admission> {
  const { principal, plan } = candidate;
  const limits = windowsFor(plan, candidate.subscription, principal.apiKey);
  const hold = holdFor(plan, limits, candidate.hold);
  if (request.signal.aborted) throw canceled();
  const reserved = await parts.storage.ledger.reserve(
    principal,
    reservationOf(parts, request, operation, candidate, limits, hold),
  );
  switch (reserved.outcome) {
    case 'reserved':
    case 'replayed':
      return reserved;
    case 'refused':
      throw quotaRefused(reserved, plan.title);
    case 'conflict':
      throw new PromptForgeError(
        'idempotency_conflict',
        'This idempotency key was used for something else: another operation, prompt, 7D parameters, model or options. Use a new key for a new request.',
        { details: { runId: reserved.runId } },
      );
  }
}

/** What to hold while the run is under way. A plan that limits money cannot admit what has no price. */
export function holdFor(plan: Plan, limits: readonly QuotaLimit[], { tokens, cost }: WorstCase): Amounts {
  if (cost === null && limits.some(({ meter }) => meter === 'cost')) {
    throw new PromptForgeError(
      'model_price_unknown',
      `The ${plan.title} plan, or the API key, limits cost, and the price of the model is not known. Pass prices to openaiModel, or drop the cost limit.`,
    );
  }
  return { calls: 1, tokens, cost: cost ?? 0 };
}

function reservationOf(
  { engine, decisiveOptions, leaseMs }: PipelineParts,
  { idempotencyKey, budget }: PipelineRequest,
  operation: Operation<RunOperation>,
  { trace, principal, plan, rules, input }: Candidate,
  limits: readonly QuotaLimit[],
  hold: Amounts,
): Reservation {
  const { prompt, sevenD, other = null, module } = input;
  const decisive = { operation: operation.name, engine: engine.name, model: engine.model };
  return {
    ...decisive,
    runId: trace.runId,
    userId: principal.userId,
    planId: plan.id,
    input,
    idempotencyKey,
    fingerprint: fingerprintOf({
      ...decisive,
      options: { ...decisiveOptions, ...operation.decisive, budget: { ...budget } },
      rules: { weights: { ...rules.weights }, thresholds: { ...rules.thresholds } },
      prompt,
      other,
      sevenD: { ...sevenD.values },
      ...(module === undefined ? {} : { module: { ...module } }),
    }),
    limits,
    hold,
    leaseMs,
  };
}
