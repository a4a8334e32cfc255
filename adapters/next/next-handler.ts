import type { Handler } from '../../src/http/index.js';

/** The methods a route file of Next may export. */
export interface NextRoutes {
  readonly GET: Handler;
  readonly HEAD: Handler;
  readonly POST: Handler;
  readonly PUT: Handler;
  readonly PATCH: Handler;
  readonly DELETE: Handler;
  readonly OPTIONS: Handler;
}

/**
 * Serves a web-standard handler from the App Router of Next. In `app/api/[...promptforge]/route.ts`:
 * `export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nextHandler(createHandler(forge))`.
 */
export function nextHandler(handler: Handler): NextRoutes {
  // Next passes the segments of the path besides, which are in the URL already.
  const serve: Handler = (request) => handler(request);
  return { GET: serve, HEAD: serve, POST: serve, PUT: serve, PATCH: serve, DELETE: serve, OPTIONS: serve };
}
