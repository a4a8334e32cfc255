import { createHmac } from 'node:crypto';
import type { KeySource, Keys } from './key-source.js';
import type { SharedSecretSettings } from './session-settings.js';

/**
 * The `kid` of a secret: enough to tell secrets apart, worked out by a one-way function, so that it
 * helps nobody to guess the secret who has a token.
 */
export function secretName(secret: Uint8Array): string {
  return createHmac('sha256', secret).update('promptforge kid').digest('base64url').slice(0, 16);
}

/** The secrets of the host, by their `kid`. A token that names none may be signed with any of them. */
export function secretSource({ secret, previousSecrets }: SharedSecretSettings): KeySource {
  const keys: Keys = new Map([secret, ...previousSecrets].map((each) => [secretName(each), each]));
  const all = { candidates: [...keys.values()], keys };
  return {
    current: () => keys,
    async find(_algorithm, kid) {
      if (kid === '') return all;
      const named = keys.get(kid);
      return named === undefined ? null : { candidates: [named], keys };
    },
  };
}
