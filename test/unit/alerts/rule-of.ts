import type { RunAlertRule } from '../../../src/alerts/alert-options.js';
import { alertsSchema, type RunRuleSettings } from '../../../src/alerts/alert-schema.js';

/** A rule as it is after the options were checked. */
export function ruleOf(rule: Partial<RunAlertRule>): RunRuleSettings {
  const base = { name: 'errors', figure: 'error_rate', windowMinutes: 15, minimumRuns: 0 };
  const { rules } = alertsSchema.parse({ rules: [{ ...base, ...rule }], notify: () => {} });
  const [only] = rules;
  if (only === undefined || only.figure === 'quota_nearly_used') throw new Error('The rule is gone.');
  return only;
}
