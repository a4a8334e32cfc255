import { PromptForgeError } from '../index.js';

/** Answers a web-standard request, as `createHandler()` of `promptforge/http` makes it. */
export type CheckedHandler = (request: Request) => Promise<Response>;

/** What is checked: a handler in this process, or the URL under which the routes are served. */
export type CheckTarget = CheckedHandler | string;

/** A target that requests can be sent to. */
export interface ReachableTarget {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** For reports: without user, password and query. */
  readonly shown: string;
  send(request: Request): Promise<Response>;
}

/** @throws PromptForgeError `config_invalid` for what is no http URL; it repeats none of it, which may hold a password. */
export function reachable(target: CheckTarget, handlerUrl: string): ReachableTarget {
  const text = typeof target === 'string' ? target : handlerUrl;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new PromptForgeError('config_invalid', 'The target of checks is a handler, or a URL that begins with http.');
  }
  const baseUrl = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return typeof target === 'string'
    ? { baseUrl, shown: baseUrl, send: (request) => fetch(request, { redirect: 'manual' }) }
    : { baseUrl, shown: 'in process', send: (request) => target(request) };
}
