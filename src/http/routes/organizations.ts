import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { type Route, route } from '../route.js';
import { membership, organization, organizationBodies } from '../schemas/organization.js';

/** The organizations of the caller, and the one of the token. */
export const organizationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/organizations',
    operationId: 'listOrganizations',
    summary: 'Every organization the caller is a member of.',
    permission: 'organization:read',
    output: z.object({ organizations: z.array(membership) }),
    handle: async ({ forge, token }) => jsonResponse({ organizations: await forge.organizations.mine({ token }) }),
  }),
  route({
    method: 'POST',
    path: '/organizations',
    operationId: 'createOrganization',
    summary: 'Makes an organization, whose owner the caller is.',
    permission: 'organizations:join',
    body: organizationBodies.create,
    output: organization,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.organizations.create({ token, ...body })),
  }),
  route({
    method: 'GET',
    path: '/organization',
    operationId: 'getOrganization',
    summary: 'The organization of the token.',
    permission: 'organization:read',
    output: organization,
    handle: async ({ forge, token }) => jsonResponse(await forge.organizations.get({ token })),
  }),
  route({
    method: 'PATCH',
    path: '/organization',
    operationId: 'renameOrganization',
    summary: 'Gives the organization of the token another name.',
    permission: 'organization:update',
    body: organizationBodies.rename,
    output: organization,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.organizations.rename({ token, ...body })),
  }),
  route({
    method: 'POST',
    path: '/organization/leave',
    operationId: 'leaveOrganization',
    summary: "Ends the caller's own membership.",
    permission: 'organizations:join',
    async handle({ forge, token }) {
      await forge.organizations.leave({ token });
      return noContent();
    },
  }),
  route({
    method: 'POST',
    path: '/organization/transfer',
    operationId: 'transferOwnership',
    summary: 'Makes another member an owner, and the caller an administrator.',
    permission: 'members:manage',
    body: organizationBodies.transfer,
    async handle({ forge, token, body: { userId } }) {
      await forge.organizations.transferOwnership({ token, userId });
      return noContent();
    },
  }),
];
