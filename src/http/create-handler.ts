import type { Checks } from '../checks/index.js';
import { safeUrl } from '../html.js';
import { type PromptForge, PromptForgeError } from '../index.js';
import { bearerToken } from './bearer-token.js';
import { checkedBody, checkedParams, checkedQuery } from './checked-parts.js';
import { addressOf } from './client-address.js';
import type { TokenOf } from './cookie-token.js';
import { type CorsOptions, corsHeaders, isPreflight, preflightHeaders } from './cors.js';
import { type FoundRoute, routesOn } from './find-route.js';
import { withHeaders } from './guard-headers.js';
import type { MountedChecks } from './mounted-checks.js';
import { withCookies } from './opened-session.js';
import { prefersHtml } from './prefers-html.js';
import { problemResponse } from './problem-response.js';
import { readJsonBody } from './read-json-body.js';
import { requestIdOf } from './request-id.js';
import type { Route } from './route.js';
import type { SessionCookies } from './session-cookies.js';

export interface HandlerOptions {
  /** Where the routes begin. Default: `/api`. */
  readonly basePath?: string;
  /** Largest request body in bytes. Default: 262,144, which holds 10,000 characters in any encoding of JSON. */
  readonly maxBodyBytes?: number;
  /** Which pages of other origins may call the routes. Default: none. */
  readonly cors?: CorsOptions;
  /**
   * Where the access token is. Default: `Authorization: Bearer`. `cookieToken(name)` looks into a cookie, too;
   * one of your own has to see to it that other sites cannot make requests in the name of a visitor.
   */
  readonly tokenOf?: TokenOf;
  /**
   * Keeps the tokens of those who sign in here in cookies, and out of reach of scripts, as `sessionCookies()`
   * makes them; answers leave the tokens out. Default: none, clients get the tokens and send them in a header.
   */
  readonly cookies?: SessionCookies;
  /**
   * Tells the IP address of the caller, by which failures to sign in are counted; null where it is not
   * known, so that failures are counted by account alone. Take it from a header only if a proxy of yours
   * overwrites that header: `X-Forwarded-For` begins with what callers wrote themselves. Default: what the
   * host adapter knows, or `tellAddress()` was told.
   */
  readonly clientAddress?: (request: Request) => string | null;
  /**
   * Where people sign in, for the link on pages of the dashboard that are shown to nobody else: a path of this
   * site, or a whole URL. Default: none, the page says that it takes a session.
   */
  readonly signInUrl?: string;
  /**
   * Offers the checks that `createChecks()` of `promptforge/checks` makes at `/testing`, for operators (permission
   * `checks:run`). Default: there are no such routes.
   */
  readonly checks?: Checks;
}

/** Answers a web-standard request; it never rejects. */
export type Handler = (request: Request) => Promise<Response>;

const largestBody = 262_144;

/**
 * Puts a PromptForge behind HTTP, in terms of the web's own Request and Response. `/openapi.json` describes
 * all routes. Errors are problem documents (RFC 9457). Every answer has `X-Request-Id`, the one of the request if
 * it has one.
 */
export function createHandler(forge: PromptForge, options: HandlerOptions = {}): Handler {
  const { maxBodyBytes = largestBody, cors, clientAddress, cookies = null } = options;
  const signInUrl = checkedSignInUrl(options.signInUrl);
  const tokenOf = options.tokenOf ?? cookies?.tokenOf ?? bearerToken;
  const basePath = `/${(options.basePath ?? '/api').replace(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '');
  const routes = lazyRoutes(basePath, options.checks === undefined ? null : { checks: options.checks, target: handle });
  return handle;

  async function handle(request: Request): Promise<Response> {
    const requestId = requestIdOf(request);
    const response = withHeaders(await answer(request, requestId), {
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...corsHeaders(request, cors),
    });
    if (request.method !== 'HEAD') return response;
    // What a body fails with that nobody reads is nothing to tell.
    await response.body?.cancel().catch(() => {});
    return new Response(null, response);
  }

  async function answer(request: Request, requestId: string): Promise<Response> {
    let found: readonly FoundRoute[] = [];
    try {
      const { pathname } = new URL(request.url);
      const isOurs = pathname.startsWith(`${basePath}/`);
      found = isOurs ? routesOn(await routes(), pathname.slice(basePath.length)) : [];
      if (found.length === 0) throw new PromptForgeError('route_not_found', 'There is no such route.');
      if (request.method === 'OPTIONS') return optionsOf(request, methodsOf(found));
      const chosen = found.find(
        ({ route: { method } }) => method === (request.method === 'HEAD' ? 'GET' : request.method),
      );
      return chosen === undefined ? refusedMethod(methodsOf(found)) : await carryOut(request, chosen);
    } catch (error) {
      const isPage = found.some(({ route: { media } }) => media.includes('text/html')) && prefersHtml(request);
      const response = isPage
        ? await pageOf(error, request).catch(() => problemResponse(error))
        : problemResponse(error);
      if (response.status >= 500) forge.reportError(error, { during: 'http', requestId });
      return hasEnded(error) ? withCookies(response, cookies?.clear()) : response;
    }
  }

  async function pageOf(error: unknown, request: Request): Promise<Response> {
    const { problemPage } = await import('./pages/problem-page.js');
    const { pathname: path } = new URL(request.url);
    return problemPage({ error, basePath, path, signInUrl, hasCookies: cookies !== null });
  }

  async function carryOut(request: Request, { route, params }: FoundRoute): Promise<Response> {
    const token = await tokenOf(request);
    // Strangers are turned away before their body is read.
    await requireAccess(token, route);
    const checked = {
      params: checkedParams(route.params, params),
      query: checkedQuery(route.query, new URL(request.url).searchParams),
      body: route.body === null ? null : checkedBody(route.body, await readJsonBody(request, maxBodyBytes)),
    };
    const address = () => addressOf(request, clientAddress);
    return route.handle({ forge, request, token, address, cookies, ...checked });
  }

  async function requireAccess(token: string | null, { permission, feature }: Route): Promise<void> {
    if (permission === null) return;
    const { sessions } = forge;
    const principal = permission === 'any' ? await sessions.verify(token) : await sessions.require(token, permission);
    if (feature !== null) await forge.plans.require(principal, feature);
  }

  function optionsOf(request: Request, methods: string): Response {
    const headers = cors !== undefined && isPreflight(request) ? preflightHeaders(methods, cors) : {};
    return new Response(null, { status: 204, headers: { allow: methods, ...headers } });
  }
}

/** A link that leads nowhere would be found by visitors. */
function checkedSignInUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  const safe = safeUrl(url, { protocols: ['https', 'http'], relative: true });
  if (safe !== null) return safe;
  throw new PromptForgeError(
    'config_invalid',
    'signInUrl is a path, such as /sign-in, or an address with http or https.',
  );
}

/** Whether what a browser sends along is good for nothing more. One that is past its time can be renewed. */
function hasEnded(error: unknown): boolean {
  return PromptForgeError.is(error) && (error.code === 'session_invalid' || error.code === 'session_revoked');
}

/** Loaded with the first request: whoever only guards routes of their own has no use for ours. */
function lazyRoutes(basePath: string, checks: MountedChecks | null): () => Promise<readonly Route[]> {
  let loaded: Promise<readonly Route[]> | null = null;
  return () => {
    loaded ??= import('./routes/all-routes.js')
      .then(({ allRoutes }) => allRoutes(basePath, checks))
      .catch((error: unknown) => {
        // The next request tries again.
        loaded = null;
        throw error;
      });
    return loaded;
  };
}

function methodsOf(found: readonly FoundRoute[]): string {
  const methods = found.flatMap(({ route: { method } }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...methods, 'OPTIONS'].join(', ');
}

function refusedMethod(allow: string): Response {
  return problemResponse(new PromptForgeError('method_not_allowed', `This route takes ${allow}.`), { allow });
}
