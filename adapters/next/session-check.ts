import { problemResponse } from '../../src/http/index.js';
import type { PromptForge } from '../../src/index.js';
import { checkedSessionCheck, type SessionCheckOptions, withoutEnd } from './session-check-options.js';

/** What is used of a request of Next, so that no version of Next has to be installed to typecheck. */
export interface NextRequestLike extends Request {
  /** The path without `basePath`, if the application has one. */
  readonly nextUrl?: { readonly pathname: string; readonly search: string; readonly basePath: string };
}

/** A proxy of Next 16, or a middleware before: a response in place of the page, or undefined to go on. */
export type SessionCheck = (request: NextRequestLike) => Promise<Response | undefined>;

/**
 * Lets through who has a valid session, in `proxy.ts` of Next 16 or `middleware.ts` of Next 15:
 * `export const proxy = sessionCheck(forge, { signIn: '/sign-in', cookie: 'session' })`. Whoever has
 * none is sent to the sign-in page, or answered 401 with a problem document on paths of the API. While
 * sessions cannot be verified the answer is 503, and no sign-in is asked for. What Next serves below
 * `/_next` is open, except data of pages. It looks at nothing but the session: which page is for whom is
 * asked where the page is made.
 * @throws PromptForgeError `config_invalid` at once for paths that are none.
 */
export function sessionCheck(forge: PromptForge, options: SessionCheckOptions): SessionCheck {
  const { signIn, tokenOf, api, open, returnTo } = checkedSessionCheck(options);
  return async (request) => {
    const url = new URL(request.url);
    const { pathname, search, basePath } = request.nextUrl ?? { ...partsOf(url), basePath: '' };
    const path = withoutEnd(pathname);
    if (isBelow(path, [signIn, ...open]) || isAsset(path)) return undefined;
    try {
      await forge.sessions.verify(await tokenOf(request));
      return undefined;
    } catch (error) {
      const refusal = problemResponse(error);
      if (refusal.status >= 500) forge.reportError(error, { during: 'http' });
      if (refusal.status !== 401 || isBelow(path, api)) return refusal;
      const target = new URL(`${basePath}${signIn}`, url);
      if (returnTo !== null) target.searchParams.set(returnTo, ownPath(pathname, search));
      return redirect(request, target);
    }
  };
}

function partsOf({ pathname, search }: URL) {
  return { pathname, search };
}

function isBelow(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || (prefix !== '/' && path.startsWith(`${prefix}/`)));
}

/** Scripts, styles and pictures of the application, which its sign-in page needs, too. */
function isAsset(path: string): boolean {
  return path.startsWith('/_next/') && !path.startsWith('/_next/data/');
}

/** With two slashes at its beginning it would be another site to whoever redirects there. */
function ownPath(pathname: string, search: string): string {
  return `${pathname.replace(/^\/+/, '/')}${search}`;
}

/** A form that was sent is not sent again to the sign-in page. */
function redirect({ method }: Request, target: URL): Response {
  const status = method === 'GET' || method === 'HEAD' ? 307 : 303;
  return new Response(null, { status, headers: { location: target.href, 'cache-control': 'no-store' } });
}
