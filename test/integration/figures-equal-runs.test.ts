import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { businessMetrics } from '../../src/analytics/business-metrics.js';
import { performanceMetrics } from '../../src/analytics/performance-metrics.js';
import { latencyBucket } from '../../src/domain/runs/run-measures.js';
import type { FigureQuery } from '../../src/ports/analytics-store.js';
import { reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { rollUpAll } from '../../src/testing/storage-contract/fixtures/roll-up-all.js';
import { runResult, settlement, someUsage } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { type PlainRun, plainFigures } from '../fixtures/plain-figures.js';

const hour = 3_600_000;

/** Zones, and a moment around which something happens to their days. */
const places = [
  ['UTC', '2028-02-29T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2027-12-31T23:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Asia/Kathmandu', '2028-02-28T18:15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Pacific/Apia', '2028-02-29T11:00:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z'],
] as const;

const run = fc.record({
  /** Since the run before: often little, so that days hold several; sometimes weeks, so that months pass. */
  afterMs: fc.oneof(
    fc.nat({ max: 7 * hour }),
    fc.constant(0),
    fc.integer({ min: 20 * 24 * hour, max: 45 * 24 * hour }),
  ),
  orgId: fc.constantFrom('acme', 'other'),
  userId: fc.constantFrom('ada', 'bob', 'eve'),
  planId: fc.constantFrom('pilot', 'pro'),
  model: fc.constantFrom('gpt-a', 'gpt-b', null),
  operation: fc.constantFrom('optimize' as const, 'score' as const),
  moduleId: fc.constantFrom('brief', null),
  ending: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'canceled' as const),
  passed: fc.boolean(),
  costMicros: fc.oneof(fc.nat({ max: 5_000 }), fc.constant(null)),
  outputTokens: fc.nat({ max: 900 }),
  latencies: fc.array(fc.nat({ max: 90_000 }), { maxLength: 3 }),
  cached: fc.nat({ max: 2 }),
});
type Told = typeof run extends fc.Arbitrary<infer T> ? T : never;

function measuresOf({ latencies, cached, ending, outputTokens }: Told): Record<string, number> {
  const measures: Record<string, number> = {};
  const add = (name: string, amount: number) => {
    if (amount > 0) measures[name] = (measures[name] ?? 0) + amount;
  };
  for (const ms of latencies) {
    add(`latency.run.${latencyBucket(ms)}`, 1);
    add(`latency.judge.${latencyBucket(ms / 2)}`, 2);
    add('model.answered', 2);
    add('model.ms', ms);
  }
  add('model.output_tokens', outputTokens);
  add('model.cached', cached);
  if (ending === 'failed') add('run.failed.model_timeout', 1);
  return measures;
}

/** Writes the runs of a story, from a day before `around` on, and answers them as plain rows. */
async function written(around: string, told: readonly Told[]) {
  const clock = manualClock(Date.parse(around) - 12 * hour);
  const storage = memoryStorage({ clock });
  const rows: PlainRun[] = [];
  for (const one of told) {
    clock.advance(one.afterMs);
    const { orgId, userId, planId, model, operation, moduleId, ending, costMicros, passed } = one;
    const engine = model === null ? 'rules' : 'model';
    const module = moduleId === null ? {} : { module: { id: moduleId, version: '1.0.0' } };
    const input = { prompt: 'Plan it.', sevenD: { values: { domain: 'saas', output_format: 'md' }, defaulted: [] } };
    const { id } = await reserveRun(
      storage,
      { orgId },
      {
        ...{ userId, planId, model, engine, operation, limits: [], leaseMs: hour },
        input: { ...input, ...module } as never,
      },
    );
    const createdAt = clock.now();
    clock.advance(one.latencies[0] ?? 5);
    const usage = { ...someUsage, outputTokens: one.outputTokens, costMicros };
    const gate = { ...runResult().gate, outcome: passed ? ('pass' as const) : ('fail' as const) };
    const { original } = runResult();
    const result = operation === 'optimize' ? runResult({ gate }) : { ...original, gate, weaknesses: [] };
    const measures = measuresOf(one);
    await storage.ledger.settle(
      { orgId },
      settlement(id, {
        ...{ ending, usage, measures },
        result: ending === 'succeeded' ? result : null,
        error: ending === 'failed' ? { code: 'model_timeout', message: 'Too late.' } : null,
      }),
    );
    rows.push({
      ...{ orgId, userId, planId, model, operation, moduleId, status: ending, createdAt, costMicros, passed, measures },
      durationMs: clock.now() - createdAt,
      tokens: usage.inputTokens + usage.outputTokens,
    });
  }
  return { storage, rows, now: clock.now() };
}

const filter = fc.record({
  orgId: fc.constantFrom(null, 'acme'),
  planId: fc.constantFrom(null, 'pro'),
  model: fc.constantFrom(null, 'gpt-a'),
  moduleId: fc.constantFrom(null, 'brief'),
  /** Of the range, in days: before the moment at which all begins, and how many. */
  daysBefore: fc.integer({ min: -20, max: 3 }),
  length: fc.integer({ min: 1, max: 75 }),
});

describe('every figure equals what counting the runs one by one comes to', () => {
  test.each(places)('in %s around %s', async (timeZone, around) => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 25 }), filter, async (told, asked) => {
        const { storage, rows, now } = await written(around, told);
        await rollUpAll(storage, timeZone);
        const { daysBefore, length, ...filters } = asked;
        const day = (offset: number) => new Date(Date.parse(around) + offset * 24 * hour).toISOString().slice(0, 10);
        const query: FigureQuery = {
          ...filters,
          days: { first: day(-daysBefore), last: day(length - 1 - daysBefore) },
        };
        const expected = plainFigures(rows, query, { timeZone, until: now });
        expect(await performanceMetrics(storage.analytics, query)).toMatchObject(expected.performance);
        const business = await businessMetrics({ store: storage.analytics, subscriptions: null, now }, query);
        expect(business).toMatchObject(expected.business);
        expect([business.timeZone, business.until]).toEqual([timeZone, now]);
      }),
      { numRuns: 40 },
    );
  });
});
