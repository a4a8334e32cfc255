import { describe, expect, test } from 'vitest';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import { builtInSevenD } from '../../../src/domain/seven-d/built-in-seven-d.js';
import { optimizePrompt } from '../../../src/optimize/optimize-prompt.js';
import { rejectCandidate } from '../../../src/optimize/reject-candidate.js';
import { rulesEngine } from '../../../src/pipeline/rules-engine.js';
import { sanitize } from '../../../src/safety/unicode/sanitize.js';
import { sevenD } from '../../fixtures/seven-d.js';

const optimize = (prompt: string) => {
  const ask = () => {
    throw new Error('the rules asked for a model');
  };
  const input = { prompt, sevenD: sevenD(), ruleset: builtInSevenD, ...scoreRulesFor('saas') };
  return optimizePrompt(prompt, {
    ...rulesEngine.hands(input, { ask, hasRoom: () => true }),
    settings: { maxSteps: 3, candidates: 1, composed: true, maxConfirmations: 2 },
    reject: async (original, candidate) => rejectCandidate(original, candidate),
    lacks: () => null,
    normalize: (text) => sanitize(text).trim(),
    onEvent: () => {},
  });
};

describe('the rules', () => {
  test('ask nobody, so that there is nothing to hold', async () => {
    const input = { prompt: 'Write a note.', sevenD: sevenD(), ruleset: builtInSevenD, ...scoreRulesFor('saas') };
    expect(await rulesEngine.sizes(input)).toBeNull();
    expect(rulesEngine).toMatchObject({ name: 'rules', model: null });
  });

  test('make a prompt better by its structure, and stop when they have nothing to add', async () => {
    const { result } = await optimize('Write a note.');
    expect(result.improved).toBe(true);
    expect(result.optimized.score.composite).toBeGreaterThan(result.original.score.composite);
    expect(result.optimized.prompt).toContain('Write a note.');
    expect(result.stopReason).toBe('nothing_to_add');
  });

  test('leave a prompt alone that lacks nothing they know of', async () => {
    const { result: first } = await optimize(
      'Write a note of 100 words to customers of Ledgerly, for example on prices.',
    );
    const { result } = await optimize(first.optimized.prompt);
    expect(result).toMatchObject({ improved: false, changes: [] });
  });

  test('leave alone a prompt that has no room for another section', async () => {
    const long = `Write a note about it. ${'word '.repeat(1_990)}`.trim();
    expect(long.length).toBeLessThan(10_000);
    const { result } = await optimize(long);
    expect(result).toMatchObject({ improved: false, optimized: { prompt: long }, stopReason: 'nothing_to_add' });
  });

  test('name the weaknesses with the costliest first, each with its remedy', async () => {
    const { versions } = await optimize('Write a note.');
    const notes = versions[0]?.assessments[0]?.weaknesses ?? [];
    expect(notes[0]).toEqual({
      dimension: 'clarity',
      note: 'The task has fewer than 6 words that say what it is about. Name the matter: product, text, data, event, question.',
      quote: '',
    });
    expect(notes.length).toBeGreaterThan(5);
  });

  test('say why one of two prompts is better, in figures', async () => {
    const input = { prompt: 'Write a note.', sevenD: sevenD(), ruleset: builtInSevenD, ...scoreRulesFor('saas') };
    const work = { ask: () => Promise.reject(new Error('Nobody is asked.')), hasRoom: () => true };
    const other = 'Write a note of 100 words to customers of Ledgerly, for example on prices.';
    const { scored } = (await rulesEngine.score(input, work)) ?? {};
    const { preferred, reasons } = await rulesEngine.compare(input, other, work);
    expect(preferred).toBe('second');
    expect(reasons[0]).toContain(`the first prompt has a composite of ${scored?.score.composite}, and the second`);
    expect(reasons[1]).toBe(reasons[0]);
    const figures = [...reasons[0].matchAll(/\d+(?:\.\d)?/g)].map(Number);
    expect(figures).toHaveLength(2);
    expect(Number(figures[1])).toBeGreaterThan(Number(figures[0]));
    expect((await rulesEngine.compare(input, input.prompt, work)).preferred).toBe('tie');
  });
});
