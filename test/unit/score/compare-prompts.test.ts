import { describe, expect, test } from 'vitest';
import type { Preference } from '../../../src/domain/runs/run.js';
import type { Question } from '../../../src/ports/ask-model.js';
import { comparePrompts, compareQuestion } from '../../../src/score/compare-prompts.js';
import { countedIds } from '../../fixtures/counted-ids.js';
import { sevenD } from '../../fixtures/seven-d.js';

const request = () => ({
  first: 'Write a canary note.',
  second: 'Write a canary letter.',
  sevenD: sevenD(),
  newBoundary: countedIds('boundary'),
  maxOutputTokens: 300,
});

async function compare(straight: Preference, turned: Preference) {
  const questions: Question<unknown>[] = [];
  const ask = async <T>(question: Question<T>): Promise<T> => {
    const better = questions.push(question as Question<unknown>) === 1 ? straight : turned;
    return { for_first: 'first is shorter', for_second: 'second is plainer', better } as T;
  };
  return { questions, result: await comparePrompts(ask, request()) };
}

describe('two prompts', () => {
  test.each<readonly [Preference, Preference, Preference]>([
    ['first', 'second', 'first'],
    ['second', 'first', 'second'],
    ['tie', 'tie', 'tie'],
    // The place decided, not the prompt.
    ['first', 'first', 'tie'],
    ['second', 'second', 'tie'],
    ['first', 'tie', 'tie'],
    ['tie', 'first', 'tie'],
  ])('of which %s is better, and %s the other way round, come to %s', async (straight, turned, preferred) => {
    const { result } = await compare(straight, turned);
    expect(result.preferred).toBe(preferred);
  });

  test('are shown in both orders, as material alone, each time within a boundary of its own', async () => {
    const { questions } = await compare('first', 'second');
    const shown = questions.map(({ user }) => JSON.parse(user.split('\n')[1] ?? ''));
    expect(shown.map(({ first, second }) => [first, second])).toEqual([
      ['Write a canary note.', 'Write a canary letter.'],
      ['Write a canary letter.', 'Write a canary note.'],
    ]);
    expect(new Set(questions.map(({ boundary }) => boundary)).size).toBe(2);
    for (const { system, user } of questions) {
      expect(system).not.toContain('canary');
      expect(user.split('\n')).toHaveLength(3);
    }
  });

  test('come with why, told of the prompts as they were given', async () => {
    const { result } = await compare('second', 'first');
    expect(result).toEqual({
      preferred: 'second',
      verdicts: ['second', 'second'],
      reasons: ['second is plainer', 'first is shorter'],
    });
  });

  test('are compared anew each time unless a verdict from before will do', () => {
    expect(compareQuestion(request()).cached).toBe(false);
    expect(compareQuestion({ ...request(), cached: true }).cached).toBe(true);
  });

  test('fail with the failure of either question, once both have ended', async () => {
    let ended = 0;
    const ask = async <T>(question: Question<T>): Promise<T> => {
      if (question.user.includes('"first":"Write a canary note."')) throw new Error('no answer');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended += 1;
      return { for_first: '', for_second: '', better: 'tie' } as T;
    };
    await expect(comparePrompts(ask, request())).rejects.toThrow('no answer');
    expect(ended).toBe(1);
  });
});
