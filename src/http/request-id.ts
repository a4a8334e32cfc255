/**
 * Names a request, so that a line in the log of a proxy and an error report can be brought together: the
 * `X-Request-Id` it came with, where that could be one, else a new one.
 */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  // Nothing that could break a line, or hold a sentence.
  return given !== null && /^[\w.:/+=-]{1,128}$/.test(given) ? given : crypto.randomUUID();
}
