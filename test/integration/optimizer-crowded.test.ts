import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { openaiModel } from '../../src/model/openai-model.js';
import { PromptForge } from '../../src/promptforge.js';
import { best, better, prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { answersOf } from '../fixtures/prompt-world.js';
import { answer, startScriptedOpenai } from '../scripted-openai/index.js';

const reply = answersOf({
  original: prompt,
  judged: { [prompt]: [2], [better]: [3], [best]: [4] },
  rewritten: { clarify: better, persona_free: best },
});

test('a run fits through a model that takes one call at a time and keeps nobody waiting', async () => {
  const server = await startScriptedOpenai((asked) => answer(reply(asked)));
  // Its time stands still, so that only the answers decide how long it takes.
  const clock = { now: manualClock().now, sleep: () => setTimeout(5) };
  const model = openaiModel({
    ...{ apiKey: 'sk-test-0123456789abcdef', model: 'gpt-6-luna', fetch: server.fetch, clock },
    ...{ maxConcurrency: 1, maxQueue: 0 },
  });
  const forge = new PromptForge({
    ...{ storage: memoryStorage({ clock }), model, session: { secret }, clock, cache: false },
    loop: { maxSteps: 1, candidates: 2, composed: true, maxSamples: 3, maxConfirmations: 1 },
  });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const request = { token, prompt, sevenD: { domain: 'saas', output_format: 'md' } } as const;
  expect(await forge.optimize(request)).toMatchObject({ optimized: { prompt: best }, stopReason: 'gate_passed' });
  expect(server.requests.length).toBeGreaterThan(6);
  await forge.close();
  await server.close();
});
