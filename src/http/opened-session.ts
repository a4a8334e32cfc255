import type { AccessToken } from '../index.js';
import { jsonResponse } from './json-response.js';
import type { SessionCookies } from './session-cookies.js';

/** What a client is told of a session: the tokens themselves only where no cookie keeps them. */
export function toldOf<Session extends AccessToken>(session: Session, cookies: SessionCookies | null) {
  if (cookies === null) return session;
  const { accessToken: _access, refreshToken: _refresh, ...rest } = session;
  return { ...rest, tokenType: 'Cookie' as const };
}

/** Adds a header for each cookie; nothing where there are none. */
export function withCookies(response: Response, values: readonly string[] = []): Response {
  for (const value of values) response.headers.append('set-cookie', value);
  return response;
}

/** Answers with a session that was opened. */
export function sessionResponse(session: AccessToken, cookies: SessionCookies | null): Response {
  return withCookies(jsonResponse(toldOf(session, cookies)), cookies?.set(session));
}
