import { PromptForgeError, toProblem } from '../index.js';
import { rateLimitHeaders, refusedWindows } from './rate-limit-headers.js';

/** Answers an error as `application/problem+json` (RFC 9457), with the headers its status calls for. */
export function problemResponse(error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const problem = toProblem(error);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.status === 401 ? { 'www-authenticate': challengeFor(problem.code) } : {}),
      ...(PromptForgeError.is(error) ? quotaHeaders(error) : {}),
      ...headers,
    },
  });
}

/** RFC 6750 section 3: no error code when no token was sent. */
function challengeFor(code: string): string {
  return code === 'session_missing' ? 'Bearer' : 'Bearer error="invalid_token"';
}

function quotaHeaders({ code, details, retryAfterMs }: PromptForgeError): Record<string, string> {
  return {
    ...(retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }),
    ...(code === 'quota_exceeded' ? rateLimitHeaders(refusedWindows(details, retryAfterMs)) : {}),
  };
}
