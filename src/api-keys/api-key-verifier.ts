import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { apiKeyEnding } from '../domain/access/api-key.js';
import type { Principal, TenantScope } from '../domain/access/principal.js';
import type { ApiKeyRecord, ApiKeyStore } from '../ports/api-key-store.js';
import type { Clock } from '../ports/clock.js';
import { keyExpired, keyMalformed, keyRefused } from './api-key-refused.js';
import { keyHash, keyIdOf } from './key-text.js';
import { KeyUses } from './key-uses.js';
import { principalOfKey } from './principal-of-key.js';

export interface ApiKeyVerifierParts {
  readonly store: Pick<ApiKeyStore, 'read' | 'markUsed'>;
  /** @throws PromptForgeError `plan_feature_missing` when the tenant may have no keys. */
  readonly requirePlan: (scope: TenantScope) => Promise<void>;
  /** For how long what is known of a key is believed, in milliseconds; 0 asks the storage each time. */
  readonly cacheMs: number;
  readonly clock: Clock;
  /** Told of what no caller sees. */
  readonly report: (error: unknown) => void;
  /** Whether the storage is known to be away, and calls are let in by what was known last. */
  readonly isAway: () => boolean;
  /** Told why the storage could not be asked. Whether calls are let in then by what was known last. */
  readonly letsIn: (error: unknown) => boolean;
}

interface Known {
  readonly record: ApiKeyRecord;
  /** Null when its creator has left the organization. */
  readonly principal: Principal | null;
  /** Epoch milliseconds by the clock of this process. */
  readonly loadedAt: number;
}

const rememberedKeys = 10_000;
const rememberedRefusals = 10_000;

/**
 * Turns an API key into the principal it stands for, or refuses it. A text that is no key is refused
 * without asking the storage; what is known of a key is believed for a short time, and so is that there
 * is none. A secret that does not fit is looked up once more, since it may be newer than what is known.
 */
export class ApiKeyVerifier {
  readonly #parts: ApiKeyVerifierParts;
  readonly #known = new LRUCache<string, Known>({ max: rememberedKeys });
  readonly #loads = new Map<string, Promise<Known | null>>();
  /** When each hash was last refused. */
  readonly #refused = new LRUCache<string, number>({ max: rememberedRefusals });
  readonly #uses: KeyUses;

  constructor(parts: ApiKeyVerifierParts) {
    this.#parts = parts;
    this.#uses = new KeyUses({ store: parts.store, now: () => parts.clock.now(), report: parts.report });
  }

  /**
   * @throws PromptForgeError `session_invalid`, `session_expired`, `plan_feature_missing`, and those of
   * the storage while it cannot be asked.
   */
  async verify(token: string): Promise<Principal> {
    const id = keyIdOf(token);
    if (id === null) throw keyMalformed();
    const known = await this.#find(id, keyHash(token));
    const { record, principal } = known;
    const ending = apiKeyEnding(record.apiKey, this.#storeTime(known));
    if (ending === 'expired') throw keyExpired();
    if (ending !== null || principal === null) throw keyRefused();
    await this.#parts.requirePlan(principal);
    this.#uses.note({ orgId: principal.orgId }, id);
    return principal;
  }

  /** To be called when a key was, or may have been, changed. */
  forget(keyId: string): void {
    this.#known.delete(keyId);
    // A load that is under way may have read what was there before: nobody new joins it, and it is not remembered.
    this.#loads.delete(keyId);
  }

  /** To be called when keys of anybody may have been deleted. */
  forgetAll(): void {
    this.#known.clear();
    this.#loads.clear();
  }

  /** Writes down the last uses. */
  close(): Promise<void> {
    return this.#uses.flush();
  }

  async #find(id: string, hash: string): Promise<Known> {
    const last = this.#known.get(id);
    if (last !== undefined && (this.#isFresh(last.loadedAt) || this.#parts.isAway()) && this.#fits(last, hash)) {
      return last;
    }
    if (this.#isFresh(this.#refused.get(hash))) throw keyRefused();
    const found = await this.#load(id, hash, last);
    if (found !== null && this.#fits(found, hash)) return found;
    this.#refused.set(hash, this.#parts.clock.now());
    throw keyRefused();
  }

  async #load(id: string, hash: string, last: Known | undefined): Promise<Known | null> {
    try {
      return await (this.#loads.get(id) ?? this.#startLoad(id));
    } catch (error) {
      if (this.#parts.letsIn(error) && last !== undefined && this.#fits(last, hash)) return last;
      throw error;
    }
  }

  #startLoad(id: string): Promise<Known | null> {
    const load = this.#fromStore(id);
    this.#loads.set(id, load);
    const isWanted = () => this.#loads.get(id) === load;
    const done = () => {
      if (isWanted()) this.#loads.delete(id);
    };
    load
      .then((known) => {
        if (!isWanted()) return;
        if (known === null) this.#known.delete(id);
        else this.#known.set(id, known);
      }, done)
      .then(done);
    return load;
  }

  async #fromStore(id: string): Promise<Known | null> {
    const { store, clock } = this.#parts;
    const record = await store.read(id);
    if (record === null) return null;
    return { record, principal: principalOfKey(record), loadedAt: clock.now() };
  }

  #isFresh(at: number | undefined): boolean {
    const now = this.#parts.clock.now();
    return at !== undefined && at <= now && now < at + this.#parts.cacheMs;
  }

  #fits(known: Known, hash: string): boolean {
    const { apiKey, hash: present, previousHash } = known.record;
    const isPresent = isSame(present, hash);
    const isPrevious = isSame(previousHash ?? present, hash);
    const overlaps = apiKey.previousUntil !== null && this.#storeTime(known) < apiKey.previousUntil;
    return isPresent || (isPrevious && overlaps);
  }

  /** The time by the store's clock, which is the one that keys end by. */
  #storeTime({ record, loadedAt }: Known): number {
    return record.now + (this.#parts.clock.now() - loadedAt);
  }
}

/** Takes the same time wherever two hashes differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
