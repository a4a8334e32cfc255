import type { ApiKeyLimit } from './api-key.js';
import type { Permission } from './permission.js';
import type { Role } from './role.js';

/** A verified caller. It comes from a checked token, never from what a request says of itself. */
export interface Principal {
  readonly userId: string;
  /** The tenant. A user without an organization belongs to a personal one, `personal:<user>`. */
  readonly orgId: string;
  readonly role: Role;
  readonly sessionId: string;
  /** What an API key is limited to, within its role; absent for people. */
  readonly scopes?: readonly Permission[];
  /** The API key it was that called, and its own limits; absent for people. */
  readonly apiKey?: PrincipalKey;
}

/** What a call with an API key is counted for, besides the plan. */
export interface PrincipalKey {
  readonly id: string;
  readonly limits: readonly ApiKeyLimit[];
}

/** The organization a lone user belongs to. */
export function personalOrg(userId: string): string {
  return `personal:${userId}`;
}

/** Whether an organization is that of one user alone. */
export function isPersonalOrg(orgId: string): boolean {
  return orgId.startsWith(personalOrg(''));
}

/** Whose rows a store may touch. Every store method that reads or writes a tenant's rows takes one. */
export interface TenantScope {
  readonly orgId: string;
}
