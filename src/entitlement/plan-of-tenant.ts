import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../domain/access/principal.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Subscription, Versioned } from '../domain/plans/subscription.js';
import { type Standing, type SubscriptionState, subscriptionAt } from '../domain/plans/subscription-at.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import { type CatalogueEdition, type CatalogueSource, planUnknown } from './catalogue.js';

/** What a tenant is entitled to right now. */
export interface ResolvedPlan {
  /** With the overrides of the subscription, if there are any. */
  readonly plan: Plan;
  /** What the subscription has become by now; null for a tenant without one, who is on the first plan. */
  readonly subscription: Subscription | null;
  readonly state: SubscriptionState;
}

/** A subscription as it was loaded, and what it meant when it was last asked about. */
interface Known {
  readonly stored: Versioned<Subscription> | null;
  answer: Answer | null;
}

interface Answer {
  readonly resolved: ResolvedPlan;
  readonly edition: CatalogueEdition;
  /** The answer holds from `from` on, and until `until`; epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

export interface PlanOfTenantParts {
  readonly store: Pick<SubscriptionStore, 'load'>;
  readonly catalogue: CatalogueSource;
  /** For how long a subscription is remembered, in milliseconds; 0 asks the storage each time. */
  readonly cacheMs: number;
  readonly clock: Clock;
}

const rememberedTenants = 10_000;

/**
 * Answers which plan a tenant is on, from a small cache. A change made through this process is seen
 * at once, if it is told by `forget`; one made by another within `cacheMs`. What a subscription
 * does by itself, as when a trial ends, takes effect at its moment.
 */
export class PlanOfTenant {
  readonly #parts: PlanOfTenantParts;
  readonly #cache: LRUCache<string, Known> | null;
  readonly #loads = new Map<string, Promise<Known>>();

  constructor(parts: PlanOfTenantParts) {
    this.#parts = parts;
    this.#cache = parts.cacheMs === 0 ? null : new LRUCache({ max: rememberedTenants, ttl: parts.cacheMs });
  }

  /** @throws PromptForgeError `plan_unknown` when the subscription names a plan that is not in the catalogue. */
  async resolve(scope: TenantScope): Promise<ResolvedPlan> {
    const { catalogue } = this.#parts;
    const known = this.#cache?.get(scope.orgId) ?? (await this.#load(scope));
    const edition = catalogue.current() ?? (await catalogue.read());
    const now = this.#parts.clock.now();
    const last = known.answer;
    if (last !== null && last.edition === edition && last.from <= now && now < last.until) return last.resolved;
    const standing = subscriptionAt(known.stored?.value ?? null, edition.plans, now);
    const resolved = resolvedFrom(standing, edition);
    known.answer = { resolved, edition, from: now, until: standing.until ?? Number.POSITIVE_INFINITY };
    return resolved;
  }

  /** To be called when the subscription of a tenant was, or may have been, saved. */
  forget({ orgId }: TenantScope): void {
    this.#cache?.delete(orgId);
    // A load that is under way may have read what was there before: nobody new joins it, and it is not remembered.
    this.#loads.delete(orgId);
  }

  async #load(scope: TenantScope): Promise<Known> {
    if (this.#cache === null) return this.#fromStore(scope);
    const underWay = this.#loads.get(scope.orgId);
    if (underWay !== undefined) return underWay;
    const load = this.#fromStore(scope);
    this.#loads.set(scope.orgId, load);
    const isWanted = () => this.#loads.get(scope.orgId) === load;
    try {
      const known = await load;
      if (isWanted()) this.#cache.set(scope.orgId, known);
      return known;
    } finally {
      if (isWanted()) this.#loads.delete(scope.orgId);
    }
  }

  async #fromStore(scope: TenantScope): Promise<Known> {
    return { stored: await this.#parts.store.load(scope), answer: null };
  }
}

function resolvedFrom({ plan, subscription, state, planId }: Standing, edition: CatalogueEdition) {
  if (plan === null) throw planUnknown(edition.plans, planId);
  return Object.freeze<ResolvedPlan>({ plan, subscription, state });
}
