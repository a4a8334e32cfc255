import { LRUCache } from 'lru-cache';
import type { Plan } from '../domain/plan.js';
import type { TenantScope } from '../domain/principal.js';
import { entitlesAt, type Subscription, type Versioned } from '../domain/subscription.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';

/** A plan and the subscription it comes from; no subscription means the first plan of the catalogue. */
export interface ResolvedPlan {
  readonly plan: Plan;
  readonly subscription: Subscription | null;
}

const rememberedTenants = 10_000;
/** Each round of a contest over a subscription has one winner, so this many may assign a plan at once. */
const assignAttempts = 32;

/**
 * Answers which plan a tenant is on, from a small cache. A change made through this object is
 * seen at once; one made by another process within `cacheMs`.
 */
export class PlanOfTenant {
  readonly #store: SubscriptionStore;
  readonly #catalogue: ReadonlyMap<string, Plan>;
  readonly #fallback: Plan;
  readonly #clock: Clock;
  readonly #cache: LRUCache<string, { readonly subscription: Subscription | null }> | null;
  /** How often a plan was assigned through this object. */
  #changes = 0;

  constructor(store: SubscriptionStore, plans: readonly [Plan, ...Plan[]], cacheMs: number, clock: Clock) {
    this.#clock = clock;
    this.#store = store;
    this.#catalogue = new Map(plans.map((plan) => [plan.id, plan]));
    this.#fallback = plans[0];
    this.#cache = cacheMs === 0 ? null : new LRUCache({ max: rememberedTenants, ttl: cacheMs });
  }

  /** @throws PromptForgeError `plan_unknown` when the subscription names a plan that is not in the catalogue. */
  async resolve(scope: TenantScope): Promise<ResolvedPlan> {
    const subscription = await this.#subscriptionOf(scope);
    if (subscription === null || !entitlesAt(subscription, this.#clock.now()))
      return { plan: this.#fallback, subscription };
    return { plan: this.planNamed(subscription.planId), subscription };
  }

  /** @throws PromptForgeError `plan_unknown` */
  planNamed(planId: string): Plan {
    const plan = this.#catalogue.get(planId);
    if (plan === undefined) {
      throw new PromptForgeError(
        'plan_unknown',
        `No such plan in the catalogue, which has: ${[...this.#catalogue.keys()].join(', ')}. Add it to the plans option, or put the tenant on one of these.`,
        { details: { plans: [...this.#catalogue.keys()] } },
      );
    }
    return plan;
  }

  /**
   * Puts a tenant on a plan, at once and whatever it was on before. The anchor of its months stays.
   * @throws PromptForgeError `plan_unknown`, `storage_conflict` when others keep changing it.
   */
  async assign(scope: TenantScope, planId: string): Promise<Subscription> {
    const plan = this.planNamed(planId);
    for (let attempt = 0; attempt < assignAttempts; attempt += 1) {
      const stored = await this.#store.load(scope);
      const subscription = assigned(stored, plan.id, this.#clock.now());
      const saved = await this.#store.save(scope, subscription, stored?.version ?? 0);
      this.#changes += 1;
      this.#cache?.delete(scope.orgId);
      if (saved.outcome === 'saved') return subscription;
    }
    throw new PromptForgeError('storage_conflict', 'The subscription is being changed by others. Try again.');
  }

  async #subscriptionOf(scope: TenantScope): Promise<Subscription | null> {
    const cached = this.#cache?.get(scope.orgId);
    if (cached !== undefined) return cached.subscription;
    const before = this.#changes;
    const subscription = (await this.#store.load(scope))?.value ?? null;
    // What was read while a plan was being assigned may be older than the assignment.
    if (before === this.#changes) this.#cache?.set(scope.orgId, { subscription });
    return subscription;
  }
}

function assigned(stored: Versioned<Subscription> | null, planId: string, now: number): Subscription {
  const fresh = { seats: 1, anchor: now };
  return {
    ...fresh,
    ...(stored === null ? {} : { seats: stored.value.seats, anchor: stored.value.anchor }),
    planId,
    status: 'active',
    trialEnd: null,
    cancelAt: null,
    nextPlanId: null,
  };
}
