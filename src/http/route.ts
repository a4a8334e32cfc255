import type { z } from 'zod';
import type { BuiltInFeature, Permission, PromptForge } from '../index.js';
import type { SessionCookies } from './session-cookies.js';

/** Methods that routes have. HEAD and OPTIONS are answered for all of them. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route gets to work with. */
export interface RouteContext<Params = unknown, Query = unknown, Body = unknown> {
  readonly forge: PromptForge;
  readonly request: Request;
  /** The access token, however it came; null when there was none. */
  readonly token: string | null;
  /** The IP address of the caller, as the host, or the option `clientAddress`, tells it; null where nobody knows. */
  readonly address: () => string | null;
  /** Where a browser keeps the tokens of a session; null where clients keep them themselves. */
  readonly cookies: SessionCookies | null;
  /** The `{names}` of the path. */
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** A route as the handler sees it: one method on one path below the base path. */
export interface Route {
  readonly method: Method;
  /** As in OpenAPI: `/runs/{runId}`. */
  readonly path: string;
  /** Names the operation for clients that are generated. */
  readonly operationId: string;
  readonly summary: string;
  /**
   * What the caller must be allowed to do; `any` for whoever has a valid token, null for a route that
   * anybody may call, without one.
   */
  readonly permission: Permission | 'any' | null;
  /** What the plan of the caller must include; null for nothing in particular. */
  readonly feature: BuiltInFeature | null;
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  /** The JSON body; null for a route that takes none. */
  readonly body: z.ZodType | null;
  /** What it answers with 200; null for a file, a stream of events alone, or for 204 and no content. */
  readonly output: z.ZodType | null;
  /**
   * The media types of the files it answers with 200, instead of JSON; none where it answers no file. `text/html`
   * is a page: whoever can show one gets refusals as a page, too.
   */
  readonly media: readonly string[];
  /** Whether it takes `Idempotency-Key`. */
  readonly isIdempotent: boolean;
  /** Whether it answers as a stream of events where `Accept` asks for one; always where there is no `output`. */
  readonly isStreamed: boolean;
  /** The query and the body have the shapes above. */
  handle(context: RouteContext): Promise<Response>;
}

/** A route as it is written down: shapes decide the types of what its handler gets. */
export interface RouteDefinition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Output extends z.ZodType,
> extends Pick<Route, 'method' | 'path' | 'operationId' | 'summary' | 'permission'> {
  readonly feature?: BuiltInFeature;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly output?: Output;
  readonly media?: readonly string[];
  readonly isIdempotent?: boolean;
  readonly isStreamed?: boolean;
  handle(context: RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Response>;
}

/** Writes a route down. */
export function route<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
>(definition: RouteDefinition<Params, Query, Body, Output>): Route {
  const { feature = null, params = null, query = null, body = null, output = null, media = [] } = definition;
  const { isIdempotent = false, isStreamed = false, handle, ...rest } = definition;
  return Object.freeze<Route>({
    ...rest,
    ...{ feature, params, query, body, output, media, isIdempotent, isStreamed },
    // The handler calls it with what these very shapes have parsed.
    handle: (context) => handle(context as RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>),
  });
}
