/**
 * `promptforge/storage`: what an adapter author needs, and nothing more.
 */

export { type ApiKey, type ApiKeyLimit, apiKeyEnding, apiKeyEndsAt } from './domain/access/api-key.js';
export type { Credential, EmailTokenPurpose } from './domain/access/credential.js';
export {
  isSessionTime,
  isTokenHash,
  type LoginSession,
  reusedTokenReason,
  type SessionEnding,
  sessionEnding,
  sessionEndsAt,
} from './domain/access/login-session.js';
export type { Permission } from './domain/access/permission.js';
export type { TenantScope } from './domain/access/principal.js';
export { isAtLeast, type Role, roles } from './domain/access/role.js';
export type { SessionStanding } from './domain/access/session-standing.js';
export type { SessionDay, SessionStatistics } from './domain/access/session-statistics.js';
export { nextAttemptAt, type ThrottleRule, type ThrottleState, throttleRuleProblem } from './domain/access/throttle.js';
export type { UserScope } from './domain/access/user-scope.js';
export {
  type Alert,
  type AlertChannel,
  type AlertDelivery,
  type AlertFigure,
  type AlertKey,
  type AlertReading,
  type AlertState,
  type AlertStatus,
  alertKeyText,
} from './domain/figures/alert.js';
export { type CheckReport, keptCheckReports } from './domain/figures/check-report.js';
export type { DailyUsage } from './domain/figures/daily-usage.js';
export {
  type ActiveUsers,
  type CalendarInterval,
  calendarIntervals,
  type DayRange,
  type MeasureSum,
  type RetentionCell,
  type RunFilter,
  type UsageKey,
  type UsageSums,
  usageKeys,
} from './domain/figures/figures.js';
export type { TimeRange, UserMetrics } from './domain/figures/user-metrics.js';
export type { JsonObject, JsonValue } from './domain/json/json.js';
export { artifactProblem, type Bundle, type BundleArtifact } from './domain/library/bundle.js';
export { type LibraryModule, type ModuleStatus, moduleStatuses, platformScope } from './domain/library/module.js';
export type { ParameterSet } from './domain/library/parameter-set.js';
export type {
  PromptVersion,
  PromptVersionReference,
  PromptVersionScore,
  SavedPrompt,
} from './domain/library/saved-prompt.js';
export type { Page, PageRequest } from './domain/lists/page.js';
export { type Invitation, type InvitationEnding, invitationEnding } from './domain/people/invitation.js';
export type { FoundMember, Member, Membership, Organization } from './domain/people/organization.js';
export type { Profile } from './domain/people/profile.js';
export type { Catalogue, Feature, Plan, PlanLimit, PlanPrice } from './domain/plans/plan.js';
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
  type Amounts,
  inLockOrder,
  keyOwnerPrefix,
  type LimitSubject,
  limitName,
  limitRank,
  type Meter,
  noAmounts,
  type Period,
  type QuotaLimit,
  type QuotaSubject,
  quotaProblem,
  type WindowBounds,
  type WindowState,
  windowBounds,
  windowOwner,
} from './domain/quota/quota-window.js';
export { addUsage, noUsage, type TokenUsage, totalTokens, type Usage } from './domain/quota/usage.js';
export { usageTotalProblem } from './domain/quota/usage-total.js';
export type { PromptTestReport } from './domain/runs/prompt-test.js';
export {
  type CompareResult,
  chargeFor,
  type Engine,
  optimized,
  type Preference,
  type Run,
  type RunEnding,
  type RunError,
  type RunInput,
  type RunOperation,
  type RunResult,
  type RunResults,
  type RunStatus,
  runEndings,
  runOperations,
  type ScoredPrompt,
  type ScoreResult,
  type StopReason,
  type Weakness,
} from './domain/runs/run.js';
export type { RunMeasures } from './domain/runs/run-measures.js';
export type { RunRecord } from './domain/runs/run-record.js';
export type { TelemetryEvent, TelemetryEventType } from './domain/runs/telemetry-event.js';
export type { Gate, GateThresholds } from './domain/scores/quality-gate.js';
export {
  exactSampling,
  type Sampling,
  type Score,
  type ScoreDimension,
  type ScoreRecord,
} from './domain/scores/score.js';
export type { ResolvedSevenD, SevenD } from './domain/seven-d/seven-d.js';
export { folded, headingTextOf, searchTextOf } from './domain/text/search-text.js';
export { versionOrder } from './domain/text/semantic-version.js';
export { daysAfter, intervalStart, intervalStarts, localDay } from './domain/time/local-day.js';
export type { ErrorCode } from './errors/code.js';
export { PromptForgeError, type PromptForgeErrorOptions } from './errors/promptforge-error.js';
export type { AlertStore } from './ports/alert-store.js';
export type {
  AnalyticsStore,
  FigureQuery,
  MetricsSnapshot,
  RunRecordQuery,
  SummedUntil,
  UsageQuery,
  UsedWindow,
  UserMetricsQuery,
} from './ports/analytics-store.js';
export type {
  ApiKeyChange,
  ApiKeyRecord,
  ApiKeyRotation,
  ApiKeyStore,
  ApiKeyUse,
  CreateApiKeyResult,
  NewApiKey,
} from './ports/api-key-store.js';
export type { BillingProvider, BillingStore, UsageCounter, UsageReport } from './ports/billing-store.js';
export type { CacheEntry, CacheStore } from './ports/cache-store.js';
export type { CheckReportStore } from './ports/check-report-store.js';
export type { Clock } from './ports/clock.js';
export type {
  AttemptResult,
  CreateCredentialResult,
  CredentialStore,
  EmailTokenReference,
  NewCredential,
  ThrottleCounter,
} from './ports/credential-store.js';
export type { EventStore, FollowedEvent, FollowedPage } from './ports/event-store.js';
export type {
  Acceptance,
  AcceptResult,
  CreateInvitationResult,
  InvitationStore,
  NewInvitation,
} from './ports/invitation-store.js';
export type {
  CheckpointResult,
  ConsumeResult,
  Consumption,
  LedgerStore,
  QuotaRefusal,
  Reservation,
  ReserveResult,
  ResumeResult,
  RunCheckpoint,
  RunPage,
  RunResumption,
  Scoped,
  Settlement,
  SettleResult,
} from './ports/ledger-store.js';
export type { AddResult, BundleSummary, LibraryStore, ModuleSummary } from './ports/library-store.js';
export type { MaintenanceStore, TenantPage, TenantPageRequest, UpkeepTask } from './ports/maintenance-store.js';
export type {
  AddMemberResult,
  CreateOrganizationResult,
  MemberChange,
  MemberChangeResult,
  MemberSearch,
  NewMember,
  OrganizationStore,
  SetMemberResult,
  TransferResult,
} from './ports/organization-store.js';
export type { PlanStore, RemoveResult } from './ports/plan-store.js';
export type { ProfileStore } from './ports/profile-store.js';
export type {
  AddVersionResult,
  CreatePromptResult,
  NewPromptVersion,
  NewSavedPrompt,
  PromptHistoryStore,
  PromptReader,
  PromptVersionSummary,
  SavedPromptChange,
  SavedPromptSearch,
} from './ports/prompt-history-store.js';
export { reservedRun } from './ports/reserved-run.js';
export type {
  CreateSessionResult,
  NewLoginSession,
  RotateResult,
  SessionRevocation,
  SessionStore,
  TokenRotation,
  UserRevocation,
} from './ports/session-store.js';
export { type Storage, type StorageHealth, type StorageTraits, storageContractVersion } from './ports/storage.js';
export type {
  SaveResult,
  SubscriptionStore,
  TenantSubscription,
} from './ports/subscription-store.js';
