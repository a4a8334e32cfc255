import fc from 'fast-check';
import { sampleRankCorrelation } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import type { Score } from '../../../../src/domain/scores/score.js';
import { agreementOf, type Measured } from '../../../../src/score/calibration/agreement.js';
import { bootstrapInterval } from '../../../../src/score/calibration/bootstrap-interval.js';
import { tierOf } from '../../../../src/score/calibration/calibration-prompt.js';
import { spearman } from '../../../../src/score/calibration/spearman.js';

const flat = (composite: number): Score => ({
  clarity: composite,
  execution: composite,
  ambiguity: 100 - composite,
  business_fit: composite,
  composite,
});
const measured = (target: number, ...samples: readonly number[]): Measured => ({
  id: `t${target}`,
  tier: tierOf(target),
  target: flat(target),
  samples: samples.map(flat),
});

describe('the rank correlation', () => {
  test.each([
    [[1, 2, 3], [10, 20, 30], 1],
    [[1, 2, 3], [3, 2, 1], -1],
    [[1, 2, 3, 4], [1, 4, 9, 16], 1],
    // By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4, 4.5 / sqrt(4.5 * 5)
    [[1, 2, 2, 3], [1, 2, 3, 4], 4.5 / Math.sqrt(22.5)],
  ])('of %j and %j is %d', (a, b, expected) => {
    expect(spearman(a, b)).toBeCloseTo(expected, 12);
  });

  test('is what an independent library makes of it, ties included', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 40, size: 'max' }), (pairs) => {
        const a = pairs.map(([value]) => value);
        const b = pairs.map(([, value]) => value);
        const expected = sampleRankCorrelation(a, b);
        const found = spearman(a, b);
        if (Number.isNaN(expected)) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 10);
      }),
    );
  });

  test('is null where all are equal, since there is no order', () => {
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(spearman([1], [1])).toBeNull();
  });
});

describe('the bootstrap', () => {
  const values = Array.from({ length: 40 }, (_, index) => index);
  const mean = (items: readonly number[]) => items.reduce((sum, value) => sum + value, 0) / items.length;

  test('gives the same interval for the same seed, and another for another', () => {
    expect(bootstrapInterval(values, mean, 7)).toEqual(bootstrapInterval(values, mean, 7));
    expect(bootstrapInterval(values, mean, 7)).not.toEqual(bootstrapInterval(values, mean, 8));
  });

  test('is about two standard errors wide on either side', () => {
    const [low, high] = bootstrapInterval(values, mean, 1) ?? [0, 0];
    const standardError = Math.sqrt(mean(values.map((value) => (value - 19.5) ** 2)) / 40);
    expect(low).toBeGreaterThan(19.5 - 2.5 * standardError);
    expect(low).toBeLessThan(19.5 - 1.5 * standardError);
    expect(high).toBeGreaterThan(19.5 + 1.5 * standardError);
    expect(high).toBeLessThan(19.5 + 2.5 * standardError);
  });

  test('is null where most draws come to nothing', () => {
    expect(bootstrapInterval(values, () => null, 1)).toBeNull();
  });
});

describe('the agreement', () => {
  test('of a perfect judge is complete', () => {
    const agreement = agreementOf([10, 30, 50, 70, 90].map((target) => measured(target, target, target)));
    expect(agreement).toMatchObject({ prompts: 5, samples: 10, inTier: 1 });
    for (const scale of Object.values(agreement.scales)) {
      expect(scale).toMatchObject({ spearman: 1, mae: 0, rmse: 0, bias: 0, standardDeviation: 0, maeInterval: [0, 0] });
    }
  });

  test('has errors and bias in points, the bias with its sign', () => {
    const { scales, inTier, errors } = agreementOf([measured(10, 16), measured(50, 48), measured(90, 70)]);
    expect(scales.composite.mae).toBeCloseTo((6 + 2 + 20) / 3, 12);
    expect(scales.composite.rmse).toBeCloseTo(Math.sqrt((36 + 4 + 400) / 3), 12);
    expect(scales.composite.bias).toBeCloseTo((6 - 2 - 20) / 3, 12);
    // Ambiguity counts the other way round.
    expect(scales.ambiguity.bias).toBeCloseTo(16 / 3, 12);
    expect(inTier).toBeCloseTo(2 / 3, 12);
    expect(errors.map(({ id }) => id)).toEqual(['t90', 't10', 't50']);
  });

  test('takes the mean of the samples, and pools how far they lie from it', () => {
    const { scales } = agreementOf([measured(50, 46, 54), measured(70, 70, 70, 76), measured(90, 90)]);
    // Squares: 16 + 16 with one degree of freedom, 4 + 4 + 16 with two.
    expect(scales.composite.standardDeviation).toBeCloseTo(Math.sqrt((32 + 24) / 3), 12);
    expect(scales.composite.mae).toBeCloseTo((0 + 2 + 0) / 3, 12);
    expect(agreementOf([measured(50, 46)]).scales.composite.standardDeviation).toBeNull();
  });

  test('counts each tier for itself', () => {
    const { tiers } = agreementOf([measured(10, 12), measured(12, 30), measured(90, 95)]);
    expect(tiers).toEqual([
      { tier: 'unusable', prompts: 2, target: 11, given: 21, mae: 10, inTier: 1 },
      { tier: 'excellent', prompts: 1, target: 90, given: 95, mae: 5, inTier: 1 },
    ]);
  });

  test('errors and interval hang together, whatever was given', () => {
    const points = fc.integer({ min: 0, max: 100 });
    const list = fc.array(fc.tuple(points, fc.array(points, { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(list, (pairs) => {
        const { composite } = agreementOf(pairs.map(([target, given]) => measured(target, ...given))).scales;
        expect(composite.rmse).toBeGreaterThanOrEqual(composite.mae - 1e-9);
        expect(composite.mae).toBeGreaterThanOrEqual(Math.abs(composite.bias) - 1e-9);
        const [low, high] = composite.maeInterval ?? [1, 0];
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 15 },
    );
  });
});
