import { describe, expect, test } from 'vitest';
import { businessMetrics } from '../../../src/analytics/business-metrics.js';
import { performanceMetrics } from '../../../src/analytics/performance-metrics.js';
import type { ActiveUsers, UsageSums } from '../../../src/domain/figures/figures.js';
import type { AnalyticsStore, FigureQuery } from '../../../src/ports/analytics-store.js';

const query: FigureQuery = {
  orgId: null,
  days: { first: '2028-02-28', last: '2028-03-01' },
  ...{ planId: null, model: null, moduleId: null },
};

function sums(day: string, changes: Partial<UsageSums> = {}): UsageSums {
  return {
    ...{ day, planId: 'pro', engine: 'model', model: 'gpt', operation: 'optimize', moduleId: null },
    runs: { succeeded: 0, failed: 0, canceled: 0, abandoned: 0 },
    ...{ passed: 0, improved: 0, scores: { runs: 0, original: 0, optimized: 0 } },
    ...{ inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, cacheWriteInputTokens: 0, reasoningTokens: 0 },
    ...{ modelCalls: 0, costMicros: 0, runsOfUnknownCost: 0, durationMs: 0 },
    ...changes,
  };
}

/** Answers what a test has written down, of the days that are asked for. */
function storeWith(answers: Partial<Record<'usage' | 'measures' | 'activeUsers' | 'retention', readonly unknown[]>>) {
  const store: Pick<AnalyticsStore, 'summed' | 'usage' | 'measures' | 'activeUsers' | 'retention' | 'underWay'> = {
    summed: async () => ({ timeZone: 'Europe/Berlin', until: Date.UTC(2028, 2, 1, 12) }),
    usage: async ({ days }) =>
      ((answers.usage ?? []) as UsageSums[]).filter(({ day }) => day !== null && day >= days.first && day <= days.last),
    measures: async ({ planId, moduleId }) =>
      planId !== null && moduleId !== null ? null : ((answers.measures ?? []) as never),
    activeUsers: async ({ interval }) =>
      ((answers.activeUsers ?? []) as (ActiveUsers & { interval: string })[]).flatMap(({ interval: own, ...counts }) =>
        own === interval ? [counts] : [],
      ),
    retention: async () => (answers.retention ?? []) as never,
    underWay: async () => 3,
  };
  return store as AnalyticsStore;
}

const ended = (succeeded: number, failed = 0, canceled = 0, abandoned = 0) => ({
  runs: { succeeded, failed, canceled, abandoned },
});

describe('figures of performance', () => {
  test('leave canceled runs out of the error rate, and other operations out of the gate', async () => {
    const store = storeWith({
      usage: [
        sums('2028-02-28', { ...ended(6, 1, 5, 1), passed: 3, durationMs: 1_300 }),
        sums('2028-02-29', { ...ended(2), operation: 'score', passed: 2 }),
      ],
    });
    const answer = await performanceMetrics(store, query);
    expect(answer.errorRate).toBe(0.2);
    expect(answer.gate).toEqual({ decided: 6, passed: 3, passRate: 0.5 });
    expect(answer.byDay).toEqual([
      { day: '2028-02-28', runs: 13, errorRate: 0.25, passRate: 0.5, meanDurationMs: 100 },
      { day: '2028-02-29', runs: 2, errorRate: 0, passRate: null, meanDurationMs: 0 },
      { day: '2028-03-01', runs: 0, errorRate: null, passRate: null, meanDurationMs: null },
    ]);
    expect(answer.queueDepth).toBe(3);
  });

  test('are made of measures by their names', async () => {
    const store = storeWith({
      measures: [
        { model: 'a', name: 'model.answered', amount: 8 },
        { model: 'a', name: 'model.ms', amount: 4_000 },
        { model: 'a', name: 'model.output_tokens', amount: 100 },
        { model: 'b', name: 'model.cached', amount: 2 },
        { model: 'b', name: 'run.failed.model_timeout', amount: 2 },
        { model: 'a', name: 'run.failed.model_timeout', amount: 1 },
        { model: 'a', name: 'run.failed.internal', amount: 3 },
        { model: 'a', name: 'model.failed.model_timeout', amount: 9 },
      ],
    });
    const { errors, throughput, cache } = await performanceMetrics(store, query);
    expect(errors).toEqual([
      { code: 'internal', runs: 3 },
      { code: 'model_timeout', runs: 3 },
    ]);
    expect(throughput).toEqual([
      { model: null, tokensPerSecond: 25 },
      { model: 'a', tokensPerSecond: 25 },
    ]);
    expect(cache).toEqual({ answered: 10, cached: 2, hitRate: 0.2 });
  });

  test('say that there are no measures by plan and module at once', async () => {
    const answer = await performanceMetrics(storeWith({}), { ...query, planId: 'pro', moduleId: 'm' });
    expect([answer.errors, answer.latency, answer.throughput, answer.cache]).toEqual([null, null, null, null]);
    expect(answer.gate.passRate).toBeNull();
  });
});

describe('figures of business', () => {
  test('set runs against the same number of days before', async () => {
    const store = storeWith({
      usage: [
        sums('2028-02-25', ended(2)),
        sums('2028-02-24', ended(50)),
        sums('2028-02-28', { ...ended(1, 1), inputTokens: 5, outputTokens: 7, costMicros: 30, moduleId: 'm' }),
        sums('2028-03-01', { ...ended(1), planId: 'pilot', model: null, costMicros: 3, runsOfUnknownCost: 1 }),
      ],
    });
    const answer = await businessMetrics({ store, subscriptions: null, now: 0 }, query);
    expect(answer.runs).toEqual({ ended: 3, before: 2, growth: 0.5 });
    expect([answer.tokens, answer.costMicros, answer.runsOfUnknownCost]).toEqual([12, 33, 1]);
    expect(answer.byPlan).toEqual([
      { name: 'pro', runs: 2, costMicros: 30 },
      { name: 'pilot', runs: 1, costMicros: 3 },
    ]);
    expect(answer.byModel.map(({ name }) => name)).toEqual(['gpt', null]);
    expect(answer.byModule.map(({ name }) => name)).toEqual(['m', null]);
    expect(answer.byDay.map(({ runs }) => runs)).toEqual([2, 0, 1]);
    expect([answer.subscriptions, answer.margin]).toEqual([null, null]);
  });

  test('tell growth from interval to interval, and which are not over', async () => {
    const store = storeWith({
      activeUsers: [
        { interval: 'month', from: '2028-01-01', users: 4 },
        { interval: 'month', from: '2028-02-01', users: 5 },
        { interval: 'month', from: '2028-03-01', users: 0 },
        { interval: 'week', from: '2028-02-21', users: 0 },
        { interval: 'week', from: '2028-02-28', users: 2 },
      ],
    });
    const { activeUsers } = await businessMetrics({ store, subscriptions: null, now: 0 }, query);
    expect(activeUsers.month).toEqual([
      { from: '2028-02-01', users: 5, growth: 0.25, isWhole: true },
      { from: '2028-03-01', users: 0, growth: -1, isWhole: false },
    ]);
    expect(activeUsers.week).toEqual([{ from: '2028-02-28', users: 2, growth: null, isWhole: false }]);
  });

  test('follow each cohort to the last month of the range', async () => {
    const store = storeWith({
      retention: [
        { cohort: '2027-12', month: '2027-12', users: 10 },
        { cohort: '2027-12', month: '2028-02', users: 4 },
        { cohort: '2028-02', month: '2028-02', users: 3 },
        { cohort: '2028-02', month: '2028-03', users: 1 },
      ],
    });
    const days = { first: '2027-12-15', last: '2028-03-01' };
    const { retention } = await businessMetrics({ store, subscriptions: null, now: 0 }, { ...query, days });
    expect(retention).toEqual([
      { month: '2027-12', users: 10, active: [10, 0, 4, 0] },
      { month: '2028-02', users: 3, active: [3, 1] },
    ]);
  });

  test('subtract what models cost from what was earned, and only from all of it', async () => {
    const store = storeWith({ usage: [sums('2028-02-28', { ...ended(1), costMicros: 250_000 })] });
    const ranges: unknown[] = [];
    const subscriptions = async (range: unknown) => {
      ranges.push(range);
      return {
        ...{ distribution: [], paying: { before: 0, after: 1 }, churn: { lost: 0, rate: null } },
        trials: { running: 0, converted: 0, conversionRate: null },
        revenue: [{ planId: 'pro', currency: 'usd', monthly: 1_000, accrued: 100 }],
      };
    };
    const { margin } = await businessMetrics({ store, subscriptions, now: 0 }, query);
    expect(margin).toEqual({ revenueMicros: 1_000_000, marginMicros: 750_000, share: 0.75 });
    expect(ranges).toEqual([{ from: Date.UTC(2028, 1, 27, 23), to: Date.UTC(2028, 2, 1, 23) }]);
    const filtered = await businessMetrics({ store, subscriptions, now: 0 }, { ...query, planId: 'pro' });
    expect(filtered.margin).toBeNull();
  });
});
