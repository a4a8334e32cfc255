import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import { checkClaims } from './check-claims.js';
import { checkHeader } from './check-header.js';
import { compactToken, isSignedWith, maxTokenBytes } from './compact-token.js';
import type { FoundKeys, KeySource, Keys } from './key-source.js';
import { principalFrom, rolesByName } from './principal-from.js';
import { publishedSource } from './published-source.js';
import { secretSource } from './secret-source.js';
import { notOurs, sessionRefused } from './session-refused.js';
import type { SessionSettings, SharedSecretSettings, TokenRules } from './session-settings.js';
import { strictObject } from './strict-object.js';
import type { AdmitToken, VerifiedToken } from './verified-token.js';

/** Turns an access token into a principal, or refuses it. */
export type VerifyToken = (token: unknown) => Promise<Principal>;

/** A token that was verified. It stands while the keys do, and not beyond its expiry. */
interface Verified extends VerifiedToken {
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

const mostVerified = 10_000;

/**
 * Verifies tokens by what is configured, never by what they say: the algorithm and the key are
 * fixed beforehand; issuer and audience match exactly; `exp`, `iat` and `sub` are required and the
 * lifetime is capped. What was verified is remembered under a hash of the whole token.
 * @param admit is asked about every genuine token, each time. By default each of them is good.
 * @throws PromptForgeError `session_missing`, `session_expired`, `session_keys_unavailable` while
 * the keys of the issuer cannot be had, what `admit` throws, or `session_invalid` for all else.
 */
export function tokenVerifier(
  settings: SessionSettings,
  clock: Clock,
  report: (error: unknown) => void,
  admit: AdmitToken = ({ principal }) => principal,
): VerifyToken {
  const isOwn = 'secret' in settings;
  const source: KeySource = isOwn ? secretSource(settings) : publishedSource(settings, clock, report);
  const algorithms = isOwn ? ['HS256'] : settings.algorithms;
  const rules = isOwn ? rulesOfOwn(settings) : settings;
  const cache = new LRUCache<string, Verified>({ max: mostVerified });

  async function verify(token: string, now: number): Promise<Verified> {
    const parts = compactToken(token);
    if (parts === null) throw notCompact();
    const { algorithm, kid } = checkHeader(strictObject(parts.header), rules, algorithms, !isOwn);
    const found = await source.find(algorithm, kid);
    if (found === null || !(await isSignedWithOneOf(found.candidates, algorithm, token))) throw sessionRefused(notOurs);
    const payload = strictObject(parts.payload);
    const { issuedAt, expiresAt } = checkClaims(payload, rules, now / 1_000);
    const principal = principalFrom(payload ?? {}, rules, token, isOwn);
    return { principal, issuedAt: issuedAt * 1_000, keys: found.keys, from: now, until: expiresAt * 1_000 };
  }

  return async (token) => {
    if (token === undefined || token === null || token === '') {
      throw new PromptForgeError('session_missing', 'Send an access token: Authorization: Bearer <token>.');
    }
    if (typeof token !== 'string' || token.length > maxTokenBytes) {
      throw notCompact();
    }
    const now = clock.now();
    const hash = createHash('sha256').update(token).digest('base64');
    const known = cache.get(hash);
    if (known !== undefined && known.keys === source.current() && known.from <= now && now < known.until) {
      return admit(known);
    }
    const verified = await verify(token, now);
    cache.set(hash, verified);
    return admit(verified);
  };
}

async function isSignedWithOneOf(
  candidates: FoundKeys['candidates'],
  algorithm: string,
  token: string,
): Promise<boolean> {
  for (const key of candidates) if (await isSignedWith(key, algorithm, token)) return true;
  return false;
}

const notCompact = () => sessionRefused('It is not a compact JSON Web Signature.');

function rulesOfOwn({ issuer, audience, maxLifetimeSeconds }: SharedSecretSettings): TokenRules {
  return {
    issuer,
    audience,
    maxLifetimeSeconds,
    types: ['JWT'],
    claims: { userId: ['sub'], orgId: ['org_id'], role: ['org_role'], sessionId: ['sid'] },
    roles: rolesByName,
    require: {},
  };
}
