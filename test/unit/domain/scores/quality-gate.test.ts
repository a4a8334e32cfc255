import { describe, expect, test } from 'vitest';
import { decideGate } from '../../../../src/domain/scores/quality-gate.js';
import type { Score } from '../../../../src/domain/scores/score.js';
import { scoreRulesFor } from '../../../../src/domain/scores/score-rules.js';
import { type Domain, sevenDValues } from '../../../../src/domain/seven-d/seven-d.js';

const perfect: Score = { clarity: 100, execution: 100, ambiguity: 0, business_fit: 100, composite: 100 };
const gate = (domain: Domain, changes: Partial<Score>) => {
  const { outcome, failed } = decideGate({ ...perfect, ...changes }, scoreRulesFor(domain).thresholds);
  return { outcome, failed };
};

describe('the gate', () => {
  test.each(sevenDValues.domain)('of %s asks for a composite of 80', (domain) => {
    expect(gate(domain, { composite: 80 })).toEqual({ outcome: 'pass', failed: [] });
    expect(gate(domain, { composite: 79.9 })).toEqual({ outcome: 'fail', failed: ['composite'] });
  });

  test('asks for nothing else where no domain is stricter', () => {
    expect(gate('saas', { clarity: 0, execution: 0, ambiguity: 100, business_fit: 0 }).outcome).toBe('pass');
  });

  test.each([
    ['healthcare', 'clarity', 85, 84],
    ['healthcare', 'execution', 85, 84],
    ['healthcare', 'ambiguity', 15, 16],
    ['healthcare', 'business_fit', 80, 79],
    ['fintech', 'execution', 85, 84],
    ['fintech', 'business_fit', 80, 79],
    ['cybersecurity', 'ambiguity', 12, 13],
    ['education', 'clarity', 78, 77],
    ['education', 'execution', 78, 77],
    ['education', 'business_fit', 72, 71],
  ] as const)('of %s asks %s to reach %d, so that %d fails', (domain, dimension, enough, short) => {
    expect(gate(domain, { [dimension]: enough })).toEqual({ outcome: 'pass', failed: [] });
    expect(gate(domain, { [dimension]: short })).toEqual({ outcome: 'fail', failed: [dimension] });
  });

  test('names everything that falls short, and states its thresholds', () => {
    const { thresholds } = scoreRulesFor('healthcare');
    const poor = { clarity: 1, execution: 2, ambiguity: 99, business_fit: 3, composite: 2 };
    expect(decideGate(poor, thresholds)).toEqual({
      outcome: 'fail',
      thresholds: { composite: 80, clarity: 85, execution: 85, ambiguity: 15, business_fit: 80 },
      failed: ['composite', 'clarity', 'execution', 'business_fit', 'ambiguity'],
    });
  });
});
