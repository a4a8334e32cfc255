import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import { openaiFault, vendorFault } from '../../../src/model/openai-fault.js';
import { leapingClock } from '../../scripted-openai/index.js';

const place = { host: 'api.openai.com', model: 'gpt-6-luna', clock: leapingClock() } as const;
const secret = 'sk-secret-part';

function answered(status: number, error: object | undefined, headers: Record<string, string> = {}): APIError {
  const body = error === undefined ? undefined : { error: { message: `about ${secret}`, ...error } };
  return APIError.generate(status, body, body === undefined ? secret : undefined, new Headers(headers));
}

describe('what a provider’s error becomes', () => {
  test.each([
    [400, { type: 'invalid_request_error', code: 'context_length_exceeded' }, 'model_request_rejected', false],
    [400, { code: 'content_filter' }, 'model_refused', false],
    [400, { type: 'invalid_request_error', code: 'invalid_prompt' }, 'model_refused', false],
    [400, { code: 'billing_hard_limit_reached' }, 'model_credit_exhausted', false],
    [401, { code: 'invalid_api_key' }, 'model_auth_failed', false],
    [402, {}, 'model_credit_exhausted', false],
    [403, { code: 'unsupported_country_region_territory' }, 'model_not_found', false],
    [404, { code: 'model_not_found' }, 'model_not_found', false],
    [404, { code: 'DeploymentNotFound' }, 'model_not_found', false],
    [408, {}, 'model_unavailable', true],
    [409, {}, 'model_unavailable', true],
    [413, {}, 'model_request_rejected', false],
    [422, {}, 'model_request_rejected', false],
    [429, { type: 'tokens', code: 'rate_limit_exceeded' }, 'model_rate_limited', true],
    [429, { type: 'insufficient_quota', code: null }, 'model_credit_exhausted', false],
    [429, { code: 'billing_not_active' }, 'model_credit_exhausted', false],
    [429, undefined, 'model_rate_limited', true],
    [500, undefined, 'model_unavailable', true],
    [501, {}, 'model_unavailable', false],
    [503, {}, 'model_unavailable', true],
    [505, {}, 'model_unavailable', false],
    // Of servers that stand between: Cloudflare, and Anthropic's own.
    [522, undefined, 'model_unavailable', true],
    [529, {}, 'model_unavailable', true],
  ] as const)('%i %j is %s', (status, error, code, retry) => {
    const fault = openaiFault(answered(status, error), place);
    expect(fault).toMatchObject({ code, retry });
    expect(fault.message.length).toBeGreaterThan(20);
  });

  test('keeps the wait asked for where waiting helps, and only there', () => {
    const headers = { 'retry-after': '3' };
    expect(openaiFault(answered(503, {}, headers), place).retryAfterMs).toBe(3_000);
    expect(openaiFault(answered(429, {}, headers), place).retryAfterMs).toBe(3_000);
    expect(openaiFault(answered(429, { code: 'insufficient_quota' }, headers), place).retryAfterMs).toBeNull();
    expect(openaiFault(answered(401, {}, headers), place).retryAfterMs).toBeNull();
  });

  test('is not asked again when the provider says so', () => {
    expect(openaiFault(answered(500, {}, { 'x-should-retry': 'false' }), place).retry).toBe(false);
  });

  test('tells of status, code and request, and of nothing the provider wrote', () => {
    const error = answered(401, { code: 'invalid_api_key', type: secret }, { 'x-request-id': 'req_1' });
    const fault = openaiFault(error, place);
    expect(fault.cause).toMatchObject({ status: 401, code: 'invalid_api_key', requestId: 'req_1' });
    expect(fault.cause.message).toBe('HTTP 401, invalid_api_key, request req_1');
    expect(JSON.stringify([fault, fault.cause.stack, { ...fault.cause }, fault.cause.cause])).not.toContain(secret);
  });

  test('leaves out a code that does not look like one', () => {
    const fault = openaiFault(answered(400, { code: `bad key ${secret}` }, { 'x-request-id': `<${secret}>` }), place);
    expect(fault.cause).toMatchObject({ code: null, requestId: null });
  });

  test.each([
    [{ param: 'response_format' }, true],
    [{ code: 'unsupported_json_schema' }, true],
    [{ message: 'failed to parse grammar' }, true],
    [undefined, true],
    [{ param: 'messages', message: 'context too long' }, false],
  ])('%j is about the format: %s', (error, formatRejected) => {
    const body = error === undefined ? undefined : { error };
    const rejection = APIError.generate(400, body, undefined, new Headers());
    expect(openaiFault(rejection, place).formatRejected).toBe(formatRejected);
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'ECONNRESET',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
  ])('a connection that fails with %s is named by its host', (code) => {
    const inner = Object.assign(new Error(secret), { code });
    const error = new APIConnectionError({ cause: new TypeError('fetch failed', { cause: inner }) });
    const fault = openaiFault(error, { ...place, host: 'localhost:11434' });
    expect(fault).toMatchObject({ code: 'model_unreachable', retry: true });
    expect(fault.message).toContain('localhost:11434');
    expect(fault.cause).toMatchObject({ code, status: null });
    expect(fault.cause.cause).toBeUndefined();
  });

  test('a connection that could not be made in time is unreachable', () => {
    expect(openaiFault(new APIConnectionTimeoutError(), place).code).toBe('model_unreachable');
  });

  test.each([
    ['server_error', 'model_unavailable', true],
    [null, 'model_unavailable', true],
    ['rate_limit_exceeded', 'model_rate_limited', true],
    ['insufficient_quota', 'model_credit_exhausted', false],
    ['invalid_prompt', 'model_refused', false],
    ['cyber_policy', 'model_refused', false],
    ['image_too_large', 'model_request_rejected', false],
    [502, 'model_unavailable', true],
    [429, 'model_rate_limited', true],
    [402, 'model_credit_exhausted', false],
    ['400', 'model_request_rejected', false],
    [7, 'model_unavailable', true],
  ])('%s within a stream is %s', (vendorCode, code, retry) => {
    expect(vendorFault(vendorCode, place)).toMatchObject({ code, retry });
  });
});
