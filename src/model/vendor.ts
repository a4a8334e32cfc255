/** Who answers at a base URL, as far as it decides what may be sent there. */
export type Vendor = 'openai' | 'azure' | 'other';

/**
 * Tells OpenAI (its regional hosts included) and Azure's OpenAI-compatible `/openai/v1` from
 * every other server. Only these two are known to take vendor-only parameters.
 */
export function vendorOf(baseUrl: URL): Vendor {
  const host = baseUrl.hostname;
  if (host === 'api.openai.com' || host.endsWith('.api.openai.com')) return 'openai';
  return isAzureHost(host) && speaksV1(baseUrl) ? 'azure' : 'other';
}

/** True for a resource of Azure OpenAI without the `/openai/v1` that makes it speak OpenAI's language. */
export function isDatedAzure(baseUrl: URL): boolean {
  return /\.openai\.azure\.(com|us|cn)$/.test(baseUrl.hostname) && !speaksV1(baseUrl);
}

function isAzureHost(host: string): boolean {
  return ['.azure.com', '.azure.us', '.azure.cn'].some((suffix) => host.endsWith(suffix));
}

function speaksV1({ pathname }: URL): boolean {
  return /^\/openai\/v1(\/|$)/.test(pathname);
}
