import type { CallNeed } from '../optimize/loop-settings.js';
import type { Model } from '../ports/model.js';
import { worstPrice } from './worst-price.js';

/** The most that something can use. `cost` is in micro-dollars, and null when the price of the model is not known. */
export interface WorstCase {
  readonly calls: number;
  readonly tokens: number;
  readonly cost: number | null;
}

/** What one call of each kind can use at the worst. */
export interface CallSizes {
  readonly rewrite: WorstCase;
  /** Judging any version of the prompt. */
  readonly sample: WorstCase;
  /** Judging the prompt as it is. */
  readonly first: WorstCase;
  readonly comparison: WorstCase;
  /** Judging candidate zero; null when the rules have nothing to add to the prompt. */
  readonly composed: WorstCase | null;
}

export const nothing: WorstCase = Object.freeze({ calls: 0, tokens: 0, cost: 0 });

/** The most one call can use: what is sent, and an answer of the longest length. */
export function worstOfCall(model: Model, inputTokens: number, outputTokens: number): WorstCase {
  return { calls: 1, tokens: inputTokens + outputTokens, cost: worstPrice(model, inputTokens, outputTokens) };
}

/** All of them together. An unknown cost makes the sum unknown. */
export function sumOf(cases: readonly WorstCase[]): WorstCase {
  return cases.reduce(
    (sum, { calls, tokens, cost }) => ({
      calls: sum.calls + calls,
      tokens: sum.tokens + tokens,
      cost: sum.cost === null || cost === null ? null : sum.cost + cost,
    }),
    nothing,
  );
}

/** So many of one. */
export function timesOf(count: number, { calls, tokens, cost }: WorstCase): WorstCase {
  return {
    calls: count * calls,
    tokens: count * tokens,
    cost: cost === null && count > 0 ? null : count * (cost ?? 0),
  };
}

/** What so many calls can use at the worst. */
export function worstOfNeed({ rewrite, sample, comparison }: CallSizes, need: CallNeed): WorstCase {
  return sumOf([timesOf(need.rewrites, rewrite), timesOf(need.samples, sample), timesOf(need.comparisons, comparison)]);
}
