import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { AlertRuleSettings, RunRuleSettings } from './alert-schema.js';
import { type ApplyParts, applyReading } from './apply-reading.js';
import { evaluateQuota, type ReadNearLimits } from './evaluate-quota.js';
import { readWindow, type WindowOfRuns } from './read-window.js';
import { readingOf } from './reading-of.js';

export interface EvaluateParts extends ApplyParts {
  readonly analytics: Pick<AnalyticsStore, 'records'>;
  readonly nearLimits: ReadNearLimits;
  readonly rules: readonly AlertRuleSettings[];
  /** Told of each rule that could not be looked at. */
  readonly report: (error: unknown) => void;
}

const minuteMs = 60_000;

/** Looks at each rule once. */
export async function evaluateAlerts(parts: EvaluateParts, now: number): Promise<void> {
  const windows = new Map<string, Promise<WindowOfRuns>>();
  for (const rule of parts.rules) {
    try {
      if (rule.figure === 'quota_nearly_used') await evaluateQuota(parts, rule, now);
      else {
        const read = async () => readingOf(rule, await windowOf(parts, windows, rule, now));
        await applyReading(parts, rule, read, now);
      }
    } catch (error) {
      parts.report(error);
    }
  }
}

/** Rules that look at the same runs share what was read. */
function windowOf(
  { analytics }: EvaluateParts,
  windows: Map<string, Promise<WindowOfRuns>>,
  { orgId, windowMinutes }: RunRuleSettings,
  now: number,
): Promise<WindowOfRuns> {
  const key = JSON.stringify([orgId, windowMinutes]);
  const range = { from: now - windowMinutes * minuteMs, to: now + 1 };
  const window = windows.get(key) ?? readWindow(analytics, orgId, range);
  windows.set(key, window);
  return window;
}
