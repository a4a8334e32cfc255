import type { Principal } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { Invitation } from '../domain/people/invitation.js';
import type { InvitationStore } from '../ports/invitation-store.js';
import type { OrganizationStore } from '../ports/organization-store.js';
import { invitationHash, newInvitationSecret } from './invitation-secret.js';
import { aboveOwnRole, noOrganization } from './organization-refused.js';

/** Sends an invitation to its address, with a link that holds the secret. What it throws revokes the invitation. */
export type SendInvitation = (delivery: {
  readonly invitation: Invitation;
  readonly secret: string;
  readonly organization: { readonly orgId: string; readonly name: string };
}) => unknown;

export interface InvitationAnswer {
  readonly invitation: Invitation;
  /** For the link to be sent, shown this once; null when the option `organizations.sendInvitation` has it. */
  readonly secret: string | null;
}

export interface InviteParts {
  readonly organizations: OrganizationStore;
  readonly invitations: InvitationStore;
  readonly newId: () => string;
  readonly send: SendInvitation | null;
}

export async function invite(
  { organizations, invitations, newId, send }: InviteParts,
  caller: Principal,
  offer: { readonly email: string; readonly role: Role; readonly expiresInSeconds: number },
): Promise<InvitationAnswer> {
  const organization = await organizations.load(caller);
  if (organization === null) throw noOrganization();
  const { email, role, expiresInSeconds } = offer;
  const secret = newInvitationSecret();
  const made = await invitations.create(caller, {
    id: newId(),
    email,
    role,
    invitedBy: caller.userId,
    secretHash: invitationHash(secret),
    lifetimeMs: expiresInSeconds * 1_000,
  });
  if (made.outcome === 'not_allowed') throw aboveOwnRole();
  const { invitation } = made;
  if (send === null) return { invitation, secret };
  try {
    await send({ invitation, secret, organization: { orgId: caller.orgId, name: organization.value.name } });
  } catch (error) {
    // Nobody has it: it must not lie around as one that somebody has.
    await invitations.revoke(caller, invitation.id);
    throw error;
  }
  return { invitation, secret: null };
}
