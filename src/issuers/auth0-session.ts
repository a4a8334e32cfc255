import type { KeySetOptions } from '../index.js';

export interface Auth0Options extends Partial<Omit<KeySetOptions, 'secret' | 'audience'>> {
  /** Of the tenant, or your own: `example.eu.auth0.com`. */
  readonly domain: string;
  /** Identifier of your API. */
  readonly audience: string;
}

/**
 * Settings for access tokens of Auth0. Their issuer ends with a slash; with the scope `openid` they
 * are for the user info of the tenant, too; they name no session. What is given besides takes the
 * place of a setting.
 */
export function auth0Session({ domain, audience, claims, ...settings }: Auth0Options): KeySetOptions {
  const issuer = `https://${domain}/`;
  return {
    jwks: `${issuer}.well-known/jwks.json`,
    issuer,
    audience: [audience, `${issuer}userinfo`],
    algorithms: ['RS256'],
    claims: { orgId: 'org_id', ...claims },
    ...settings,
  };
}
