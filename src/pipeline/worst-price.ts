import type { Model } from '../ports/model.js';

/** The most that this many tokens can cost: nothing comes from the provider's cache, and all of it is written there. */
export function worstPrice(model: Model, inputTokens: number, outputTokens: number): number | null {
  const tokens = { inputTokens, outputTokens, cachedInputTokens: 0, reasoningTokens: 0 };
  const prices = [0, inputTokens].map((cacheWriteInputTokens) => model.price({ ...tokens, cacheWriteInputTokens }));
  return prices.some((price) => price === null) ? null : Math.max(...prices.map(Number));
}
