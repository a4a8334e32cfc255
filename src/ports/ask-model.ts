import type { GenerateRequest } from './model.js';

/** What a feature asks of the model of a run; who asks, by when, and at whose cost is the pipeline's affair. */
export type Question<T> = Pick<GenerateRequest<T>, 'purpose' | 'system' | 'user' | 'schema' | 'maxOutputTokens'>;

/**
 * Asks the model of the run and accounts for the call.
 * @throws PromptForgeError with the code of the model's failure.
 */
export type AskModel = <T>(question: Question<T>) => Promise<T>;
