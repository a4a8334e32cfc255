import type { JsonObject } from '../domain/json/json.js';
import { countTokens } from './tokens.js';

interface CountedRequest {
  readonly system: string;
  readonly user: string;
  /** As it is sent beside the text; null when it is not. */
  readonly schema: JsonObject | null;
}

/**
 * What surrounds two messages: 3 tokens and the name of the role for each, and 3 that begin the answer.
 * @see https://developers.openai.com/cookbook/examples/how_to_count_tokens_with_tiktoken
 */
const frameTokens = 11;

/** What a provider may put around a request beyond that. Nobody says how it is sent a schema. */
const marginTokens = 53;

/** The input tokens of a request, in o200k_base, as the provider is likely to count them. */
export async function countInputTokens(request: CountedRequest): Promise<number> {
  const schema = request.schema === null ? [] : [JSON.stringify(request.schema)];
  const parts = await Promise.all([request.system, request.user, ...schema].map(countTokens));
  return frameTokens + parts.reduce((sum, tokens) => sum + tokens, 0);
}

/** The most that it may count, for reservations. */
export async function mostInputTokens(request: CountedRequest): Promise<number> {
  return marginTokens + (await countInputTokens(request));
}
