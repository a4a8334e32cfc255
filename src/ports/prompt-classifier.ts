import type { Usage } from '../domain/quota/usage.js';
import type { ModelFailureCode } from './model.js';

/** Version of the {@link PromptClassifier} port. */
export const classifierContractVersion = 1;

export interface ClassifyRequest {
  /** What a user wrote, made clean. */
  readonly text: string;
  /** Stable pseudonym of the end user for the provider's abuse detection; null when nobody is known. */
  readonly endUser: string | null;
  /** Aborts the question at any moment; what was spent until then is reported. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which it is given up, retries included. */
  readonly deadline: number;
}

interface ClassifyReport {
  /** Everything the provider billed. */
  readonly usage: Usage;
}

export interface Classified extends ClassifyReport {
  readonly outcome: 'classified';
  readonly hostile: boolean;
  /** How sure it is of what it says, from 0 to 1. */
  readonly confidence: number;
  /** What it is, in the words of the provider (`violence`, `self-harm/intent`): 16 at most, in a-z, -, _ and /. */
  readonly labels: readonly string[];
}

/** A failure is a value, so that what it cost is never lost. */
export interface ClassifyFailure extends ClassifyReport {
  readonly outcome: 'failed';
  readonly code: ModelFailureCode;
  /** What happened and how to mend it. Holds no secret and no text a user wrote. */
  readonly message: string;
  /** The underlying error, free of secrets, request bodies and user text. */
  readonly cause: unknown;
}

export type ClassifyResult = Classified | ClassifyFailure;

/**
 * A second opinion on what a user wrote, by a model. Implementations never throw for anything a
 * provider does: they answer with a {@link ClassifyFailure}.
 */
export interface PromptClassifier {
  readonly contract: typeof classifierContractVersion;
  /** The provider's name for the model. */
  readonly id: string;
  /** What it judges: attacks on the model, or content that does harm. */
  readonly judges: 'injection' | 'content';
  classify(request: ClassifyRequest): Promise<ClassifyResult>;
  /** The most that one question about this text can use; `cost`, in micro-dollars, is null when the price is not known. */
  worstCase(text: string): Promise<{ readonly tokens: number; readonly cost: number | null }>;
}
