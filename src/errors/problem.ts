import type { JsonObject } from '../domain/json/json.js';
import { type ErrorCode, errorMeanings } from './code.js';
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

/** Failures whose message and details are advice to the operator, about hosts, roles and folders. */
const forOperators: ReadonlySet<ErrorCode> = new Set(['storage_unavailable', 'storage_not_ready', 'storage_locked']);

/**
 * Describes an error to an HTTP client. Anything that is not a {@link PromptForgeError} is
 * answered as `internal` without its message: it could hold anything. What the storage failed with is
 * the operator's business, so that its message and details are left out, too.
 * @param audience `operator` for a terminal or a log of the host's own: the storage's words are kept. Default: `client`.
 */
export function toProblem(error: unknown, audience: 'client' | 'operator' = 'client'): Problem {
  // Another version of this package may have codes this one has no status for.
  const known =
    PromptForgeError.is(error) && Object.hasOwn(httpStatus, error.code)
      ? error
      : new PromptForgeError('internal', 'The server failed to answer. The failure was reported to its operator.');
  const isPrivate = audience === 'client' && forOperators.has(known.code);
  return {
    type: `urn:promptforge:error:${known.code}`,
    title: errorMeanings[known.code],
    status: httpStatus[known.code],
    detail: isPrivate ? 'The service cannot reach its storage right now. Try again in a moment.' : known.message,
    code: known.code,
    details: isPrivate ? {} : known.details,
  };
}
