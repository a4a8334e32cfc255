import type { IncomingHttpHeaders } from 'node:http';
import { PostgrestError } from './postgrest-error.js';
import { type TokenKeys, tokenVerifier } from './verify-token.js';

/** Whom a request acts for. */
export interface Caller {
  readonly role: string;
  /** JSON, as functions and policies read it. */
  readonly claims: string;
  /** Without a token: what such a caller is refused might be granted to one with a token. */
  readonly anonymous: boolean;
}

export interface CallerOptions extends TokenKeys {
  /** Roles of the keys that begin with `sb_`, as the gateway before PostgREST knows them. */
  readonly apiKeys: Readonly<Record<string, string>>;
}

const anonymousRole = 'anon';

/**
 * Finds out who calls: by the token, or by an API key in its place. Supabase's gateway turns a
 * publishable or secret key into a token of its role, and turns away a key that it does not know
 * before PostgREST hears of it.
 */
export function callerReader(options: CallerOptions): (headers: IncomingHttpHeaders) => Promise<Caller> {
  const verify = tokenVerifier(options);
  return async (headers) => {
    const apiKey = String(headers.apikey ?? '');
    const token = /^bearer (.*)$/i.exec(headers.authorization ?? '')?.[1];
    if (apiKey.startsWith('sb_')) {
      const role = options.apiKeys[apiKey];
      if (role === undefined) {
        const hint = 'Double check your Supabase `anon` or `service_role` API key.';
        throw new PostgrestError(401, { message: 'Invalid API key', hint });
      }
      if (token === undefined || token === apiKey) return withoutToken(role);
    }
    if (token === undefined) return withoutToken(anonymousRole);
    const claims = await verify(token);
    const role = typeof claims.role === 'string' ? claims.role : anonymousRole;
    return { role, claims: JSON.stringify({ ...claims, role }), anonymous: role === anonymousRole };
  };
}

function withoutToken(role: string): Caller {
  return { role, claims: JSON.stringify({ role }), anonymous: role === anonymousRole };
}
