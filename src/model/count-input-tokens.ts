import type { JsonObject } from '../domain/json.js';
import { countTokens } from './tokens.js';

/** Message frames, role names and the name of the schema. */
const frameTokens = 64;

/** The input tokens of a request, in o200k_base, with the schema as the provider is sent it. */
export async function countInputTokens(request: {
  readonly system: string;
  readonly user: string;
  readonly schema: JsonObject | null;
}): Promise<number> {
  const schema = request.schema === null ? [] : [JSON.stringify(request.schema)];
  const parts = await Promise.all([request.system, request.user, ...schema].map(countTokens));
  return frameTokens + parts.reduce((sum, tokens) => sum + tokens, 0);
}
