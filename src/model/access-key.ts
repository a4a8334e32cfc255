import { PromptForgeError } from '../errors/promptforge-error.js';
import type { OpenaiSettings } from './openai-options.js';
import { redactedCause } from './redacted-cause.js';

interface RequestOptions {
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/**
 * What goes with one request besides its body. A key that is asked for is sent with this request
 * alone: the vendor's client would share the last one among all requests under way.
 * @throws PromptForgeError `model_auth_failed` when the host's function gives no usable key.
 */
export async function requestOptions(
  { apiKey, azure }: Pick<OpenaiSettings, 'apiKey' | 'azure'>,
  signal: AbortSignal,
): Promise<RequestOptions> {
  if (typeof apiKey !== 'function') return { signal };
  const bearer = { Authorization: `Bearer ${await askedKey(apiKey)}` };
  return { signal, headers: azure === null ? bearer : { 'api-key': null, ...bearer } };
}

async function askedKey(ask: () => string | Promise<string>): Promise<string> {
  let key: unknown;
  try {
    key = await ask();
  } catch (error) {
    throw noKey('failed', error);
  }
  // A header holds printable ASCII; of anything else fetch would complain by quoting it.
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) throw noKey('gave something that is no key', null);
  return key;
}

/** Says what kind of error it was, and nothing that was said: credentials libraries quote what they sent. */
function noKey(what: string, error: unknown): PromptForgeError {
  const name = error instanceof Error && /^\w{1,40}Error$/.test(error.name) ? error.name : null;
  return new PromptForgeError(
    'model_auth_failed',
    `The function given as apiKey ${what}. Nothing was sent. Check that it can reach whoever issues its tokens.`,
    { cause: redactedCause({ code: name === null || name === 'Error' ? 'key_provider_failed' : name }) },
  );
}
