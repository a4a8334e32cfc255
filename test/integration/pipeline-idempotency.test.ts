import { describe, expect, test } from 'vitest';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

/** Three to search; two to compare and three to measure what was found. */
const callsOfPassing = 8;

const passing = [verdict(2), rewrite(better), verdict(4)];
const always = (_request: unknown, index: number) => passing[index % 3];
const callsUsed = async ({ forge, tokenFor }: ReturnType<typeof forgeWithModel>) =>
  (await forge.plans.usage({ token: await tokenFor() })).quota[0]?.used;

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

  test('of a run that failed and was charged gives its error again, and is not charged twice', async () => {
    const setup = forgeWithModel([verdict(2), scriptedFailure('model_auth_failed')]);
    const first = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
    const again = await rejection(setup.optimize({ idempotencyKey: 'key-1' }));
    expect(again.code).toBe('model_auth_failed');
    expect(again.message).toContain(first.message);
    expect(again.message).toContain('use a new idempotency key');
    expect(again.details).toMatchObject({ replayed: true });
    expect(setup.model.requests).toHaveLength(2);
    expect(await callsUsed(setup)).toBe(1);
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
