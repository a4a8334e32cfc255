import { describe, expect, test } from 'vitest';
import { sevenDValues } from '../../../../src/domain/seven-d/seven-d.js';
import { calibrationTiers, targetOf, tierOf } from '../../../../src/score/calibration/calibration-prompt.js';
import { calibrationSet } from '../../../../src/score/calibration/calibration-set.js';
import { spearman } from '../../../../src/score/calibration/spearman.js';
import { criterionNames } from '../../../../src/score/rubric.js';

describe('the prompts a judge is calibrated by', () => {
  test('are forty, eight in each tier, each with a name of its own', () => {
    expect(calibrationSet).toHaveLength(40);
    expect(new Set(calibrationSet.map(({ id }) => id)).size).toBe(40);
    expect(new Set(calibrationSet.map(({ prompt }) => prompt)).size).toBe(40);
    for (const tier of calibrationTiers) {
      expect(calibrationSet.filter((one) => one.tier === tier)).toHaveLength(8);
    }
  });

  test.each(calibrationSet)('$id deserves its tier', ({ id, tier, ratings, ...rest }) => {
    expect(id.startsWith(`${tier}-`)).toBe(true);
    expect(Object.keys(ratings).sort()).toEqual([...criterionNames].sort());
    expect(tierOf(targetOf({ ratings, ...rest }).composite)).toBe(tier);
  });

  test('are in many languages, domains and formats', () => {
    expect(new Set(calibrationSet.map(({ language }) => language)).size).toBe(11);
    expect(new Set(calibrationSet.map(({ sevenD }) => sevenD.domain)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(calibrationSet.map(({ sevenD }) => sevenD.output_format)).size).toBeGreaterThanOrEqual(8);
    for (const { sevenD } of calibrationSet) {
      for (const [name, value] of Object.entries(sevenD)) {
        expect(sevenDValues[name as keyof typeof sevenDValues]).toContain(value);
      }
    }
  });

  test('speak to their judge in each tier but one, and their ratings leave that out', () => {
    expect(calibrationSet.filter(({ speaksToJudge }) => speaksToJudge).map(({ tier }) => tier)).toEqual([
      'unusable',
      'weak',
      'fair',
      'good',
    ]);
  });

  test('do not tell their tier by their length', () => {
    const lengths = calibrationSet.map(({ prompt }) => prompt.length);
    const targets = calibrationSet.map((one) => targetOf(one).composite);
    expect(spearman(lengths, targets)).toBeLessThan(0.75);
    const of = (tier: string) => calibrationSet.filter((one) => one.tier === tier).map(({ prompt }) => prompt.length);
    expect(Math.max(...of('unusable'))).toBeGreaterThan(Math.min(...of('excellent')));
    expect(Math.max(...of('weak'))).toBeGreaterThan(Math.min(...of('good')));
  });
});

describe('a target', () => {
  test('is the mean of its ratings in each dimension, times 25', () => {
    const one = calibrationSet.find(({ id }) => id === 'weak-blog-post');
    if (one === undefined) throw new Error('it is not there');
    // (3+3)/2, (0+1+0)/3, (3+3)/2, (0+0)/2
    expect(targetOf(one)).toEqual({ clarity: 75, execution: 8, ambiguity: 75, business_fit: 0, composite: 29.1 });
  });

  test.each([
    [0, 'unusable'],
    [19.9, 'unusable'],
    [20, 'weak'],
    [40, 'fair'],
    [60, 'good'],
    [79.9, 'good'],
    [80, 'excellent'],
    [100, 'excellent'],
  ])('of %d lies in the tier %s', (composite, tier) => {
    expect(tierOf(composite)).toBe(tier);
  });
});
