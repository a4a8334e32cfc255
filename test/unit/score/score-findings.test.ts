import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/scores/finding.js';
import type { ScoreDimension } from '../../../src/domain/scores/score.js';
import { scoreFindings } from '../../../src/score/score-findings.js';

const finding = (dimension: ScoreDimension, penalty: number): Finding => ({
  rule: 'some-rule',
  dimension,
  penalty,
  span: null,
  message: 'Something is missing.',
  fix: 'Add it.',
});

describe('the score of findings', () => {
  test('is perfect where there are none', () => {
    expect(scoreFindings([])).toEqual({ clarity: 100, execution: 100, ambiguity: 0, business_fit: 100 });
  });

  test('takes each penalty off its own dimension, and adds it to ambiguity', () => {
    const findings = [finding('clarity', 10), finding('clarity', 5), finding('ambiguity', 7), finding('execution', 1)];
    expect(scoreFindings(findings)).toEqual({ clarity: 85, execution: 99, ambiguity: 7, business_fit: 100 });
  });

  test('stays from 0 to 100, and never rises with a finding more', () => {
    const dimension = fc.constantFrom<ScoreDimension>('clarity', 'execution', 'ambiguity', 'business_fit');
    const any = fc.tuple(dimension, fc.integer({ min: 0, max: 100 })).map(([name, penalty]) => finding(name, penalty));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), any, (findings, one) => {
        const before = scoreFindings(findings);
        const after = scoreFindings([...findings, one]);
        for (const value of Object.values(after)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
        expect(after.ambiguity).toBeGreaterThanOrEqual(before.ambiguity);
        expect(after.clarity).toBeLessThanOrEqual(before.clarity);
        expect(after.execution).toBeLessThanOrEqual(before.execution);
        expect(after.business_fit).toBeLessThanOrEqual(before.business_fit);
      }),
    );
  });
});
