import { expect, onTestFinished, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { defaultPlans } from '../../src/domain/plans/plan.js';
import { measuresOf, type RunMeasures } from '../../src/domain/runs/run-measures.js';
import { openaiModel } from '../../src/model/openai-model.js';
import { PromptForge } from '../../src/promptforge.js';
import { better, prompt, secret } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { answer, type OpenaiScript, startScriptedOpenai, wrongKey } from '../scripted-openai/index.js';

async function measured(script: OpenaiScript) {
  const server = await startScriptedOpenai(script);
  onTestFinished(() => server.close());
  const storage = memoryStorage();
  const forge = new PromptForge({
    storage,
    session: { secret },
    // Everybody is on the first plan, which may do everything.
    plans: defaultPlans.slice(-1).map((plan) => ({ ...plan, limits: [] })),
    model: openaiModel({ apiKey: 'sk-test', model: 'gpt-6-luna', fetch: server.fetch }),
    cache: false,
  });
  onTestFinished(() => forge.close());
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  await Promise.allSettled([forge.optimize({ token, prompt, sevenD: { domain: 'saas', output_format: 'md' } })]);
  const [run] = (await storage.ledger.list({ orgId: 'acme' }, { userId: null, limit: 2, after: null })).runs;
  const events = await forge.runs.events({ token, runId: run?.id ?? '' });
  await storage.maintenance.rollUp({ limit: 10, after: null, timeZone: 'UTC' });
  const day = new Date(run?.createdAt ?? 0).toISOString().slice(0, 10);
  const query = { orgId: null, days: { first: day, last: day }, planId: null, model: null, moduleId: null };
  const sums = (await storage.analytics.measures(query)) ?? [];
  const stored: RunMeasures = Object.fromEntries(sums.map(({ name, amount }) => [name, amount]));
  return { stored, models: new Set(sums.map(({ model }) => model)), ofEvents: measuresOf(events), run };
}

test('a run leaves the measures of its events, by the model it was asked of', async () => {
  const { stored, models, ofEvents, run } = await measured(({ purpose }) =>
    purpose === 'rewrite' ? answer(rewrite(better)) : answer(verdict(4)),
  );
  expect(run?.status).toBe('succeeded');
  expect(stored).toEqual(ofEvents);
  expect(models).toEqual(new Set(['gpt-6-luna']));
  expect(stored['model.answered']).toBe(run?.usage.modelCalls);
  expect(stored['model.output_tokens']).toBe(run?.usage.outputTokens);
  const buckets = (stage: string) => Object.entries(stored).filter(([name]) => name.startsWith(`latency.${stage}.`));
  expect(buckets('run').map(([, times]) => times)).toEqual([1]);
  expect(buckets('admission').map(([, times]) => times)).toEqual([1]);
  expect(buckets('judge').length).toBeGreaterThan(0);
});

test('a run that fails leaves why', async () => {
  const { stored, ofEvents, run } = await measured(() => wrongKey());
  expect(run?.status).toBe('failed');
  expect(stored).toEqual(ofEvents);
  expect(stored[`run.failed.${run?.error?.code}`]).toBe(1);
});
