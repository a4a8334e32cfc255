import { APIConnectionError, APIError } from 'openai';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { ModelFailureCode } from '../ports/model.js';
import { faultMessage } from './fault-message.js';
import type { ModelFault } from './model-fault.js';
import type { OpenaiSettings } from './openai-options.js';
import { redactedCause } from './redacted-cause.js';
import { retryAfter } from './retry-after.js';

type Place = Pick<OpenaiSettings, 'host' | 'model' | 'clock'>;

const creditCodes = ['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active'];
const refusalCode = /^(content_filter|content_policy_violation|invalid_prompt|\w+_policy)$/;
/** What the server cannot do it cannot do later either (RFC 9110, sections 15.6.2 and 15.6.6). */
const lastingStatus = [501, 505];
/** What servers call the parameter they do not support; an empty body leaves it open. */
const formatWords = /response_format|text\.format|json_schema|json_object|grammar|structured|^$/i;

/** Translates whatever the SDK throws. The vendor's words are read here and go no further. */
export function openaiFault(error: unknown, place: Place): ModelFault {
  if (PromptForgeError.is(error) && error.code === 'model_auth_failed') return keyFault(error);
  if (error instanceof APIConnectionError) return unreachable(error, place);
  if (!(error instanceof APIError)) return brokenStream(error, place);
  const vendorCode = error.code ?? error.type ?? null;
  if (error.status === undefined) return vendorFault(vendorCode, place, error.requestID);
  const code = codeOf(error.status, [error.code, error.type]);
  const waitable = code === 'model_rate_limited' || code === 'model_unavailable';
  return {
    code,
    message: faultMessage(code, place),
    retryAfterMs: waitable ? retryAfter(error.headers, place.clock.now()) : null,
    retry: waitable && error.headers?.get('x-should-retry') !== 'false' && isTransient(error.status),
    formatRejected: [400, 422].includes(error.status) && formatWords.test(rejectionText(error)),
    cause: redactedCause({ status: error.status, code: vendorCode, requestId: error.requestID }),
  };
}

/** A failure the provider reports after it has begun to answer: there is no status any more, unless its code is one. */
export function vendorFault(vendorCode: unknown, place: Place, requestId?: string | null): ModelFault {
  const status = statusOf(vendorCode);
  const code = status === undefined ? codeOfVendor(vendorCode) : codeOf(status, []);
  return {
    code,
    message: faultMessage(code, place),
    retryAfterMs: null,
    retry: code === 'model_rate_limited' || code === 'model_unavailable',
    formatRejected: false,
    cause: redactedCause({ status, code: vendorCode, requestId }),
  };
}

/** OpenAI names an error; OpenRouter and vLLM give the status it would have had, as a number. */
function statusOf(vendorCode: unknown): number | undefined {
  const status = Number(vendorCode);
  return Number.isInteger(status) && status >= 400 && status <= 599 ? status : undefined;
}

/** A stream that ended without its terminal event. */
export function brokenStream(error: unknown, place: Place): ModelFault {
  return {
    code: 'model_unavailable',
    message: `The answer of ${place.host} was cut off before it was complete. Try again.`,
    retryAfterMs: null,
    retry: true,
    formatRejected: false,
    cause: redactedCause({ code: systemCode(error) ?? 'stream_cut' }),
  };
}

/** True when the provider itself reported the error, with a status or within its stream. */
export function isProviderReport(error: unknown): boolean {
  return error instanceof APIError && !(error instanceof APIConnectionError);
}

export function requestIdOf(error: unknown): string | null {
  return error instanceof APIError ? (error.requestID ?? null) : null;
}

/** The host's own function gave no key, so that nothing was sent. */
function keyFault({ message, cause }: PromptForgeError): ModelFault {
  return {
    code: 'model_auth_failed',
    message,
    retryAfterMs: null,
    retry: false,
    formatRejected: false,
    cause: cause instanceof Error ? cause : redactedCause({}),
  };
}

function unreachable(error: APIConnectionError, place: Place): ModelFault {
  return {
    code: 'model_unreachable',
    message: faultMessage('model_unreachable', place),
    retryAfterMs: null,
    retry: true,
    formatRejected: false,
    cause: redactedCause({ code: systemCode(error) ?? 'connection_failed' }),
  };
}

function codeOf(status: number, vendorCodes: readonly (string | null | undefined)[]): ModelFailureCode {
  const says = (test: (code: string) => boolean) => vendorCodes.some((code) => typeof code === 'string' && test(code));
  if (status === 402 || says((code) => creditCodes.includes(code))) return 'model_credit_exhausted';
  if (says((code) => refusalCode.test(code))) return 'model_refused';
  if (status === 401) return 'model_auth_failed';
  if (status === 403 || status === 404) return 'model_not_found';
  if (status === 429) return 'model_rate_limited';
  if (status >= 500 || status === 408 || status === 409) return 'model_unavailable';
  return 'model_request_rejected';
}

function codeOfVendor(vendorCode: unknown): ModelFailureCode {
  if (typeof vendorCode !== 'string' || /server|overloaded|unavailable|internal/.test(vendorCode))
    return 'model_unavailable';
  if (/rate_limit/.test(vendorCode)) return 'model_rate_limited';
  if (creditCodes.includes(vendorCode)) return 'model_credit_exhausted';
  return refusalCode.test(vendorCode) ? 'model_refused' : 'model_request_rejected';
}

function isTransient(status: number): boolean {
  return [408, 409, 429].includes(status) || (status >= 500 && !lastingStatus.includes(status));
}

function rejectionText(error: APIError): string {
  return [error.param, error.code, JSON.stringify(error.error ?? '').replace(/^""$/, ''), error.message]
    .filter(Boolean)
    .join(' ')
    .replace(/^\d{3} status code \(no body\)$/, '');
}

/** The system's error code, which fetch hides several causes deep. */
function systemCode(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(current.code)) {
      return current.code;
    }
    current = 'cause' in current ? current.cause : undefined;
  }
  return null;
}
