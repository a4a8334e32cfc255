import { LRUCache } from 'lru-cache';
import type { WindowState } from '../domain/quota/quota-window.js';
import type { QuotaRefusal } from '../ports/ledger-store.js';
import { joinedKey } from './joined-key.js';

/** What a refusal was an answer to. */
export interface RefusedRequest {
  readonly orgId: string;
  readonly limits: string;
  /** User and amounts. */
  readonly rest: string;
}

interface Kept extends RefusedRequest {
  readonly refusal: QuotaRefusal;
  /** By the monotonic clock, in milliseconds. */
  readonly from: number;
  readonly until: number;
}

interface OfTenant {
  readonly limits: string;
  readonly keys: Set<string>;
}

const mostRefusals = 10_000;

/**
 * Remembers refusals for a short time, those of a tenant for one set of limits. Its clock is one that
 * never jumps.
 */
export class RefusalCache {
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  readonly #tenants = new Map<string, OfTenant>();
  readonly #refusals: LRUCache<string, Kept>;

  constructor({ maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: () => number }) {
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
    this.#refusals = new LRUCache({
      max: mostRefusals,
      dispose: ({ orgId }, key) => this.#unlist(orgId, key),
      noDisposeOnSet: true,
    });
  }

  /** How many refusals, and how many tenants, are remembered. */
  get size(): { readonly refusals: number; readonly tenants: number } {
    return { refusals: this.#refusals.size, tenants: this.#tenants.size };
  }

  /** The refusal as it would read now; null when none is known. */
  find(request: RefusedRequest): QuotaRefusal | null {
    const key = keyOf(request);
    const kept = this.#refusals.get(key);
    if (kept === undefined) return null;
    const now = this.#now();
    if (now < kept.until) return aged(kept.refusal, Math.floor(now - kept.from));
    this.#refusals.delete(key);
    return null;
  }

  keep(request: RefusedRequest, refusal: QuotaRefusal): void {
    const { orgId, limits } = request;
    this.dropOthers(orgId, limits);
    const key = keyOf(request);
    const tenant = this.#tenants.get(orgId) ?? { limits, keys: new Set() };
    this.#tenants.set(orgId, tenant);
    tenant.keys.add(key);
    const from = this.#now();
    const resets = refusal.windows.map(({ resetAfterMs }) => resetAfterMs);
    const age = Math.min(this.#maxAgeMs, refusal.retryAfterMs ?? this.#maxAgeMs, ...resets);
    this.#refusals.set(key, { ...request, refusal, from, until: from + age });
  }

  /** Forgets what was refused to a tenant. */
  drop(orgId: string): void {
    for (const key of [...(this.#tenants.get(orgId)?.keys ?? [])]) this.#refusals.delete(key);
  }

  /** Forgets what was refused to a tenant while its limits were others. */
  dropOthers(orgId: string, limits: string): void {
    const tenant = this.#tenants.get(orgId);
    if (tenant !== undefined && tenant.limits !== limits) this.drop(orgId);
  }

  #unlist(orgId: string, key: string): void {
    const tenant = this.#tenants.get(orgId);
    tenant?.keys.delete(key);
    if (tenant?.keys.size === 0) this.#tenants.delete(orgId);
  }
}

function keyOf({ orgId, limits, rest }: RefusedRequest): string {
  return joinedKey(orgId, limits, rest);
}

function aged({ windows, blocked, retryAfterMs }: QuotaRefusal, ms: number): QuotaRefusal {
  return {
    outcome: 'refused',
    windows: windows.map((window) => later(window, ms)),
    blocked: blocked.map((window) => later(window, ms)),
    retryAfterMs: retryAfterMs === null ? null : retryAfterMs - ms,
  };
}

function later(window: WindowState, ms: number): WindowState {
  return { ...window, resetAfterMs: window.resetAfterMs - ms };
}
