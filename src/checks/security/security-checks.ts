import type { Check } from '../check.js';
import { headerChecks } from './header-checks.js';
import { inputChecks } from './input-checks.js';
import { pageChecks } from './page-checks.js';
import { tenantChecks } from './tenant-checks.js';
import { tokenChecks } from './token-checks.js';

/** Nobody gets in without a token that is good, sees what is of others, or learns what is of nobody's business. */
export const securityChecks: readonly Check[] = [
  ...tokenChecks,
  ...tenantChecks,
  ...inputChecks,
  ...headerChecks,
  ...pageChecks,
];
