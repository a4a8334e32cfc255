import type { Clock } from '../ports/clock.js';
import type { GenerateRequest, GenerateResult, Model } from '../ports/model.js';

/** When there will be room is a guess of the model's; whoever waits asks again no later than this, in milliseconds. */
const longestWaitMs = 2_000;
/** Nor sooner than this, or a model that says "at once" would be asked without a pause until the deadline. */
const shortestWaitMs = 50;

/** What a run has going with its model. */
export interface CallsOfRun {
  /** Calls that were made. */
  readonly made: number;
  /** Calls under way, those that wait for room included. */
  readonly underWay: number;
}

export type GenerateInTurn = <T>(model: Model, request: GenerateRequest<T>) => Promise<GenerateResult<T>>;

/**
 * Asks a model that may be overloaded. A run that has only begun is turned away, so that new work does
 * not pile up; one that has paid for something, or takes the room itself, waits until its deadline.
 */
export function generatorInTurn(clock: Clock, callsOfRun: () => CallsOfRun): GenerateInTurn {
  let waiting = 0;
  const hasBegun = () => {
    const { made, underWay } = callsOfRun();
    return made > 0 || underWay - waiting > 1;
  };
  return async (model, request) => {
    let waitedMs = 0;
    for (;;) {
      const answer = await model.generate(request);
      const result = { ...answer, latencyMs: answer.latencyMs + waitedMs };
      // A call that was billed has its price told, and is over.
      const isTurnedAway = result.outcome === 'failed' && result.code === 'overloaded' && result.usage.modelCalls === 0;
      if (!isTurnedAway || !hasBegun()) return result;
      const since = clock.now();
      const waitMs = Math.min(longestWaitMs, Math.max(shortestWaitMs, result.retryAfterMs ?? longestWaitMs));
      if (since + waitMs >= request.deadline) return result;
      waiting += 1;
      // Who is aborted asks once more, and is told so.
      await clock.sleep(waitMs, request.signal).catch(() => {});
      waiting -= 1;
      waitedMs += clock.now() - since;
    }
  };
}
