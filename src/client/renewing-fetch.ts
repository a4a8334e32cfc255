import type { Problem } from './problem-error.js';

export interface RenewingFetchOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  /** The access token to send; null where a cookie holds it. */
  readonly token: () => string | null | Promise<string | null>;
  /** Sees to a new access token, and tells whether there is one. */
  readonly renew: () => Promise<boolean>;
}

/** An access token that is past its time, or whose cookie the browser has dropped for that. */
const endedByTime: ReadonlySet<Problem['code']> = new Set(['session_expired', 'session_missing']);

/** Sends requests with the access token, and once more with a new one when the old one's time was over. */
export function renewingFetch({ fetch, token, renew }: RenewingFetchOptions): (request: Request) => Promise<Response> {
  let renewal: Promise<boolean> | null = null;
  let renewed = 0;
  // However many requests find out at once, the token is renewed once.
  const renewedSince = (count: number): Promise<boolean> | true => {
    if (renewed > count) return true;
    renewal ??= renew()
      .then((isRenewed) => {
        if (isRenewed) renewed += 1;
        return isRenewed;
      })
      .finally(() => {
        renewal = null;
      });
    return renewal;
  };
  const send = async (request: Request) => {
    const known = await token();
    if (known !== null) request.headers.set('authorization', `Bearer ${known}`);
    return fetch(request);
  };
  return async (request) => {
    const again = request.clone();
    const before = renewed;
    const response = await send(request);
    if (response.status !== 401 || !(await isOver(response)) || !(await renewedSince(before))) return response;
    await response.body?.cancel();
    return send(again);
  };
}

async function isOver(response: Response): Promise<boolean> {
  try {
    const { code } = (await response.clone().json()) as Partial<Problem>;
    return code !== undefined && endedByTime.has(code);
  } catch {
    return false;
  }
}
