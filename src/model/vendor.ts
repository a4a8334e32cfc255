/** Who answers at a base URL, as far as it decides what may be sent there. */
export type Vendor = 'openai' | 'azure' | 'other';

/**
 * Tells OpenAI (its regional hosts included) and Azure's OpenAI-compatible `/openai/v1` from
 * every other server. Only these two are known to take vendor-only parameters.
 */
export function vendorOf(baseUrl: URL): Vendor {
  const host = baseUrl.hostname;
  if (host === 'api.openai.com' || host.endsWith('.api.openai.com')) return 'openai';
  const azureHost = ['.azure.com', '.azure.us', '.azure.cn'].some((suffix) => host.endsWith(suffix));
  return azureHost && /^\/openai\/v1(\/|$)/.test(baseUrl.pathname) ? 'azure' : 'other';
}
