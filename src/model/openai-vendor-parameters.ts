import type { StreamCall } from './model-stream.js';
import type { OpenaiSettings } from './openai-options.js';

interface VendorParameters {
  readonly store?: false;
  readonly safety_identifier?: string;
  readonly prompt_cache_key?: string;
  readonly user?: string;
}

/** OpenAI rejects a longer identifier, and with it the call. */
const longestIdentifier = 64;

/**
 * Parameters only OpenAI and Azure understand; other servers reject what they don't know. The
 * provider must not keep the text, may tell abusers apart by their pseudonym, and finds the
 * instructions of one purpose, which are always the same, in its cache.
 */
export function vendorParameters(call: StreamCall, settings: OpenaiSettings): VendorParameters {
  if (settings.vendor === 'other') return {};
  const endUser = call.endUser.slice(0, longestIdentifier);
  if (settings.azure !== null) return datedParameters(endUser, settings);
  return {
    store: false,
    prompt_cache_key: `promptforge_${call.purpose}`,
    ...(endUser === '' ? {} : { safety_identifier: endUser }),
  };
}

/**
 * Azure's dated versions know the pseudonym by its old name. Chat Completions keep nothing unless
 * told to, and reject `store` in versions that do not know it; Responses keep all for 30 days.
 * @see https://github.com/Azure/azure-rest-api-specs/tree/main/specification/cognitiveservices/data-plane/AzureOpenAI/inference
 */
function datedParameters(endUser: string, { api }: OpenaiSettings): VendorParameters {
  return {
    ...(api === 'responses' ? { store: false } : {}),
    ...(endUser === '' ? {} : { user: endUser }),
  };
}
