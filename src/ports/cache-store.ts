import type { JsonObject } from '../domain/json.js';
import type { TenantScope } from '../domain/principal.js';

/** Answers of models that may be used again, for a while. */
export interface CacheStore {
  /** What is kept under a key and has not expired; null when there is nothing. */
  get(scope: TenantScope, key: string): Promise<JsonObject | null>;
  /** Keeps a value for `ttlMs` milliseconds by the store's clock; what was there is replaced. `userId` is whose work it was. */
  put(
    scope: TenantScope,
    entry: { readonly key: string; readonly userId: string; readonly value: JsonObject; readonly ttlMs: number },
  ): Promise<void>;
  /** Deletes up to `limit` expired entries of all tenants. @returns how many. */
  sweep(request: { readonly limit: number }): Promise<number>;
  /** Deletes what comes from a user's work. @returns how many entries. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
