import type { Plan } from '../domain/plan.js';
import type { Principal } from '../domain/principal.js';
import { scoreRulesFor } from '../domain/quality-gate.js';
import type { Amounts, QuotaLimit, WindowState } from '../domain/quota-window.js';
import type { Run, RunInput } from '../domain/run.js';
import type { ResolvedPlan } from '../entitlement/plan-of-tenant.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Reservation } from '../ports/ledger-store.js';
import { quotaRefused } from '../quota/quota-refused.js';
import { windowsFor } from '../quota/windows-for.js';
import type { WorstCase } from './engine.js';
import { fingerprintOf } from './fingerprint.js';
import type { PipelineParts, PipelineRequest } from './pipeline-parts.js';
import { canceled } from './run-meter.js';

interface Candidate extends ResolvedPlan {
  readonly runId: string;
  readonly principal: Principal;
  readonly worstCase: WorstCase;
  readonly input: RunInput;
}

export type Admission =
  | { readonly outcome: 'reserved' }
  | { readonly outcome: 'replayed'; readonly run: Run; readonly windows: readonly WindowState[] };

/**
 * Reserves a run in the ledger, or finds the one its idempotency key names.
 * @throws PromptForgeError `quota_exceeded`, `idempotency_conflict`, `model_price_unknown`, or
 * `run_canceled` when the caller has given up before anything was reserved.
 */
export async function admitRun(
  parts: PipelineParts,
  request: PipelineRequest,
  candidate: Candidate,
): Promise<Admission> {
  const { principal, plan } = candidate;
  const limits = windowsFor(plan, candidate.subscription, principal.apiKey);
  const hold = holdFor(plan, limits, candidate.worstCase);
  if (request.signal.aborted) throw canceled();
  const reserved = await parts.storage.ledger.reserve(
    principal,
    reservationOf(parts, request, candidate, limits, hold),
  );
  switch (reserved.outcome) {
    case 'reserved':
      return { outcome: 'reserved' };
    case 'replayed':
      return reserved;
    case 'refused':
      throw quotaRefused(reserved, plan.title);
    case 'conflict':
      throw new PromptForgeError(
        'idempotency_conflict',
        'This idempotency key was used with another prompt, other 7D parameters, another model or other options. Use a new key for a new request.',
        { details: { runId: reserved.runId } },
      );
  }
}

/** What to hold while the run is under way. A plan that limits money cannot admit what has no price. */
function holdFor(plan: Plan, limits: readonly QuotaLimit[], { tokens, cost }: WorstCase): Amounts {
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
  { idempotencyKey }: PipelineRequest,
  { runId, principal, plan, input }: Candidate,
  limits: readonly QuotaLimit[],
  hold: Amounts,
): Reservation {
  const { prompt, sevenD } = input;
  const rules = scoreRulesFor(sevenD.values.domain);
  const decisive = { operation: 'optimize', engine: engine.name, model: engine.model } as const;
  return {
    ...decisive,
    runId,
    userId: principal.userId,
    planId: plan.id,
    input,
    idempotencyKey,
    fingerprint: fingerprintOf({
      ...decisive,
      options: decisiveOptions,
      rules: { weights: { ...rules.weights }, thresholds: { ...rules.thresholds } },
      prompt,
      sevenD: { ...sevenD.values },
    }),
    limits,
    hold,
    leaseMs,
  };
}
