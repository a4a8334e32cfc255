import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { OptimizeRequest } from '../../src/facets/operation-requests.js';
import type { GenerateRequest } from '../../src/ports/model.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedFailure, scriptedModel } from '../../src/testing/scripted-model.js';
import { better, prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { answersOf } from '../fixtures/prompt-world.js';
import { rejection } from '../fixtures/rejection.js';

/** Runs at once in one process, of which the first question waits until the test lets it go on. */
function together(answerFirst: (reply: unknown) => unknown = (reply) => reply) {
  const clock = manualClock();
  const reply = answersOf({
    original: prompt,
    judged: { [prompt]: [2], [better]: [4] },
    rewritten: { clarify: better },
  });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const model = scriptedModel(async (asked: GenerateRequest<unknown>, index) => {
    if (index > 0) return reply(asked);
    await held;
    return answerFirst(reply(asked));
  });
  const forge = new PromptForge({
    ...{ storage: memoryStorage({ clock }), model, session: { secret }, clock },
    loop: { maxSteps: 1, composed: false, maxSamples: 3, maxConfirmations: 1 },
  });
  const run = async (userId: string, request: Partial<OptimizeRequest> = {}) => {
    const { accessToken: token } = await forge.sessions.issue({ userId, orgId: 'acme' });
    return forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' }, ...request });
  };
  const asked = (purpose: string) => model.requests.filter((request) => request.purpose === purpose).length;
  /** Until the first has asked, and the others had all the time there is to ask as well. */
  const settled = async () => {
    await expect.poll(() => model.requests.length, { timeout: 60_000 }).toBe(1);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(model.requests).toHaveLength(1);
  };
  return { model, run, asked, settled, letGo };
}

describe('the same question of several runs at once', () => {
  test('is asked once, and charged to the one who asked', async () => {
    const { model, run, asked, settled, letGo } = together();
    const running = ['ada', 'bob', 'cyd', 'dee'].map((userId) => run(userId));
    await settled();
    letGo();
    const results = await Promise.all(running);
    expect(asked('rewrite')).toBe(1);
    // Two to search; each run measures for itself.
    expect(asked('judge')).toBe(2 + 4 * 3);
    expect(asked('compare')).toBe(4 * 2);
    const charged = results.reduce((sum, { usage }) => sum + usage.modelCalls, 0);
    expect(charged).toBe(model.requests.length);
    for (const result of results) expect(result).toMatchObject({ improved: true, optimized: { prompt: better } });
  });

  test('is asked by another one when the first one is aborted', async () => {
    const { run, asked, settled, letGo } = together();
    const controller = new AbortController();
    const first = rejection(run('ada', { signal: controller.signal }));
    await settled();
    const others = ['bob', 'cyd'].map((userId) => run(userId));
    await settled();
    controller.abort();
    expect(await first).toMatchObject({ code: 'run_canceled' });
    letGo();
    for (const other of await Promise.all(others)) expect(other).toMatchObject({ improved: true });
    expect(asked('rewrite')).toBe(1);
    expect(asked('judge')).toBe(1 + 2 + 2 * 3);
  });

  test('is asked by another one whose time does not reach for waiting', async () => {
    const { run, settled, letGo } = together();
    const first = run('ada');
    await settled();
    // The first one is silent, and would be for as long as this test lasts.
    expect(await run('bob', { budget: { timeMs: 200 } })).toMatchObject({ improved: true });
    letGo();
    expect(await first).toMatchObject({ improved: true });
  });

  test('is asked by another one when the first one fails', async () => {
    const { run, asked, settled, letGo } = together(() => scriptedFailure('model_rate_limited', { tokens: {} }));
    const first = rejection(run('ada'));
    await settled();
    const others = ['bob', 'cyd'].map((userId) => run(userId));
    await settled();
    letGo();
    expect(await first).toMatchObject({ code: 'model_rate_limited' });
    for (const other of await Promise.all(others)) expect(other).toMatchObject({ improved: true });
    expect(asked('judge')).toBe(1 + 2 + 2 * 3);
  });

  test('keeps nobody waiting who gives up', async () => {
    const { run, model, settled, letGo } = together();
    const first = run('ada');
    await settled();
    const controller = new AbortController();
    const second = rejection(run('bob', { signal: controller.signal }));
    await settled();
    controller.abort();
    expect(await second).toMatchObject({ code: 'run_canceled' });
    expect(model.requests).toHaveLength(1);
    letGo();
    expect(await first).toMatchObject({ improved: true });
  });
});
