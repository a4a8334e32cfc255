import { describe, expect, test } from 'vitest';
import type { OptimizeResult } from '../../src/pipeline/run-result.js';
import type { GenerateRequest, ModelFailureCode } from '../../src/ports/model.js';
import { scriptedMaterial } from '../../src/testing/scripted-material.js';
import { type ModelScript, scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { storageDown, storageWithFaults } from '../fixtures/storage-with-faults.js';

/** Three to search; two to compare and three to measure what was found. */
const callsOfPassing = 8;

const passing = [verdict(2), rewrite(better), verdict(4)];
const always = (_request: unknown, index: number) => passing[index % 3];
const callsUsed = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  (await forge.plans.usage({ token: await tokenFor() })).quota[0]?.used;
const runsOf = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  (await forge.runs.list({ token: await tokenFor() })).runs;

/** What a failure was billed. */
const billed = { inputTokens: 70, outputTokens: 0 };

/** What there is to say about the prompts of these tests, whoever asks, and in whatever order. */
const judged = (request: GenerateRequest<unknown>) => verdict(scriptedMaterial(request).prompt === better ? 4 : 2);

/** A model that answers as `failing` does, until it is mended. */
function failingUntilMended(failing: ModelScript) {
  let isMended = false;
  const setup = forgeWithModel((request, index) => {
    if (!isMended) return failing(request, index);
    return request.purpose === 'rewrite' ? rewrite(better) : judged(request);
  });
  const mend = () => {
    isMended = true;
  };
  return { setup, mend };
}

/** There are two runs, each charged once: the one that is told of, and after it the one that succeeded. */
async function expectBothCharged(
  setup: ReturnType<typeof forgeWithModel>,
  succeeded: OptimizeResult,
  first: object,
): Promise<void> {
  expect(succeeded).toMatchObject({ replayed: false, improved: true, charge: { calls: 1, tokens: 8 * 150 } });
  const [second, ...others] = await runsOf(setup);
  expect(second).toMatchObject({ id: succeeded.runId, status: 'succeeded', idempotencyKey: 'key-1' });
  expect(others).toMatchObject([{ idempotencyKey: null, ...first }]);
  expect(await callsUsed(setup)).toBe(2);
}

describe('an idempotency key', () => {
  test('used twice gives the first answer again and is charged once', async () => {
    const setup = forgeWithModel(passing);
    const first = await setup.optimize({ idempotencyKey: 'key-1' });
    const second = await setup.optimize({ idempotencyKey: 'key-1' });
    expect(first.replayed).toBe(false);
    expect(second).toEqual({ ...first, replayed: true });
    expect(setup.model.requests).toHaveLength(callsOfPassing);
    expect(await callsUsed(setup)).toBe(1);
    expect((await setup.forge.runs.list({ token: await setup.tokenFor() })).runs).toHaveLength(1);
  });

  test('names the same request however its parameters are spelled and ordered', async () => {
    const setup = forgeWithModel(passing);
    const first = await setup.optimize({ idempotencyKey: 'key-1' });
    const sevenD = { output_format: 'Markdown' as 'md', scale: 'startup', domain: 'SaaS' as 'saas' } as const;
    const again = await setup.optimize({ idempotencyKey: 'key-1', sevenD, prompt: ` ${prompt}\r\n` });
    expect(again.runId).toBe(first.runId);
  });

  test.each([
    ['another prompt', { prompt: 'Write something else for somebody else.' }],
    ['another domain', { sevenD: { domain: 'ngo', output_format: 'md' } as const }],
    [
      'another value for what had a default',
      { sevenD: { domain: 'saas', output_format: 'md', urgency: 'low' } as const },
    ],
  ])('used with %s is a conflict that names the run', async (_what, changes) => {
    const setup = forgeWithModel(passing);
    const { runId } = await setup.optimize({ idempotencyKey: 'key-1' });
    const error = await rejection(setup.optimize({ idempotencyKey: 'key-1', ...changes }));
    expect(error).toMatchObject({ code: 'idempotency_conflict', details: { runId } });
    expect(error.message).toContain('Use a new key');
    expect(await callsUsed(setup)).toBe(1);
    expect(setup.model.requests).toHaveLength(callsOfPassing);
  });

  test('of a run under way asks to come back shortly', async () => {
    let meanwhile: unknown;
    const setup = forgeWithModel(async (_request, index) => {
      if (index === 1) meanwhile = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
      return passing[index];
    });
    const { runId } = await setup.optimize({ idempotencyKey: 'key-1' });
    expect(meanwhile).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 2_000, details: { runId } });
    expect(await callsUsed(setup)).toBe(1);
  });

  test('used by twenty calls at once is one run', async () => {
    let allOthersRefused = () => {};
    const others = new Promise<void>((resolve) => {
      allOthersRefused = resolve;
    });
    const setup = forgeWithModel(async (_request, index) => {
      await others;
      return passing[index];
    });
    const refusals: string[] = [];
    const call = () =>
      setup.optimize({ idempotencyKey: 'key-1' }).catch(({ code }) => {
        if (refusals.push(code) === 19) allOthersRefused();
        return null;
      });
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    expect(answers.filter((answer) => answer !== null)).toMatchObject([{ replayed: false }]);
    expect(new Set(refusals)).toEqual(new Set(['idempotency_in_progress']));
    expect(setup.model.requests).toHaveLength(callsOfPassing);
    expect(await callsUsed(setup)).toBe(1);
  });

  test('of a run that failed and cost nothing may be tried again', async () => {
    const setup = forgeWithModel([scriptedFailure('model_unreachable'), ...passing]);
    expect((await rejection(setup.optimize({ idempotencyKey: 'key-1' }))).code).toBe('model_unreachable');
    expect(await setup.optimize({ idempotencyKey: 'key-1' })).toMatchObject({ replayed: false, improved: true });
    expect(await callsUsed(setup)).toBe(1);
  });

  test.each<ModelFailureCode>([
    'model_refused',
    'model_output_invalid',
    'model_output_truncated',
    'model_request_rejected',
  ])('of a run that failed by %s and was charged gives its error again, and is not charged twice', async (code) => {
    const { setup, mend } = failingUntilMended(() => scriptedFailure(code, { tokens: billed }));
    const first = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
    const asked = setup.model.requests.length;
    mend();
    const again = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
    expect(again).toMatchObject({ code, details: { replayed: true } });
    expect(again.message).toBe(`${first.message} To try anew, use a new idempotency key.`);
    expect(setup.model.requests).toHaveLength(asked);
    expect(await callsUsed(setup)).toBe(1);
    expect(await runsOf(setup)).toHaveLength(1);
  });

  test('of a run that failed by a defect and was charged gives its error again', async () => {
    const { setup, mend } = failingUntilMended(() => {
      throw new Error('a bug of the model');
    });
    expect((await rejection(setup.optimize({ idempotencyKey: 'key-1' }))).code).toBe('internal');
    mend();
    const again = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
    expect(again).toMatchObject({ code: 'internal', details: { replayed: true } });
    expect(await callsUsed(setup)).toBe(1);
  });

  test.each<ModelFailureCode>([
    'model_unreachable',
    'model_timeout',
    'model_rate_limited',
    'model_credit_exhausted',
    'model_unavailable',
    'model_circuit_open',
    'model_auth_failed',
    'model_not_found',
    'overloaded',
  ])('of a run that failed by %s after it was charged is a new run, and both are charged', async (code) => {
    const { setup, mend } = failingUntilMended((_request, index) =>
      index === 0 ? verdict(2) : scriptedFailure(code, { tokens: billed }),
    );
    expect((await rejection(setup.optimize({ idempotencyKey: 'key-1' }))).code).toBe(code);
    mend();
    const second = await setup.optimize({ idempotencyKey: 'key-1' });
    expect(second).toMatchObject({ replayed: false, improved: true });
    await expectBothCharged(setup, second, { status: 'failed', charge: { calls: 1, tokens: 220 }, error: { code } });
  });

  test('of a run that was canceled after it was charged is a new run, and both are charged', async () => {
    const setup = forgeWithModel((request) => (request.purpose === 'rewrite' ? rewrite(better) : judged(request)));
    const controller = new AbortController();
    const error = await rejection(
      setup.optimize({
        idempotencyKey: 'key-1',
        signal: controller.signal,
        onEvent: ({ type }) => {
          if (type === 'candidate.scored') controller.abort();
        },
      }),
    );
    expect(error.code).toBe('run_canceled');
    const second = await setup.optimize({ idempotencyKey: 'key-1' });
    expect(second).toMatchObject({ replayed: false, improved: true });
    await expectBothCharged(setup, second, { status: 'canceled', charge: { calls: 1, tokens: 150 } });
  });

  test('of a run that the storage ended in the middle is a new run, and both are charged', async () => {
    let checkpoints = 0;
    const setup = forgeWithModel((request) => (request.purpose === 'rewrite' ? rewrite(better) : judged(request)), {
      storage: (storage) =>
        storageWithFaults(storage, {
          'ledger.checkpoint': async (callThrough) => {
            checkpoints += 1;
            // Before and after the first call, and before the second.
            if (checkpoints === 3) throw storageDown();
            return callThrough();
          },
        }),
    });
    expect((await rejection(setup.optimize({ idempotencyKey: 'key-1' }))).code).toBe('storage_unavailable');
    const second = await setup.optimize({ idempotencyKey: 'key-1' });
    await expectBothCharged(setup, second, { status: 'failed', charge: { calls: 1, tokens: 150 } });
  });

  test('whose run fails in passing while another one waits for it is a new run for that one', async () => {
    let waiting: unknown;
    const setup = forgeWithModel(async (request, index) => {
      if (index === 1) {
        waiting = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
        return scriptedFailure('model_unavailable');
      }
      return request.purpose === 'rewrite' ? rewrite(better) : judged(request);
    });
    const first = setup.optimize({ idempotencyKey: 'key-1' });
    expect(await rejection(first)).toMatchObject({ code: 'model_unavailable' });
    expect(waiting).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 2_000 });
    const second = await setup.optimize({ idempotencyKey: 'key-1' });
    await expectBothCharged(setup, second, { status: 'failed', charge: { calls: 1, tokens: 150 } });
    // Who comes after them gets what the second one got.
    expect(await setup.optimize({ idempotencyKey: 'key-1' })).toEqual({ ...second, replayed: true });
  });

  test('belongs to its user', async () => {
    const setup = forgeWithModel(always);
    const { runId } = await setup.optimize({ idempotencyKey: 'key-1' });
    for (const other of [{ userId: 'grace' }, { orgId: 'other' }]) {
      const theirs = await setup.optimize({ idempotencyKey: 'key-1', token: await setup.tokenFor(other) });
      expect(theirs.replayed).toBe(false);
      expect(theirs.runId).not.toBe(runId);
    }
  });

  test('gives the answer again also when the plan has no room left', async () => {
    const setup = forgeWithModel(always);
    const first = await setup.optimize({ idempotencyKey: 'key-1' });
    for (let call = 0; call < 9; call += 1) await setup.optimize();
    expect((await rejection(setup.optimize())).code).toBe('quota_exceeded');
    const again = await setup.optimize({ idempotencyKey: 'key-1' });
    expect(again.runId).toBe(first.runId);
    expect(again.quota).toMatchObject([{ remaining: 0 }, { remaining: 40 }]);
  });

  test.each([
    '',
    ' ',
    'a b',
    'a\nb',
    'ü',
    '\u007f',
    'x'.repeat(256),
  ])('of the form %j is refused', async (idempotencyKey) => {
    const setup = forgeWithModel(passing);
    const error = await rejection(setup.optimize({ idempotencyKey }));
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain('1 to 255 printable ASCII characters');
    expect(setup.model.requests).toEqual([]);
    expect(await callsUsed(setup)).toBe(0);
  });

  test.each(['x', 'x'.repeat(255), '!~"\\%'])('of the form %j is taken', async (idempotencyKey) => {
    const setup = forgeWithModel(passing);
    await setup.optimize({ idempotencyKey });
    expect(await setup.optimize({ idempotencyKey })).toMatchObject({ replayed: true });
  });
});

test('calls without a key are runs of their own', async () => {
  const setup = forgeWithModel(always);
  const first = await setup.optimize();
  const second = await setup.optimize();
  expect(second.runId).not.toBe(first.runId);
  expect(await callsUsed(setup)).toBe(2);
});
