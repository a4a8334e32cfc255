import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../domain/access/principal.js';
import type { JsonObject, JsonValue } from '../domain/json/json.js';
import { giveUpSignal, type Patience, settledOrAborted } from '../domain/time/wait-for.js';
import type { CacheStore } from '../ports/cache-store.js';
import type { ReportError } from './report-error.js';

export interface AnswerCacheOptions {
  /** For how long an answer may be used again, in milliseconds. */
  readonly ttlMs: number;
  /** Answers that this process keeps. */
  readonly maxEntries: number;
}

/** An answer, and whether this question was paid for. */
export interface CachedAnswer {
  readonly value: JsonValue;
  readonly isPaid: boolean;
}

/** Answers of a tenant, for one run of one of its users. */
export interface AnswerCache {
  /**
   * The answer to a question: one given before, the one that is being given to somebody else, or a new one.
   * @throws what `ask` throws.
   */
  answer<T>(key: string, patience: Patience, ask: () => Promise<T>): Promise<CachedAnswer>;
}

/**
 * Answers of models that are used again, first from this process and then from the storage, where other
 * processes see them. Whoever asks what is being asked already waits for that answer. A storage that
 * fails costs a question, never a run.
 */
export class SharedAnswers {
  readonly #kept: LRUCache<string, { readonly value: JsonValue }>;
  readonly #underWay = new Map<string, Promise<CachedAnswer>>();
  readonly #store: CacheStore;
  readonly #ttlMs: number;
  readonly #now: () => number;
  readonly #report: ReportError;

  constructor(store: CacheStore, { ttlMs, maxEntries }: AnswerCacheOptions, now: () => number, report: ReportError) {
    // Without a resolution it asks the clock each time, instead of a timer of its own.
    this.#kept = new LRUCache({ max: maxEntries, ttl: ttlMs, ttlResolution: 0, perf: { now } });
    this.#store = store;
    this.#ttlMs = ttlMs;
    this.#now = now;
    this.#report = report;
  }

  /** @param refresh whether every question is asked anew, and its answer kept for others. */
  of(scope: TenantScope, userId: string, refresh: boolean): AnswerCache {
    return {
      answer: async (key, patience, ask) => {
        const paid = async (): Promise<CachedAnswer> => {
          const value = (await ask()) as JsonValue;
          await this.#keep(scope, userId, key, value);
          return { value, isPaid: true };
        };
        let givenUp: AbortSignal | null = null;
        for (;;) {
          const asked = this.#underWay.get(key);
          if (asked === undefined || refresh) break;
          givenUp ??= giveUpSignal(patience);
          const answer = await settledOrAborted(asked, givenUp);
          if (answer !== null) return { value: answer.value, isPaid: false };
          // If we are to wait no longer, asking says so; theirs may still be under way, for others to wait for.
          if (givenUp.aborted) return paid();
          // Theirs was canceled, or failed in a way that ours may not.
        }
        // Noted before anything is awaited: two who look it up at once would both pay for it.
        return this.#noted(key, async () => {
          const known = refresh ? null : await this.#known(scope, key);
          return known === null ? paid() : { value: known.value, isPaid: false };
        });
      },
    };
  }

  /** Forgets what this process keeps; what other processes keep, they keep until it expires. */
  forget(): void {
    this.#kept.clear();
  }

  async #noted(key: string, find: () => Promise<CachedAnswer>): Promise<CachedAnswer> {
    const asked = find();
    this.#underWay.set(key, asked);
    try {
      return await asked;
    } finally {
      if (this.#underWay.get(key) === asked) this.#underWay.delete(key);
    }
  }

  async #known(scope: TenantScope, key: string): Promise<{ readonly value: JsonValue } | null> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    try {
      const stored = await this.#store.get(scope, key);
      if (stored?.value === undefined || typeof stored.until !== 'number') return null;
      const { value, until } = stored;
      // It is as old as it is, wherever it was kept until now.
      const left = Math.min(this.#ttlMs, until - this.#now());
      if (left <= 0) return null;
      this.#kept.set(key, { value }, { ttl: left });
      return { value };
    } catch (error) {
      this.#report(error, { during: 'cache' });
      return null;
    }
  }

  async #keep(scope: TenantScope, userId: string, key: string, value: JsonValue): Promise<void> {
    this.#kept.set(key, { value });
    try {
      const entry: JsonObject = { value, until: this.#now() + this.#ttlMs };
      await this.#store.put(scope, { key, userId, value: entry, ttlMs: this.#ttlMs });
    } catch (error) {
      this.#report(error, { during: 'cache' });
    }
  }
}
