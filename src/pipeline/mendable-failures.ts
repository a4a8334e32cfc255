import type { ErrorCode } from '../errors/code.js';

/**
 * After these, asking again with the same idempotency key is a new run: the caller gave up, or something
 * was away, at its limit or set up wrongly, and none of that is decided by what was asked. The others are
 * likely to come again with the same question (the model declined, its answer was of no use, the budget
 * does not reach, the prompt is blocked, the request is rejected) or are defects; a client that retries
 * by itself would pay for each of them again and again.
 */
export const mendableFailures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'run_canceled',
  'model_unreachable',
  'model_timeout',
  'model_rate_limited',
  'model_credit_exhausted',
  'model_unavailable',
  'model_circuit_open',
  'model_auth_failed',
  'model_not_found',
  'overloaded',
  'storage_unavailable',
]);
