import type { TenantScope } from '../domain/access/principal.js';
import { countMembers } from '../entitlement/count-members.js';
import { knownFeatures } from '../entitlement/known-features.js';
import { lazyFacet } from '../facets/lazy-facet.js';
import { once } from '../facets/once.js';
import { type PlanFacet, planFacet } from '../facets/plan-facet.js';
import { type QuotaFacet, quotaFacet } from '../facets/quota-facet.js';
import type { SubscriptionFacet } from '../facets/subscription-facet.js';
import type { LedgerInFront } from '../quota/ledger-in-front.js';
import type { SharedParts } from './shared-parts.js';

export interface PlanFacets {
  readonly plans: PlanFacet;
  readonly subscriptions: SubscriptionFacet;
  readonly quota: QuotaFacet;
}

/** The facets of what customers have signed up for, and of what that allows. */
export function planFacets(
  { settings, storage, sources, asCaller, working }: SharedParts,
  front: LedgerInFront,
): PlanFacets {
  const { clock, onError, features: own } = settings;
  const { subscriptions: store } = storage;
  const { catalogue, editor, plans: plansOfTenants, plansInUse: plans } = sources;
  const features = knownFeatures(own);
  const membersOf = (scope: TenantScope) => countMembers(storage.organizations, scope);
  // Loaded by those alone who change subscriptions.
  const changes = once(async () => {
    const { subscriptionChanges } = await import('../entitlement/subscription-changes.js');
    return subscriptionChanges({ store, catalogue, plans: plansOfTenants, features: own, clock, membersOf });
  });
  return {
    plans: planFacet({
      ...{ catalogue, plans, editor, changes, storage, features, clock, membersOf, asCaller, working },
      report: (error) => onError(error, { during: 'plans' }),
    }),
    subscriptions: lazyFacet<SubscriptionFacet>(
      { get: true, apply: true, update: true, history: true, preview: true },
      async () => {
        const { subscriptionFacet } = await import('../facets/subscription-facet.js');
        return subscriptionFacet({ store, catalogue, changes, clock, membersOf, working });
      },
    ),
    quota: quotaFacet({ plans, front, features, asCaller, working }),
  };
}
