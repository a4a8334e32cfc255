import { PromptForgeError } from '../index.js';
import { bearerToken } from './bearer-token.js';

/** Finds the access token of a request; null when it brings none. */
export type TokenOf = (request: Request) => string | null | Promise<string | null>;

/** RFC 6265 section 4.1.1. */
const cookieName = /^[\w!#$%&'*+.^`|~-]+$/;

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Finds the token in `Authorization: Bearer`, or else in a cookie. Browsers send cookies also with
 * requests that another site has made (cross-site request forgery), so that for any method but GET, HEAD
 * and OPTIONS the cookie counts only when `Sec-Fetch-Site` is `same-origin` or `none`, or, where a browser
 * sends no such header, when `Origin` is the host of the request. GET routes must change nothing.
 * @throws PromptForgeError `config_invalid` for what can be no name of a cookie.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function cookieToken(name: string): (request: Request) => string | null {
  if (!cookieName.test(name)) {
    throw new PromptForgeError(
      'config_invalid',
      'Give cookieToken the name of the cookie that holds the access token.',
    );
  }
  return (request) => {
    const token = bearerToken(request);
    if (token !== null) return token;
    return safeMethods.has(request.method) || isSameOrigin(request) ? cookieOf(request, name) : null;
  };
}

/** Whether a page of this very origin has made the request, as far as the browser tells. */
export function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin') ?? '';
  if (!URL.canParse(origin)) return false;
  // A proxy may pass on the host in the URL alone.
  return [headers.get('host'), new URL(url).host].includes(new URL(origin).host);
}

/** The first of that name, as servers take it, without the quotes it may have (RFC 6265 section 4.1.1). */
export function cookieOf({ headers }: Request, name: string): string | null {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const separator = pair.indexOf('=');
    if (separator === -1 || pair.slice(0, separator).trim() !== name) continue;
    return (
      pair
        .slice(separator + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1') || null
    );
  }
  return null;
}
