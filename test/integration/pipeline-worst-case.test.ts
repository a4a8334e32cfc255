import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import type { RunEventData } from '../../src/index.js';
import type { GenerateRequest, GenerateResult, Model } from '../../src/ports/model.js';
import { PromptForge } from '../../src/promptforge.js';
import { countedIds } from '../fixtures/counted-ids.js';
import { secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';

const limits = { rewrite: 1_500, judge: 1_200 };
const tokensOf = (text: string) => text.length;
const price = ({ inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number }) =>
  2 * inputTokens + 9 * outputTokens;

/** A model for which each UTF-16 unit is a token, and which never answers more than it may. */
function countingModel(answer: (request: GenerateRequest<unknown>) => unknown): Model {
  const countInput: Model['countInput'] = async ({ system, user }) => tokensOf(system) + tokensOf(user);
  return {
    contract: 1,
    id: 'counting',
    provider: 'counting',
    countInput,
    price,
    async generate<T>(request: GenerateRequest<T>): Promise<GenerateResult<T>> {
      const value = answer(request as GenerateRequest<unknown>);
      const outputTokens = tokensOf(JSON.stringify(value));
      if (outputTokens > request.maxOutputTokens) throw new Error(`the answer has ${outputTokens} tokens`);
      const tokens = {
        inputTokens: await countInput(request),
        // An answer takes all it may: what is not text is reasoning.
        outputTokens: request.maxOutputTokens,
        cachedInputTokens: 0,
        cacheWriteInputTokens: 0,
        reasoningTokens: request.maxOutputTokens - outputTokens,
      };
      return {
        outcome: 'answered',
        value: request.schema?.parse(value) as T,
        usage: { ...tokens, modelCalls: 1, costMicros: price(tokens), estimated: false },
        requestId: 'r',
        attempts: 1,
        latencyMs: 1,
      };
    },
  };
}

/** Repeats a text for as long as its JSON fits into so many characters. */
function filled(text: string, room: number): string {
  return text.repeat(Math.floor(room / (JSON.stringify(text).length - 2)));
}

/** Says that the later version is the better one, in either order, at length. */
function comparison(user: string) {
  const [, json = '{}'] = user.split('\n');
  const { first } = JSON.parse(json) as { first: string };
  const room = limits.judge - 80;
  return { for_first: filled('a', room / 2), for_second: '', better: first.includes('Better') ? 'first' : 'second' };
}

test('what is held for a run is never less than it uses, with answers at their longest', async () => {
  const piece = fc.constantFrom('a', 'word ', '"', '\\', 'x\n', '\u{1F469}', 'é', 'ø', '"\\\n');
  const rating = fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3);
  await fc.assert(
    fc.asyncProperty(
      piece,
      piece,
      piece,
      fc.integer({ min: 1, max: 300 }),
      rating,
      async (asked, rewritten, noted, length, goodness) => {
        let version = 0;
        const answer = ({ purpose, user }: GenerateRequest<unknown>): unknown => {
          if (purpose === 'compare') return comparison(user);
          version += 1;
          if (purpose !== 'judge')
            return rewrite(`Write a note, Better ${version}: ${filled(rewritten, limits.rewrite - 90)}.`, []);
          // The rewriter is told the worst weaknesses: let all the room there is go to one of them.
          const room = limits.judge - JSON.stringify(verdict(goodness)).length;
          return verdict(goodness, { goal: { rating: 0, weakness: filled(noted, room) } });
        };
        const clock = manualClock();
        const forge = new PromptForge({
          storage: memoryStorage({ clock }),
          model: countingModel(answer),
          session: { secret },
          maxOutputTokens: limits,
          clock,
          newId: countedIds(),
        });
        const { accessToken: token } = await forge.sessions.issue({ userId: 'ada' });
        let held: RunEventData['quota.reserved'] = { holdTokens: 0, holdCostMicros: 0 };
        const { usage, stopReason } = await forge.optimize({
          token,
          prompt: `Write a note: ${asked.repeat(length)}.`,
          sevenD: { domain: 'saas', output_format: 'md' },
          onEvent: (event) => {
            if (event.type === 'quota.reserved') held = event.data;
          },
        });
        expect(usage.modelCalls).toBeGreaterThan(5);
        // What is held is a hard bound, so that a call that did not fit would have ended the search.
        expect(stopReason).not.toMatch(/^(calls|tokens|cost)_exhausted$/);
        expect(usage.inputTokens + usage.outputTokens).toBeLessThanOrEqual(held.holdTokens);
        expect(usage.costMicros).toBeLessThanOrEqual(held.holdCostMicros ?? 0);
      },
    ),
    { numRuns: 60 },
  );
});
