import { describe, expect, test } from 'vitest';
import { totalTokens } from '../../src/domain/quota/usage.js';
import { best, better, forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';

const passing = [verdict(2), rewrite(better), verdict(4)];
const atOnce = (calls: number) => asked.flatMap((type) => Array.from({ length: calls }, () => type));
const asked = ['model.called', 'model.delta', 'model.delta', 'model.answered'];

describe('the story of a run', () => {
  test('is told in its order, from the token to the outcome', async () => {
    const { optimize, events } = forgeWithModel(passing);
    await optimize();
    expect(events.map(({ type }) => type)).toEqual([
      'session.verified',
      'entitlement.granted',
      'prompt.validated',
      'quota.reserved',
      'quota.left',
      ...asked,
      'candidate.scored',
      'step.started',
      ...asked,
      ...asked,
      'candidate.scored',
      // In both orders, side by side.
      ...atOnce(2),
      'candidate.compared',
      ...atOnce(3),
      'candidate.measured',
      'gate.decided',
      'run.succeeded',
    ]);
  });

  test('has figures in every step', async () => {
    const { optimize, events, clock } = forgeWithModel(passing);
    const { runId } = await optimize();
    const steps = events.filter((event) => 'sequence' in event);
    expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, index) => index + 1));
    for (const step of steps) expect(step).toMatchObject({ runId, at: clock.now() });
    const data = (type: string) => steps.filter((step) => step.type === type).map((step) => step.data);
    expect(data('session.verified')).toEqual([{ role: 'member' }]);
    expect(data('entitlement.granted')).toEqual([{ plan: 'pilot', feature: 'gpt_editor' }]);
    expect(data('prompt.validated')).toEqual([
      { length: prompt.length, domain: 'saas', output_format: 'md', defaulted: 5, action: 'allow', risk: 0, codes: [] },
    ]);
    expect(data('model.called')).toEqual(
      ['judge', 'rewrite', 'judge', 'compare', 'compare', 'judge', 'judge', 'judge'].map((purpose, index) => ({
        call: index + 1,
        purpose,
      })),
    );
    expect(data('step.started')).toEqual([{ step: 1, strategies: ['clarify'] }]);
    expect(data('candidate.compared')).toEqual([{ step: 1, preferred: 'candidate' }]);
    expect(data('candidate.measured')).toMatchObject([{ step: 1, samples: 3, composite: 100 }]);
    expect(data('model.answered')[1]).toEqual({
      call: 2,
      purpose: 'rewrite',
      inputTokens: 100,
      outputTokens: 50,
      costMicros: 300,
      latencyMs: 10,
      attempts: 1,
    });
    expect(data('candidate.scored')).toMatchObject([
      { step: 0, accepted: true, composite: 50 },
      { step: 1, accepted: true, composite: 100 },
    ]);
    expect(data('gate.decided')).toEqual([{ outcome: 'pass', threshold: 80, failed: [] }]);
    expect(data('run.succeeded')).toEqual([
      { operation: 'optimize', improved: true, stopReason: 'gate_passed', tokens: 8 * 150, costMicros: 8 * 300 },
    ]);
  });

  test('gives the pieces of each answer to the listener', async () => {
    const { optimize, events } = forgeWithModel(passing);
    await optimize();
    const pieces = events.flatMap((event) => (event.type === 'model.delta' && event.call === 2 ? [event.text] : []));
    expect(JSON.parse(pieces.join(''))).toEqual(passing[1]);
  });

  test('is the same in the ledger as in the answer', async () => {
    const { optimize, forge, tokenFor, events } = forgeWithModel(passing);
    const result = await optimize({ idempotencyKey: 'key-1' });
    const token = await tokenFor();
    const { runId } = result;
    const run = await forge.runs.get({ token, runId });
    const { original, optimized, improved, gate, changes, stopReason } = result;
    expect(run).toMatchObject({
      id: runId,
      orgId: 'acme',
      userId: 'ada',
      status: 'succeeded',
      planId: 'pilot',
      engine: 'model',
      model: 'scripted',
      idempotencyKey: 'key-1',
      error: null,
    });
    expect(run.result).toEqual({ original, optimized, improved, gate, changes, stopReason });
    expect(run.input).toEqual({ prompt, sevenD: result.sevenD });
    expect(run.usage).toEqual(result.usage);
    expect(run.charge).toEqual(result.charge);
    expect((await forge.runs.list({ token })).runs).toEqual([run]);
    expect(await forge.runs.scores({ token, runId })).toEqual([
      { ...original.score, rubric: 'behavioral-anchors-1', subject: 'original', final: false },
      { ...optimized.score, rubric: 'behavioral-anchors-1', subject: 'candidate', final: true },
    ]);
    const told = events.filter((event) => 'sequence' in event);
    expect(await forge.runs.events({ token, runId })).toEqual(
      told.map((event) => ({ ...event, orgId: 'acme', userId: 'ada' })),
    );
    expect((await forge.plans.usage({ token })).quota).toEqual(result.quota);
  });

  test('counts every call of the model, and charges the sum once', async () => {
    const { optimize, model } = forgeWithModel([verdict(1), rewrite(better), verdict(2), rewrite(best), verdict(3)]);
    const { usage, charge, quota, stopReason, optimized } = await optimize();
    expect(model.requests.map(({ purpose }) => purpose)).toEqual([
      'judge',
      'rewrite',
      'judge',
      'repair',
      'judge',
      'compare',
      'compare',
      'judge',
      'judge',
      'judge',
    ]);
    expect(usage).toMatchObject({
      modelCalls: 10,
      inputTokens: 1_000,
      outputTokens: 500,
      costMicros: 3_000,
      estimated: false,
    });
    expect(charge).toEqual({ calls: 1, tokens: totalTokens(usage), cost: 3_000 });
    expect(quota.map(({ name, used }) => [name, used])).toEqual([
      ['user-calls-hour', 1],
      ['user-calls-month', 1],
    ]);
    expect(stopReason).toBe('steps_exhausted');
    expect(optimized.prompt).toBe(best);
  });

  test('keeps the original when nothing better was found, and still charges', async () => {
    const { optimize } = forgeWithModel([verdict(3), rewrite(better), verdict(2), rewrite(best), verdict(3)]);
    const { improved, optimized, original, charge } = await optimize();
    expect(improved).toBe(false);
    expect(optimized).toEqual(original);
    expect(charge.calls).toBe(1);
  });

  test('tells of a rewrite that was rejected, and repairs it', async () => {
    const { optimize, events } = forgeWithModel([
      verdict(2),
      rewrite('Write to {customer} now.'),
      rewrite(best),
      verdict(4),
    ]);
    const { optimized } = await optimize();
    expect(optimized.prompt).toBe(best);
    expect(events.filter(({ type }) => type === 'candidate.rejected')).toMatchObject([
      { data: { step: 1, reason: 'placeholder_invented' } },
    ]);
  });

  test('asks the model under a pseudonym, within the time and the length that were set', async () => {
    const { optimize, model, clock, forge, tokenFor } = forgeWithModel([...passing, ...passing], {
      timeoutMs: 30_000,
      maxOutputTokens: { rewrite: 700, judge: 500 },
    });
    await optimize();
    await forge.optimize({
      token: await tokenFor({ userId: 'grace' }),
      prompt,
      sevenD: { domain: 'saas', output_format: 'md' },
    });
    expect(model.requests.slice(0, 4).map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([500, 700, 500, 500]);
    for (const { deadline } of model.requests) expect(deadline).toBe(clock.now() + 30_000);
    const [ada, ...others] = model.requests.map(({ endUser }) => endUser);
    expect(ada).toMatch(/^[0-9a-f]{64}$/);
    expect(others.map((name) => name === ada)).toEqual(Array.from({ length: 15 }, (_, index) => index < 7));
  });

  test('uses a boundary of its own for every question', async () => {
    const { optimize, model } = forgeWithModel(passing);
    await optimize();
    const boundaries = model.requests.map(({ user }) => user.split('\n')[0]);
    expect(new Set(boundaries).size).toBe(model.requests.length);
    for (const { system, user } of model.requests) {
      const [, evidence] = user.split('\n');
      const { stated_context: _context, ...texts } = JSON.parse(evidence ?? '');
      for (const text of Object.values(texts)) expect([prompt, better]).toContain(text);
      expect(system).not.toContain(prompt);
      expect(system).not.toContain(better);
    }
  });

  test('of a refused call ends where it was refused, and leaves no run', async () => {
    const { optimize, events, forge, tokenFor, model } = forgeWithModel([]);
    await rejection(optimize({ prompt: 'short' }));
    expect(events.map(({ type }) => type)).toEqual(['session.verified', 'entitlement.granted']);
    expect((await forge.runs.list({ token: await tokenFor() })).runs).toEqual([]);
    expect(model.requests).toEqual([]);
  });
});

describe('without a model', () => {
  const rules = () => forgeWithModel([], { engine: 'rules' });

  test('the rules do the work, and say so', async () => {
    const { optimize, forge, tokenFor, model } = rules();
    const result = await optimize();
    expect(result).toMatchObject({ engine: 'rules', model: null, improved: true });
    expect(result.optimized.prompt).toContain(prompt);
    const token = await tokenFor();
    expect(await forge.runs.get({ token, runId: result.runId })).toMatchObject({ engine: 'rules', model: null });
    expect((await forge.runs.scores({ token, runId: result.runId })).map(({ rubric }) => rubric)).toEqual([
      'rules-1',
      'rules-1',
    ]);
    expect(model.requests).toEqual([]);
  });

  test('a run costs its call and nothing else', async () => {
    const { optimize } = rules();
    const { usage, charge } = await optimize();
    expect(usage).toMatchObject({ modelCalls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 });
    expect(charge).toEqual({ calls: 1, tokens: 0, cost: 0 });
  });

  test('the same prompt comes to the same result', async () => {
    const { optimize } = rules();
    const first = await optimize();
    expect((await optimize()).optimized).toEqual(first.optimized);
  });
});

describe('a listener that fails', () => {
  test('by throwing breaks nothing, and reaches onError for each event', async () => {
    const { optimize, reported } = forgeWithModel(passing);
    let told = 0;
    const { runId } = await optimize({
      onEvent: () => {
        told += 1;
        throw new Error('the listener is broken');
      },
    });
    expect(told).toBeGreaterThan(10);
    expect(reported).toHaveLength(told);
    for (const { error, context } of reported) {
      expect(error).toMatchObject({ message: 'the listener is broken' });
      expect(context).toEqual({ during: 'onEvent', runId });
    }
  });

  test('by rejecting later breaks nothing either, and reaches onError', async () => {
    const { optimize, reported } = forgeWithModel(passing);
    await optimize({
      onEvent: async ({ type }) => {
        if (type === 'gate.decided') throw new Error('the listener is broken');
      },
    });
    expect(reported).toMatchObject([{ error: { message: 'the listener is broken' }, context: { during: 'onEvent' } }]);
  });
});
