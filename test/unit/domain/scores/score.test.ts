import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultWeights, withComposite } from '../../../../src/domain/scores/score.js';
import { scoreRulesFor } from '../../../../src/domain/scores/score-rules.js';
import { sevenDValues } from '../../../../src/domain/seven-d/seven-d.js';

describe('the composite', () => {
  test.each([
    [{ clarity: 100, execution: 100, ambiguity: 0, business_fit: 100 }, 100],
    [{ clarity: 0, execution: 0, ambiguity: 100, business_fit: 0 }, 0],
    // 80 * 0.3 + 60 * 0.35 + (100 - 40) * 0.15 + 70 * 0.2
    [{ clarity: 80, execution: 60, ambiguity: 40, business_fit: 70 }, 68],
    // 33 * 0.3 + 66 * 0.35 + (100 - 11) * 0.15 + 77 * 0.2 = 61.75, to one decimal
    [{ clarity: 33, execution: 66, ambiguity: 11, business_fit: 77 }, 61.8],
  ])('of %o is %d', (dimensions, composite) => {
    expect(withComposite(dimensions, defaultWeights)).toEqual({ ...dimensions, composite });
  });

  test('weighs as the domain says', () => {
    // 100 * 0.25 + 0 * 0.4 + (100 - 50) * 0.2 + 0 * 0.15
    const { weights } = scoreRulesFor('cybersecurity');
    expect(withComposite({ clarity: 100, execution: 0, ambiguity: 50, business_fit: 0 }, weights).composite).toBe(35);
  });

  test.each(sevenDValues.domain)('of %s rests on weights that add up to 1', (domain) => {
    const { weights } = scoreRulesFor(domain);
    const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  test('lies from 0 to 100, has one decimal, and falls when ambiguity rises', () => {
    const points = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(points, points, points, points, (clarity, execution, ambiguity, business_fit) => {
        const { composite } = withComposite({ clarity, execution, ambiguity, business_fit }, defaultWeights);
        expect(composite).toBeGreaterThanOrEqual(0);
        expect(composite).toBeLessThanOrEqual(100);
        expect(Math.round(composite * 10) / 10).toBe(composite);
        const vaguer = withComposite({ clarity, execution, ambiguity: ambiguity + 10, business_fit }, defaultWeights);
        expect(vaguer.composite).toBeLessThan(composite);
      }),
    );
  });
});
