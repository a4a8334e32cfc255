import { z } from 'zod';
import type { FoundMember, Invitation, InvitationAnswer, Member, Membership, OrganizationAnswer } from '../../index.js';
import { named } from './components.js';
import { pageOf } from './page.js';
import { role } from './principal.js';

const time = z.int().describe('Epoch milliseconds.');

export const organization = named(
  'Organization',
  z.object({
    orgId: z.string(),
    name: z.string().nullable(),
    version: z.int().min(0),
    personal: z.boolean().describe('Whether it is that of one user alone.'),
  }),
) satisfies z.ZodType<OrganizationAnswer>;

export const membership = named(
  'Membership',
  z.object({ orgId: z.string(), name: z.string(), role, joinedAt: time }),
) satisfies z.ZodType<Membership>;

const member = named('Member', z.object({ userId: z.string(), role, joinedAt: time })) satisfies z.ZodType<Member>;

export const memberPage = named('MemberPage', pageOf(member));

const foundMember = member.extend({
  displayName: z.string().nullable(),
  email: z.string().nullable().describe('Null, too, when the person does not show it.'),
}) satisfies z.ZodType<FoundMember>;

export const foundMemberPage = named('FoundMemberPage', pageOf(foundMember));

const invitation = named(
  'Invitation',
  z.object({
    id: z.string(),
    orgId: z.string(),
    email: z.string(),
    role,
    invitedBy: z.string(),
    createdAt: time,
    expiresAt: time,
    acceptedAt: time.nullable(),
    acceptedBy: z.string().nullable(),
    revokedAt: time.nullable(),
  }),
) satisfies z.ZodType<Invitation>;

export const invitationPage = named('InvitationPage', pageOf(invitation));

export const invitationAnswer = named(
  'InvitationAnswer',
  z.object({
    invitation,
    secret: z.string().nullable().describe('Shown this once; null where the server sends it itself.'),
  }),
) satisfies z.ZodType<InvitationAnswer>;

export const acceptedInvitation = named('AcceptedInvitation', z.object({ orgId: z.string(), member }));

const name = z.string().min(1).max(200);

export const organizationBodies = {
  create: named('CreateOrganizationRequest', z.strictObject({ name })),
  rename: named('RenameOrganizationRequest', z.strictObject({ name, expectedVersion: z.int().min(1).exactOptional() })),
  invite: named(
    'InviteRequest',
    z.strictObject({
      email: z.string().min(1).max(254),
      role: role.describe('At most what the caller is.'),
      expiresInSeconds: z.int().min(60).max(2_592_000).exactOptional().describe('Default: a week.'),
    }),
  ),
  accept: named('AcceptInvitationRequest', z.strictObject({ invitation: z.string().max(1_000) })),
  changeRole: named('ChangeRoleRequest', z.strictObject({ role })),
  transfer: named('TransferOwnershipRequest', z.strictObject({ userId: z.string().min(1).max(255) })),
} as const;
