import { describe, expect, test } from 'vitest';
import type { ModelFailureCode } from '../../src/ports/model.js';
import { scriptedAnswer, scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, forgeWithModel } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

const codes: readonly ModelFailureCode[] = [
  'model_auth_failed',
  'model_not_found',
  'model_request_rejected',
  'model_unreachable',
  'model_timeout',
  'model_rate_limited',
  'model_credit_exhausted',
  'model_unavailable',
  'model_circuit_open',
  'overloaded',
  'model_refused',
  'model_output_invalid',
  'model_output_truncated',
];
const isAnswer = (code: ModelFailureCode) =>
  code === 'model_refused' || code === 'model_output_invalid' || code === 'model_output_truncated';
const stateOf = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) => {
  const token = await tokenFor();
  const { runs } = await forge.runs.list({ token });
  const { quota } = await forge.plans.usage({ token });
  return { run: runs[0], used: quota.map(({ used }) => used) };
};

describe('a model that fails', () => {
  test.each(codes)('with %s before it used anything costs nothing, not even the call', async (code) => {
    // An answer that is no rating is asked for once more.
    const requestId = isAnswer(code) ? 'scripted-1' : 'scripted-0';
    const setup = forgeWithModel([scriptedFailure(code), scriptedFailure(code)]);
    const error = await rejection(setup.optimize());
    expect(error).toMatchObject({ code, details: { requestId } });
    const { run, used } = await stateOf(setup);
    expect(used).toEqual([0, 0]);
    expect(run).toMatchObject({
      status: 'failed',
      result: null,
      error: { code, message: error.message },
      usage: { modelCalls: 0 },
      charge: { calls: 0, tokens: 0, cost: 0 },
    });
  });

  test.each([0, 1, 2, 3, 4])('at call %d is charged the tokens of the calls before and its own', async (position) => {
    const script: unknown[] = [verdict(1), rewrite(better), verdict(2), rewrite(`${better} `.repeat(2)), verdict(3)];
    script[position] = scriptedFailure('model_rate_limited', {
      tokens: { inputTokens: 70, outputTokens: 0 },
      retryAfterMs: 7_000,
    });
    const setup = forgeWithModel(script);
    const error = await rejection(setup.optimize());
    expect(error).toMatchObject({ code: 'model_rate_limited', retryAfterMs: 7_000 });
    const { run, used } = await stateOf(setup);
    expect(used).toEqual([1, 1]);
    expect(run).toMatchObject({
      status: 'failed',
      usage: { modelCalls: position + 1, inputTokens: position * 100 + 70, outputTokens: position * 50 },
      charge: { calls: 1, tokens: position * 150 + 70, cost: position * 300 + 70 },
    });
  });

  test('has its failure among the events of the run', async () => {
    const setup = forgeWithModel([verdict(2), scriptedFailure('model_auth_failed')]);
    await rejection(setup.optimize());
    const { run } = await stateOf(setup);
    const stored = await setup.forge.runs.events({ token: await setup.tokenFor(), runId: run?.id ?? '' });
    expect(stored.slice(-2)).toMatchObject([
      { type: 'model.failed', data: { code: 'model_auth_failed', purpose: 'rewrite' } },
      { type: 'run.failed', data: { code: 'model_auth_failed' } },
    ]);
  });

  test('by throwing, which none may, is an internal error that the host is told of', async () => {
    const setup = forgeWithModel(() => {
      throw new Error('a bug of the model');
    });
    const error = await rejection(setup.optimize());
    expect(error.code).toBe('internal');
    expect(error.message).not.toContain('a bug of the model');
    const { run, used } = await stateOf(setup);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'internal', message: error.message } });
    // Nobody knows what it was billed, so it is charged the worst that was held for it.
    expect(run).toMatchObject({ charge: { calls: 1, tokens: 100 + 4_000 }, usage: { modelCalls: 1, estimated: true } });
    expect(used).toEqual([1, 1]);
    expect(setup.reported).toMatchObject([
      { error: { message: 'a bug of the model' }, context: { during: 'run', runId: run?.id } },
    ]);
  });

  test('once does not keep the next run from succeeding', async () => {
    const setup = forgeWithModel([scriptedFailure('model_unavailable'), verdict(2), rewrite(better), verdict(4)]);
    await rejection(setup.optimize());
    expect(await setup.optimize()).toMatchObject({ improved: true });
  });
});

test('a model without a price makes the cost unknown, and tokens are charged all the same', async () => {
  const setup = forgeWithModel([verdict(2), rewrite(better), verdict(4)], { modelOptions: { prices: null } });
  const { usage, charge } = await setup.optimize();
  expect(usage.costMicros).toBeNull();
  expect(charge).toEqual({ calls: 1, tokens: 8 * 150, cost: 0 });
});

test('tokens of reasoning and of the cache are reported as part of the others', async () => {
  const tokens = { inputTokens: 80, outputTokens: 60, cachedInputTokens: 40, reasoningTokens: 20 };
  const script = [verdict(2), rewrite(better), verdict(4)].map((answer) => scriptedAnswer(answer, tokens));
  const { usage, charge } = await forgeWithModel(script).optimize();
  expect(usage).toMatchObject({
    inputTokens: 6 * 80 + 2 * 100,
    outputTokens: 6 * 60 + 2 * 50,
    cachedInputTokens: 6 * 40,
    reasoningTokens: 6 * 20,
  });
  expect(charge.tokens).toBe(6 * 140 + 2 * 150);
});
