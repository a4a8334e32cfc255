import { PromptForgeError, toProblem } from '../../../src/index.js';

/** Answers an error as `application/problem+json` (RFC 9457). */
export function problemAnswer(error: unknown, { atLeast = 400 }: { readonly atLeast?: number } = {}): Response {
  const problem = toProblem(error);
  const status = problem.status < atLeast ? 503 : problem.status;
  const retryAfterMs = PromptForgeError.is(error) ? error.retryAfterMs : null;
  return new Response(JSON.stringify({ ...problem, status }), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.code === 'method_not_allowed' ? { allow: 'POST' } : {}),
      ...(retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }),
    },
  });
}
