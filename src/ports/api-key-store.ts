import type { ApiKey } from '../domain/access/api-key.js';
import type { TenantScope } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { Page, PageRequest } from '../domain/lists/page.js';

/** A key to be created. */
export interface NewApiKey extends Pick<ApiKey, 'id' | 'userId' | 'role' | 'name' | 'last4' | 'scopes' | 'limits'> {
  /** SHA-256 of the key, in lower-case hexadecimal. The key itself is never stored. */
  readonly hash: string;
  /** Milliseconds until it expires; null when it does not. */
  readonly lifetimeMs: number | null;
}

export type CreateApiKeyResult =
  | { readonly outcome: 'created'; readonly apiKey: ApiKey }
  /** There is a key of this id, of whatever tenant: nothing was written. */
  | { readonly outcome: 'exists' };

/** A new secret for a key. */
export interface ApiKeyRotation {
  readonly keyId: string;
  readonly hash: string;
  readonly last4: string;
  /** Milliseconds for which the secret so far is still taken; the one before that is taken no longer. */
  readonly overlapMs: number;
}

/** What a key is changed to; what is null stays as it is. */
export interface ApiKeyChange {
  readonly keyId: string;
  readonly name: string | null;
  readonly scopes: ApiKey['scopes'] | null;
  readonly limits: ApiKey['limits'] | null;
}

/** All there is to know to tell whether a key may be used. */
export interface ApiKeyRecord {
  readonly apiKey: ApiKey;
  readonly hash: string;
  /** The hash of the secret before, which is taken until `previousUntil` of the key; null when there is none. */
  readonly previousHash: string | null;
  /**
   * What its creator is in the organization now: a role, `none` when they are no longer a member, and
   * `unknown` when the storage keeps no members of it.
   */
  readonly creator: Role | 'none' | 'unknown';
  /** The time by the store's clock. */
  readonly now: number;
}

/** That a key was used. */
export interface ApiKeyUse {
  readonly scope: TenantScope;
  readonly keyId: string;
  /** Milliseconds since then. */
  readonly agoMs: number;
}

/**
 * Keys for calls from server to server. The store's clock is the only clock. Secrets enter as hashes; a
 * text that is no hash (`isTokenHash`) is rejected with code `internal`, so that no secret is ever stored
 * by mistake. So is a time to live or to wait that is none (`isSessionTime`).
 */
export interface ApiKeyStore {
  /** @throws PromptForgeError `internal` for a hash or a time that is none. */
  create(scope: TenantScope, apiKey: NewApiKey): Promise<CreateApiKeyResult>;

  /** A key of the tenant, ended or not; null when there is none. */
  get(scope: TenantScope, keyId: string): Promise<ApiKey | null>;

  /** Keys of the tenant, ended or not, newest first. */
  list(scope: TenantScope, page: PageRequest): Promise<Page<ApiKey>>;

  /** A key of whatever tenant, to verify whoever calls with it; null when there is none. */
  read(keyId: string): Promise<ApiKeyRecord | null>;

  /** Changes a key that lives; null when the tenant has no such key, or it has ended. */
  update(scope: TenantScope, change: ApiKeyChange): Promise<ApiKey | null>;

  /**
   * Replaces the secret of a key that lives; null when the tenant has no such key, or it has ended. One
   * atomic step: of several at once, the last one's secret and the one before are taken.
   * @throws PromptForgeError `internal` for a hash or a time that is none.
   */
  rotate(scope: TenantScope, rotation: ApiKeyRotation): Promise<ApiKey | null>;

  /** Revokes a key at once. The first revocation stands. @returns the key; null when the tenant has no such key. */
  revoke(scope: TenantScope, keyId: string): Promise<ApiKey | null>;

  /** Notes when keys were used last. What is older than is known changes nothing; at most 1,000 at once. */
  markUsed(uses: readonly ApiKeyUse[]): Promise<void>;

  /**
   * Deletes up to `limit` keys, of everybody, that ended before `before` (epoch milliseconds), those
   * that ended first first. Keys that live stay. @returns how many.
   */
  purge(request: { readonly before: number; readonly limit: number }): Promise<number>;

  /** Deletes the keys that the user has created in the organization. @returns how many. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
