import type { TenantScope } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { Invitation, InvitationEnding } from '../domain/people/invitation.js';
import type { Member } from '../domain/people/organization.js';

/** An invitation to be made. */
export interface NewInvitation {
  /** Chosen by the caller; unique in the organization. */
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  /** A member who is at least what the invitation offers. */
  readonly invitedBy: string;
  /** SHA-256 of its secret, in lower-case hexadecimal. The secret itself is never stored. */
  readonly secretHash: string;
  /** Milliseconds until it expires. */
  readonly lifetimeMs: number;
}

export type CreateInvitationResult =
  | { readonly outcome: 'created'; readonly invitation: Invitation }
  /** Whoever invites is no member, or less than what they offer. Nothing was written. */
  | { readonly outcome: 'not_allowed' };

/** Somebody who accepts an invitation, if there is a seat. */
export interface Acceptance {
  readonly secretHash: string;
  readonly userId: string;
  /** The most members there may be, the new one among them; null when there is no limit. */
  readonly seats: number | null;
}

export type AcceptResult =
  | { readonly outcome: 'accepted'; readonly member: Member }
  /**
   * Nothing was written. `exists`: they are a member already. `void`: whoever invited is by now no
   * member, or less than what the invitation offers.
   */
  | { readonly outcome: InvitationEnding | 'unknown' | 'void' | 'exists' | 'no_seat' };

/**
 * Invitations to organizations. The store's clock is the only clock. Secrets enter as hashes and
 * never come back; a text that is no hash (`isTokenHash`), and a time that is none (`isSessionTime`),
 * is rejected with code `internal`.
 */
export interface InvitationStore {
  /** @throws PromptForgeError `internal` for a hash or a time that is none, or a hash or id that is known already. */
  create(scope: TenantScope, invitation: NewInvitation): Promise<CreateInvitationResult>;

  /** The invitation whose secret has this hash, ended or not; null when there is none. */
  find(secretHash: string): Promise<Invitation | null>;

  /** Invitations of the organization, or those one user has made or accepted, ended or not; newest first. */
  list(scope: TenantScope, request: PageRequest & { readonly userId: string | null }): Promise<Page<Invitation>>;

  /** Revokes an invitation that was neither accepted nor revoked. @returns whether this did it. */
  revoke(scope: TenantScope, id: string): Promise<boolean>;

  /** Makes somebody a member, once, however many accept at once: one atomic step. */
  accept(scope: TenantScope, acceptance: Acceptance): Promise<AcceptResult>;

  /**
   * Deletes up to `limit` invitations, of everybody, that ended before `before` (epoch milliseconds).
   * @returns how many.
   */
  purge(request: { readonly before: number; readonly limit: number }): Promise<number>;

  /**
   * Deletes the invitations of the organization that a user has made or accepted, and those sent to
   * any of some addresses, whatever their case. @returns how many.
   */
  eraseUser(scope: TenantScope, user: { readonly userId: string; readonly emails: readonly string[] }): Promise<number>;
}
