import type { AlertRuleSettings } from '../alerts/alert-schema.js';
import { inBreach } from '../alerts/evaluate-quota.js';
import type { AlertFigure, AlertReading, AlertState, AlertStatus } from '../domain/figures/alert.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { Working } from './caller.js';

/** How a rule of the option `alerts` stands, for one that looks at each organization: with one of them. */
export interface AlertReport {
  readonly rule: string;
  readonly figure: AlertFigure;
  /** Null for the whole installation, and for a rule that looks at each organization and finds none in breach. */
  readonly orgId: string | null;
  /** `pending` is a breach that has not held for `forMinutes` yet. */
  readonly status: AlertStatus;
  /** Epoch milliseconds: when the breach was first seen, or since when there is none; null before the first look. */
  readonly since: number | null;
  /** The last reading; null before the first look. */
  readonly reading: AlertReading | null;
  /** Epoch milliseconds of the last look. */
  readonly checkedAt: number | null;
  /** Alerts that have yet to be delivered, each counted once for `notify` and once for `webhook`. */
  readonly undelivered: number;
}

/** Alerts, which `maintain()` watches. For the trusted side of the host: no token is asked for. */
export interface AlertFacet {
  /**
   * The rules in the order of the option; none without the option. A rule that looks at each organization is
   * answered once for each that is in breach, or once when none is.
   */
  list(): Promise<readonly AlertReport[]>;
}

export function alertFacet(store: AlertStore, rules: readonly AlertRuleSettings[], working: Working): AlertFacet {
  return Object.freeze<AlertFacet>({
    list: () =>
      working(async () =>
        (
          await Promise.all(
            rules.map(async (rule) => {
              const orgIds = await organizationsOf(store, rule);
              return Promise.all(
                orgIds.map(async (orgId) => reportOf({ ...rule, orgId }, await store.load({ rule: rule.name, orgId }))),
              );
            }),
          )
        ).flat(),
      ),
  });
}

async function organizationsOf(
  store: AlertStore,
  { name, figure, orgId }: AlertRuleSettings,
): Promise<readonly (string | null)[]> {
  if (figure !== 'quota_nearly_used' || orgId !== null) return [orgId];
  const found = await inBreach(store, name);
  return found.length === 0 ? [null] : found;
}

function reportOf({ name, figure, orgId }: AlertRuleSettings, found: Versioned<AlertState> | null): AlertReport {
  const state = found?.value ?? null;
  return {
    rule: name,
    figure,
    orgId,
    status: state?.status ?? 'ok',
    since: state?.since ?? null,
    reading: state?.reading ?? null,
    checkedAt: state?.checkedAt ?? null,
    undelivered: state?.deliveries.length ?? 0,
  };
}
