import type { StreamCall } from './model-stream.js';
import type { OpenaiSettings } from './openai-options.js';

interface VendorParameters {
  readonly store?: false;
  readonly safety_identifier?: string;
  readonly prompt_cache_key?: string;
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
  return {
    store: false,
    prompt_cache_key: `promptforge_${call.purpose}`,
    ...(call.endUser === '' ? {} : { safety_identifier: call.endUser.slice(0, longestIdentifier) }),
  };
}
