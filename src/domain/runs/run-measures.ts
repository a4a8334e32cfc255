import type { TelemetryEvent } from './telemetry-event.js';

/**
 * What one run adds to the figures of performance: amounts under a name, whole numbers of 0 or more.
 * Adding up those of many runs gives what the same names mean of all of them. The names are
 *
 * - `latency.<stage>.<bucket>`: how often a stage took a time of that bucket. Buckets are those of an exponential histogram with 8 for each doubling.
 *   Stages: `run`, `admission`, and the purpose of each model call;
 * - `model.answered`, `model.cached`, `model.failed.<code>`: questions to a model by what became of them;
 * - `model.ms`, `model.output_tokens`: milliseconds and output tokens of the calls that were answered;
 * - `run.failed.<code>`: runs that failed, by the code of their error.
 */
export type RunMeasures = Readonly<Record<string, number>>;

/** What happens in a run, as far as it can be measured. */
export type MeasuredEvent = Pick<TelemetryEvent, 'type' | 'at' | 'data'>;

/** The measures of a run by its events, in the order of their sequence. */
export function measuresOf(events: readonly MeasuredEvent[]): RunMeasures {
  const measures = new Map<string, number>();
  const add = (name: string, amount: number) => {
    if (amount > 0) measures.set(name, (measures.get(name) ?? 0) + amount);
  };
  const took = (stage: string, ms: number) => add(`latency.${stage}.${latencyBucket(ms)}`, 1);
  const [first] = events;
  const last = events.at(-1);
  if (first !== undefined && last !== undefined) took('run', last.at - first.at);
  for (const { type, at, data } of events) {
    if (type === 'quota.reserved' && first !== undefined) took('admission', at - first.at);
    if (type === 'model.cached') add('model.cached', 1);
    if (type === 'run.failed') add(`run.failed.${data.code}`, 1);
    if (type === 'model.failed') add(`model.failed.${data.code}`, 1);
    if (type === 'model.answered') {
      add('model.answered', 1);
      add('model.ms', Math.round(Number(data.latencyMs)));
      add('model.output_tokens', Number(data.outputTokens));
    }
    if (type === 'model.answered' || type === 'model.failed') took(String(data.purpose), Number(data.latencyMs));
  }
  return Object.fromEntries(measures);
}

/** Buckets for each doubling: a bucket is at most 9.06 % wider than its lower end. */
const bucketsPerDoubling = 8;

/**
 * The bucket of a time in milliseconds, after the exponential histogram of OpenTelemetry at scale 3: bucket
 * `i` holds times above 2^(i/8) and up to 2^((i+1)/8). Times of 1 ms and less are in bucket -1.
 * @see https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram
 */
export function latencyBucket(ms: number): number {
  return ms <= 1 ? -1 : Math.ceil(Math.log2(ms) * bucketsPerDoubling) - 1;
}

/** The longest time of a bucket, in milliseconds. */
export function bucketEnd(bucket: number): number {
  return 2 ** ((bucket + 1) / bucketsPerDoubling);
}
