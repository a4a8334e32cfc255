import { describe, expect, test } from 'vitest';
import { defaultPlans } from '../../../src/domain/plans/plan.js';
import { limitName } from '../../../src/domain/quota/quota-window.js';
import { windowsFor } from '../../../src/quota/windows-for.js';
import { planWith } from '../../fixtures/plan-with.js';
import { subscriptionWith } from '../../fixtures/subscription-with.js';

const subscription = subscriptionWith({ planId: 'own', anchor: Date.UTC(2026, 0, 31) });

describe('the windows of a plan', () => {
  test('are those of its limits, each exact', () => {
    const plan = planWith({
      'user-calls-hour': 1,
      'user-calls-month': 2,
      'org-tokens-month': 3,
      'org-cost-month': 4,
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
    expect(windowsFor(planWith({ 'org-tokens-month': 0 }), null).map(({ max }) => max)).toEqual([0]);
  });

  test('follow the anchor of the subscription by the month and never by the hour', () => {
    const plan = planWith({ 'user-calls-hour': 1, 'user-calls-month': 2, 'org-tokens-month': 3 });
    expect(windowsFor(plan, subscription).map(({ anchor }) => anchor)).toEqual([
      null,
      subscription.anchor,
      subscription.anchor,
    ]);
    expect(windowsFor(plan, null).map(({ anchor }) => anchor)).toEqual([null, null, null]);
  });

  test('slide where the limit says so', () => {
    const [limit] = planWith({ 'user-calls-day': 5 }).limits;
    const sliding = planWith({}, { limits: limit === undefined ? [] : [{ ...limit, algorithm: 'sliding' }] });
    expect(windowsFor(sliding, null)).toEqual([{ ...limit, algorithm: 'sliding', anchor: null }]);
  });

  test.each(defaultPlans)('of $id are two, both of the user', (plan) => {
    expect(windowsFor(plan, null).map(limitName)).toEqual(['user-calls-hour', 'user-calls-month']);
  });
});
