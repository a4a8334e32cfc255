import { describe, expect, test } from 'vitest';
import { defaultWeights } from '../../../src/domain/scores/score.js';
import { rewriteByModel, rewriteQuestion } from '../../../src/optimize/rewrite-by-model.js';
import type { Question } from '../../../src/ports/ask-model.js';
import { criterionNames, rubric } from '../../../src/score/rubric.js';
import { rewrite } from '../../fixtures/model-answers.js';
import { sevenD } from '../../fixtures/seven-d.js';

const request = {
  prompt: 'Write a canary note.',
  sevenD: sevenD(),
  strategy: 'clarify',
  previous: null,
  boundary: 'b1',
  maxOutputTokens: 700,
} as const;
const weakness = (note: string) => ({ dimension: 'clarity', note, quote: '' }) as const;
const evidenceOf = ({ user }: Question<unknown>) => JSON.parse(user.split('\n')[1] ?? '');

describe('what the rewriter is asked', () => {
  test('first holds the prompt and its context, inside the envelope alone', () => {
    const question = rewriteQuestion(request);
    expect(question).toMatchObject({ purpose: 'rewrite', maxOutputTokens: 700 });
    expect(question.user.split('\n')).toHaveLength(3);
    expect(evidenceOf(question)).toEqual({ stated_context: sevenD(), prompt: 'Write a canary note.' });
    expect(question.system).not.toContain('canary');
  });

  test('for a repair also holds the version to work on, and the six worst weaknesses', () => {
    const weaknesses = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map(weakness);
    const history = ['a', 'b', 'c', 'd'].map((prompt, index) => ({ prompt, composite: 60.4 + index }));
    const question = rewriteQuestion({ ...request, previous: { candidate: 'A canary version.', weaknesses, history } });
    expect(question.purpose).toBe('repair');
    expect(evidenceOf(question)).toEqual({
      stated_context: sevenD(),
      prompt: 'Write a canary note.',
      current_version: 'A canary version.',
      weaknesses_of_current_version: ['one', 'two', 'three', 'four', 'five', 'six'].map((note) => ({
        note,
        quote: '',
      })),
      earlier_versions: [
        { version: 'b', score: 61 },
        { version: 'c', score: 62 },
        { version: 'd', score: 63 },
      ],
    });
    expect(question.system).toBe(rewriteQuestion(request).system);
  });

  test('never holds the rubric: no criterion, no anchor, no weight', () => {
    const question = rewriteQuestion({
      ...request,
      previous: { candidate: 'x', weaknesses: [weakness('vague')], history: [] },
    });
    const all = `${question.system}\n${question.user}`;
    for (const name of criterionNames) {
      for (const anchor of rubric[name].anchors) expect(all).not.toContain(anchor);
    }
    expect(all).not.toContain('undefined_terms');
    for (const weight of Object.values(defaultWeights)) expect(all).not.toContain(String(weight));
  });
});

test('the answer of the rewriter is a prompt with its changes', async () => {
  const answer = rewrite('Write a short canary note.', ['Shorter.']);
  const ask = async <T>(question: Question<T>) => question.schema?.parse(answer) as T;
  expect(await rewriteByModel(ask, request)).toEqual({ prompt: 'Write a short canary note.', changes: ['Shorter.'] });
});
