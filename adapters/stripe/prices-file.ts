import { z } from 'zod';
import { PromptForgeError } from '../../src/storage.js';
import { type MeteredUsage, pricesSchema, problemsOf, usageSchema, withoutAbsent } from './billing-options.js';
import type { PlanOfPrice } from './subscriptions/plan-prices.js';

const schema = z.strictObject({ prices: pricesSchema, usage: usageSchema.default([]) });

/**
 * Reads prices and usage from the text of a JSON file, which holds them under the names they have in
 * the options of `stripeBilling()`.
 * @throws PromptForgeError `config_invalid`
 */
export function pricesFile(text: string): {
  readonly prices: readonly PlanOfPrice[];
  readonly usage: readonly MeteredUsage[];
} {
  const parsed = schema.safeParse(parsedJson(text));
  if (parsed.success) return { prices: parsed.data.prices, usage: parsed.data.usage.map(withoutAbsent) };
  throw new PromptForgeError(
    'config_invalid',
    `The file of prices is wrong. ${problemsOf(parsed.error)} It looks like {"prices": [{"priceId": "price_...", "planId": "pro"}]}.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
