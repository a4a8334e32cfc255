import { type PromptForge, PromptForgeError } from '../index.js';
import { bearerToken } from './bearer-token.js';
import { problemResponse } from './problem-response.js';
import type { Route } from './route.js';
import { analyticsUser } from './routes/analytics-user.js';
import { gptEditor } from './routes/gpt-editor.js';
import { health } from './routes/health.js';

export interface HandlerOptions {
  /** Where the routes begin. Default: `/api`. */
  readonly basePath?: string;
  /** Largest request body in bytes. Default: 262,144, which holds 10,000 characters in any encoding of JSON. */
  readonly maxBodyBytes?: number;
}

/** Answers a web-standard request; it never rejects. */
export type Handler = (request: Request) => Promise<Response>;

const routes: readonly Route[] = [gptEditor, analyticsUser, health];

/**
 * Puts a PromptForge behind HTTP, in terms of the web's own Request and Response. Routes:
 * POST `/gpt-editor`, GET `/analytics/user`, GET `/health`. Errors are problem documents (RFC 9457).
 */
export function createHandler(forge: PromptForge, options: HandlerOptions = {}): Handler {
  const basePath = `/${(options.basePath ?? '/api').replace(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '');
  const maxBodyBytes = options.maxBodyBytes ?? 262_144;
  return async (request) => {
    const response = await answer(request);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };

  async function answer(request: Request): Promise<Response> {
    try {
      const url = new URL(request.url);
      const found = routes.filter(({ path }) => url.pathname === `${basePath}${path}`);
      const route = found.find(
        ({ method }) => method === request.method || (method === 'GET' && request.method === 'HEAD'),
      );
      if (route === undefined) return refuse(found);
      // Strangers are turned away before their body is read.
      if (route.permission !== null) await forge.sessions.require(bearerToken(request), route.permission);
      return await route.handle({ forge, request, url, maxBodyBytes });
    } catch (error) {
      const response = problemResponse(error);
      if (response.status >= 500) report(error);
      return response;
    }
  }

  function report(error: unknown): void {
    try {
      forge.reportError(error, { during: 'http' });
    } catch {
      // A host whose own reporting fails still owes its client an answer.
    }
  }
}

function refuse(samePath: readonly Route[]): Response {
  if (samePath.length === 0) {
    return problemResponse(new PromptForgeError('route_not_found', 'There is no such route.'));
  }
  const allow = samePath.map(({ method }) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ');
  return problemResponse(new PromptForgeError('method_not_allowed', `This route takes ${allow}.`), { allow });
}
