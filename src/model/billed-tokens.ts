import type { TokenUsage } from '../domain/quota/usage.js';

/**
 * Tokens from a report that may lack anything: other servers leave out details, or all of it.
 * Null when it does not even say how many tokens went in and out.
 */
export function billedTokens(report: {
  readonly input: unknown;
  readonly output: unknown;
  readonly cached: unknown;
  readonly cacheWrite: unknown;
  readonly reasoning: unknown;
}): TokenUsage | null {
  if (!isCount(report.input) || !isCount(report.output)) return null;
  const cachedInputTokens = atMost(report.cached, report.input);
  return {
    inputTokens: report.input,
    outputTokens: report.output,
    cachedInputTokens,
    cacheWriteInputTokens: atMost(report.cacheWrite, report.input - cachedInputTokens),
    reasoningTokens: atMost(report.reasoning, report.output),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** A part never exceeds its whole: a price would be computed from a negative remainder. */
function atMost(part: unknown, whole: number): number {
  return isCount(part) ? Math.min(part, whole) : 0;
}
