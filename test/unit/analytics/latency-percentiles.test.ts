import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stageLatencies } from '../../../src/analytics/latency-percentiles.js';
import { bucketEnd, latencyBucket, measuresOf } from '../../../src/domain/runs/run-measures.js';

const times = fc.array(fc.nat({ max: 600_000 }), { minLength: 1, maxLength: 300 });

/** The value of a rank among all of them, found by sorting. */
function nearestRank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

describe('percentiles of latency', () => {
  test('are the end of the bucket that holds the true one, at most 9.06 % above it', () => {
    fc.assert(
      fc.property(times, (values) => {
        const measures = values.map((ms) => ({ model: 'gpt', name: `latency.judge.${latencyBucket(ms)}`, amount: 1 }));
        const [all] = stageLatencies(measures);
        for (const [share, told] of [
          [0.5, all?.p50],
          [0.95, all?.p95],
          [0.99, all?.p99],
        ] as const) {
          const truth = nearestRank(values, share);
          expect(told).toBe(Math.round(bucketEnd(latencyBucket(truth)) * 10) / 10);
          if (truth > 1) {
            expect(told).toBeGreaterThanOrEqual(truth - 0.05);
            expect(told).toBeLessThanOrEqual(truth * 2 ** (1 / 8) + 0.05);
          }
        }
      }),
    );
  });

  test('put every time between the ends of its bucket and of the one before', () => {
    for (let ms = 2; ms < 20_000; ms += 1) {
      const bucket = latencyBucket(ms);
      expect(bucketEnd(bucket)).toBeGreaterThanOrEqual(ms * (1 - 1e-12));
      expect(bucketEnd(bucket - 1)).toBeLessThan(ms);
    }
    expect([0, 1, 2, 4, 1_024].map(latencyBucket)).toEqual([-1, -1, 7, 15, 79]);
  });

  test('come for all models first, then for each; the whole run before its stages', () => {
    const stages = stageLatencies([
      { model: 'b', name: 'latency.judge.10', amount: 1 },
      { model: 'a', name: 'latency.judge.-1', amount: 2 },
      { model: null, name: 'latency.run.8', amount: 1 },
      { model: 'a', name: 'latency.admission.3', amount: 1 },
      { model: 'a', name: 'model.answered', amount: 9 },
    ]);
    expect(stages.map(({ stage, model, count }) => [stage, model, count])).toEqual([
      ['run', null, 1],
      ['admission', null, 1],
      ['admission', 'a', 1],
      ['judge', null, 3],
      ['judge', 'a', 2],
      ['judge', 'b', 1],
    ]);
  });
});

describe('the measures of a run', () => {
  test('are made of its events', () => {
    const answered = { purpose: 'judge', latencyMs: 900, outputTokens: 40 };
    expect(
      measuresOf([
        { type: 'session.verified', at: 1_000, data: {} },
        { type: 'quota.reserved', at: 1_020, data: {} },
        { type: 'model.answered', at: 2_000, data: answered },
        { type: 'model.answered', at: 3_000, data: { ...answered, latencyMs: 901, outputTokens: 2 } },
        { type: 'model.failed', at: 4_000, data: { purpose: 'judge', latencyMs: 30, code: 'model_timeout' } },
        { type: 'model.cached', at: 4_000, data: { purpose: 'judge' } },
        { type: 'run.failed', at: 5_000, data: { code: 'model_timeout' } },
      ]),
    ).toEqual({
      [`latency.run.${latencyBucket(4_000)}`]: 1,
      [`latency.admission.${latencyBucket(20)}`]: 1,
      [`latency.judge.${latencyBucket(900)}`]: 2,
      [`latency.judge.${latencyBucket(30)}`]: 1,
      'model.answered': 2,
      'model.ms': 1_801,
      'model.output_tokens': 42,
      'model.failed.model_timeout': 1,
      'model.cached': 1,
      'run.failed.model_timeout': 1,
    });
    expect(measuresOf([])).toEqual({});
  });
});
