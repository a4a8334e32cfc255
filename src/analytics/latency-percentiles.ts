import type { MeasureSum } from '../domain/figures/figures.js';
import type { StageLatency } from '../domain/figures/performance-metrics.js';
import { bucketEnd } from '../domain/runs/run-measures.js';

type Histogram = ReadonlyMap<number, number>;

/** Percentiles of the times of each stage: the whole run first; each for all models, then by model. */
export function stageLatencies(measures: readonly MeasureSum[]): readonly StageLatency[] {
  const stages = new Map<string, Map<string | null, Map<number, number>>>();
  for (const { model, name, amount } of measures) {
    const [, stage, bucket] = /^latency\.(.+)\.(-?\d+)$/.exec(name) ?? [];
    if (stage === undefined) continue;
    const models = stages.get(stage) ?? new Map<string | null, Map<number, number>>([[null, new Map()]]);
    stages.set(stage, models);
    // The rules engine has no model, and is in those of all models alone.
    for (const one of model === null ? [null] : [null, model]) {
      const histogram = models.get(one) ?? new Map<number, number>();
      models.set(one, histogram.set(Number(bucket), (histogram.get(Number(bucket)) ?? 0) + amount));
    }
  }
  return [...stages]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([stage, models]) =>
      [...models].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)).map(([model, times]) => of(stage, model, times)),
    );
}

function of(stage: string, model: string | null, histogram: Histogram): StageLatency {
  const count = [...histogram.values()].reduce((sum, times) => sum + times, 0);
  const at = (share: number) => percentile(histogram, Math.ceil(share * count));
  return { stage, model, count, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The longest time of the bucket that holds the value of a rank, to a tenth of a millisecond. */
function percentile(histogram: Histogram, rankOfValue: number): number {
  let seen = 0;
  for (const [bucket, times] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += times;
    if (seen >= rankOfValue) return Math.round(bucketEnd(bucket) * 10) / 10;
  }
  return 0;
}

function rank(stage: string): number {
  const first = ['run', 'admission'].indexOf(stage);
  return first === -1 ? 2 : first;
}
