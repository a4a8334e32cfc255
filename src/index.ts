export type {
  AlertRule,
  AlertRuleBase,
  AlertsOptions,
  AlertThreshold,
  AlertWebhook,
  QuotaAlertRule,
  RunAlertRule,
} from './alerts/alert-options.js';
export { type RunFileFormat, runFileFormats } from './analytics/run-file-format.js';
export type { AuthEmail, AuthEmailBase, AuthEmailWithToken } from './auth/auth-email.js';
export type { AuthOptions, AuthThrottleOptions, PasswordHashingOptions } from './auth/auth-options.js';
export type { SignUpAnswer } from './auth/sign-up.js';
export type { ApiKey, ApiKeyLimit } from './domain/access/api-key.js';
export {
  type BuiltInPermission,
  type HostPermission,
  type HostPermissions,
  type Permission,
  type PermissionTable,
  permissionTable,
} from './domain/access/permission.js';
export type { Principal, PrincipalKey, TenantScope } from './domain/access/principal.js';
export { type Role, roles } from './domain/access/role.js';
export type { SessionDay, SessionStatistics } from './domain/access/session-statistics.js';
export {
  type Alert,
  type AlertFigure,
  type AlertReading,
  type AlertStatus,
  alertFigures,
  type RunFigure,
  runFigures,
} from './domain/figures/alert.js';
export type {
  ActiveUserCount,
  BusinessMetrics,
  PlanRevenue,
  RetentionCohort,
  RunShare,
  SubscriptionFigures,
} from './domain/figures/business-metrics.js';
export {
  type CheckComparison,
  type CheckEvidence,
  type CheckOutcome,
  type CheckReport,
  type CheckSuite,
  type CheckSuiteCount,
  checkSuites,
} from './domain/figures/check-report.js';
export type { ActiveUsers, CalendarInterval, DayRange, RunFilter } from './domain/figures/figures.js';
export type { PerformanceMetrics, StageLatency } from './domain/figures/performance-metrics.js';
export type { TimeRange, UserMetrics } from './domain/figures/user-metrics.js';
export type { JsonObject, JsonValue } from './domain/json/json.js';
export type { StandardIssue, StandardResult, StandardSchema } from './domain/json/standard-schema.js';
export { type ModuleStatus, moduleStatuses } from './domain/library/module.js';
export type {
  ModuleChange,
  ModuleDefinition,
  ModuleInput,
  ModuleInputs,
  ModuleOutput,
  ModuleRecipe,
  ModuleTest,
} from './domain/library/module-recipe.js';
export type { ParameterSet } from './domain/library/parameter-set.js';
export type {
  PromptVersion,
  PromptVersionReference,
  PromptVersionScore,
  SavedPrompt,
} from './domain/library/saved-prompt.js';
export type { Page, PageRequest } from './domain/lists/page.js';
export type { Invitation } from './domain/people/invitation.js';
export {
  type BuiltInNotification,
  type HostNotification,
  type HostNotifications,
  type NotificationName,
  notificationDefaults,
} from './domain/people/notification.js';
export type { FoundMember, Member, Membership } from './domain/people/organization.js';
export type { PrivacySettings } from './domain/people/privacy-settings.js';
export {
  type BuiltInFeature,
  builtInFeatures,
  type Catalogue,
  defaultPlans,
  type Feature,
  featureMeanings,
  type HostFeature,
  type HostFeatures,
  type Plan,
  type PlanLimit,
  type PlanPrice,
} from './domain/plans/plan.js';
export { withOverrides } from './domain/plans/plan-overrides.js';
export type { Proration } from './domain/plans/proration.js';
export {
  type LimitOverride,
  type PlanOverrides,
  type Subscription,
  type SubscriptionChange,
  type SubscriptionStatus,
  subscriptionStatuses,
  type Versioned,
} from './domain/plans/subscription.js';
export {
  type Moment,
  type StateRules,
  type SubscriptionAction,
  type SubscriptionActionType,
  subscriptionActionTypes,
  subscriptionRules,
} from './domain/plans/subscription-action.js';
export { type Standing, type SubscriptionState, subscriptionAt } from './domain/plans/subscription-at.js';
export type { SubscriptionCount } from './domain/plans/subscription-count.js';
export { type SubscriptionMovement, subscriptionMovements } from './domain/plans/subscription-movement.js';
export type {
  Amounts,
  LimitSubject,
  Meter,
  Period,
  QuotaLimit,
  QuotaSubject,
  WindowState,
} from './domain/quota/quota-window.js';
export type { RunBudget } from './domain/quota/run-budget.js';
export { noUsage, type TokenUsage, type Usage } from './domain/quota/usage.js';
export type {
  Assertion,
  AssertionResult,
  CaseResult,
  ContainsAssertion,
  EqualsAssertion,
  JsonSchemaAssertion,
  PromptTestCase,
  PromptTestReport,
  RegexAssertion,
  RubricAssertion,
  SimilarityAssertion,
} from './domain/runs/prompt-test.js';
export { recommendedOpenaiModel } from './domain/runs/recommended-model.js';
export type {
  CompareResult,
  Engine,
  ModuleReference,
  Preference,
  Run,
  RunEntry,
  RunInput,
  RunOperation,
  RunResult,
  RunResults,
  RunStatus,
  ScoredPrompt,
  ScoreResult,
  StopReason,
  Weakness,
} from './domain/runs/run.js';
export type { RunRecord } from './domain/runs/run-record.js';
export type { RunRow } from './domain/runs/run-row.js';
export { type TelemetryEvent, type TelemetryEventType, telemetryEventTypes } from './domain/runs/telemetry-event.js';
export type { Assessment } from './domain/scores/assessment.js';
export type { Gate, GateThresholds } from './domain/scores/quality-gate.js';
export type {
  Sampling,
  Score,
  ScoreDimension,
  ScoreDimensions,
  ScoreRecord,
  ScoreWeights,
} from './domain/scores/score.js';
export type { ScoreRules } from './domain/scores/score-rules.js';
export { builtInSevenD } from './domain/seven-d/built-in-seven-d.js';
export {
  type Domain,
  type HostSevenD,
  type ResolvedSevenD,
  type SevenD,
  type SevenDInput,
  sevenDParameters,
  sevenDValues,
} from './domain/seven-d/seven-d.js';
export type {
  ApplicationValue,
  ComplexityValue,
  DomainValue,
  OptionalParameter,
  OutputFormatValue,
  SevenDParameter,
  SevenDRuleset,
  SevenDValue,
} from './domain/seven-d/seven-d-rules.js';
export { sevenDSignature } from './domain/seven-d/seven-d-signature.js';
export type { NearLimit } from './entitlement/near-limits.js';
export type { PlanReport } from './entitlement/plan-report.js';
export type { DecideSubscription } from './entitlement/subscription-changes.js';
export type {
  CertainEnvironment,
  Environment,
  EnvironmentSource,
  EnvironmentWith,
  OpenaiEnvironment,
  SessionEnvironment,
  SupabaseEnvironment,
} from './environment/environment.js';
export {
  type EnvironmentName,
  type EnvironmentVariable,
  environmentVariables,
  type LogLevel,
  logLevels,
} from './environment/environment-variables.js';
export { type ReadEnvironmentOptions, readEnvironment } from './environment/read-environment.js';
export { type ErrorCode, errorCodes, errorMeanings } from './errors/code.js';
export { httpStatus } from './errors/http-status.js';
export { type Problem, toProblem } from './errors/problem.js';
export { PromptForgeError, type PromptForgeErrorOptions } from './errors/promptforge-error.js';
export type { AlertFacet, AlertReport } from './facets/alert-facet.js';
export type { AnalyticsFacet } from './facets/analytics-facet.js';
export type { LiveItem, SubscribeRequest, UserMetricsAnswer, UserMetricsRequest } from './facets/analytics-requests.js';
export type {
  ApiKeyDetails,
  ApiKeyFacet,
  ApiKeyRequest,
  CreateApiKeyRequest,
  IssuedApiKey,
  ListApiKeysRequest,
  RotateApiKeyRequest,
  UpdateApiKeyRequest,
} from './facets/api-key-facet.js';
export type {
  AuthFacet,
  ChangePasswordRequest,
  EmailRequest,
  EmailVerificationRequest,
  ResetPasswordRequest,
  SignedIn,
  SignInRequest,
  SignUpRequest,
  VerifyEmailRequest,
} from './facets/auth-facet.js';
export type {
  BundleFacet,
  BundleRequest,
  DownloadRequest,
  ExportRequest,
  ListBundlesRequest,
} from './facets/bundle-facet.js';
export type { Authenticated } from './facets/caller.js';
export type { CheckReportFacet, CheckReportListRequest } from './facets/check-report-facet.js';
export { type ExportRunsRequest, type ExportScope, exportScopes } from './facets/export-request.js';
export { type FigureScope, type FiguresRequest, figureScopes } from './facets/figure-requests.js';
export type { HistoryFacet } from './facets/history-facet.js';
export type {
  AddVersionRequest,
  CreatePromptRequest,
  DiffVersionsRequest,
  ForkPromptRequest,
  ListPromptsRequest,
  ListVersionsRequest,
  NewPromptFields,
  PromptVersionDiff,
  PromptVersionRequest,
  RestoreVersionRequest,
  SavedPromptDetails,
  SavedPromptRequest,
  SavedPromptWithVersion,
  UpdatePromptRequest,
  VersionSource,
} from './facets/history-requests.js';
export type { ModuleFacet } from './facets/module-facet.js';
export type {
  LibraryModuleDetails,
  LibraryModuleSummary,
  LibraryModuleVersion,
  ModuleGetRequest,
  ModuleListRequest,
  ModulePublishRequest,
  ModuleRenderRequest,
  ModuleStatusChange,
  ModuleStatusRequest,
  ModuleVersionsRequest,
  RenderedLibraryModule,
} from './facets/module-requests.js';
export type {
  CompareRequest,
  ModuleChoice,
  ModuleOperationRequest,
  ModuleUse,
  OperationOptions,
  OperationRequest,
  OptimizeRequest,
  PlanRequest,
  ScoreRequest,
  TestModuleRequest,
  TestOptions,
  TestRequest,
} from './facets/operation-requests.js';
export type {
  InviteRequest,
  MemberRequest,
  OrganizationAnswer,
  OrganizationFacet,
  PageOfCaller,
} from './facets/organization-facet.js';
export type { ParameterSetFacet } from './facets/parameter-set-facet.js';
export type {
  CompareParameterSetsRequest,
  CreateParameterSetRequest,
  ListParameterSetsRequest,
  ParameterSetComparison,
  ParameterSetDetails,
  ParameterSetRequest,
  RemoveParameterSetRequest,
  ResolveParametersRequest,
  UpdateParameterSetRequest,
} from './facets/parameter-set-requests.js';
export type { PersonReference } from './facets/person-of.js';
export type { Entitled, NearLimitsQuery, PlanFacet, PlanUsage } from './facets/plan-facet.js';
export type { PromptFacet } from './facets/prompt-facet.js';
export type { ConsumeRequest, QuotaAnswer, QuotaCaller, QuotaFacet, QuotaPrincipal } from './facets/quota-facet.js';
export type { RunFacet, RunListRequest, RunRequest } from './facets/run-facet.js';
export type {
  OwnSession,
  RevokeAllRequest,
  RevokeSessionRequest,
  SessionActions,
  SessionFacet,
  SessionListRequest,
} from './facets/session-facet.js';
export type { CompletedSevenD, SevenDDescription, SevenDFacet } from './facets/seven-d-facet.js';
export type {
  PlanChangePreview,
  SubscriptionFacet,
  SubscriptionHistoryRequest,
  SubscriptionStanding,
} from './facets/subscription-facet.js';
export type { TenantReference } from './facets/tenant-of.js';
export type {
  ActivityRequest,
  EraseUserRequest,
  ExportUserRequest,
  MemberSearchRequest,
  UpdateProfileRequest,
  UserFacet,
  UserStatisticsRequest,
} from './facets/user-facet.js';
export type { BundleDetails } from './library/bundles/bundle-details.js';
export type { BundleDownload } from './library/bundles/bundle-download.js';
export {
  type BundleDownloadFormat,
  type BundleFormat,
  bundleDownloads,
  bundleFormats,
} from './library/bundles/bundle-format.js';
export type { BundleFile, BundleManifest, RedactionCount } from './library/bundles/bundle-manifest.js';
export type { PromptDiff } from './library/history/diff-prompts.js';
export type { DiffPart } from './library/history/part-list.js';
export { type ModuleOrigin, type ModuleVersion, moduleOrigins } from './library/modules/module-source.js';
export type { RenderedModule } from './library/modules/render-module.js';
export type {
  ComparedParameter,
  ParameterSource,
  ResolvedParameters,
} from './library/parameter-sets/parameter-values.js';
export type { MaintenanceReport } from './maintenance/maintain.js';
export type { ModelState } from './model/model-gate.js';
export { type OpenaiModel, openaiModel } from './model/openai-model.js';
export type { OpenaiModelOptions } from './model/openai-options.js';
export type {
  AnalyticsOptions,
  BundleOptions,
  CacheOptions,
  LoopOptions,
  OrganizationOptions,
  PromptForgeOptions,
  QuotaOptions,
  UserOptions,
} from './options.js';
export type { InvitationAnswer, SendInvitation } from './organizations/invite.js';
export type { BudgetNeed } from './pipeline/budget-need.js';
export type { RunPlan } from './pipeline/plan-run.js';
export type { ErrorContext, ReportError } from './pipeline/report-error.js';
export type {
  ModelCallReport,
  RunDeltaEvent,
  RunEvent,
  RunEventBase,
  RunEventData,
  RunEventListener,
  RunQuotaEvent,
  RunStepEvent,
} from './pipeline/run-event.js';
export type { OperationResult, OptimizeResult, QuotaStatus, RunFacts } from './pipeline/run-result.js';
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
export type { PromptVersionSummary } from './ports/prompt-history-store.js';
export type { Storage, StorageHealth, StorageTraits } from './ports/storage.js';
export {
  type CallWatch,
  type RunWatch,
  type Telemetry,
  telemetryContractVersion,
  type WatchedCall,
  type WatchedCallEnd,
  type WatchedEnd,
  type WatchedOutcome,
} from './ports/telemetry.js';
export { PromptForge } from './promptforge.js';
export type { Unrecorded } from './quota/unrecorded-journal.js';
export {
  type SentryEvent,
  type SentryHint,
  type SentryModule,
  type SentryScope,
  sentryReporter,
} from './sentry-reporter.js';
export type { AccessToken, AccessTokenRequest } from './session/access-token.js';
export type {
  ClaimMapping,
  ClaimPath,
  KeySetAlgorithm,
  KeySetOptions,
  RequiredClaims,
  RevocationOptions,
  SessionOptions,
  SharedSecretOptions,
} from './session/session-options.js';
export type { Activity } from './users/activity.js';
export type { ErasureReport } from './users/erase-user.js';
export type { ExportedPart, ExportSection } from './users/export-user.js';
export type { ProfileChanges } from './users/profile-changes.js';
export type { UserProfile } from './users/user-profile.js';
export type { UserStatistics } from './users/user-statistics.js';
