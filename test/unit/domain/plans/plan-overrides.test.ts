import { expect, test } from 'vitest';
import { withOverrides } from '../../../../src/domain/plans/plan-overrides.js';
import { limitName } from '../../../../src/domain/quota/quota-window.js';
import { planWith } from '../../../fixtures/plan-with.js';

const plan = planWith({ 'user-calls-hour': 10, 'org-tokens-month': 1_000 }, { seats: 3, retentionDays: 30 });
const hour = { subject: 'user', meter: 'calls', period: 'hour' } as const;

test('no overrides leave the plan as it is', () => {
  expect(withOverrides(plan, null)).toBe(plan);
  expect(withOverrides(plan, { limits: [], features: {} })).toEqual(plan);
});

test('a limit takes the place of the one of the plan, whole', () => {
  const sliding = withOverrides(plan, { limits: [{ ...hour, max: 99, algorithm: 'sliding' }], features: {} });
  expect(sliding.limits[0]).toEqual({ ...hour, max: 99, algorithm: 'sliding' });
  const fixed = withOverrides(sliding, { limits: [{ ...hour, max: 5 }], features: {} });
  expect(fixed.limits[0]).toEqual({ ...hour, max: 5 });
});

test('a limit without a maximum is lifted, and one the plan lacks is added', () => {
  const limits = [
    { ...hour, max: null },
    { ...hour, period: 'day', max: 0 },
    { ...hour, meter: 'cost', max: null },
  ] as const;
  expect(withOverrides(plan, { limits, features: {} }).limits.map((limit) => [limitName(limit), limit.max])).toEqual([
    ['org-tokens-month', 1_000],
    ['user-calls-day', 0],
  ]);
});

test('a feature is granted, or denied', () => {
  const { features } = withOverrides(plan, { limits: [], features: { api_keys: true, analytics: false } });
  expect(features).toEqual({ gpt_editor: true, analytics: false, api_keys: true });
});

test('seats and retention are replaced where they are named, also by no bound at all', () => {
  expect(withOverrides(plan, { limits: [], features: {}, seats: null })).toMatchObject({
    seats: null,
    retentionDays: 30,
  });
  expect(withOverrides(plan, { limits: [], features: {}, retentionDays: null })).toMatchObject({
    seats: 3,
    retentionDays: null,
  });
});

test('the plan of everybody is not touched by what one has', () => {
  const before = structuredClone(plan);
  const own = withOverrides(plan, { limits: [{ ...hour, max: 1 }], features: { team: true }, seats: 9 });
  expect(plan).toEqual(before);
  for (const part of [own, own.limits, own.features, own.limits[0]]) expect(Object.isFrozen(part)).toBe(true);
});
