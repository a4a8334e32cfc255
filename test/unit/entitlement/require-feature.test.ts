import { describe, expect, test } from 'vitest';
import { builtInFeatures, type Feature, type Plan } from '../../../src/domain/plans/plan.js';
import { requireFeature } from '../../../src/entitlement/require-feature.js';
import { planWith } from '../../fixtures/plan-with.js';
import { refusal } from '../../fixtures/rejection.js';

const planNaming = (feature: Feature | null): Plan =>
  planWith({}, { id: 'small', title: 'Small', features: feature === null ? {} : { [feature]: true } });

describe('a feature', () => {
  test.each(builtInFeatures)('%s is open to a plan that has it', (feature) => {
    expect(() => requireFeature(planNaming(feature), feature)).not.toThrow();
  });

  test.each(builtInFeatures)('%s is closed to a plan that lacks it, and the refusal names both', async (feature) => {
    const error = await refusal(() => requireFeature(planNaming(null), feature));
    expect(error).toMatchObject({ code: 'plan_feature_missing', details: { plan: 'small', feature } });
    expect(error.message).toContain('Small');
    expect(error.message).toContain(feature);
  });

  test('that is switched off by name is closed', async () => {
    const plan = planWith({}, { features: { api_keys: false } });
    expect((await refusal(() => requireFeature(plan, 'api_keys'))).code).toBe('plan_feature_missing');
  });
});
