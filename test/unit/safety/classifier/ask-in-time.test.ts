import { describe, expect, test } from 'vitest';
import { noUsage } from '../../../../src/domain/quota/usage.js';
import type { ClassifyResult, PromptClassifier } from '../../../../src/ports/prompt-classifier.js';
import { askInTime } from '../../../../src/safety/classifier/ask-in-time.js';
import { manualClock } from '../../../fixtures/manual-clock.js';

const worst = { ...noUsage, inputTokens: 900, modelCalls: 1, estimated: true };
const harmless: ClassifyResult = { outcome: 'classified', hostile: false, confidence: 1, labels: [], usage: noUsage };

function ask(
  classify: PromptClassifier['classify'],
  { deadlineMs = 30_000, signal = new AbortController().signal } = {},
) {
  const classifier: PromptClassifier = {
    contract: 1,
    id: 'of the test',
    judges: 'injection',
    classify,
    worstCase: async () => ({ tokens: 900, cost: 0 }),
  };
  return askInTime(classifier, { text: 'a text', endUser: null, signal, deadlineMs, clock: manualClock(), worst });
}

describe('a classifier', () => {
  test('is told by when it has to answer', async () => {
    let deadline = 0;
    await ask(async (request) => {
      deadline = request.deadline;
      return harmless;
    });
    expect(deadline).toBe(manualClock().now() + 30_000);
  });

  test('that never answers is given up, stopped, and charged for at the worst', async () => {
    let stopped = false;
    const never: PromptClassifier['classify'] = ({ signal }) =>
      new Promise(() => signal.addEventListener('abort', () => (stopped = true)));
    const answer = await ask(never, { deadlineMs: 100 });
    expect(answer).toMatchObject({ outcome: 'failed', code: 'model_timeout', usage: worst });
    expect(stopped).toBe(true);
  });

  test('that stops when it is told to says itself what it cost', async () => {
    const usage = { ...noUsage, inputTokens: 12 };
    const obedient: PromptClassifier['classify'] = ({ signal }) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () =>
          resolve({ outcome: 'failed', code: 'model_timeout', message: 'Stopped.', cause: null, usage }),
        ),
      );
    expect((await ask(obedient, { deadlineMs: 100 })).usage).toEqual(usage);
  });

  test('that throws, against its promise, has failed', async () => {
    const answer = await ask(() => Promise.reject(new Error('a text')));
    expect(answer).toMatchObject({ outcome: 'failed', code: 'model_unavailable', usage: worst });
  });

  test.each([
    ['nothing', undefined],
    ['something else', { foo: 1 }],
    ['no number', { ...harmless, confidence: Number.NaN }],
    ['too sure', { ...harmless, confidence: 7 }],
    ['less than nothing used', { ...harmless, usage: { ...noUsage, inputTokens: -1 } }],
    ['text for a label', { ...harmless, labels: ['What a user wrote'] }],
    [
      'text for the code of a failure',
      { outcome: 'failed', code: 'What a user wrote', message: 'It failed.', cause: null, usage: noUsage },
    ],
    [
      'the code of something else',
      { outcome: 'failed', code: 'session_missing', message: 'It failed.', cause: null, usage: noUsage },
    ],
    ['labels without end', { ...harmless, labels: Array.from({ length: 17 }, () => 'violence') }],
  ])('that answers %s has not answered', async (_what, answer) => {
    const result = await ask(async () => answer as never);
    expect(result).toMatchObject({ outcome: 'failed', code: 'model_output_invalid', usage: worst });
  });

  test('is stopped when the caller gives up, and not asked when they have before', async () => {
    const caller = new AbortController();
    let asked = 0;
    const never: PromptClassifier['classify'] = () => {
      asked += 1;
      caller.abort();
      return new Promise(() => {});
    };
    expect(await ask(never, { signal: caller.signal })).toMatchObject({ code: 'run_canceled', usage: worst });
    expect(await ask(never, { signal: caller.signal })).toMatchObject({ code: 'run_canceled', usage: noUsage });
    expect(asked).toBe(1);
  });
});
