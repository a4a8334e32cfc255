/** `promptforge/checks`: checks of a mounted PromptForge, by the host, in its tests or on a system in use. */

export { type Check, defineCheck } from './check.js';
export type { CheckAnswer } from './check-answer.js';
export type { CheckContext, CheckRequest } from './check-context.js';
export { checkScore, checkWeights } from './check-score.js';
export type { CheckSettings } from './check-settings.js';
export type { CheckedHandler, CheckTarget } from './check-target.js';
export type { CheckedForge } from './checked-forge.js';
export type { ChecksOptions } from './checks-options.js';
export type { CheckChoice } from './chosen-checks.js';
export { compareReports } from './compare-reports.js';
export { type CheckListing, type CheckRunRequest, type Checks, createChecks } from './create-checks.js';
export type { DescribedRoute, DescribedRoutes } from './described-routes.js';
export { type GoldenPrompt, goldenSet, type ScoreRange } from './quality/golden-set.js';
export type { CheckEvent, CheckEventListener } from './run-checks.js';
export { checkOrganizations, type TestPerson, testPeople } from './test-people.js';
export type { TokenFor } from './test-tenant.js';
export { toJunit } from './to-junit.js';
