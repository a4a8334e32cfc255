import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GateThresholds } from '../../../../src/domain/scores/quality-gate.js';
import type { Score } from '../../../../src/domain/scores/score.js';
import { exactScore, sampledScore, samplingOf, standardErrorOf } from '../../../../src/domain/scores/score-samples.js';

const thresholds: GateThresholds = {
  composite: 80,
  clarity: null,
  execution: null,
  ambiguity: null,
  business_fit: null,
};
const score = (composite: number, changes: Partial<Score> = {}): Score => ({
  clarity: composite,
  execution: composite,
  ambiguity: 100 - composite,
  business_fit: composite,
  composite,
  ...changes,
});
const outcome = (composites: readonly number[], isLast: boolean, limits = thresholds) =>
  sampledScore(
    composites.map((composite) => score(composite)),
    limits,
    { isLast },
  ).gate.outcome;

describe('a score from samples', () => {
  test('is their mean, to one decimal, with how they spread', () => {
    const { score: mean, sampling } = sampledScore(
      [80, 85, 91].map((value) => score(value)),
      thresholds,
      {
        isLast: true,
      },
    );
    expect(mean).toEqual({ clarity: 85.3, execution: 85.3, ambiguity: 14.7, business_fit: 85.3, composite: 85.3 });
    expect(sampling).toMatchObject({ samples: 3, standardDeviation: 5.51 });
    // sqrt((3 * 36 + 60.67) / 5 / 3): the expected deviation of 6 counts as three samples.
    expect(sampling.standardError).toBe(3.35);
  });

  test('of one sample has no deviation, and the error that is expected of judges', () => {
    expect(samplingOf([score(70)])).toEqual({ samples: 1, standardDeviation: null, standardError: 6 });
  });

  test('of samples that happen to agree is not taken for certain', () => {
    expect(standardErrorOf([90, 90, 90], 6)).toBeGreaterThan(2);
  });

  test('has an error that shrinks with every sample and grows with their spread', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 16 }), (values) => {
        const error = standardErrorOf(values, 6);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(standardErrorOf([...values, mean], 6)).toBeLessThan(error);
        const wider = values.map((value) => mean + 2 * (value - mean));
        expect(standardErrorOf(wider, 6)).toBeGreaterThanOrEqual(error);
      }),
    );
  });
});

describe('the gate by samples', () => {
  test.each<readonly [string, readonly number[], boolean, string]>([
    ['one sample, however high, is too few to pass', [99], true, 'uncertain'],
    ['two are too few as well', [99, 99], true, 'uncertain'],
    ['three far above pass', [95, 96, 94], false, 'pass'],
    ['three just above need more', [83, 84, 85], false, 'uncertain'],
    ['three just above do not pass either when they are the last', [81, 82, 83], true, 'uncertain'],
    ['eight above pass', [84, 86, 82, 85, 83, 86, 84, 83], true, 'pass'],
    ['one far below fails', [71.9], false, 'fail'],
    ['one near below needs more', [72], false, 'uncertain'],
    ['three far below fail', [60, 62, 64], false, 'fail'],
    ['three near below need more', [77, 78, 79], false, 'uncertain'],
  ])('%s', (_what, composites, isLast, expected) => {
    expect(outcome(composites, isLast)).toBe(expected);
  });

  test('names what is missed, or what is unclear', () => {
    const strict = { ...thresholds, clarity: 85, ambiguity: 15 };
    const samples = (changes: Partial<Score>) => Array.from({ length: 8 }, () => score(95, changes));
    const gate = (changes: Partial<Score>) => sampledScore(samples(changes), strict, { isLast: true }).gate;
    expect(gate({})).toMatchObject({ outcome: 'pass', failed: [] });
    expect(gate({ clarity: 60 })).toMatchObject({ outcome: 'fail', failed: ['clarity'] });
    expect(gate({ ambiguity: 40 })).toMatchObject({ outcome: 'fail', failed: ['ambiguity'] });
    expect(gate({ clarity: 85 })).toMatchObject({ outcome: 'uncertain', failed: ['clarity'] });
  });

  test('never passes what its mean does not pass, and never fails what it does', () => {
    const composites = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(composites, fc.boolean(), (values, isLast) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const told = outcome(values, isLast);
        if (told === 'pass') expect(mean).toBeGreaterThan(80);
        if (told === 'fail') expect(mean).toBeLessThan(80);
      }),
    );
  });

  test('of a scale without noise needs one sample', () => {
    expect(exactScore(score(80), thresholds)).toMatchObject({
      gate: { outcome: 'pass' },
      sampling: { samples: 1, standardError: 0 },
    });
  });
});
