import { describe, expect, test } from 'vitest';
import { defaultPlans, type Plan, type PlanLimits } from '../../../src/domain/plan.js';
import { limitName } from '../../../src/domain/quota-window.js';
import { windowsFor } from '../../../src/quota/windows-for.js';

const unlimited: PlanLimits = {
  userCallsPerHour: null,
  userCallsPerMonth: null,
  orgTokensPerMonth: null,
  orgCostMicrosPerMonth: null,
};
const planWith = (limits: Partial<PlanLimits>): Plan => ({
  id: 'own',
  title: 'Own',
  limits: { ...unlimited, ...limits },
  features: { gpt_editor: true, analytics: true },
  retentionDays: null,
});
const subscription = {
  planId: 'own',
  status: 'active',
  seats: 1,
  anchor: Date.UTC(2026, 0, 31),
  trialEnd: null,
  cancelAt: null,
  nextPlanId: null,
} as const;

describe('the windows of a plan', () => {
  test('are those of its limits, each exact', () => {
    const plan = planWith({
      userCallsPerHour: 1,
      userCallsPerMonth: 2,
      orgTokensPerMonth: 3,
      orgCostMicrosPerMonth: 4,
    });
    const windows = windowsFor(plan, null);
    expect(windows.map((window) => [limitName(window), window.max, window.algorithm])).toEqual([
      ['user-calls-hour', 1, 'fixed'],
      ['user-calls-month', 2, 'fixed'],
      ['org-tokens-month', 3, 'fixed'],
      ['org-cost-month', 4, 'fixed'],
    ]);
  });

  test('leave out what is not limited, and keep a limit of nothing', () => {
    expect(windowsFor(planWith({}), null)).toEqual([]);
    expect(windowsFor(planWith({ orgTokensPerMonth: 0 }), null).map(({ max }) => max)).toEqual([0]);
  });

  test('follow the anchor of the subscription by the month and never by the hour', () => {
    const plan = planWith({ userCallsPerHour: 1, userCallsPerMonth: 2, orgTokensPerMonth: 3 });
    expect(windowsFor(plan, subscription).map(({ anchor }) => anchor)).toEqual([
      null,
      subscription.anchor,
      subscription.anchor,
    ]);
    expect(windowsFor(plan, null).map(({ anchor }) => anchor)).toEqual([null, null, null]);
  });

  test.each(defaultPlans)('of $id are two, both of the user', (plan) => {
    expect(windowsFor(plan, null).map(limitName)).toEqual(['user-calls-hour', 'user-calls-month']);
  });
});
