import { z } from 'zod';
import { PromptForgeError } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { offered } from '../offered.js';
import { sessionResponse, withCookies } from '../opened-session.js';
import { type Route, route } from '../route.js';
import { pageQuery } from '../schemas/page.js';
import { openedSession, refreshRequest, sessionPage } from '../schemas/session.js';

/** Where the caller is signed in. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sessions',
    operationId: 'listSessions',
    summary: 'The sessions of the caller in all organizations, newest first.',
    permission: 'sessions:manage',
    query: pageQuery(20),
    output: sessionPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.sessions.list({ token, ...query })),
  }),
  route({
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    operationId: 'revokeSession',
    summary: 'Ends a session of the caller, on another device for instance; done, too, where there is none.',
    permission: 'sessions:manage',
    params: z.object({ sessionId: z.string().max(255) }),
    async handle({ forge, token, params: { sessionId } }) {
      await forge.sessions.revokeOwn({ token, sessionId });
      return noContent();
    },
  }),
  route({
    method: 'POST',
    path: '/sessions/refresh',
    operationId: 'refreshSession',
    summary: 'Exchanges a refresh token for a new pair of tokens, where the server issues them itself.',
    permission: null,
    body: refreshRequest,
    output: openedSession,
    async handle({ forge, request, body, cookies }) {
      const refreshToken = body.refreshToken ?? cookies?.refreshTokenOf(request);
      if (refreshToken === undefined || refreshToken === null) {
        throw new PromptForgeError('session_missing', 'Send the refresh token that came with the access token.');
      }
      return sessionResponse(await offered(() => forge.sessions.refresh({ refreshToken })), cookies);
    },
  }),
  route({
    method: 'POST',
    path: '/sessions/sign-out',
    operationId: 'signOut',
    summary: 'Ends the session of the caller.',
    permission: 'any',
    async handle({ forge, token, cookies }) {
      await forge.sessions.signOut({ token });
      return withCookies(noContent(), cookies?.clear());
    },
  }),
];
