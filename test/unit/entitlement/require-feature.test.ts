import { describe, expect, test } from 'vitest';
import { type Feature, features, type Plan } from '../../../src/domain/plan.js';
import { requireFeature } from '../../../src/entitlement/require-feature.js';
import { refusal } from '../../fixtures/rejection.js';

const limits = { userCallsPerHour: 1, userCallsPerMonth: 1, orgTokensPerMonth: null, orgCostMicrosPerMonth: null };
const planWith = (feature: Feature | null): Plan => ({
  id: 'small',
  title: 'Small',
  limits,
  features: { gpt_editor: feature === 'gpt_editor', analytics: feature === 'analytics' },
  retentionDays: null,
});

describe('a feature', () => {
  test.each(features)('%s is open to a plan that has it', (feature) => {
    expect(() => requireFeature(planWith(feature), feature)).not.toThrow();
  });

  test.each(features)('%s is closed to a plan that lacks it, and the refusal names both', async (feature) => {
    const error = await refusal(() => requireFeature(planWith(null), feature));
    expect(error).toMatchObject({ code: 'plan_feature_missing', details: { plan: 'small', feature } });
    expect(error.message).toContain('Small');
    expect(error.message).toContain(feature);
  });
});
