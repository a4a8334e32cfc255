import { describe, expect, test } from 'vitest';
import { noUsage } from '../../../src/domain/quota/usage.js';
import type { Run } from '../../../src/domain/runs/run.js';
import { exactSampling } from '../../../src/domain/scores/score.js';
import { replay, resultOf } from '../../../src/pipeline/run-result.js';
import { refusal } from '../../fixtures/rejection.js';
import { sevenD } from '../../fixtures/seven-d.js';

const score = { clarity: 1, execution: 2, ambiguity: 3, business_fit: 4, composite: 5 };
const prompt = { prompt: 'Write a note to our customers.', score, sampling: exactSampling };
const run = (changes: Partial<Run> = {}) =>
  ({
    id: 'run-1',
    orgId: 'acme',
    userId: 'ada',
    operation: 'optimize',
    status: 'succeeded',
    planId: 'pilot',
    engine: 'rules',
    model: null,
    idempotencyKey: 'key-1',
    createdAt: 1,
    leaseExpiresAt: 2,
    endedAt: 2,
    input: { prompt: prompt.prompt, sevenD: { values: sevenD(), defaulted: [] } },
    result: {
      original: prompt,
      optimized: prompt,
      improved: false,
      gate: {
        outcome: 'fail',
        thresholds: { composite: 80, clarity: null, execution: null, ambiguity: null, business_fit: null },
        failed: ['composite'],
      },
      changes: [],
      stopReason: 'no_improvement',
    },
    error: null,
    usage: noUsage,
    charge: { calls: 1, tokens: 0, cost: 0 },
    ...changes,
  }) as Run;
const window = {
  subject: 'user',
  meter: 'calls',
  period: 'hour',
  max: 10,
  anchor: null,
  algorithm: 'fixed',
  used: 1,
  remaining: 9,
  resetAfterMs: 5,
} as const;

describe('the answer of a run', () => {
  test('is its result with its figures and the windows by name', () => {
    const { result, input } = run();
    expect(resultOf(run(), [window], false)).toEqual({
      ...result,
      runId: 'run-1',
      replayed: false,
      planId: 'pilot',
      engine: 'rules',
      model: null,
      sevenD: input?.sevenD,
      usage: noUsage,
      charge: { calls: 1, tokens: 0, cost: 0 },
      quota: [{ ...window, name: 'user-calls-hour' }],
    });
  });

  test.each([{ input: null }, { result: null }])('that was erased is not found: %o', async (erased) => {
    const error = await refusal(() => resultOf(run(erased), [], false));
    expect(error.code).toBe('run_not_found');
    expect(error.message).toContain('Use a new idempotency key');
  });
});

describe('a replay', () => {
  test('of a run that succeeded is its answer, marked as such', () => {
    expect(replay({ run: run(), windows: [window] })).toEqual({ ...resultOf(run(), [window], false), replayed: true });
  });

  test.each([
    'model_refused',
    'run_canceled',
    'run_abandoned',
  ])('of a run that ended by %s is that error again', async (code) => {
    const failed = run({ status: 'failed', result: null, error: { code, message: 'It failed.' } });
    const error = await refusal(() => replay({ run: failed, windows: [] }));
    expect(error).toMatchObject({ code, details: { runId: 'run-1', replayed: true } });
    expect(error.message).toBe('It failed. To try anew, use a new idempotency key.');
  });

  test('of an error this version does not know is internal', async () => {
    const failed = run({ status: 'failed', result: null, error: { code: 'of_tomorrow', message: 'It failed.' } });
    expect((await refusal(() => replay({ run: failed, windows: [] }))).code).toBe('internal');
  });
});
