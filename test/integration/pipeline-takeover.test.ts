import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { ModuleOperationRequest, OptimizeRequest } from '../../src/index.js';
import { defineModule } from '../../src/modules.js';
import type { GenerateRequest } from '../../src/ports/model.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedMaterial } from '../../src/testing/scripted-material.js';
import { scriptedModel } from '../../src/testing/scripted-model.js';
import { countedIds } from '../fixtures/counted-ids.js';
import { better, prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { releaseNotes } from '../fixtures/modules/release-notes.js';
import { rejection } from '../fixtures/rejection.js';

const holdMs = 20_000;
const waiting = { timeout: 60_000 };

const byPrompt = { prompt, sevenD: { domain: 'saas', output_format: 'md' } } as const;
/** A module that asks for more than its domain does. */
const strict = defineModule({ ...releaseNotes, thresholds: { composite: 90 } });

/** Processes that share a storage: each has a model of its own, and may die while it is asked. */
function processes() {
  const clock = manualClock();
  const storage = memoryStorage({ clock });
  const newId = countedIds();
  const start = (script: Parameters<typeof scriptedModel>[0]) => {
    const model = scriptedModel(script);
    const forge = new PromptForge({
      storage,
      model,
      session: { secret },
      clock,
      newId,
      loop: { maxSteps: 2, composed: false, maxSamples: 3, maxConfirmations: 1 },
      cache: false,
      modules: [strict],
    });
    const optimize = async (
      work: Pick<OptimizeRequest, 'prompt' | 'sevenD'> | Pick<ModuleOperationRequest, 'module'> = byPrompt,
    ) =>
      forge.optimize({
        token: (await forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken,
        ...work,
        idempotencyKey: 'key-1',
        onEvent: (event) => events.push(event.type),
      });
    const events: string[] = [];
    return { forge, model, optimize, events };
  };
  return { clock, storage, start };
}

/** What there is to say about the two prompts of these tests, whoever asks, and in whatever order. */
function answer(request: GenerateRequest<unknown>): unknown {
  const material = scriptedMaterial(request);
  switch (request.purpose) {
    case 'judge':
      return verdict(material.prompt === better ? 4 : 2);
    case 'compare':
      return { for_first: '', for_second: '', better: material.first === better ? 'first' : 'second' };
    default:
      return rewrite(better);
  }
}

/** Answers until so many were asked for; then it is silent, as a process that was killed. */
function dyingAt(calls: number) {
  let asked = 0;
  return (request: GenerateRequest<unknown>) => {
    asked += 1;
    return asked > calls ? new Promise(() => {}) : answer(request);
  };
}

/** A whole run asks three times to search, twice to compare, and three times to measure. */
const callsOfRun = 8;

describe('a run whose process died', () => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    // The two comparisons are made side by side, and so are the three measurements.
    [3, 2],
    [5, 3],
  ])('after %d answers is finished by another one, which asks for none of them', async (calls, underWay) => {
    const { clock, storage, start } = processes();
    const first = start(dyingAt(calls));
    void first.optimize();
    await expect.poll(() => first.model.requests.length, waiting).toBe(calls + underWay);

    const second = start(answer);
    const early = await rejection(second.optimize());
    expect(early).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 2_000 });
    clock.advance(holdMs);
    const result = await second.optimize();
    expect(result).toMatchObject({ optimized: { prompt: better }, improved: true, replayed: false });
    const begins = second.events.indexOf('run.resumed');
    expect(second.events.slice(begins, begins + 2)).toEqual(['run.resumed', 'quota.left']);
    // What was answered is not asked again; what was under way is, since nobody knows what came of it.
    const asked = [...first.model.requests, ...second.model.requests];
    expect(asked).toHaveLength(callsOfRun + underWay);
    // The calls under way are charged at their worst, and said to be estimated.
    expect(result.usage).toMatchObject({ estimated: true });
    expect(result.usage.inputTokens + result.usage.outputTokens).toBe(
      callsOfRun * 150 + underWay * (100 + (calls === 1 ? 8_000 : 4_000)),
    );
    const { runs } = await second.forge.runs.list({
      token: (await second.forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken,
    });
    expect(runs).toMatchObject([{ status: 'succeeded', charge: result.charge }]);
    const { quota } = await second.forge.plans.usage({
      token: (await second.forge.sessions.issue({ userId: 'ada', orgId: 'acme' })).accessToken,
    });
    expect(quota.map(({ used }) => used)).toEqual([1, 1]);
    expect(await storage.ledger.get({ orgId: 'acme' }, result.runId)).toMatchObject({ status: 'succeeded' });
  });

  test('is finished by the rules of the module that made its prompt', async () => {
    const { clock, start } = processes();
    const work = {
      module: { id: strict.id, version: strict.version, inputs: { product: 'Ledgerly', changes: ['CSV'] } },
    };
    const first = start(dyingAt(3));
    void first.optimize(work);
    await expect.poll(() => first.model.requests.length, waiting).toBe(5);
    clock.advance(holdMs);
    const second = start(answer);
    const result = await second.optimize(work);
    expect(result).toMatchObject({
      module: { id: strict.id, version: strict.version },
      gate: { outcome: 'pass', thresholds: { composite: 90 } },
    });
    expect(second.events).toContain('run.resumed');
    const otherInputs = { module: { ...work.module, inputs: { product: 'Ledgerly', changes: ['PDF'] } } };
    expect(await rejection(second.optimize(otherInputs))).toMatchObject({ code: 'idempotency_conflict' });
  });

  test('and comes back to life asks no more and ends nothing that another one works on', async () => {
    const { clock, start } = processes();
    let goOn = () => {};
    const stalled = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = start(async (request, index) => {
      if (index === 1) await stalled;
      return answer(request);
    });
    const slow = rejection(first.optimize());
    await expect.poll(() => first.model.requests.length, waiting).toBe(2);
    clock.advance(holdMs);
    const second = start(async (request, index) => {
      // While the second one works, the first wakes up.
      if (index === 1) {
        goOn();
        await slow;
      }
      return answer(request);
    });
    const result = await second.optimize();
    expect(await slow).toMatchObject({ code: 'run_abandoned' });
    expect(first.model.requests).toHaveLength(2);
    expect(result).toMatchObject({ improved: true, optimized: { prompt: better } });
  });

  test('is taken over by one of many that ask at once', async () => {
    const { clock, start } = processes();
    const first = start(dyingAt(1));
    void first.optimize();
    await expect.poll(() => first.model.requests.length, waiting).toBe(2);
    clock.advance(holdMs);
    const others = Array.from({ length: 5 }, () => start(answer));
    const ended = await Promise.allSettled(others.map(({ optimize }) => optimize()));
    const answers = ended.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(others.reduce((sum, { model }) => sum + model.requests.length, 0)).toBe(callsOfRun - 1);
    for (const outcome of ended) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'idempotency_in_progress' });
    }
  });
});
