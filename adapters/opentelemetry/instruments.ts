import type { Meter } from '@opentelemetry/api';
import { metrics, secondBuckets, tokenBuckets } from './names.js';

export type Instruments = ReturnType<typeof instrumentsOf>;

export function instrumentsOf(meter: Meter) {
  const seconds = { unit: 's', advice: { explicitBucketBoundaries: secondBuckets } };
  return {
    tokenUsage: meter.createHistogram(metrics.tokenUsage, {
      description: 'Input and output tokens of model calls.',
      unit: '{token}',
      advice: { explicitBucketBoundaries: tokenBuckets },
    }),
    callDuration: meter.createHistogram(metrics.callDuration, {
      description: 'How long model calls took.',
      ...seconds,
    }),
    runs: meter.createCounter(metrics.runs, { description: 'Runs by how they ended.', unit: '{run}' }),
    runDuration: meter.createHistogram(metrics.runDuration, { description: 'How long runs took.', ...seconds }),
    gate: meter.createCounter(metrics.gate, { description: 'Decisions of the quality gate.', unit: '{decision}' }),
    cache: meter.createCounter(metrics.cache, {
      description: 'Answered questions to a model, from the cache or not.',
      unit: '{question}',
    }),
    queueDepth: meter.createUpDownCounter(metrics.queueDepth, {
      description: 'Runs under way in this process.',
      unit: '{run}',
    }),
  };
}
