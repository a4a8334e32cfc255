import type { Feature } from '../domain/plans/plan.js';
import type { RunOperation, StopReason } from '../domain/runs/run.js';
import type { TelemetryEventType } from '../domain/runs/telemetry-event.js';
import type { Gate, GateThresholds } from '../domain/scores/quality-gate.js';
import type { ScoreDimension } from '../domain/scores/score.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { ErrorCode } from '../errors/code.js';
import type { ModelPurpose } from '../ports/model.js';
import type { PromptClassifier } from '../ports/prompt-classifier.js';
import type { PromptAction } from '../safety/verdict/prompt-verdict.js';
import type { QuotaStatus } from './run-result.js';

/** What each event tells. Numbers and literals only: these are kept, and may be sent to telemetry. */
export interface RunEventData {
  'session.verified': { readonly role: string };
  'entitlement.granted': { readonly plan: string; readonly feature: Feature };
  /** `risk` is that of the verdict, and `codes` those of its issues. */
  'prompt.validated': {
    readonly length: number;
    readonly defaulted: number;
    readonly action: PromptAction;
    readonly risk: number;
    readonly codes: readonly string[];
  } & Pick<SevenD, 'domain' | 'output_format'>;
  /** The second stage of the policy was asked. `hostile` is null when it gave no answer. */
  'prompt.classified': {
    readonly judges: PromptClassifier['judges'];
    readonly hostile: boolean | null;
    readonly action: PromptAction;
    /** Of the issues on which the policy acts. */
    readonly codes: readonly string[];
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costMicros: number | null;
  };
  /** `holdCostMicros` is null when the price of the model is not known. */
  'quota.reserved': { readonly holdTokens: number; readonly holdCostMicros: number | null };
  /** Another process had begun the run: how many of its answers, and of the calls it made, are known. */
  'run.resumed': { readonly answers: number; readonly modelCalls: number };
  /** `call` counts the calls of this process for the run, from 1: several may be under way at a time. */
  'model.called': { readonly call: number; readonly purpose: ModelPurpose };
  'model.answered': ModelCallReport;
  'model.failed': ModelCallReport & { readonly code: ErrorCode };
  /** An answer that was there already: of the cache, or of somebody who asked the same. */
  'model.cached': { readonly purpose: ModelPurpose };
  'step.started': { readonly step: number; readonly strategies: readonly string[] };
  'candidate.rejected': { readonly step: number; readonly reason: string };
  'candidate.scored': Readonly<Record<ScoreDimension | 'composite', number>> & {
    readonly step: number;
    /** The prompt as it came, candidate zero, or what a model wrote. */
    readonly subject: 'original' | 'composed' | 'rewrite';
    readonly rubric: string;
    readonly accepted: boolean;
  };
  /** Which of the two a judge preferred in both orders. */
  'candidate.compared': { readonly step: number; readonly preferred: 'original' | 'candidate' | 'tie' };
  /** A score by samples that nothing was chosen by. */
  'candidate.measured': Readonly<Record<ScoreDimension | 'composite', number>> & {
    readonly step: number;
    readonly samples: number;
    readonly standardError: number;
  };
  /** One case of a test. `code` is why there was no answer, and null when there was one. */
  'case.tested': {
    readonly index: number;
    readonly passed: boolean;
    readonly failedAssertions: number;
    readonly code: string | null;
  };
  'gate.decided': {
    readonly outcome: Gate['outcome'];
    readonly threshold: number;
    readonly failed: readonly (keyof GateThresholds)[];
  };
  'run.succeeded': {
    readonly operation: RunOperation;
    readonly tokens: number;
    readonly costMicros: number | null;
    /** Null for what does not rewrite. */
    readonly improved: boolean | null;
    readonly stopReason: StopReason | null;
  };
  'run.failed': { readonly code: ErrorCode };
  'run.canceled': { readonly tokens: number };
}

/** What one model call used. */
export type ModelCallReport = {
  readonly call: number;
  readonly purpose: ModelPurpose;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number | null;
  readonly latencyMs: number;
  readonly attempts: number;
};

export interface RunEventBase {
  readonly runId: string;
  /** Position within the run, from 1. */
  readonly sequence: number;
  /** Epoch milliseconds by the clock of this process. */
  readonly at: number;
}

/** A step of a run, as it happens. Switch on `type`. */
export type RunStepEvent = {
  [T in TelemetryEventType]: RunEventBase & { readonly type: T; readonly data: RunEventData[T] };
}[TelemetryEventType];

/** A piece of a model's raw answer. It holds text, and is never kept. */
export interface RunDeltaEvent {
  readonly type: 'model.delta';
  readonly runId: string;
  /** Which call it belongs to, as in `model.called`. */
  readonly call: number;
  readonly purpose: ModelPurpose;
  readonly text: string;
}

/** What is left of the plan now that the run was let in, with what the run holds taken off. It is not kept. */
export interface RunQuotaEvent {
  readonly type: 'quota.left';
  readonly runId: string;
  /** Empty where nothing is limited, and while the storage is away and calls are let in unasked. */
  readonly quota: readonly QuotaStatus[];
}

export type RunEvent = RunStepEvent | RunQuotaEvent | RunDeltaEvent;
export type RunEventListener = (event: RunEvent) => void;
