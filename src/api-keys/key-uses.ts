import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../domain/access/principal.js';
import type { ApiKeyStore } from '../ports/api-key-store.js';

export interface KeyUsesParts {
  readonly store: Pick<ApiKeyStore, 'markUsed'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told when it could not be written. */
  readonly report: (error: unknown) => void;
}

interface Use {
  readonly scope: TenantScope;
  readonly keyId: string;
  usedAt: number;
  writtenAt: number;
}

const writtenEveryMs = 60_000;
const rememberedKeys = 10_000;
const writtenAtOnce = 1_000;

/** Writes when keys were last used: each at most once a minute, and without holding anybody up. */
export class KeyUses {
  readonly #parts: KeyUsesParts;
  readonly #uses = new LRUCache<string, Use>({ max: rememberedKeys });
  readonly #writing = new Set<Promise<void>>();

  constructor(parts: KeyUsesParts) {
    this.#parts = parts;
  }

  note(scope: TenantScope, keyId: string): void {
    const now = this.#parts.now();
    const use = this.#uses.get(keyId) ?? { scope, keyId, usedAt: now, writtenAt: Number.NEGATIVE_INFINITY };
    this.#uses.set(keyId, use);
    use.usedAt = now;
    // A clock that was set back may not keep it from being written for hours.
    if (now - use.writtenAt >= writtenEveryMs || now < use.writtenAt) this.#write([use]);
  }

  /** Writes what is not yet written, and waits for it. */
  async flush(): Promise<void> {
    const unwritten = [...this.#uses.values()].filter(({ usedAt, writtenAt }) => usedAt > writtenAt);
    for (let at = 0; at < unwritten.length; at += writtenAtOnce) this.#write(unwritten.slice(at, at + writtenAtOnce));
    await Promise.all(this.#writing);
  }

  #write(uses: readonly Use[]): void {
    const { store, now, report } = this.#parts;
    const at = now();
    const marks = uses.map(({ scope, keyId, usedAt }) => ({ scope, keyId, agoMs: Math.max(at - usedAt, 0) }));
    for (const use of uses) use.writtenAt = at;
    const writing = store.markUsed(marks).catch(report);
    this.#writing.add(writing);
    void writing.finally(() => this.#writing.delete(writing));
  }
}
