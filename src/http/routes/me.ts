import { type Principal, type ProfileChanges, type PromptForge, PromptForgeError } from '../../index.js';
import { jsonResponse } from '../json-response.js';
import { withCookies } from '../opened-session.js';
import { type Route, route } from '../route.js';
import { pageQuery } from '../schemas/page.js';
import { activityPage, erasureReport, erasureRequest, me, personalData, userStatistics } from '../schemas/person.js';
import { profile, profileChanges } from '../schemas/profile.js';
import { streamedParts } from '../streams/streamed-parts.js';
import { rangeOf, rangeQuery } from '../time-range.js';

/** The caller, and what belongs to them. */
export const meRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me',
    operationId: 'getMe',
    summary: 'Whom the token stands for, and what they may do.',
    permission: 'any',
    output: me,
    async handle({ forge, token }) {
      const caller = await forge.sessions.verify(token);
      const { userId, orgId, role, sessionId, apiKey } = caller;
      const permissions = permissionsOf(forge, caller);
      const plan = permissions.includes('plan:read') ? (await forge.plans.usage({ token })).plan : null;
      return jsonResponse({
        ...{ userId, orgId, role, sessionId, apiKeyId: apiKey?.id ?? null, permissions },
        plan: plan && { id: plan.id, title: plan.title, features: plan.features },
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/me',
    operationId: 'eraseMe',
    summary:
      'Erases the personal data of the caller for good, and ends all sessions. Hand an organization over before.',
    permission: 'profile:manage',
    body: erasureRequest,
    output: erasureReport,
    async handle({ forge, token, cookies, body: { confirmUserId } }) {
      const { userId, orgId } = await forge.sessions.require(token, 'profile:manage');
      if (confirmUserId !== userId) {
        throw new PromptForgeError('request_invalid', 'confirmUserId must be your own userId, as GET /me tells it.');
      }
      return withCookies(jsonResponse(await forge.users.erase({ userId, orgIds: [orgId] })), cookies?.clear());
    },
  }),
  route({
    method: 'GET',
    path: '/me/profile',
    operationId: 'getProfile',
    summary: 'The profile of the caller; an empty one of version 0 for who has told nothing yet.',
    permission: 'profile:manage',
    output: profile,
    handle: async ({ forge, token }) => jsonResponse(await forge.users.profile({ token })),
  }),
  route({
    method: 'PATCH',
    path: '/me/profile',
    operationId: 'updateProfile',
    summary: 'Changes fields of the profile; the others stay.',
    permission: 'profile:manage',
    body: profileChanges,
    output: profile,
    async handle({ forge, token, body: { expectedVersion, ...rest } }) {
      // Judged by the facet as well, which knows the fields of the host.
      const changes = rest as ProfileChanges;
      const expected = expectedVersion === undefined ? {} : { expectedVersion };
      return jsonResponse(await forge.users.updateProfile({ token, changes, ...expected }));
    },
  }),
  route({
    method: 'GET',
    path: '/me/statistics',
    operationId: 'getStatistics',
    summary: 'What the caller has come to in the organization of the token.',
    permission: 'analytics:read',
    feature: 'analytics',
    query: rangeQuery,
    output: userStatistics,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.users.statistics({ token, ...rangeOf(query) })),
  }),
  route({
    method: 'GET',
    path: '/me/activity',
    operationId: 'listActivity',
    summary: 'What the caller has done there, newest first, without a word of what was written.',
    permission: 'runs:read',
    query: pageQuery(20),
    output: activityPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.users.activity({ token, ...query })),
  }),
  route({
    method: 'GET',
    path: '/me/export',
    operationId: 'exportPersonalData',
    summary: 'Everything that is held of the caller, as far as the token reaches, written as it is read.',
    permission: 'profile:manage',
    output: personalData,
    handle: async ({ forge, token }) =>
      streamedParts(await forge.users.export({ token }), (error) => forge.reportError(error, { during: 'http' })),
  }),
];

function permissionsOf({ sessions }: PromptForge, { role, scopes }: Principal): readonly string[] {
  const isInScope = (permission: string) => scopes === undefined || scopes.some((scope) => scope === permission);
  return Object.entries(sessions.permissions).flatMap(([permission, roles]) =>
    roles.includes(role) && isInScope(permission) ? [permission] : [],
  );
}
