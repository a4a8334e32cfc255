import type { KeySetOptions } from '../index.js';

export interface SupabaseOptions extends Partial<Omit<KeySetOptions, 'secret'>> {
  /** Of the project: `https://abcdefgh.supabase.co`. */
  readonly url: string;
  /** Whether users who never signed up, of `signInAnonymously()`, have sessions. Default: false. */
  readonly anonymousUsers?: boolean;
}

/**
 * Settings for access tokens of Supabase Auth, signed with an asymmetric key of the project. The keys
 * of a project itself (`anon`, `service_role`) are no sessions. An organization comes from
 * `app_metadata`, if you say where in `claims`. What is given besides takes the place of a setting, and
 * what `require` and `claims` name is added to theirs.
 */
export function supabaseSession(options: SupabaseOptions): KeySetOptions {
  const { url, anonymousUsers = false, claims, require, ...settings } = options;
  const issuer = `${url.replace(/\/+$/, '')}/auth/v1`;
  return {
    jwks: `${issuer}/.well-known/jwks.json`,
    issuer,
    audience: 'authenticated',
    types: ['JWT'],
    ...settings,
    // Whoever asks for more, such as a second factor, has not asked for anonymous users.
    require: { role: ['authenticated'], is_anonymous: anonymousUsers ? [false, true] : [false], ...require },
    claims: { sessionId: 'session_id', ...claims },
  };
}
