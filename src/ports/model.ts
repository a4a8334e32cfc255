import type { z } from 'zod';
import type { TokenUsage, Usage } from '../domain/quota/usage.js';
import type { ErrorCode } from '../errors/code.js';

/** Version of the {@link Model} port. */
export const modelContractVersion = 1;

export type ModelPurpose = 'rewrite' | 'repair' | 'judge' | 'compare' | 'test' | 'grade' | 'classify';

/** What is asked of a model: one answer of a given shape. */
export interface GenerateRequest<T> {
  /** What the answer is for. Names the schema and the telemetry; never changes the outcome. */
  readonly purpose: ModelPurpose;
  /** Instructions of PromptForge. Never holds text a user wrote. */
  readonly system: string;
  /** The material to work on. Text users wrote enters only here. */
  readonly user: string;
  /**
   * The shape of the answer. Every object closed, every property required: vendors reject the rest.
   * Null asks for plain text: nothing is said of a form, and the value is the text as the model
   * wrote it, all of it, which may be empty.
   */
  readonly schema: z.ZodType<T> | null;
  /** Hard limit of the answer in tokens, reasoning included. */
  readonly maxOutputTokens: number;
  /** Stable pseudonym of the end user for the provider's abuse detection; never an identity. */
  readonly endUser: string;
  /** Aborts the call at any moment; tokens spent until then are reported. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which the call is given up, waiting for its turn and retries included. */
  readonly deadline: number;
  /** Called with each piece of the raw answer as it arrives. */
  readonly onDelta: (text: string) => void;
}

interface GenerateReport {
  /** Everything the provider billed for this call, all attempts together. */
  readonly usage: Usage;
  /** The provider's identifier of the last request; null when none was answered. */
  readonly requestId: string | null;
  /** Requests sent, the first included; 0 when none was. */
  readonly attempts: number;
  /** Milliseconds from the call to its end: waiting for its turn, all attempts, and the waits between them. */
  readonly latencyMs: number;
}

export interface GenerateSuccess<T> extends GenerateReport {
  readonly outcome: 'answered';
  readonly value: T;
}

/** Why a model gave no answer. */
export type ModelFailureCode = Extract<ErrorCode, `model_${string}` | 'run_canceled' | 'overloaded'>;

/** A failure is a value, so that what it cost is never lost. */
export interface GenerateFailure extends GenerateReport {
  readonly outcome: 'failed';
  readonly code: ModelFailureCode;
  /** What happened and how to mend it. Holds no secret and no text a user wrote. */
  readonly message: string;
  /** How long the provider asks to wait, in milliseconds; null when it did not say or waiting cannot help. */
  readonly retryAfterMs: number | null;
  /** The underlying error, free of secrets, request bodies and user text. */
  readonly cause: unknown;
}

export type GenerateResult<T> = GenerateSuccess<T> | GenerateFailure;

/**
 * A language model. Implementations never throw for anything a provider does: they answer with
 * a {@link GenerateFailure}.
 */
export interface Model {
  readonly contract: typeof modelContractVersion;
  /** The provider's name for the model, as sent to it. */
  readonly id: string;
  /** OpenTelemetry's `gen_ai.provider.name`, for instance `openai`. */
  readonly provider: string;
  generate<T>(request: GenerateRequest<T>): Promise<GenerateResult<T>>;
  /** An upper bound of the input tokens of a request, for reservations. */
  countInput(request: Pick<GenerateRequest<unknown>, 'system' | 'user' | 'schema'>): Promise<number>;
  /** Micro-dollars for this many tokens, rounded up; null when the price is not known. */
  price(usage: TokenUsage): number | null;
}
