import { describe, expect, test } from 'vitest';
import { billedMonths, billedTotal } from '../../../adapters/stripe/usage/billed-usage.js';
import { reportTime } from '../../../adapters/stripe/usage/send-report.js';
import type { DailyUsage } from '../../../src/storage.js';

const day: DailyUsage = {
  day: '2026-11-03',
  planId: 'pro',
  engine: 'model',
  model: 'm',
  domain: 'saas',
  runs: { succeeded: 5, failed: 2, canceled: 1, abandoned: 1 },
  passed: 3,
  improved: 3,
  scores: { runs: 5, original: 1, optimized: 2 },
  modelCalls: 12,
  inputTokens: 1_000,
  cachedInputTokens: 400,
  cacheWriteInputTokens: 50,
  outputTokens: 300,
  reasoningTokens: 100,
  costMicros: 7_000,
  runsOfUnknownCost: 0,
  durationMs: 100,
};

describe('what is charged for', () => {
  const days = [day, { ...day, day: '2026-11-04' }, { ...day, planId: 'pilot' }];
  const analytics = { daily: async () => days } as unknown as Parameters<typeof billedTotal>[0]['analytics'];
  const [, month] = billedMonths(Date.UTC(2026, 10, 5));

  test.each([
    ['calls', 10],
    ['tokens', 2_600],
    ['cost', 14_000],
  ] as const)('%s are summed over the plans that are sold', async (meter, total) => {
    expect(await billedTotal({ analytics }, { orgId: 'acme' }, month, meter, new Set(['pro']))).toBe(total);
  });
});

describe('the months that are reported', () => {
  test.each([
    [Date.UTC(2026, 10, 24), '2026-10-01', '2026-11-01'],
    [Date.UTC(2027, 0, 1), '2026-12-01', '2027-01-01'],
    [Date.UTC(2026, 11, 31, 23, 59), '2026-11-01', '2026-12-01'],
    [Date.UTC(2028, 2, 30), '2028-02-01', '2028-03-01'],
  ])('at %d are %s and %s', (now, previous, current) => {
    const [before, at] = billedMonths(now);
    expect([before.first, at.first]).toEqual([previous, current]);
    expect([before.to, at.from <= now && now < at.to]).toEqual([at.from, true]);
  });

  test('a report is of its month, also when it is late', () => {
    const [previous, current] = billedMonths(Date.UTC(2026, 11, 1, 0, 30));
    const report = { identifier: 'x', amount: 1, preparedAt: Date.UTC(2026, 11, 1, 0, 30) };
    expect(reportTime(report, current)).toBe(report.preparedAt / 1_000);
    expect(reportTime(report, previous)).toBe(Date.UTC(2026, 11, 1) / 1_000 - 1);
  });
});
