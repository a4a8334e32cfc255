import { createHash } from 'node:crypto';

/** The same for the same parts, whatever they are made of. At most 255 characters, as Stripe takes it. */
export function idempotencyKey(purpose: string, ...parts: readonly (string | number | null)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return `promptforge-${purpose}-${digest}`;
}

const spanMs = 600_000;

/**
 * A part of a key that changes every ten minutes. Stripe keeps what it answered to a key for a day
 * or more, its own failures too: without this a failure would be given again for as long.
 */
export function keySpan(now: number): number {
  return Math.floor(now / spanMs);
}
