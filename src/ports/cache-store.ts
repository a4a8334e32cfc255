import type { TenantScope } from '../domain/access/principal.js';
import type { JsonObject } from '../domain/json/json.js';

/** Something to be used again. */
export interface CacheEntry {
  /** SHA-256 of everything that decides the value, in lower-case hexadecimal. */
  readonly key: string;
  /** Whose work it was. Whoever asks in the organization gets it; erasing this user deletes it. */
  readonly userId: string;
  readonly value: JsonObject;
  /** Milliseconds from now until it expires. */
  readonly ttlMs: number;
}

/**
 * Answers of models that may be used again, for a while. The store's clock is the only clock. A key that
 * is no hash (`isTokenHash`), and a time that is none (`isSessionTime`), are rejected with code
 * `internal`, so that no prompt is ever kept as a name.
 */
export interface CacheStore {
  /** What is kept under a key and has not expired; null when there is nothing. */
  get(scope: TenantScope, key: string): Promise<JsonObject | null>;

  /**
   * Keeps a value for `ttlMs` milliseconds by the store's clock; what was there is replaced.
   * @throws PromptForgeError `internal` for a key or a time that is none.
   */
  put(scope: TenantScope, entry: CacheEntry): Promise<void>;

  /** Deletes up to `limit` expired entries of all tenants, those that expired first first. @returns how many. */
  sweep(request: { readonly limit: number }): Promise<number>;

  /** Deletes what comes from a user's work. @returns how many entries. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
