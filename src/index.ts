export type { Assessment } from './domain/assessment.js';
export { defaultPlans, type Feature, features, type Plan, type PlanLimits } from './domain/plan.js';
export type { Principal, TenantScope } from './domain/principal.js';
export type { Gate, GateThresholds } from './domain/quality-gate.js';
export type { Amounts, Meter, Period, QuotaLimit, QuotaSubject, WindowState } from './domain/quota-window.js';
export { type Role, roles } from './domain/role.js';
export type { Engine, Run, RunInput, RunResult, RunStatus, ScoredPrompt, StopReason } from './domain/run.js';
export type { Score, ScoreDimension, ScoreDimensions, ScoreRecord } from './domain/score.js';
export {
  type Domain,
  type OptionalParameter,
  type ResolvedSevenD,
  type SevenD,
  type SevenDInput,
  type SevenDParameter,
  sevenDParameters,
  sevenDValues,
} from './domain/seven-d.js';
export { type SevenDDefaults, sevenDDefaults } from './domain/seven-d-defaults.js';
export { type Subscription, type SubscriptionStatus, subscriptionStatuses } from './domain/subscription.js';
export { type TelemetryEvent, type TelemetryEventType, telemetryEventTypes } from './domain/telemetry-event.js';
export { noUsage, type TokenUsage, type Usage } from './domain/usage.js';
export type { TimeRange, UserMetrics } from './domain/user-metrics.js';
export { type ErrorCode, errorCodes, errorMeanings } from './errors/code.js';
export { httpStatus } from './errors/http-status.js';
export { type Problem, toProblem } from './errors/problem.js';
export { PromptForgeError, type PromptForgeErrorOptions } from './errors/promptforge-error.js';
export type {
  AnalyticsFacet,
  LiveItem,
  SubscribeRequest,
  UserMetricsAnswer,
  UserMetricsRequest,
} from './facets/analytics-facet.js';
export type { Authenticated } from './facets/caller.js';
export type { PlanFacet, PlanUsage } from './facets/plan-facet.js';
export type { RunFacet, RunListRequest, RunRequest } from './facets/run-facet.js';
export type { SessionFacet } from './facets/session-facet.js';
export type { EraseUserRequest, ErasureReport, UserFacet } from './facets/user-facet.js';
export type { MaintenanceReport } from './maintenance/maintain.js';
export { openaiModel } from './model/openai-model.js';
export { type OpenaiModelOptions, recommendedOpenaiModel } from './model/openai-options.js';
export type { PromptForgeOptions, SessionOptions } from './options.js';
export type { OptimizeResult, QuotaStatus } from './pipeline/optimize-result.js';
export type { ErrorContext, ReportError } from './pipeline/report-error.js';
export type {
  ModelCallReport,
  RunDeltaEvent,
  RunEvent,
  RunEventBase,
  RunEventData,
  RunEventListener,
  RunStepEvent,
} from './pipeline/run-event.js';
export type { RunPage } from './ports/ledger-store.js';
export type {
  GenerateFailure,
  GenerateRequest,
  GenerateResult,
  GenerateSuccess,
  Model,
  ModelFailureCode,
  ModelPurpose,
} from './ports/model.js';
export { modelContractVersion } from './ports/model.js';
export type { Storage, StorageHealth, StorageTraits } from './ports/storage.js';
export { type OptimizeRequest, PromptForge } from './promptforge.js';
export type { AccessToken } from './session/access-token.js';
export type { AccessTokenRequest } from './session/issue-access-token.js';
