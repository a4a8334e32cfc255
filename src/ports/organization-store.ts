import type { TenantScope } from '../domain/access/principal.js';
import type { Role } from '../domain/access/role.js';
import type { UserScope } from '../domain/access/user-scope.js';
import type { Page, PageRequest } from '../domain/lists/page.js';
import type { FoundMember, Member, Membership, Organization } from '../domain/people/organization.js';
import type { Versioned } from '../domain/plans/subscription.js';
import type { SaveResult } from './subscription-store.js';

export type SetMemberResult = {
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'unknown_organization';
};

export type CreateOrganizationResult = {
  /** `exists`: the id is taken, and nothing was written. */
  readonly outcome: 'created' | 'exists';
};

/** Somebody who is to become a member, if there is a seat. */
export interface NewMember {
  readonly userId: string;
  readonly role: Role;
  /** The most members there may be, the new one among them; null when there is no limit. */
  readonly seats: number | null;
}

export type AddMemberResult =
  | { readonly outcome: 'added'; readonly member: Member }
  /** They are one already, and stay what they are. */
  | { readonly outcome: 'exists'; readonly member: Member }
  | { readonly outcome: 'no_seat' | 'unknown_organization' };

/** A change of one member, by somebody who may be too small for it. */
export interface MemberChange {
  /** Who wants it; null for the host itself, which may do everything but take the last owner. */
  readonly actorId: string | null;
  readonly userId: string;
  /** Null ends the membership. */
  readonly role: Role | null;
}

export type MemberChangeResult = {
  /**
   * `not_allowed`: the actor is no member, or less than what the member is or would become; leaving is
   * everybody's right. `last_owner`: nobody would own the organization any more. Nothing was written then.
   */
  readonly outcome: 'changed' | 'removed' | 'unchanged' | 'unknown_member' | 'not_allowed' | 'last_owner';
};

export type TransferResult = {
  /** `not_allowed`: whoever is to give it is no owner. */
  readonly outcome: 'transferred' | 'unchanged' | 'unknown_member' | 'not_allowed';
};

export interface MemberSearch extends PageRequest {
  /** Found anywhere in name or email, as `folded` makes it; null for all. No character in it is special. */
  readonly text: string | null;
  readonly role: Role | null;
}

/**
 * Organizations and who belongs to them. An id that begins with `personal:` belongs to the user it
 * goes on with, member or not: give it to no organization of several people. `setMember` and
 * `removeMember` know no rules; `addMember`, `changeMember` and `transferOwnership` are atomic steps
 * that keep theirs, however many of them come at once.
 */
export interface OrganizationStore {
  load(scope: TenantScope): Promise<Versioned<Organization> | null>;

  /** Saves if the stored version is still `expectedVersion`; 0 means that there is none yet. */
  save(scope: TenantScope, organization: Organization, expectedVersion: number): Promise<SaveResult>;

  /** Writes an organization with its first owner, or nothing. */
  create(scope: TenantScope, organization: Organization, ownerId: string): Promise<CreateOrganizationResult>;

  /** Adds a member if there is a seat. */
  addMember(scope: TenantScope, member: NewMember): Promise<AddMemberResult>;

  /** Changes the role of a member, or ends the membership, if the rules of {@link MemberChangeResult} allow it. */
  changeMember(scope: TenantScope, change: MemberChange): Promise<MemberChangeResult>;

  /** Makes a member an owner, and the owner who gives an administrator. */
  transferOwnership(
    scope: TenantScope,
    transfer: { readonly from: string; readonly to: string },
  ): Promise<TransferResult>;

  /** Members with what their profiles show, by the bytes of their user ids, ascending. */
  search(scope: TenantScope, search: MemberSearch): Promise<Page<FoundMember>>;

  /** By the bytes of their user ids, ascending. */
  members(scope: TenantScope, page: PageRequest): Promise<Page<Member>>;

  /** Gives somebody a role, as a new member or instead of the one they have. */
  setMember(scope: TenantScope, member: { readonly userId: string; readonly role: Role }): Promise<SetMemberResult>;

  /** @returns whether there was such a member. */
  removeMember(scope: TenantScope, userId: string): Promise<boolean>;

  /** Every organization one person belongs to, by the bytes of its id, ascending. */
  membershipsOf(user: UserScope): Promise<readonly Membership[]>;

  /** Ends the membership of a person who is to be forgotten. @returns how many there were: 0 or 1. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;
}
