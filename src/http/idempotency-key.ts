import { PromptForgeError } from '../index.js';

/** The `Idempotency-Key` header, which the draft standard writes as a quoted string and most clients bare. */
export function idempotencyKeyOf(request: Request): { readonly idempotencyKey?: string } {
  const key = request.headers.get('idempotency-key')?.replace(/^"(.*)"$/, '$1');
  if (key === undefined) return {};
  if (key.includes('"')) {
    throw new PromptForgeError(
      'request_invalid',
      'Idempotency-Key has a quote in it. Quote the whole key, or none of it.',
    );
  }
  return { idempotencyKey: key };
}
