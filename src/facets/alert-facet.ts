import type { AlertRuleSettings } from '../alerts/alert-schema.js';
import type { AlertFigure, AlertReading, AlertState, AlertStatus } from '../domain/alert.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { Working } from './caller.js';

/** How a rule of the option `alerts` stands. */
export interface AlertReport {
  readonly rule: string;
  readonly figure: AlertFigure;
  /** Null for the whole installation. */
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
  /** The rules in the order of the option; none without the option. */
  list(): Promise<readonly AlertReport[]>;
}

export function alertFacet(store: AlertStore, rules: readonly AlertRuleSettings[], working: Working): AlertFacet {
  return Object.freeze<AlertFacet>({
    list: () =>
      working(() =>
        Promise.all(
          rules.map(async (rule) => {
            const found = await store.load({ rule: rule.name, orgId: rule.orgId });
            return reportOf(rule, found?.value ?? null);
          }),
        ),
      ),
  });
}

function reportOf({ name, figure, orgId }: AlertRuleSettings, state: AlertState | null): AlertReport {
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
