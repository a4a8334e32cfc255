/**
 * Every name that is told to OpenTelemetry. Those of `gen_ai` are of its conventions for generative AI, version 1.37,
 * which are not stable yet.
 * @see https://opentelemetry.io/docs/specs/semconv/gen-ai/
 */
export const attributes = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
  maxTokens: 'gen_ai.request.max_tokens',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  tokenType: 'gen_ai.token.type',
  errorType: 'error.type',
  runId: 'promptforge.run.id',
  runOperation: 'promptforge.operation',
  outcome: 'promptforge.outcome',
  plan: 'promptforge.plan.id',
  purpose: 'promptforge.purpose',
  costMicros: 'promptforge.cost_micros',
  gate: 'promptforge.gate.outcome',
  isCached: 'promptforge.cache.hit',
} as const;

export const spans = { run: 'promptforge.run' } as const;

export const metrics = {
  tokenUsage: 'gen_ai.client.token.usage',
  callDuration: 'gen_ai.client.operation.duration',
  runs: 'promptforge.runs',
  runDuration: 'promptforge.run.duration',
  gate: 'promptforge.gate',
  cache: 'promptforge.cache',
  queueDepth: 'promptforge.queue.depth',
} as const;

/** As the conventions advise. */
export const tokenBuckets = [
  1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
];
/** Seconds, as the conventions advise. */
export const secondBuckets = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
