import { describe, expect, test } from 'vitest';
import { BudgetExhausted } from '../../../src/domain/quota/run-budget.js';
import type { Assessment } from '../../../src/domain/scores/assessment.js';
import { scoreRulesFor } from '../../../src/domain/scores/score-rules.js';
import type { ErrorCode } from '../../../src/errors/code.js';
import { PromptForgeError } from '../../../src/errors/promptforge-error.js';
import { type MeasureParts, measurePrompt } from '../../../src/score/measure-prompt.js';

const { thresholds } = scoreRulesFor('generic');
const assessment = (composite: number): Assessment => ({
  score: { clarity: composite, execution: composite, ambiguity: 100 - composite, business_fit: composite, composite },
  rubric: 'test-1',
  weaknesses: [],
});

/** Measures with a judge that answers these composites or fails with these errors, one after the other. */
async function measure(
  answers: readonly (number | Error)[],
  { known = [], ...parts }: Partial<MeasureParts> & { readonly known?: readonly number[] } = {},
) {
  const asked: number[] = [];
  const judge = async (sample: number) => {
    const answer = answers[asked.push(sample) - 1];
    if (answer === undefined) throw new Error('one sample too many');
    if (answer instanceof Error) throw answer;
    return assessment(answer);
  };
  const measured = await measurePrompt(known.map(assessment), { judge, thresholds, mostSamples: 8, ...parts });
  return { asked, measured, outcome: measured?.scored.gate.outcome };
}

const invalid = (code: ErrorCode = 'model_output_invalid') => new PromptForgeError(code, 'No rating.');

describe('a prompt is judged', () => {
  test('three times where that settles it', async () => {
    expect(await measure([95, 96, 94])).toMatchObject({ asked: [0, 1, 2], outcome: 'pass' });
    expect(await measure([60, 62, 58])).toMatchObject({ asked: [0, 1, 2], outcome: 'fail' });
  });

  test('five, then eight times near the gate', async () => {
    expect(await measure([82, 86, 84, 92, 93])).toMatchObject({ asked: [0, 1, 2, 3, 4], outcome: 'pass' });
    const { asked, outcome } = await measure([80, 81, 79, 82, 80, 81, 79, 80]);
    expect(asked).toHaveLength(8);
    expect(outcome).toBe('uncertain');
  });

  test('no more where one look from far below was enough', async () => {
    expect(await measure([], { known: [60] })).toMatchObject({ asked: [], outcome: 'fail' });
  });

  test('less often where some samples are known', async () => {
    expect(await measure([95, 96], { known: [94] })).toMatchObject({ asked: [1, 2], outcome: 'pass' });
  });

  test('at most as often as is allowed, whatever comes of it', async () => {
    expect(await measure([95], { mostSamples: 1 })).toMatchObject({ asked: [0], outcome: 'uncertain' });
    expect(await measure([84, 85, 83], { mostSamples: 3 })).toMatchObject({ asked: [0, 1, 2] });
  });

  test('as often as the budget has room for', async () => {
    let room = 3;
    const hasRoom = (samples: number) => {
      room -= samples;
      return room >= 0;
    };
    const { asked, outcome } = await measure([82, 83, 84], { hasRoom });
    expect(asked).toEqual([0, 1, 2]);
    expect(outcome).toBe('uncertain');
    expect(await measure([], { hasRoom: () => false })).toMatchObject({ measured: null });
  });

  test('takes as many samples as there is room for, where there is not for all', async () => {
    let room = 2;
    const hasRoom = (samples: number) => samples <= room;
    const { asked, outcome } = await measure([95, 94, 96], {
      hasRoom: (samples) => {
        const has = hasRoom(samples);
        if (has) room -= samples;
        return has;
      },
    });
    expect(asked).toEqual([0, 1]);
    expect(outcome).toBe('uncertain');
  });
});

describe('a sample that is none', () => {
  test.each([
    'model_refused',
    'model_output_invalid',
    'model_output_truncated',
  ] as const)('(%s) is no zero, and is asked for again', async (code) => {
    const { asked, measured } = await measure([95, invalid(code), 94, 96]);
    expect(asked).toEqual([0, 1, 2, 3]);
    expect(measured?.scored).toMatchObject({ score: { composite: 95 }, sampling: { samples: 3 } });
  });

  test('more than twice ends the measurement with what there is', async () => {
    const { asked, measured, outcome } = await measure([95, invalid(), invalid(), invalid(), 95]);
    expect(asked).toEqual([0, 1, 2, 3, 4]);
    expect(measured?.assessments).toHaveLength(2);
    expect(outcome).toBe('uncertain');
  });

  test('each time is the failure of the judge', async () => {
    await expect(measure([invalid(), invalid(), invalid('model_refused')])).rejects.toMatchObject({
      code: 'model_output_invalid',
    });
  });

  test('for another reason is thrown, once all that were asked for have ended', async () => {
    let ended = 0;
    const judge = async (sample: number) => {
      if (sample === 0) throw new PromptForgeError('model_auth_failed', 'The key is wrong.');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended += 1;
      return assessment(90);
    };
    await expect(measure([], { judge })).rejects.toMatchObject({ code: 'model_auth_failed' });
    expect(ended).toBe(2);
  });

  test('for want of budget ends the measurement with what there is, or with nothing', async () => {
    const { measured } = await measure([95, 94, new BudgetExhausted('time')]);
    expect(measured?.assessments).toHaveLength(2);
    const none = [new BudgetExhausted('time'), new BudgetExhausted('time'), new BudgetExhausted('time')];
    await expect(measure(none)).rejects.toBeInstanceOf(BudgetExhausted);
  });
});
