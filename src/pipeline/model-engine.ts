import { maxRewrites } from '../optimize/optimize-prompt.js';
import { rewriteByModel, rewriteQuestion } from '../optimize/rewrite-by-model.js';
import type { Model } from '../ports/model.js';
import { judgePrompt, judgeQuestion } from '../score/judge-prompt.js';
import type { EngineInput, RunEngine, WorstCase } from './engine.js';
import { worstPrice } from './worst-price.js';

export interface ModelEngineOptions {
  /** Longest answers in tokens, reasoning included. */
  readonly maxOutputTokens: { readonly rewrite: number; readonly judge: number };
  /** Random text for the boundaries around what users wrote. */
  readonly newBoundary: () => string;
}

/** Rewrites and scores with a language model. */
export function modelEngine(model: Model, { maxOutputTokens, newBoundary }: ModelEngineOptions): RunEngine {
  const toRewrite = ({ prompt, sevenD }: EngineInput) => ({
    prompt,
    sevenD,
    boundary: newBoundary(),
    maxOutputTokens: maxOutputTokens.rewrite,
  });
  const toJudge = ({ prompt, sevenD, weights }: EngineInput) => ({
    prompt,
    sevenD,
    weights,
    boundary: newBoundary(),
    maxOutputTokens: maxOutputTokens.judge,
  });
  return {
    name: 'model',
    model: model.id,
    worstCase: (input) =>
      worstCase(model, maxOutputTokens, {
        judge: judgeQuestion(toJudge(input)),
        rewrite: rewriteQuestion({ ...toRewrite(input), previous: null }),
      }),
    hands: (input, ask) => ({
      rewrite: (previous) => rewriteByModel(ask, { ...toRewrite(input), previous }),
      score: (prompt) => judgePrompt(ask, toJudge({ ...input, prompt })),
    }),
  };
}

type Counted = Parameters<Model['countInput']>[0];

/**
 * All calls of the loop at their longest: the original is judged, and each rewrite is made and
 * judged. A candidate is at most as long as the answer it came in; a repair also gets the notes
 * of the judge.
 */
async function worstCase(
  model: Model,
  longest: ModelEngineOptions['maxOutputTokens'],
  question: { readonly judge: Counted; readonly rewrite: Counted },
): Promise<WorstCase> {
  const [judged, rewritten] = await Promise.all([model.countInput(question.judge), model.countInput(question.rewrite)]);
  const repairs = maxRewrites - 1;
  const inputTokens =
    judged + maxRewrites * (judged + longest.rewrite + rewritten) + repairs * (longest.rewrite + longest.judge);
  const outputTokens = longest.judge + maxRewrites * (longest.rewrite + longest.judge);
  const cost = worstPrice(model, inputTokens, outputTokens);
  // The cost of each call is rounded up to a whole micro-dollar, and here only once.
  return { tokens: inputTokens + outputTokens, cost: cost === null ? null : cost + 1 + 2 * maxRewrites };
}
