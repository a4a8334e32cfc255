import type { GenerateRequest } from './model.js';

/** What a feature asks of the model of a run; who asks, by when, and at whose cost is the pipeline's affair. */
export interface Question<T>
  extends Pick<GenerateRequest<T>, 'purpose' | 'system' | 'user' | 'schema' | 'maxOutputTokens'> {
  /**
   * The random text around the material in `user`. Questions that differ in nothing else are the same
   * question, so that an answer remembered or cached is found. Default: there is none.
   */
  readonly boundary?: string;
  /** Tells apart the samples of one question, from 0. Default: 0. */
  readonly sample?: number;
  /** Whether an answer given before, in another run of the tenant, will do. Default: it will not. */
  readonly cached?: boolean;
}

/**
 * Asks the model of the run and accounts for the call.
 * @throws PromptForgeError with the code of the model's failure.
 */
export type AskModel = <T>(question: Question<T>) => Promise<T>;
