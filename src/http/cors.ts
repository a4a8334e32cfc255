/** Which pages of other origins may call the routes. */
export interface CorsOptions {
  /**
   * Origins such as `https://app.example.com`, or `*` for all of them. Access tokens are sent in a header by
   * the page itself, so that no answer needs credentials of the browser.
   */
  readonly origins: readonly string[] | '*';
  /** For how long a browser may remember the answer to its preflight, in seconds. Default: 600. */
  readonly maxAgeSeconds?: number;
}

/** What a page may read of an answer besides its body. */
const exposed =
  'Content-Disposition, ETag, Idempotency-Key, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, X-Request-Id';
const allowedHeaders = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id';

/** Headers of every answer to this request (https://fetch.spec.whatwg.org/#http-cors-protocol); none without options. */
export function corsHeaders(request: Request, options: CorsOptions | undefined): Readonly<Record<string, string>> {
  if (options === undefined) return {};
  const allowed = allowedOrigin(request, options);
  // A cache must not give the answer for one origin to another.
  const vary = options.origins === '*' ? {} : { vary: 'Origin' };
  return allowed === null
    ? vary
    : { ...vary, 'access-control-allow-origin': allowed, 'access-control-expose-headers': exposed };
}

/** The answer to a preflight on a path that has these methods. */
export function preflightHeaders(methods: string, options: CorsOptions): Readonly<Record<string, string>> {
  return {
    'access-control-allow-methods': methods,
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': String(options.maxAgeSeconds ?? 600),
  };
}

export function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
}

function allowedOrigin(request: Request, { origins }: CorsOptions): string | null {
  const origin = request.headers.get('origin');
  if (origin === null) return null;
  if (origins === '*') return '*';
  return origins.includes(origin) ? origin : null;
}
