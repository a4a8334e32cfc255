import type { MeasureSum, UsageSums } from '../domain/figures/figures.js';
import type { PerformanceMetrics } from '../domain/figures/performance-metrics.js';
import { daysBetween } from '../domain/time/local-day.js';
import type { AnalyticsStore, FigureQuery } from '../ports/analytics-store.js';
import { stageLatencies } from './latency-percentiles.js';
import { endedRuns, groupedBy, runsByEnding, shareOf, sumOf } from './sums.js';

/** Reads what figures of performance are made of, and makes them. */
export async function performanceMetrics(store: AnalyticsStore, query: FigureQuery): Promise<PerformanceMetrics> {
  const { orgId, days, planId, model, moduleId } = query;
  const [{ timeZone, until }, usage, measures, queueDepth] = await Promise.all([
    store.summed(),
    store.usage({ ...query, by: ['day', 'operation'] }),
    store.measures(query),
    store.underWay({ orgId }),
  ]);
  const byDay = groupedBy(usage, ({ day }) => day);
  const { decided, passed } = gateOf(usage);
  return {
    ...{ days, filter: { planId, model, moduleId }, timeZone, until, queueDepth },
    runs: runsByEnding(usage),
    errorRate: errorRateOf(usage),
    errors: measures && failuresByCode(measures),
    latency: measures && stageLatencies(measures),
    throughput: measures && throughputByModel(measures),
    cache: measures && cacheOf(measures),
    gate: { decided, passed, passRate: shareOf(passed, decided) },
    byDay: daysBetween(days).map((day) => figuresOfDay(day, byDay.get(day) ?? [])),
  };
}

function figuresOfDay(day: string, sums: readonly UsageSums[]): PerformanceMetrics['byDay'][number] {
  const runs = sumOf(sums, endedRuns);
  const { decided, passed } = gateOf(sums);
  return {
    day,
    runs,
    errorRate: errorRateOf(sums),
    passRate: shareOf(passed, decided),
    meanDurationMs: runs === 0 ? null : Math.round(sumOf(sums, ({ durationMs }) => durationMs) / runs),
  };
}

function errorRateOf(sums: readonly UsageSums[]): number | null {
  const { succeeded, failed, abandoned } = runsByEnding(sums);
  return shareOf(failed + abandoned, succeeded + failed + abandoned);
}

/** Other operations decide no gate, or none that sums are kept of. */
function gateOf(sums: readonly UsageSums[]): { readonly decided: number; readonly passed: number } {
  const optimizing = sums.filter(({ operation }) => operation === 'optimize');
  return { decided: runsByEnding(optimizing).succeeded, passed: sumOf(optimizing, ({ passed }) => passed) };
}

function failuresByCode(measures: readonly MeasureSum[]): PerformanceMetrics['errors'] {
  const prefix = 'run.failed.';
  const failures = measures.filter(({ name }) => name.startsWith(prefix));
  return [...groupedBy(failures, ({ name }) => name.slice(prefix.length))]
    .map(([code, group]) => ({ code, runs: sumOf(group, ({ amount }) => amount) }))
    .sort((a, b) => b.runs - a.runs || (a.code < b.code ? -1 : 1));
}

function throughputByModel(measures: readonly MeasureSum[]): PerformanceMetrics['throughput'] {
  const models = [...new Set(measures.map(({ model }) => model))].filter((model) => model !== null).sort();
  return [null, ...models].flatMap((model) => {
    const of = (name: string) => amountOf(measures, name, model);
    const ms = of('model.ms');
    return ms === 0 ? [] : [{ model, tokensPerSecond: Math.round((of('model.output_tokens') * 10_000) / ms) / 10 }];
  });
}

function cacheOf(measures: readonly MeasureSum[]): PerformanceMetrics['cache'] {
  const cached = amountOf(measures, 'model.cached', null);
  const answered = cached + amountOf(measures, 'model.answered', null);
  return { answered, cached, hitRate: shareOf(cached, answered) };
}

/** Of one model, or with null of all. */
function amountOf(measures: readonly MeasureSum[], name: string, model: string | null): number {
  const found = measures.filter((measure) => measure.name === name && (model === null || measure.model === model));
  return sumOf(found, ({ amount }) => amount);
}
