import type { ReadNearLimits } from '../alerts/evaluate-quota.js';
import { retentionOverrides } from '../entitlement/retention-overrides.js';
import type { MaintainParts } from '../maintenance/maintain.js';
import { longestTokenMs } from '../session/session-endings.js';
import type { SharedParts } from './shared-parts.js';

type UpkeepParts = Pick<SharedParts, 'settings' | 'storage' | 'sources'>;

/** What `maintain()` works with. */
export function upkeepParts({ settings, storage, sources }: UpkeepParts): MaintainParts {
  const { catalogue, planOf } = sources;
  return {
    storage,
    plansInForce: async () => (await catalogue.read()).plans,
    retentionOverrides: () => retentionOverrides(storage.subscriptions),
    planOf,
    longestTokenMs: longestTokenMs(settings.session),
    timeZone: settings.analytics.timeZone,
    watchAlerts: alertsWatcher({ settings, storage, sources }),
    report: (error) => settings.onError(error, { during: 'maintain' }),
  };
}

/** Null without the option `alerts`, whose code is then never loaded. */
function alertsWatcher({ settings, storage, sources }: UpkeepParts): MaintainParts['watchAlerts'] {
  const { alerts, newId, clock, onError } = settings;
  if (alerts === undefined) return null;
  return async (now) => {
    const { watchAlerts } = await import('../alerts/watch-alerts.js');
    const report = (error: unknown) => onError(error, { during: 'maintain' });
    const { alerts: store, analytics } = storage;
    const near: ReadNearLimits = async (request) => {
      const { nearLimits } = await import('../entitlement/near-limits.js');
      return nearLimits({ analytics, plans: sources.plansInUse, report }, request);
    };
    const parts = { settings: alerts, store, analytics, nearLimits: near, newId, now: () => clock.now(), report };
    return watchAlerts(parts, now);
  };
}
