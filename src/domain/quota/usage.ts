/** Tokens as a provider bills them. The names follow OpenTelemetry's `gen_ai.usage.*`. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that the provider served from its cache. */
  readonly cachedInputTokens: number;
  /** Part of `inputTokens` that the provider wrote to its cache, for which some charge more. */
  readonly cacheWriteInputTokens: number;
  /** Part of `outputTokens` that the model spent on reasoning. */
  readonly reasoningTokens: number;
}

/** What model calls have used up. */
export interface Usage extends TokenUsage {
  /** Requests that reached the provider and may have been billed. */
  readonly modelCalls: number;
  /** Micro-dollars (1,000,000 = 1 USD), a whole number; null when a price is not known. */
  readonly costMicros: number | null;
  /** True when a provider did not report its usage, so that part of it was counted by us. */
  readonly estimated: boolean;
}

export const noUsage: Usage = Object.freeze({
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  reasoningTokens: 0,
  modelCalls: 0,
  costMicros: 0,
  estimated: false,
});

/** The sum of two usages. An unknown cost makes the sum unknown: it is never taken for nothing. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    cacheWriteInputTokens: a.cacheWriteInputTokens + b.cacheWriteInputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    modelCalls: a.modelCalls + b.modelCalls,
    costMicros: a.costMicros === null || b.costMicros === null ? null : a.costMicros + b.costMicros,
    estimated: a.estimated || b.estimated,
  };
}

/** Input and output tokens together: what a token budget counts. */
export function totalTokens(usage: TokenUsage): number {
  return usage.inputTokens + usage.outputTokens;
}
