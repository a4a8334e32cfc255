import type { Permission, PromptForge } from '../index.js';

/** What a route gets to work with. */
export interface RouteContext {
  readonly forge: PromptForge;
  readonly request: Request;
  readonly url: URL;
  /** Largest request body in bytes. */
  readonly maxBodyBytes: number;
}

/** One method on one path below the base path. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What the caller needs; null for a route that anybody may call, without a token. */
  readonly permission: Permission | null;
  readonly handle: (context: RouteContext) => Promise<Response>;
}
