import type { Member, Membership, Organization } from '../domain/organization.js';
import type { Page, PageRequest } from '../domain/page.js';
import type { TenantScope } from '../domain/principal.js';
import type { Role } from '../domain/role.js';
import type { Versioned } from '../domain/subscription.js';
import type { UserScope } from '../domain/user-scope.js';
import type { SaveResult } from './subscription-store.js';

export type SetMemberResult = {
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'unknown_organization';
};

/**
 * Organizations and who belongs to them. An id that begins with `personal:` belongs to the user it
 * goes on with, member or not: give it to no organization of several people. Every rule about roles, such as that an owner has to
 * remain, lives with the caller.
 */
export interface OrganizationStore {
  load(scope: TenantScope): Promise<Versioned<Organization> | null>;

  /** Saves if the stored version is still `expectedVersion`; 0 means that there is none yet. */
  save(scope: TenantScope, organization: Organization, expectedVersion: number): Promise<SaveResult>;

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
