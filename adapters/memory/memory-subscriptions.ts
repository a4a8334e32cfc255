import type { SaveResult, Subscription, SubscriptionStore, TenantScope, Versioned } from '../../src/storage.js';

export class MemorySubscriptions implements SubscriptionStore {
  readonly #saved = new Map<string, Versioned<Subscription>>();

  async load({ orgId }: TenantScope): Promise<Versioned<Subscription> | null> {
    return structuredClone(this.#saved.get(orgId) ?? null);
  }

  async save({ orgId }: TenantScope, subscription: Subscription, expectedVersion: number): Promise<SaveResult> {
    const version = this.#saved.get(orgId)?.version ?? 0;
    if (version !== expectedVersion) return { outcome: 'conflict' };
    this.#saved.set(orgId, { value: structuredClone(subscription), version: version + 1 });
    return { outcome: 'saved', version: version + 1 };
  }
}
