import type { KeySetPlace } from './session-settings.js';

/** Sets of real issuers have a few kilobytes, certificates included. */
const maxBytes = 131_072;

/**
 * The text at the address of a key set.
 * @throws Error that says what went wrong, in words for the operator and without any of the answer.
 */
export async function fetchKeySet({ jwks, fetch, timeoutMs }: KeySetPlace): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  // A fetch of the host may take no notice of the signal.
  const timeout = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  try {
    return await Promise.race([textOf(fetch, jwks, signal), timeout]);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Error(
      signal.aborted ? `it did not answer within ${timeoutMs} ms` : `it could not be reached${codeOf(error)}`,
    );
  }
}

class Refusal extends Error {}

async function textOf(fetch: KeySetPlace['fetch'], jwks: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(jwks, {
    signal,
    // Whoever can redirect could name keys of their own.
    redirect: 'manual',
    // Frameworks that keep answers would keep keys that are gone.
    cache: 'no-store',
    headers: { accept: 'application/json' },
  });
  if (response.redirected || response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Refusal(`it answered with status ${response.status}`);
  }
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Refusal(`its answer is larger than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The code of the system, such as ECONNREFUSED. */
function codeOf(error: unknown): string {
  const { code } = Object(Object(error).cause);
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? ` (${code})` : '';
}
