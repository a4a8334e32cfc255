import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { offered } from '../offered.js';
import { sessionResponse, toldOf, withCookies } from '../opened-session.js';
import { type Route, type RouteContext, route } from '../route.js';
import { authBodies, signUpAnswer, verifiedEmail } from '../schemas/auth.js';
import { openedSession } from '../schemas/session.js';

/** Failures are counted by it, where it is known. */
function whereabouts({ address }: RouteContext): { readonly address?: string } {
  const known = address();
  return known === null ? {} : { address: known };
}

const post = { method: 'POST' } as const;
const byAnybody = { ...post, permission: null } as const;
const byOwner = { ...post, permission: 'profile:manage' } as const;

/** Signing in with e-mail and password, where the option `auth` switches it on. */
export const authRoutes: readonly Route[] = [
  route({
    ...byAnybody,
    path: '/auth/sign-up',
    operationId: 'signUp',
    summary: 'Makes an account. The answer is the same for an address that is taken.',
    body: authBodies.signUp,
    output: signUpAnswer,
    async handle(context) {
      const request = { ...context.body, ...whereabouts(context) };
      const answer = await offered(() => context.forge.auth.signUp(request));
      if (answer.outcome !== 'signed_in') return jsonResponse(answer);
      const { cookies } = context;
      const told = jsonResponse({ ...answer, session: toldOf(answer.session, cookies) });
      return withCookies(told, cookies?.set(answer.session));
    },
  }),
  route({
    ...byAnybody,
    path: '/auth/sign-in',
    operationId: 'signIn',
    summary: 'Opens a session for whoever knows the password.',
    body: authBodies.signIn,
    output: openedSession,
    async handle(context) {
      const request = { ...context.body, ...whereabouts(context) };
      return sessionResponse(await offered(() => context.forge.auth.signIn(request)), context.cookies);
    },
  }),
  route({
    ...byOwner,
    path: '/auth/change-password',
    operationId: 'changePassword',
    summary: 'Sets another password, ends all sessions of the caller, and opens a new one.',
    body: authBodies.changePassword,
    output: openedSession,
    async handle(context) {
      const request = { token: context.token, ...context.body, ...whereabouts(context) };
      return sessionResponse(await offered(() => context.forge.auth.changePassword(request)), context.cookies);
    },
  }),
  route({
    ...byAnybody,
    path: '/auth/request-password-reset',
    operationId: 'requestPasswordReset',
    summary: 'Has a link sent with which to set a password. It answers the same whoever has the address.',
    body: authBodies.requestPasswordReset,
    async handle(context) {
      const request = { ...context.body, ...whereabouts(context) };
      await offered(() => context.forge.auth.requestPasswordReset(request));
      return noContent();
    },
  }),
  route({
    ...byAnybody,
    path: '/auth/reset-password',
    operationId: 'resetPassword',
    summary: 'Sets a password by the token of such a link, and ends all sessions of the user.',
    body: authBodies.resetPassword,
    async handle({ forge, body }) {
      await offered(() => forge.auth.resetPassword(body));
      return noContent();
    },
  }),
  route({
    ...byOwner,
    path: '/auth/request-email-verification',
    operationId: 'requestEmailVerification',
    summary: "Has a link sent that verifies the caller's own address, unless it is verified.",
    async handle(context) {
      const request = { token: context.token, ...whereabouts(context) };
      await offered(() => context.forge.auth.requestEmailVerification(request));
      return noContent();
    },
  }),
  route({
    ...byAnybody,
    path: '/auth/verify-email',
    operationId: 'verifyEmail',
    summary: 'Verifies an address by the token of such a link. It opens no session.',
    body: authBodies.verifyEmail,
    output: verifiedEmail,
    handle: async ({ forge, body }) => jsonResponse(await offered(() => forge.auth.verifyEmail(body))),
  }),
];
