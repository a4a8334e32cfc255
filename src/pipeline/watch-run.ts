import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Question } from '../ports/ask-model.js';
import type { GenerateResult, Model } from '../ports/model.js';
import type { RunWatch, WatchedEnd } from '../ports/telemetry.js';
import type { RunTrace } from './run-trace.js';

/** Carries a run out while it is watched. */
export async function watchRun<T extends { readonly replayed: boolean }>(
  trace: RunTrace,
  task: () => Promise<T>,
): Promise<T> {
  const { watch } = trace;
  if (watch === null) return task();
  try {
    const result = await watch.within(task);
    const outcome = result.replayed ? 'replayed' : 'succeeded';
    watch.end({ runId: trace.runId, outcome, errorCode: null });
    return result;
  } catch (error) {
    const errorCode = PromptForgeError.is(error) ? error.code : 'internal';
    watch.end({ runId: trace.runId, outcome: failureOf(errorCode, trace), errorCode });
    throw error;
  }
}

/** Has a model answer while that is watched. */
export async function watchCall<T>(
  watch: RunWatch | null,
  { id, provider }: Model,
  { purpose, maxOutputTokens }: Pick<Question<T>, 'purpose' | 'maxOutputTokens'>,
  task: () => Promise<GenerateResult<T>>,
): Promise<GenerateResult<T>> {
  if (watch === null) return task();
  const call = watch.call({ model: id, provider, purpose, maxOutputTokens });
  try {
    const result = await call.within(task);
    call.end({ usage: result.usage, errorCode: result.outcome === 'failed' ? result.code : null });
    return result;
  } catch (error) {
    call.end({ usage: null, errorCode: PromptForgeError.is(error) ? error.code : 'internal' });
    throw error;
  }
}

function failureOf(code: WatchedEnd['errorCode'], trace: RunTrace): WatchedEnd['outcome'] {
  if (code === 'run_canceled') return 'canceled';
  return trace.isAdmitted ? 'failed' : 'refused';
}
