import { z } from 'zod';
import { jsonResponse } from '../json-response.js';
import { noContent } from '../no-content.js';
import { type Route, route } from '../route.js';
import { acceptedInvitation, invitationAnswer, invitationPage, organizationBodies } from '../schemas/organization.js';
import { pageQuery } from '../schemas/page.js';

/** Offers to become a member. */
export const invitationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/organization/invitations',
    operationId: 'listInvitations',
    summary: 'Invitations of the last weeks, whatever became of them, newest first.',
    permission: 'members:manage',
    query: pageQuery(50),
    output: invitationPage,
    handle: async ({ forge, token, query }) => jsonResponse(await forge.organizations.invitations({ token, ...query })),
  }),
  route({
    method: 'POST',
    path: '/organization/invitations',
    operationId: 'invite',
    summary: 'Invites somebody. Where the server does not send it itself, its secret is in the answer, once.',
    permission: 'members:manage',
    body: organizationBodies.invite,
    output: invitationAnswer,
    handle: async ({ forge, token, body }) => jsonResponse(await forge.organizations.invite({ token, ...body })),
  }),
  route({
    method: 'DELETE',
    path: '/organization/invitations/{invitationId}',
    operationId: 'revokeInvitation',
    summary: 'Takes an invitation back.',
    permission: 'members:manage',
    params: z.object({ invitationId: z.string().max(255) }),
    async handle({ forge, token, params: { invitationId } }) {
      await forge.organizations.revokeInvitation({ token, invitationId });
      return noContent();
    },
  }),
  route({
    method: 'POST',
    path: '/invitations/accept',
    operationId: 'acceptInvitation',
    summary: 'Makes the caller a member of the organization that invites, by the secret of the invitation.',
    permission: 'organizations:join',
    body: organizationBodies.accept,
    output: acceptedInvitation,
    handle: async ({ forge, token, body: { invitation } }) =>
      jsonResponse(await forge.organizations.acceptInvitation({ token, invitation })),
  }),
];
