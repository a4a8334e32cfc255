import {
  type ApiKey,
  type ApiKeyChange,
  type ApiKeyRecord,
  type ApiKeyRotation,
  type ApiKeyStore,
  type ApiKeyUse,
  apiKeyEnding,
  apiKeyEndsAt,
  type CreateApiKeyResult,
  type NewApiKey,
  type Page,
  type PageRequest,
  type TenantScope,
} from '../../src/storage.js';
import { rejectTooMany } from '../guards/reject-too-many.js';
import { rejectUnsound } from '../guards/reject-unsound.js';
import type { MemoryOrganizations } from './memory-organizations.js';
import { pageNewestFirst } from './page-newest-first.js';

interface Kept {
  readonly apiKey: ApiKey;
  readonly hash: string;
  readonly previousHash: string | null;
}

export interface MemoryApiKeysParts {
  readonly now: () => number;
  readonly organizations: Pick<MemoryOrganizations, 'roleIfKept'>;
}

export class MemoryApiKeys implements ApiKeyStore {
  readonly #kept = new Map<string, Kept>();
  readonly #parts: MemoryApiKeysParts;

  constructor(parts: MemoryApiKeysParts) {
    this.#parts = parts;
  }

  async create({ orgId }: TenantScope, created: NewApiKey): Promise<CreateApiKeyResult> {
    const { hash, lifetimeMs, ...given } = created;
    rejectUnsound(hash, [lifetimeMs]);
    if (this.#kept.has(given.id)) return { outcome: 'exists' };
    const now = this.#parts.now();
    const apiKey: ApiKey = structuredClone({
      ...given,
      orgId,
      createdAt: now,
      expiresAt: lifetimeMs === null ? null : now + lifetimeMs,
      lastUsedAt: null,
      revokedAt: null,
      previousUntil: null,
    });
    return { outcome: 'created', apiKey: this.#keep({ apiKey, hash, previousHash: null }) };
  }

  async get(scope: TenantScope, keyId: string): Promise<ApiKey | null> {
    return structuredClone(this.#of(scope, keyId)?.apiKey ?? null);
  }

  async list({ orgId }: TenantScope, page: PageRequest): Promise<Page<ApiKey>> {
    return structuredClone(
      pageNewestFirst(
        this.#those((apiKey) => apiKey.orgId === orgId),
        page,
      ),
    );
  }

  async read(keyId: string): Promise<ApiKeyRecord | null> {
    const kept = this.#kept.get(keyId);
    if (kept === undefined) return null;
    const { orgId, userId } = kept.apiKey;
    const role = orgId === `personal:${userId}` ? undefined : this.#parts.organizations.roleIfKept({ orgId }, userId);
    const creator = role === undefined ? 'unknown' : (role ?? 'none');
    return structuredClone({ ...kept, creator, now: this.#parts.now() });
  }

  async update(scope: TenantScope, { keyId, name, scopes, limits }: ApiKeyChange): Promise<ApiKey | null> {
    const kept = this.#living(scope, keyId);
    if (kept === null) return null;
    const { apiKey } = kept;
    return this.#keep({
      ...kept,
      apiKey: structuredClone({
        ...apiKey,
        name: name ?? apiKey.name,
        scopes: scopes ?? apiKey.scopes,
        limits: limits ?? apiKey.limits,
      }),
    });
  }

  async rotate(scope: TenantScope, { keyId, hash, last4, overlapMs }: ApiKeyRotation): Promise<ApiKey | null> {
    rejectUnsound(hash, [overlapMs]);
    const kept = this.#living(scope, keyId);
    if (kept === null) return null;
    const overlaps = overlapMs > 0;
    const previousUntil = overlaps ? this.#parts.now() + overlapMs : null;
    return this.#keep({
      apiKey: { ...kept.apiKey, last4, previousUntil },
      hash,
      previousHash: overlaps ? kept.hash : null,
    });
  }

  async revoke(scope: TenantScope, keyId: string): Promise<ApiKey | null> {
    const kept = this.#of(scope, keyId);
    if (kept === null) return null;
    const { apiKey } = kept;
    return this.#keep({ ...kept, apiKey: { ...apiKey, revokedAt: apiKey.revokedAt ?? this.#parts.now() } });
  }

  async markUsed(uses: readonly ApiKeyUse[]): Promise<void> {
    rejectTooMany(uses);
    for (const { scope, keyId, agoMs } of uses) {
      const kept = this.#of(scope, keyId);
      if (kept === null) continue;
      const at = this.#parts.now() - Math.ceil(agoMs);
      this.#keep({ ...kept, apiKey: { ...kept.apiKey, lastUsedAt: Math.max(at, kept.apiKey.lastUsedAt ?? at) } });
    }
  }

  async purge({ before, limit }: { readonly before: number; readonly limit: number }): Promise<number> {
    const now = this.#parts.now();
    const end = (apiKey: ApiKey) => apiKeyEndsAt(apiKey) ?? Number.POSITIVE_INFINITY;
    const ended = this.#those((apiKey) => end(apiKey) < before && apiKeyEnding(apiKey, now) !== null);
    return this.#delete(ended.sort((a, b) => end(a) - end(b)).slice(0, limit));
  }

  async eraseUser({ orgId }: TenantScope, userId: string): Promise<number> {
    return this.#delete(this.#those((apiKey) => apiKey.orgId === orgId && apiKey.userId === userId));
  }

  #of({ orgId }: TenantScope, keyId: string): Kept | null {
    const kept = this.#kept.get(keyId);
    return kept?.apiKey.orgId === orgId ? kept : null;
  }

  #living(scope: TenantScope, keyId: string): Kept | null {
    const kept = this.#of(scope, keyId);
    return kept === null || apiKeyEnding(kept.apiKey, this.#parts.now()) !== null ? null : kept;
  }

  #those(wanted: (apiKey: ApiKey) => boolean): ApiKey[] {
    return [...this.#kept.values()].map(({ apiKey }) => apiKey).filter(wanted);
  }

  #keep(kept: Kept): ApiKey {
    this.#kept.set(kept.apiKey.id, kept);
    return structuredClone(kept.apiKey);
  }

  #delete(apiKeys: readonly ApiKey[]): number {
    for (const { id } of apiKeys) this.#kept.delete(id);
    return apiKeys.length;
  }
}
