import { isDeepStrictEqual } from 'node:util';
import type { TenantScope } from '../domain/access/principal.js';
import { changeSubscription } from '../domain/plans/change-subscription.js';
import type { Subscription } from '../domain/plans/subscription.js';
import type { SubscriptionAction } from '../domain/plans/subscription-action.js';
import { carriedForward } from '../domain/plans/subscription-at.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SubscriptionStore } from '../ports/subscription-store.js';
import type { CatalogueSource } from './catalogue.js';
import type { PlanOfTenant } from './plan-of-tenant.js';
import { subscriptionRefused } from './subscription-refused.js';
import { type SubscriptionChecks, subscriptionChecks } from './subscription-schema.js';

/** Decides what is to be saved instead of what is stored; null leaves it. */
export type DecideSubscription = (stored: Subscription | null) => Promise<Subscription | null>;

export interface SubscriptionChangesParts {
  readonly store: SubscriptionStore;
  readonly catalogue: CatalogueSource;
  readonly plans: Pick<PlanOfTenant, 'forget'>;
  readonly checks: SubscriptionChecks;
  readonly clock: Clock;
  /** How many people belong to a tenant. */
  readonly membersOf: (scope: TenantScope) => Promise<number>;
}

/** @param parts with the names of the host's own features. */
export function subscriptionChanges({
  features,
  ...parts
}: Omit<SubscriptionChangesParts, 'checks'> & { readonly features: readonly string[] }): SubscriptionChanges {
  return new SubscriptionChanges({ ...parts, checks: subscriptionChecks(features) });
}

/** Each round of a contest over a subscription has one winner, so this many may change it at once. */
const changeAttempts = 32;

/** Changes subscriptions, each in one atomic step however many do so at once. */
export class SubscriptionChanges {
  readonly #parts: SubscriptionChangesParts;

  constructor(parts: SubscriptionChangesParts) {
    this.#parts = parts;
  }

  /** @throws PromptForgeError why the action is refused, or `storage_conflict`. */
  async apply(scope: TenantScope, action: SubscriptionAction): Promise<Subscription> {
    const checked = this.#parts.checks.action(action);
    const members = seatActions.has(checked.type) ? await this.#parts.membersOf(scope) : 0;
    return this.#change(scope, members, () => [checked]);
  }

  /**
   * Puts a tenant on a plan, at once and whatever it was on before. A first subscription has as many
   * seats as there are members.
   * @throws PromptForgeError `plan_unknown`, `seats_exceeded`, `plan_feature_missing`, `storage_conflict`
   */
  async assign(scope: TenantScope, planId: string): Promise<Subscription> {
    const members = await this.#parts.membersOf(scope);
    return this.#change(scope, members, (current) => assignment(current, planId, Math.max(members, 1)));
  }

  /**
   * Loads, asks `decide`, and saves if nobody saved in between; else all over again. The anchor of a
   * subscription that is there stays, whatever is decided.
   * @returns what is stored then.
   * @throws PromptForgeError `request_invalid` for a subscription that is none, `storage_conflict` when
   * others keep changing it, and whatever `decide` throws.
   */
  async update(scope: TenantScope, decide: DecideSubscription): Promise<Subscription | null> {
    const { store, plans, checks } = this.#parts;
    for (let attempt = 0; attempt < changeAttempts; attempt += 1) {
      const stored = await store.load(scope);
      const decided = await decide(structuredClone(stored?.value ?? null));
      if (decided === null) return stored?.value ?? null;
      const next = checks.subscription(stored === null ? decided : { ...decided, anchor: stored.value.anchor });
      if (stored !== null && isDeepStrictEqual(next, stored.value)) return next;
      try {
        const { outcome } = await store.save(scope, next, stored?.version ?? 0);
        if (outcome === 'saved') return next;
      } finally {
        // Also after a failure: it may have been saved all the same.
        plans.forget(scope);
      }
    }
    throw new PromptForgeError('storage_conflict', 'The subscription is being changed by others. Try again.');
  }

  async #change(
    scope: TenantScope,
    members: number,
    actionsFor: (current: Subscription | null) => readonly SubscriptionAction[],
  ): Promise<Subscription> {
    const { catalogue, clock } = this.#parts;
    // What the subscription did by itself gets an entry of its own: a trial that ended was not converted.
    await this.update(scope, async (stored) => (stored === null ? null : carriedForward(stored, clock.now())));
    const changed = await this.update(scope, async (stored) => {
      const { plans } = await catalogue.read();
      const now = clock.now();
      let current = stored === null ? null : carriedForward(stored, now);
      for (const action of actionsFor(current)) {
        const decision = changeSubscription(current, action, { now, catalogue: plans, members });
        if (decision.outcome === 'refused') throw subscriptionRefused(decision, plans);
        current = decision.subscription;
      }
      return current;
    });
    if (changed !== null) return changed;
    throw new PromptForgeError('internal', 'An action that was carried out left no subscription.');
  }
}

const seatActions: ReadonlySet<SubscriptionAction['type']> = new Set([
  'start',
  'change_plan',
  'set_seats',
  'set_overrides',
]);

function assignment(current: Subscription | null, planId: string, firstSeats: number): readonly SubscriptionAction[] {
  const change = [{ type: 'keep' }, { type: 'change_plan', planId, when: 'now' }] as const;
  switch (current?.status) {
    case undefined:
    case 'canceled':
      return [{ type: 'start', planId, seats: current?.seats ?? firstSeats }];
    case 'active':
      return change;
    case 'trialing':
      return [{ type: 'activate' }, ...change];
    case 'past_due':
      return [{ type: 'payment_succeeded' }, ...change];
    case 'paused':
      return [{ type: 'resume' }, ...change];
  }
}
