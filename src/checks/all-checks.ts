import { checkSuites, PromptForgeError } from '../index.js';
import { apiChecks } from './api/api-checks.js';
import { type Check, fullNameOf } from './check.js';
import type { CheckSettings } from './check-settings.js';
import { performanceChecks } from './performance/performance-checks.js';
import { qualityChecks } from './quality/quality-checks.js';
import { securityChecks } from './security/security-checks.js';

/**
 * Every check, by suite.
 * @throws PromptForgeError `config_invalid` for two of one name.
 */
export function allChecks(own: readonly Check[], settings: CheckSettings): readonly Check[] {
  const checks = [...apiChecks, ...securityChecks, ...performanceChecks, ...qualityChecks(settings), ...own];
  const names = checks.map(fullNameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new PromptForgeError('config_invalid', `There are two checks of the name ${twice}.`);
  return checkSuites.flatMap((suite) => checks.filter((check) => check.suite === suite));
}
