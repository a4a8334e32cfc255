import { BudgetExhausted } from '../domain/quota/run-budget.js';
import { totalTokens } from '../domain/quota/usage.js';
import type { RunOperation } from '../domain/runs/run.js';
import { budgetInsufficient } from './budget-insufficient.js';
import { sumOf, timesOf } from './call-sizes.js';
import { endUserPseudonym } from './end-user-pseudonym.js';
import type { Operation, Worked } from './operations/operation.js';
import type { AdmittedRun, PipelineParts } from './pipeline-parts.js';
import { holdMs } from './run-claim.js';
import { canceled } from './run-ended.js';
import { RunMeter } from './run-meter.js';
import type { OperationResult } from './run-result.js';
import { settleFailure, settleSuccess } from './settle-outcome.js';

/** Does the work and settles. Whatever happens in between, the ledger learns how it ended and what it used. */
export async function carryOut<O extends RunOperation>(
  parts: PipelineParts,
  run: AdmittedRun,
  operation: Operation<O>,
): Promise<OperationResult<O>> {
  const meter = meterFor(parts, run);
  let worked: Worked<O>;
  try {
    if (run.signal.aborted) throw canceled();
    // Whoever has begun the run has heard them before anything was answered.
    const isBegun = Object.keys(run.resumed?.answers ?? {}).length > 0;
    if (!isBegun) for (const { opinion } of run.validated) await opinion?.ask(meter, run.trace, parts.report);
    worked = await work(parts, run, operation, meter);
  } catch (error) {
    throw await settleFailure(parts, run, meter.usage, error);
  }
  return settleSuccess(parts, run, operation.name, meter.usage, worked);
}

async function work<O extends RunOperation>(
  { engine, clock, newBoundary }: PipelineParts,
  { input, other, validated, trace, signal, hold }: AdmittedRun,
  operation: Operation<O>,
  meter: RunMeter,
): Promise<Worked<O>> {
  const sizes = await engine.sizes(input);
  const hasRoom = (samples: number) => sizes === null || meter.lacks(timesOf(samples, sizes.sample)) === null;
  const { normalize } = validated[0];
  const { ask } = meter;
  try {
    return await operation.work(
      { engine, input, ask, hasRoom, meter, trace, signal, normalize, newBoundary, now: () => clock.now() },
      other,
    );
  } catch (error) {
    if (!(error instanceof BudgetExhausted)) throw error;
    // It reached the end of its budget before it had anything to answer with: an answer that could not be used took part of it.
    const { modelCalls, costMicros } = meter.usage;
    const used = { calls: modelCalls, tokens: totalTokens(meter.usage), cost: costMicros };
    const needed = sumOf([used, await operation.leastCase(engine, input, other)]);
    const budget = { calls: hold.calls, tokens: hold.tokens, costMicros: hold.cost };
    throw error.cause ?? budgetInsufficient({ operation: operation.name, needed, budget, lacking: error.meter });
  }
}

function meterFor({ model, answers, storage, clock, leaseMs }: PipelineParts, run: AdmittedRun): RunMeter {
  const { principal, trace, signal, hold, timeMs, holder, resumed, refresh } = run;
  return new RunMeter({
    model,
    ledger: storage.ledger,
    clock,
    scope: principal,
    trace,
    signal,
    deadline: clock.now() + timeMs,
    budget: { calls: hold.calls, tokens: hold.tokens, costMicros: hold.cost, timeMs },
    claim: { holder, holdMs, leaseMs },
    cache: answers?.of(principal, principal.userId, refresh) ?? null,
    endUser: endUserPseudonym(principal.orgId, principal.userId),
    ...(resumed === null ? {} : { resumed }),
  });
}
