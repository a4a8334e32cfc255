import { describe, expect, test } from 'vitest';
import { defaultPlans, features } from '../../../src/domain/plan.js';

describe('the default catalogue', () => {
  test.each([
    ['pilot', 10, 50],
    ['pro', 50, 1_000],
    ['enterprise', 100, 50_000],
  ])('has %s with %d calls an hour and %d a month for each user', (id, hour, month) => {
    const plan = defaultPlans.find((candidate) => candidate.id === id);
    expect(plan?.limits).toEqual({
      userCallsPerHour: hour,
      userCallsPerMonth: month,
      orgTokensPerMonth: null,
      orgCostMicrosPerMonth: null,
    });
    expect(plan?.features).toEqual(Object.fromEntries(features.map((feature) => [feature, true])));
  });

  test('begins with the plan of those who have not signed up for any', () => {
    expect(defaultPlans.map(({ id }) => id)).toEqual(['pilot', 'pro', 'enterprise']);
  });

  test('cannot be changed by whoever imports it', () => {
    expect(() => Object.assign(defaultPlans[0]?.limits ?? {}, { userCallsPerHour: 1e9 })).toThrow(TypeError);
    expect(() => Object.assign(defaultPlans[0]?.features ?? {}, { gpt_editor: false })).toThrow(TypeError);
  });
});
