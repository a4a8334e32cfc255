import type { Role } from '../access/role.js';

/** An offer to become a member. Its secret is known to whoever it was sent to, and nowhere stored. */
export interface Invitation {
  /** Unique in its organization. */
  readonly id: string;
  readonly orgId: string;
  /** Where it was sent to. Whoever has the secret may accept it. */
  readonly email: string;
  /** What the new member will be. */
  readonly role: Role;
  readonly invitedBy: string;
  /** Epoch milliseconds by the store's clock, as all times here. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When, and by whom, it was accepted; null while it is not. */
  readonly acceptedAt: number | null;
  readonly acceptedBy: string | null;
  readonly revokedAt: number | null;
}

/** How an invitation can have ended. Its expiry itself is past it. */
export type InvitationEnding = 'used' | 'revoked' | 'expired';

/** How an invitation has ended by `now` (epoch milliseconds); null while it may be accepted. */
export function invitationEnding(invitation: Invitation, now: number): InvitationEnding | null {
  if (invitation.acceptedAt !== null) return 'used';
  if (invitation.revokedAt !== null) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : null;
}
