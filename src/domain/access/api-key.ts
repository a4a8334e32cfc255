import type { Meter, Period } from '../quota/quota-window.js';
import type { Permission } from './permission.js';
import type { Role } from './role.js';

/** A limit of one API key, counted besides those of the plan. */
export interface ApiKeyLimit {
  readonly meter: Meter;
  readonly period: Period;
  /** Calls, tokens, or micro-dollars. A whole number, 0 or more. */
  readonly max: number;
  /** Default: `fixed`. See {@link QuotaLimit}. */
  readonly algorithm?: 'fixed' | 'sliding';
}

/** A key with which a server of the organization calls, in the name of whoever created it. Its secret is not in it. */
export interface ApiKey {
  /** Unique among all keys; a part of the key itself. */
  readonly id: string;
  readonly orgId: string;
  /** Who created it, and whom its calls are counted for. */
  readonly userId: string;
  /** What the creator was in the organization at that time. */
  readonly role: Role;
  readonly name: string;
  /** The last four characters of the key, by which people tell keys apart. */
  readonly last4: string;
  /** All that it may do, within the role. */
  readonly scopes: readonly Permission[];
  /** Each meter and period at most once. */
  readonly limits: readonly ApiKeyLimit[];
  /** Epoch milliseconds by the store's clock, as all times here. */
  readonly createdAt: number;
  /** Null for a key that does not expire. */
  readonly expiresAt: number | null;
  /** A minute or so behind, at most; null until it is used. */
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** Until when the secret before the last rotation is still taken; null when there is none. */
  readonly previousUntil: number | null;
}

/** How a key has ended by `now` (epoch milliseconds); null while it lives. Its end itself is past it. */
export function apiKeyEnding({ revokedAt, expiresAt }: ApiKey, now: number): 'revoked' | 'expired' | null {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : null;
}

/** When a key ended, or will end; epoch milliseconds, null when it does not. */
export function apiKeyEndsAt({ revokedAt, expiresAt }: ApiKey): number | null {
  if (revokedAt === null || expiresAt === null) return revokedAt ?? expiresAt;
  return Math.min(revokedAt, expiresAt);
}
