import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toProblem } from '../../src/errors/problem.js';
import type { PromptForgeError } from '../../src/errors/promptforge-error.js';
import type { OptimizeRequest } from '../../src/facets/operation-requests.js';
import { scriptedFailure } from '../../src/testing/scripted-model.js';
import { type ForgeSetup, forgeWithModel, secret } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { planWith } from '../fixtures/plan-with.js';
import { failing, storageWithFaults } from '../fixtures/storage-with-faults.js';

const written = 'Write a canary letter to {canary_name} about canary@example.com and 4111 1111 1111 1111.';
const rewritten = 'Write a short canary letter to {canary_name}, about canary@example.com.';
const noted = verdict(2, { goal: { weakness: 'canary weakness', evidence: 'canary letter' } });

interface Case {
  readonly what: string;
  readonly script: Parameters<typeof forgeWithModel>[0];
  readonly request?: Partial<OptimizeRequest>;
  readonly setup?: ForgeSetup;
}
const fault = (method: string): ForgeSetup => ({
  storage: (storage) => storageWithFaults(storage, { [method]: failing() }),
});

const cases: readonly Case[] = [
  { what: 'succeeds', script: [noted, rewrite(rewritten, ['canary change']), verdict(4)] },
  { what: 'is repaired', script: [noted, rewrite(rewritten), noted, rewrite(`${rewritten}.`), verdict(4)] },
  { what: 'is rejected', script: [noted, rewrite('A canary.'), rewrite('canary')] },
  { what: 'is refused by the model', script: [noted, scriptedFailure('model_refused')] },
  { what: 'has a prompt that is too long', script: [], request: { prompt: 'canary '.repeat(2_000) } },
  { what: 'has a prompt that is too short', script: [], request: { prompt: 'canary' } },
  { what: 'has a prompt that is no text', script: [], request: { prompt: { canary: 1 } as unknown as string } },
  {
    what: 'has unknown parameters',
    script: [],
    request: { sevenD: { domain: 'canary', canary: 1 } as unknown as OptimizeRequest['sevenD'] },
  },
  { what: 'has a malformed key', script: [], request: { idempotencyKey: 'canary canary' } },
  { what: 'has a malformed token', script: [], request: { token: 'canary.canary.canary' } },
  { what: 'finds no room', script: [], setup: { plans: [tinyPlan()] } },
  { what: 'finds the storage down at first', script: [], setup: fault('ledger.reserve') },
  { what: 'finds the storage down in between', script: [], setup: fault('ledger.checkpoint') },
  {
    what: 'cannot be settled',
    script: [noted, rewrite(rewritten), verdict(4)],
    setup: fault('ledger.settle'),
  },
  { what: 'meets a model with a bug', script: [noted, 'an answer of no form'] },
];

function tinyPlan() {
  return planWith({ 'user-calls-hour': 0, 'user-calls-month': 0 }, { id: 'tiny', title: 'Tiny' });
}

describe('what a user wrote, their token and the secret are in no error, event or report', () => {
  test.each(cases)('of a run that $what', async ({ script, request = {}, setup = {} }) => {
    const { optimize, forge, storage, tokenFor, reported, events } = forgeWithModel(script, setup);
    const token = await tokenFor();
    const error: PromptForgeError | null = await optimize({ token, prompt: written, ...request }).then(
      () => null,
      (thrown) => thrown,
    );
    const scope = { orgId: 'acme' };
    const { runs } = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
    const stored = await Promise.all(
      runs.map(({ id }) => storage.events.ofRun(scope, { runId: id, after: 0, limit: 1_000 })),
    );
    const kept = {
      message: error?.message,
      error: inspect(error, { depth: null }),
      json: JSON.stringify(error),
      problem: error === null ? null : toProblem(error),
      errorsInLedger: runs.map((run) => run.error),
      stored,
      reported: inspect(reported, { depth: null }),
      steps: events.filter((event) => 'sequence' in event),
    };
    const all = JSON.stringify(kept);
    expect(all.length).toBeGreaterThan(300);
    for (const private_ of ['canary', '4111', token, token.split('.')[2] ?? token, secret]) {
      expect(all).not.toContain(private_);
    }
    await forge.close();
  });

  test('while the run itself keeps the words, for the one who wrote them', async () => {
    const { optimize, forge, tokenFor } = forgeWithModel([noted, rewrite(rewritten), verdict(4)]);
    const { runId } = await optimize({ prompt: written });
    expect(JSON.stringify(await forge.runs.get({ token: await tokenFor(), runId }))).toContain('canary');
  });
});
