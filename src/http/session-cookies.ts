import { type AccessToken, PromptForgeError } from '../index.js';
import { cookieOf, cookieToken, isSameOrigin } from './cookie-token.js';

export interface SessionCookieOptions {
  /**
   * Of the cookie with the access token; the one with the refresh token has `_refresh` behind it. Default:
   * `__Host-session`, which a browser takes from this host over TLS alone, or `session` where that cannot be.
   * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix
   */
  readonly name?: string;
  /** Whether they are sent over TLS alone; browsers but Safari take `http://localhost` for it. Default: true. */
  readonly secure?: boolean;
  /** Whether the access token comes along when a link of another site is followed. Default: `lax`, it does. */
  readonly sameSite?: 'lax' | 'strict';
  /** Host whose subdomains get them as well. Default: none, this host alone. */
  readonly domain?: string;
}

/** Tokens of a session, as `forge.sessions.issue()` and `forge.auth.signIn()` answer them. */
export type CookieSession = Pick<AccessToken, 'accessToken' | 'expiresIn' | 'refreshToken' | 'refreshExpiresIn'>;

/** Keeps the tokens of a session in cookies that no script of a page can read. */
export interface SessionCookies {
  /** The access token of a request, by the rules of `cookieToken()`. */
  readonly tokenOf: (request: Request) => string | null;
  /** The refresh token of a request that no other site has made. */
  readonly refreshTokenOf: (request: Request) => string | null;
  /** Values of `Set-Cookie`, a header each, that keep a session. */
  readonly set: (session: CookieSession) => readonly string[];
  /** Values of `Set-Cookie`, a header each, that end it in the browser. */
  readonly clear: () => readonly string[];
}

/**
 * Cookies for a session, for `createHandler()` and for sign-ins of your own.
 * @throws PromptForgeError `config_invalid` for what can be no name or no domain, and for a name with `__Host-` or
 * `__Secure-` that no browser would take.
 */
export function sessionCookies(options: SessionCookieOptions = {}): SessionCookies {
  const { secure = true, sameSite = 'lax', domain } = options;
  const { name = secure && domain === undefined ? '__Host-session' : 'session' } = options;
  const refreshName = `${name}_refresh`;
  const tokenOf = cookieToken(name);
  requireTakeable(name, secure, domain);

  const shared = ['Path=/', ...(domain === undefined ? [] : [`Domain=${domain}`]), 'HttpOnly'];
  const attributes = [...shared, ...(secure ? ['Secure'] : [])];
  const cookie = (named: string, value: string, seconds: number, site: string) =>
    [`${named}=${value}`, ...attributes, `SameSite=${site}`, `Max-Age=${seconds}`].join('; ');
  const both = (access: readonly [string, number], refresh: readonly [string, number]) => [
    cookie(name, ...access, sameSite === 'lax' ? 'Lax' : 'Strict'),
    // Nothing but a page of this site exchanges it.
    cookie(refreshName, ...refresh, 'Strict'),
  ];

  return {
    tokenOf,
    refreshTokenOf: (request) => (isSameOrigin(request) ? cookieOf(request, refreshName) : null),
    set: (session) => both([session.accessToken, session.expiresIn], [session.refreshToken, session.refreshExpiresIn]),
    clear: () => both(['', 0], ['', 0]),
  };
}

/** RFC 1034 section 3.5. */
const hostName = /^\.?(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)*[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

function requireTakeable(name: string, secure: boolean, domain: string | undefined): void {
  if (domain !== undefined && !hostName.test(domain)) {
    throw new PromptForgeError('config_invalid', 'The domain of cookies is a host, as in example.com.');
  }
  const prefix = /^__(?:host|secure)-/i.exec(name)?.[0].toLowerCase();
  if (prefix === undefined) return;
  if (!secure) throw new PromptForgeError('config_invalid', 'Cookies whose name begins so have to be secure.');
  if (prefix === '__host-' && domain !== undefined) {
    throw new PromptForgeError('config_invalid', 'Cookies whose name begins with __Host- have no domain.');
  }
}
