import { z } from 'zod';
import { PromptForgeError } from '../../../src/storage.js';
import type { StripeClient, StripeEvent } from '../api/stripe-client.js';

/** Largest body of a webhook in bytes. Stripe's are some kilobytes. */
const maxBytes = 1_048_576;
/** Seconds for which a signature holds, as Stripe advises. */
const toleranceSeconds = 300;

const snapshot = z.object({ id: z.string(), type: z.string(), data: z.object({ object: z.looseObject({}) }) });

/**
 * Reads an event, and verifies its signature over the bytes as they came.
 * @throws PromptForgeError `method_not_allowed`, `request_too_large`, `webhook_invalid`, or
 * `config_invalid` when the client cannot verify anything.
 */
export async function readEvent(
  request: Request,
  { webhooks }: Pick<StripeClient, 'webhooks'>,
  secrets: readonly string[],
  now: number,
): Promise<StripeEvent> {
  if (request.method !== 'POST') throw new PromptForgeError('method_not_allowed', 'This route takes POST.');
  const header = request.headers.get('stripe-signature');
  if (header === null) throw invalid('The header Stripe-Signature is missing.');
  const payload = await readBounded(request);
  for (const secret of secrets) {
    const event = await verified(() =>
      webhooks.constructEventAsync(payload, header, secret, toleranceSeconds, undefined, now),
    );
    if (event !== null) return event;
  }
  throw invalid(
    'The signature is wrong or too old. Check the secret of the endpoint, that the body reaches billing.webhook() unparsed, and the clock of the server.',
  );
}

/**
 * Null when the signature is not by this secret.
 * @throws PromptForgeError `webhook_invalid` when it is, and the body is no event, or one without its object.
 */
async function verified(construct: () => Promise<StripeEvent>): Promise<StripeEvent | null> {
  let event: StripeEvent | null;
  try {
    event = await construct();
  } catch (error) {
    if (isWrongSignature(error)) return null;
    if (!isAboutBody(error)) throw unusable();
    event = null;
  }
  if (event !== null && snapshot.safeParse(event).success) return event;
  throw invalid(
    'The body is signed, and is no event with its object. Have the endpoint send snapshot payloads, and not thin ones.',
  );
}

/** What the SDK throws once the signature holds: the body is no JSON, or a thin event. */
function isAboutBody(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && /\bthin event\b/i.test(error.message));
}

/** Stripe sends it again, when the client may be another one. What it threw may quote the body. */
function unusable(): PromptForgeError {
  return new PromptForgeError(
    'config_invalid',
    'The client given to stripeBilling({ stripe }) could not look at the signature. Give one of the package stripe.',
  );
}

/** The SDK names its errors by their type. */
function isWrongSignature(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'StripeSignatureVerificationError';
}

async function readBounded(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    // Not waited for: where the host keeps a clone, it ends only when that is canceled as well.
    request.body?.cancel().catch(() => undefined);
    if (PromptForgeError.is(error)) throw error;
    throw invalid('The body could not be read to its end. It must not have been read before.');
  }
  return Buffer.concat(chunks);
}

function tooLarge(): PromptForgeError {
  return new PromptForgeError('request_too_large', `The body may have at most ${maxBytes} bytes.`, {
    details: { maxBytes },
  });
}

function invalid(message: string): PromptForgeError {
  return new PromptForgeError('webhook_invalid', message);
}
