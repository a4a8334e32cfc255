import { expect, test } from 'vitest';
import { defaultPlans, type Plan } from '../../../src/domain/plans/plan.js';
import { retentionMs, retentionSpan } from '../../../src/maintenance/retention.js';

const [pilot] = defaultPlans;
const keeping = (retentionDays: number | null): Plan => ({ ...pilot, retentionDays });
const day = 86_400_000;

test('the default plans keep runs for 30, 90 and 365 days', () => {
  expect(defaultPlans.map(({ id, retentionDays }) => [id, retentionDays])).toEqual([
    ['pilot', 30],
    ['pro', 90],
    ['enterprise', 365],
  ]);
  expect(retentionSpan(defaultPlans)).toEqual({ shortestMs: 30 * day, longestMs: 365 * day });
});

test.each([
  [[30, 90], { shortestMs: 30 * day, longestMs: 90 * day }],
  [[90, null, 30], { shortestMs: 30 * day, longestMs: null }],
  [[null], { shortestMs: null, longestMs: null }],
])('a catalogue that keeps runs for %j days spans %j', (days, span) => {
  expect(retentionSpan(days.map(keeping))).toEqual(span);
});

test('what single customers were granted counts like a plan', () => {
  const keepers = [keeping(30), { retentionDays: 2 }, { retentionDays: 500 }];
  expect(retentionSpan(keepers)).toEqual({ shortestMs: 2 * day, longestMs: 500 * day });
});

test('null keeps for good', () => {
  expect(retentionMs(keeping(null))).toBe(null);
  expect(retentionMs(keeping(1))).toBe(day);
});
