import { notOurs, sessionRefused } from './session-refused.js';
import type { TokenRules } from './session-settings.js';
import type { ClaimsObject } from './strict-object.js';

/** Keys that come with a token prove nothing, and what is critical or unencoded (RFC 7797) nobody here knows. */
const forbidden = ['crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c'];

/** What a header says of its signature. `kid` is empty where none is asked for, and none is given. */
export interface SignedBy {
  readonly algorithm: string;
  readonly kid: string;
}

/** @throws PromptForgeError `session_invalid` */
export function checkHeader(
  header: ClaimsObject | null,
  { types }: Pick<TokenRules, 'types'>,
  algorithms: readonly string[],
  needsKid: boolean,
): SignedBy {
  const { alg, typ = null, kid } = header ?? {};
  const isKnown = algorithms.some((algorithm) => algorithm === alg) && types.some((type) => type === typ);
  if (header === null || !isKnown || forbidden.some((name) => name in header)) throw sessionRefused(notOurs);
  if (!needsKid && kid === undefined) return { algorithm: String(alg), kid: '' };
  if (typeof kid !== 'string' || kid === '') throw sessionRefused('It does not name the key it is signed with.');
  return { algorithm: String(alg), kid };
}
