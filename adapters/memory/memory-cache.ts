import type { CacheEntry, CacheStore, JsonObject, TenantScope } from '../../src/storage.js';
import { rejectUnsound } from '../guards/reject-unsound.js';

interface KeptEntry {
  readonly orgId: string;
  readonly userId: string;
  readonly value: JsonObject;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export class MemoryCache implements CacheStore {
  readonly #entries = new Map<string, KeptEntry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get({ orgId }: TenantScope, key: string): Promise<JsonObject | null> {
    const entry = this.#entries.get(entryKey(orgId, key));
    return entry !== undefined && entry.expiresAt > this.#now() ? structuredClone(entry.value) : null;
  }

  async put({ orgId }: TenantScope, { key, userId, value, ttlMs }: CacheEntry): Promise<void> {
    rejectUnsound(key, [ttlMs]);
    const expiresAt = this.#now() + ttlMs;
    this.#entries.set(entryKey(orgId, key), { orgId, userId, value: structuredClone(value), expiresAt });
  }

  async sweep({ limit }: { readonly limit: number }): Promise<number> {
    const now = this.#now();
    const expired = [...this.#entries].filter(([, { expiresAt }]) => expiresAt <= now);
    return this.#delete(expired.sort(([, one], [, other]) => one.expiresAt - other.expiresAt).slice(0, limit));
  }

  async eraseUser({ orgId }: TenantScope, userId: string): Promise<number> {
    return this.#delete([...this.#entries].filter(([, entry]) => entry.orgId === orgId && entry.userId === userId));
  }

  #delete(entries: readonly (readonly [string, KeptEntry])[]): number {
    for (const [key] of entries) this.#entries.delete(key);
    return entries.length;
  }
}

function entryKey(orgId: string, key: string): string {
  return JSON.stringify([orgId, key]);
}
