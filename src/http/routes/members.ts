import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { type Route, route } from '../route.js';
import { foundMemberPage, memberPage, organizationBodies } from '../schemas/organization.js';
import { pageQuery } from '../schemas/page.js';
import { role } from '../schemas/principal.js';

const ofMember = {
  path: '/organization/members/{userId}',
  permission: 'members:manage',
  params: z.object({ userId: z.string().max(255) }),
} as const;

/** Who belongs to the organization of the token. */
export const memberRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/organization/members',
    operationId: 'listMembers',
    summary: 'The members of the organization, by their ids.',
    permission: 'organization:read',
    query: pageQuery(50),
    output: memberPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.organizations.members({ token, ...query })),
  }),
  route({
    method: 'GET',
    path: '/organization/member-search',
    operationId: 'searchMembers',
    summary: 'Members by name, e-mail address or role.',
    permission: 'members:manage',
    query: pageQuery(20).extend({
      text: z.string().max(200).exactOptional().describe('Found anywhere in name or address.'),
      role: role.exactOptional(),
    }),
    output: foundMemberPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.users.search({ token, ...query })),
  }),
  route({
    ...ofMember,
    method: 'PATCH',
    operationId: 'changeMemberRole',
    summary: 'Gives a member another role, at most that of the caller.',
    body: organizationBodies.changeRole,
    async handle({ forge, token, params: { userId }, body: { role } }) {
      await forge.organizations.changeRole({ token, userId, role });
      return noContent();
    },
  }),
  route({
    ...ofMember,
    method: 'DELETE',
    operationId: 'removeMember',
    summary: 'Ends a membership, and the sessions that were opened by it.',
    async handle({ forge, token, params: { userId } }) {
      await forge.organizations.removeMember({ token, userId });
      return noContent();
    },
  }),
];
