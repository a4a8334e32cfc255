import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { GenerateRequest, ModelFailureCode } from '../../src/ports/model.js';
import { PromptForge } from '../../src/promptforge.js';
import { scriptedMaterial } from '../../src/testing/scripted-material.js';
import {
  type ScriptedModel,
  scriptedAnswer,
  scriptedFailure,
  scriptedModel,
} from '../../src/testing/scripted-model.js';
import { best, better, prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { answersOf } from '../fixtures/prompt-world.js';

/** Every way a model can fail; true where it gave an answer that is none, of which another one may be asked. */
const codes = {
  model_key_missing: false,
  model_auth_failed: false,
  model_not_found: false,
  model_request_rejected: false,
  model_unreachable: false,
  model_timeout: false,
  model_rate_limited: false,
  model_credit_exhausted: false,
  model_unavailable: false,
  model_circuit_open: false,
  model_price_unknown: false,
  model_refused: true,
  model_output_invalid: true,
  model_output_truncated: true,
  overloaded: false,
  run_canceled: false,
} satisfies Record<ModelFailureCode, boolean>;

const isOfPrompt = (asked: GenerateRequest<unknown>, purpose: string, of: string) =>
  asked.purpose === purpose && scriptedMaterial(asked).prompt === of;

/** Each kind of call; `siblings` are under way when it fails, and what they start afterwards is part of it. */
const places = {
  'the first look at the original': (asked: GenerateRequest<unknown>) => isOfPrompt(asked, 'judge', prompt),
  'a rewrite': ({ purpose }: GenerateRequest<unknown>) => purpose === 'rewrite',
  'the first look at a candidate': (asked: GenerateRequest<unknown>) => isOfPrompt(asked, 'judge', better),
  'a comparison': ({ purpose }: GenerateRequest<unknown>) => purpose === 'compare',
  'a fresh sample': (asked: GenerateRequest<unknown>) => isOfPrompt(asked, 'judge', best),
} as const;
type Place = keyof typeof places;

/** Of the samples of the winner the first is its first look. */
const skipped: Partial<Record<Place, number>> = { 'a fresh sample': 1 };

/** A run in which one call fails, while those beside it take their time. */
async function runWith(place: Place, code: ModelFailureCode) {
  const reply = answersOf({
    original: prompt,
    judged: { [prompt]: [2], [better]: [3], [best]: [4] },
    rewritten: { clarify: better, persona_free: best },
  });
  let toSkip = skipped[place] ?? 0;
  let hasFailed = false;
  let underWay = 0;
  let billed = 0;
  const model: ScriptedModel = scriptedModel(async (asked, index) => {
    const tokens = { inputTokens: 60 + index, outputTokens: 10 * index };
    billed += tokens.inputTokens + tokens.outputTokens;
    if (places[place](asked) && !hasFailed) {
      if (toSkip === 0) {
        hasFailed = true;
        return scriptedFailure(code, { tokens });
      }
      toSkip -= 1;
    }
    underWay += 1;
    const answer = reply(asked);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    underWay -= 1;
    return scriptedAnswer(answer, tokens);
  });
  const clock = manualClock();
  const storage = memoryStorage({ clock });
  const forge = new PromptForge({
    ...{ storage, model, session: { secret }, clock, cache: false },
    loop: { maxSteps: 1, candidates: 2, composed: true, maxSamples: 3, maxConfirmations: 1 },
  });
  const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme' });
  const rejected: string[] = [];
  const outcome = await forge
    .optimize({
      ...{ token, prompt, sevenD: { domain: 'saas', output_format: 'md' } },
      onEvent: ({ type, ...event }) => {
        if (type === 'candidate.rejected') rejected.push((event as { data: { reason: string } }).data.reason);
      },
    })
    .then(
      (result) => ({ result, error: null }),
      (error: unknown) => ({ result: null, error }),
    );
  const leftUnderWay = underWay;
  const { runs } = await forge.runs.list({ token });
  const { quota } = await forge.plans.usage({ token });
  return { ...outcome, run: runs[0], quota, model, billed, rejected, leftUnderWay };
}

const cases = (Object.keys(places) as Place[]).flatMap((place) =>
  Object.entries(codes).map(([code, isAnswer]) => ({ place, code: code as ModelFailureCode, isAnswer })),
);

describe('a model that fails once', () => {
  test.each(cases)('with $code at $place', async ({ place, code, isAnswer }) => {
    const { result, error, run, quota, model, billed, rejected, leftUnderWay } = await runWith(place, code);
    if (isAnswer) {
      expect(error).toBeNull();
      // Half an answer to which of two is better is none, and leaves the original.
      const improved = place !== 'a comparison';
      expect(result).toMatchObject({ improved, stopReason: improved ? 'gate_passed' : 'confirmations_exhausted' });
      expect(rejected).toEqual(place === 'a rewrite' ? [code] : []);
      expect(run).toMatchObject({ status: 'succeeded' });
    } else {
      expect(error).toMatchObject({ name: 'PromptForgeError', code });
      expect(run).toMatchObject({ status: code === 'run_canceled' ? 'canceled' : 'failed', error: { code } });
    }
    // Nothing goes on behind the back of whoever was told, and each call is charged once.
    expect(leftUnderWay).toBe(0);
    expect(run?.usage).toMatchObject({ modelCalls: model.requests.length, estimated: false });
    expect(run?.charge).toMatchObject({ calls: 1, tokens: billed });
    expect(quota.map(({ used }) => used)).toEqual([1, 1]);
  });
});
