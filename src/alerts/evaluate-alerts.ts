import type { AlertChannel } from '../domain/alert.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { AlertRuleSettings } from './alert-schema.js';
import { decide } from './decide.js';
import { readWindow, type WindowOfRuns } from './read-window.js';
import { readingOf } from './reading-of.js';

export interface EvaluateParts {
  readonly store: AlertStore;
  readonly analytics: Pick<AnalyticsStore, 'records'>;
  readonly rules: readonly AlertRuleSettings[];
  /** Who is to be told. */
  readonly channels: readonly AlertChannel[];
  readonly newId: () => string;
  /** Told of each rule that could not be looked at. */
  readonly report: (error: unknown) => void;
}

/** Of a rule whose alerts go nowhere, the last ones are kept to be delivered. */
const mostDeliveries = 200;
const minuteMs = 60_000;

/**
 * Looks at each rule once, and puts what is to be told beside its state, in one step. What another process has
 * decided meanwhile stands, and this one's decision comes to nothing.
 */
export async function evaluateAlerts(parts: EvaluateParts, now: number): Promise<void> {
  const { store, rules, channels, newId, report } = parts;
  const windows = new Map<string, Promise<WindowOfRuns>>();
  for (const rule of rules) {
    try {
      const found = await store.load({ rule: rule.name, orgId: rule.orgId });
      // Another process has read a later moment.
      if (found !== null && found.value.checkedAt > now) continue;
      const reading = readingOf(rule, await windowOf(parts, windows, rule, now));
      const { state, alert } = decide(rule, found?.value ?? null, { reading, now, newId });
      const added = alert && channels.map((channel) => ({ alert, channel, attempts: 0, nextAttemptAt: now }));
      const deliveries = [...state.deliveries, ...(added ?? [])].slice(-mostDeliveries);
      await store.save({ ...state, deliveries }, found?.version ?? 0);
    } catch (error) {
      report(error);
    }
  }
}

/** Rules that look at the same runs share what was read. */
function windowOf(
  { analytics }: EvaluateParts,
  windows: Map<string, Promise<WindowOfRuns>>,
  { orgId, windowMinutes }: AlertRuleSettings,
  now: number,
): Promise<WindowOfRuns> {
  const key = JSON.stringify([orgId, windowMinutes]);
  const range = { from: now - windowMinutes * minuteMs, to: now + 1 };
  const window = windows.get(key) ?? readWindow(analytics, orgId, range);
  windows.set(key, window);
  return window;
}
