import { calcPrice } from '@pydantic/genai-prices';
import type { TokenUsage } from '../domain/quota/usage.js';

/** What a host pays, in whole micro-dollars per million tokens. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
  /** Input tokens served from the provider's cache. */
  readonly cachedInput: number;
  /** Input tokens written to the provider's cache. */
  readonly cacheWriteInput: number;
}

interface PriceSource {
  readonly model: string;
  readonly baseUrl: string;
  /** The host's own prices; they win over the published ones. */
  readonly prices: TokenPrices | null;
  /** Prices change by date and hour. */
  readonly at: number;
}

/**
 * Micro-dollars for the tokens of one call, rounded up to a whole number. Cached input and input
 * written to the cache are parts of the input, reasoning a part of the output at its price. Null when the price is
 * not known, which also holds for a known model name at an unknown server: never 0 by ignorance.
 */
export function priceTokens(tokens: TokenUsage, source: PriceSource): number | null {
  return source.prices === null ? publishedPrice(tokens, source) : hostPrice(tokens, source.prices);
}

function hostPrice(tokens: TokenUsage, prices: TokenPrices): number {
  // BigInt, because a million tokens times a price in millionths passes 2^53.
  const sum =
    BigInt(tokens.inputTokens - tokens.cachedInputTokens - tokens.cacheWriteInputTokens) * BigInt(prices.input) +
    BigInt(tokens.cachedInputTokens) * BigInt(prices.cachedInput) +
    BigInt(tokens.cacheWriteInputTokens) * BigInt(prices.cacheWriteInput) +
    BigInt(tokens.outputTokens) * BigInt(prices.output);
  return Number((sum + 999_999n) / 1_000_000n);
}

function publishedPrice(tokens: TokenUsage, source: PriceSource): number | null {
  const found = lookUp(tokens, source);
  if (found === null) return null;
  // A model listed without prices would come out as 0.
  const { input_mtok, output_mtok } = found.model_price;
  if (input_mtok === undefined || output_mtok === undefined) return null;
  // Dollars are a binary fraction here: 0.1 + 0.2 must not be rounded up for its last bit.
  return Math.ceil(Number((found.total_price * 1_000_000).toFixed(6)));
}

function lookUp(tokens: TokenUsage, source: PriceSource) {
  const usage = {
    input_tokens: tokens.inputTokens,
    output_tokens: tokens.outputTokens,
    cache_read_tokens: tokens.cachedInputTokens,
    cache_write_tokens: tokens.cacheWriteInputTokens,
  };
  try {
    return calcPrice(usage, source.model, { providerApiUrl: source.baseUrl, timestamp: new Date(source.at) });
  } catch {
    // It throws for sums it finds impossible, such as more cached tokens than input.
    return null;
  }
}
