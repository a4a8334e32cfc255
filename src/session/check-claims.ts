import { PromptForgeError } from '../errors/promptforge-error.js';
import { notOurs, sessionRefused } from './session-refused.js';
import type { TokenRules } from './session-settings.js';
import { type ClaimsObject, isObject } from './strict-object.js';

/** How far the clocks of issuer and verifier may differ, in seconds. */
const clockToleranceSeconds = 5;

/** Epoch seconds. */
export interface TokenTimes {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * The claims that say whose token it is, whom it is for and when.
 * @throws PromptForgeError `session_expired` for a token that is past its expiry and otherwise in
 * order so far, `session_invalid` for all else.
 */
export function checkClaims(payload: ClaimsObject | null, rules: TokenRules, now: number): TokenTimes {
  if (payload === null) throw sessionRefused(notOurs);
  const { iss, aud, sub, iat, exp, nbf = iat, role } = payload;
  const isMeant = iss === rules.issuer && isFor(aud, rules.audience) && typeof sub === 'string';
  if (!isMeant || !isTime(iat) || !isTime(exp) || !isTime(nbf)) throw sessionRefused(notOurs);
  // Supabase gives these to everybody, or to servers: they stand for no user.
  if (role === 'anon' || role === 'service_role' || !hasRequired(payload, rules)) throw sessionRefused(notOurs);
  if (Math.max(iat, nbf) > now + clockToleranceSeconds) throw sessionRefused('It is not valid yet.');
  if (!(exp - iat > 0 && exp - iat <= rules.maxLifetimeSeconds)) throw sessionRefused('It lives longer than allowed.');
  if (exp <= now - clockToleranceSeconds) {
    throw new PromptForgeError('session_expired', 'The access token has expired. Sign in again, or issue a new one.');
  }
  return { issuedAt: iat, expiresAt: exp };
}

/** The value at a path; undefined when there is none. */
export function valueAt(payload: ClaimsObject, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    payload,
  );
}

function isFor(aud: unknown, audience: TokenRules['audience']): boolean {
  // A token for several audiences is also known to all of these: it is taken only if each is configured.
  if (typeof audience === 'string') return aud === audience;
  if (audience === null) return aud === undefined;
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return named.includes(audience[0]) && named.every((one) => audience.some((known) => known === one));
}

function hasRequired(payload: ClaimsObject, { require }: TokenRules): boolean {
  return Object.entries(require).every(([name, allowed]) => {
    const value = valueAt(payload, [name]) ?? null;
    return allowed.some((one) => one === value);
  });
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
