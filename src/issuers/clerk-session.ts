import type { KeySetOptions } from '../index.js';

export interface ClerkOptions extends Partial<Omit<KeySetOptions, 'secret'>> {
  /** The Frontend API URL of the instance: `https://clerk.example.com`. */
  readonly issuer: string;
  /** The origins of your application, which Clerk puts into `azp`. */
  readonly authorizedParties: readonly string[];
  /** Of the session tokens, as set in the dashboard. Default: 2. */
  readonly tokenVersion?: 1 | 2;
}

const versions = {
  1: { orgId: 'org_id', role: 'org_role', prefix: 'org:' },
  2: { orgId: ['o', 'id'], role: ['o', 'rol'], prefix: '' },
} as const;

/**
 * Settings for session tokens of Clerk, which have no audience: they are tied to your application by
 * its origin. Its roles are `admin` and `member`; name others in `roles`. What is given besides takes
 * the place of a setting, and what `require` and `claims` name is added to theirs.
 */
export function clerkSession(options: ClerkOptions): KeySetOptions {
  const { issuer, authorizedParties, tokenVersion = 2, claims, require, ...settings } = options;
  const { orgId, role, prefix } = versions[tokenVersion];
  return {
    jwks: `${issuer}/.well-known/jwks.json`,
    audience: null,
    algorithms: ['RS256'],
    types: ['JWT'],
    roles: { [`${prefix}admin`]: 'admin', [`${prefix}member`]: 'member' },
    ...settings,
    issuer,
    // A session with tasks left, such as choosing an organization, is none yet.
    require: { azp: authorizedParties, sts: ['active', null], ...require },
    claims: { orgId, role, sessionId: 'sid', ...claims },
  };
}
