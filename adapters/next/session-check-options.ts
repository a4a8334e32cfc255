import { bearerToken, cookieToken, type TokenOf } from '../../src/http/index.js';
import { PromptForgeError } from '../../src/index.js';

export interface SessionCheckOptions {
  /** The page where people sign in: `/sign-in`. It and what lies below it is open to everybody. */
  readonly signIn: string;
  /** The cookie that holds the access token. Default: none, so that `Authorization: Bearer` alone counts. */
  readonly cookie?: string;
  /** Where the access token is, if it is somewhere else: takes the place of `cookie`. */
  readonly tokenOf?: TokenOf;
  /** Paths for programs, with all below them: they are answered 401, and not sent to sign in. Default: `['/api']`. */
  readonly api?: readonly string[];
  /** Further paths that are open to everybody, with all below them. Default: none. `/` is the start page alone. */
  readonly open?: readonly string[];
  /**
   * The parameter that tells the sign-in page which page was asked for: a path of this application, that
   * begins with one slash. Null for none. Default: `next`.
   */
  readonly returnTo?: string | null;
}

export interface SessionCheckRules {
  readonly signIn: string;
  readonly tokenOf: TokenOf;
  readonly api: readonly string[];
  readonly open: readonly string[];
  readonly returnTo: string | null;
}

/** @throws PromptForgeError `config_invalid`: while the application starts, and not at the first request. */
export function checkedSessionCheck(options: SessionCheckOptions): SessionCheckRules {
  const { signIn, cookie, tokenOf, api = ['/api'], open = [], returnTo = 'next' } = options;
  if (![signIn, ...api, ...open].every(isPath)) {
    throw new PromptForgeError(
      'config_invalid',
      'sessionCheck takes signIn, api and open: paths of this application that begin with one slash, without a query.',
    );
  }
  return {
    signIn: withoutEnd(signIn),
    tokenOf: tokenOf ?? (cookie === undefined ? bearerToken : cookieToken(cookie)),
    api: api.map(withoutEnd),
    open: open.map(withoutEnd),
    returnTo,
  };
}

function isPath(path: unknown): boolean {
  return typeof path === 'string' && /^\/(?![/\\])[^?#\\]*$/.test(path);
}

/** A path without the slash at its end, as it may be written with one or without. */
export function withoutEnd(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
