import type { JsonObject } from '../domain/json.js';
import { errorMeanings } from './code.js';
import { httpStatus } from './http-status.js';
import { PromptForgeError } from './promptforge-error.js';

/** An RFC 9457 problem document, with our code and details as extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly details: JsonObject;
}

/**
 * Describes an error to an HTTP client. Anything that is not a {@link PromptForgeError} is
 * answered as `internal` without its message: it could hold anything.
 */
export function toProblem(error: unknown): Problem {
  // Another version of this package may have codes this one has no status for.
  const known =
    PromptForgeError.is(error) && Object.hasOwn(httpStatus, error.code)
      ? error
      : new PromptForgeError('internal', 'The server failed to answer. The failure was reported to its operator.');
  return {
    type: `urn:promptforge:error:${known.code}`,
    title: errorMeanings[known.code],
    status: httpStatus[known.code],
    detail: known.message,
    code: known.code,
    details: known.details,
  };
}
