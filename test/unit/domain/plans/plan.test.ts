import { describe, expect, test } from 'vitest';
import { builtInFeatures, defaultPlans, featureMeanings } from '../../../../src/domain/plans/plan.js';
import { limitName } from '../../../../src/domain/quota/quota-window.js';

const planNamed = (id: string) => defaultPlans.find((candidate) => candidate.id === id);

describe('the default catalogue', () => {
  test.each([
    ['pilot', 10, 50],
    ['pro', 50, 1_000],
    ['enterprise', 100, 50_000],
  ])('has %s with %d calls an hour and %d a month for each user', (id, hour, month) => {
    expect(planNamed(id)?.limits.map((limit) => [limitName(limit), limit.max])).toEqual([
      ['user-calls-hour', hour],
      ['user-calls-month', month],
    ]);
  });

  test.each([
    ['pilot', ['gpt_editor', 'export_txt', 'export_md', 'analytics']],
    [
      'pro',
      [
        'gpt_editor',
        'live_test',
        'all_modules',
        'export_txt',
        'export_md',
        'export_json',
        'api_keys',
        'analytics',
        'team',
      ],
    ],
    ['enterprise', builtInFeatures],
  ])('has %s with just these features: %j', (id, expected) => {
    const features = planNamed(id)?.features;
    expect(builtInFeatures.filter((name) => features?.[name])).toEqual(expected);
    expect(Object.keys(features ?? {}), 'and says no to the others by name').toEqual(builtInFeatures);
  });

  test('begins with the plan of those who have not signed up for any', () => {
    expect(defaultPlans.map(({ id }) => id)).toEqual(['pilot', 'pro', 'enterprise']);
  });

  test('cannot be changed by whoever imports it', () => {
    for (const { limits, features } of defaultPlans) {
      expect(() => Object.assign(limits[0] ?? {}, { max: 1e9 })).toThrow(TypeError);
      expect(() => Object.assign(limits, { 0: null })).toThrow(TypeError);
      expect(() => Object.assign(features, { gpt_editor: false })).toThrow(TypeError);
    }
  });
});

test('every feature says what it stands for', () => {
  for (const name of builtInFeatures) expect(featureMeanings[name].length).toBeGreaterThan(10);
});
