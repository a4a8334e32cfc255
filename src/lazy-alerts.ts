import type { ReadNearLimits } from './alerts/evaluate-quota.js';
import type { PlanOfTenant } from './entitlement/plan-of-tenant.js';
import type { AlertFacet } from './facets/alert-facet.js';
import type { Working } from './facets/caller.js';
import { lazyFacet } from './facets/lazy-facet.js';
import type { Settings } from './options.js';
import type { Storage } from './ports/storage.js';

/** Loaded by those alone who ask how the rules stand. */
export function lazyAlerts({ alerts }: Settings, storage: Storage, working: Working): AlertFacet {
  return lazyFacet<AlertFacet>({ list: true }, async () => {
    const { alertFacet } = await import('./facets/alert-facet.js');
    return alertFacet(storage.alerts, alerts?.rules ?? [], working);
  });
}

/** What `maintain()` does about alerts: nothing without the option, whose code is then never loaded. */
export function alertUpkeep(
  { alerts, newId, clock, onError }: Settings,
  storage: Storage,
  plans: Pick<PlanOfTenant, 'resolve'>,
): ((now: number) => Promise<number>) | null {
  if (alerts === undefined) return null;
  return async (now) => {
    const { watchAlerts } = await import('./alerts/watch-alerts.js');
    const report = (error: unknown) => onError(error, { during: 'maintain' });
    const { alerts: store, analytics } = storage;
    const near: ReadNearLimits = async (request) => {
      const { nearLimits } = await import('./entitlement/near-limits.js');
      return nearLimits({ analytics, plans, report }, request);
    };
    const parts = { settings: alerts, store, analytics, nearLimits: near, newId, now: () => clock.now(), report };
    return watchAlerts(parts, now);
  };
}
