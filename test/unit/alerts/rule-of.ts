import type { AlertRule } from '../../../src/alerts/alert-options.js';
import { type AlertRuleSettings, alertsSchema } from '../../../src/alerts/alert-schema.js';

/** A rule as it is after the options were checked. */
export function ruleOf(rule: Partial<AlertRule>): AlertRuleSettings {
  const base = { name: 'errors', figure: 'error_rate', windowMinutes: 15, minimumRuns: 0 };
  const { rules } = alertsSchema.parse({ rules: [{ ...base, ...rule }], notify: () => {} });
  const [only] = rules;
  if (only === undefined) throw new Error('The rule is gone.');
  return only;
}
