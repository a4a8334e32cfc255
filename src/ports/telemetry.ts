import type { Usage } from '../domain/quota/usage.js';
import type { RunOperation } from '../domain/runs/run.js';
import type { TelemetryEventType } from '../domain/runs/telemetry-event.js';
import type { ErrorCode } from '../errors/code.js';
import type { ModelPurpose } from './model.js';

/** Version of the {@link Telemetry} port. */
export const telemetryContractVersion = 1;

/** How a run ended for its caller. `refused` never began; `replayed` was answered by one that had ended. */
export type WatchedOutcome = 'succeeded' | 'replayed' | 'failed' | 'canceled' | 'refused';

export interface WatchedEnd {
  readonly runId: string;
  readonly outcome: WatchedOutcome;
  /** Null for a run that gave an answer; `internal` for what is no error of PromptForge. */
  readonly errorCode: ErrorCode | null;
}

export interface WatchedCall {
  /** The provider's name for the model. */
  readonly model: string;
  /** OpenTelemetry's `gen_ai.provider.name`. */
  readonly provider: string;
  readonly purpose: ModelPurpose;
  /** Hard limit of the answer in tokens. */
  readonly maxOutputTokens: number;
}

export interface WatchedCallEnd {
  /** Null where nothing is known of it. */
  readonly usage: Usage | null;
  /** Null for a call that was answered. */
  readonly errorCode: ErrorCode | null;
}

/** A model call under way. */
export interface CallWatch {
  /** Carries a task out, so that what it does in turn is seen as a part of the call. It must call the task once. */
  within<T>(task: () => T): T;
  end(end: WatchedCallEnd): void;
}

/** A run under way. */
export interface RunWatch {
  /** Carries a task out, so that what it does in turn is seen as a part of the run. It must call the task once. */
  within<T>(task: () => T): T;
  /** What has happened in it: numbers and literals, nothing that a user wrote. */
  step(type: TelemetryEventType, data: Readonly<Record<string, unknown>>): void;
  call(call: WatchedCall): CallWatch;
  end(end: WatchedEnd): void;
}

/**
 * Watches runs and their model calls, for tools such as OpenTelemetry. It is called on the way of every run, and has
 * to be quick. What it throws is told to `onError`, and costs nobody a run. It gets nothing that a user wrote.
 */
export interface Telemetry {
  readonly contract: typeof telemetryContractVersion;
  begin(run: { readonly operation: RunOperation }): RunWatch;
}
