import { describe, expect, test } from 'vitest';
import {
  chooseStrategies,
  type Strategy,
  strategyInstruction,
  strategyNames,
} from '../../../src/optimize/strategies.js';
import { confidentialPhrases } from '../../../src/score/rubric.js';
import { sevenD } from '../../fixtures/seven-d.js';

const weak = (dimension: 'clarity' | 'execution' | 'ambiguity' | 'business_fit') =>
  ({ dimension, note: 'weak', quote: '' }) as const;

describe('strategies are chosen', () => {
  test.each([
    ['clarity', 'clarify'],
    ['execution', 'structure'],
    ['ambiguity', 'constrain'],
    ['business_fit', 'domain'],
  ] as const)('against the worst weakness: %s by %s', (dimension, strategy) => {
    expect(chooseStrategies([weak(dimension), weak('clarity')], [], 1)).toEqual([strategy]);
  });

  test('from what was tried least', () => {
    const tried: Strategy[] = [];
    for (let step = 0; step < 6; step += 1) tried.push(...chooseStrategies([weak('clarity')], tried, 1));
    expect([...tried].sort()).toEqual([...strategyNames].sort());
    expect(tried.slice(0, 3)).toEqual(['clarify', 'persona_free', 'structure']);
    expect(chooseStrategies([weak('clarity')], tried, 1)).toEqual(['clarify']);
  });

  test('all different in one step, also where nothing is weak', () => {
    for (let count = 1; count <= 6; count += 1) {
      const chosen = chooseStrategies([], [], count);
      expect(new Set(chosen).size).toBe(count);
    }
  });
});

describe.each(strategyNames)('what %s tells the rewriter', (strategy) => {
  const instruction = strategyInstruction(strategy, sevenD());

  test('is one instruction, unlike that of any other', () => {
    expect(instruction).toMatch(/^Above all, /);
    const others = strategyNames.filter((name) => name !== strategy);
    for (const other of others) expect(strategyInstruction(other, sevenD())).not.toBe(instruction);
  });

  test('names nothing that the judge goes by', () => {
    // A criterion of one plain word is a word like any other.
    for (const phrase of confidentialPhrases.filter((phrase) => /[ _]/.test(phrase))) {
      expect(instruction).not.toContain(phrase);
    }
  });
});
