import {
  type AddMemberResult,
  type CreateOrganizationResult,
  type FoundMember,
  isAtLeast,
  type Member,
  type MemberChange,
  type MemberChangeResult,
  type MemberSearch,
  type Membership,
  type NewMember,
  type Organization,
  type OrganizationStore,
  type Page,
  type PageRequest,
  type Profile,
  type Role,
  type SaveResult,
  type SetMemberResult,
  searchTextOf,
  type TenantScope,
  type TransferResult,
  type UserScope,
  type Versioned,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import { pageByKey } from './page-by-key.js';
import { VersionedMap } from './versioned-map.js';

export class MemoryOrganizations implements OrganizationStore {
  readonly #organizations = new VersionedMap<Organization>();
  /** By organization, then by user. */
  readonly #members = new Map<string, Map<string, Member>>();
  readonly #profileOf: (userId: string) => Profile | null;
  readonly #now: () => number;

  constructor(profileOf: (userId: string) => Profile | null, now: () => number) {
    this.#profileOf = profileOf;
    this.#now = now;
  }

  /** Null for who is no member. */
  roleOf(orgId: string, userId: string): Role | null {
    return this.#members.get(orgId)?.get(userId)?.role ?? null;
  }

  /** Adds a member if there is a seat. Synchronous, so that it is atomic. */
  seat(orgId: string, { userId, role, seats }: NewMember): AddMemberResult {
    if (this.#organizations.load(orgId) === null) return { outcome: 'unknown_organization' };
    const members = this.#members.get(orgId) ?? new Map<string, Member>();
    const known = members.get(userId);
    if (known !== undefined) return { outcome: 'exists', member: { ...known } };
    if (seats !== null && members.size >= seats) return { outcome: 'no_seat' };
    const member = { userId, role, joinedAt: this.#now() };
    this.#members.set(orgId, members.set(userId, member));
    return { outcome: 'added', member: { ...member } };
  }

  async load({ orgId }: TenantScope): Promise<Versioned<Organization> | null> {
    return this.#organizations.load(orgId);
  }

  async save({ orgId }: TenantScope, { name }: Organization, expectedVersion: number): Promise<SaveResult> {
    return this.#organizations.save(orgId, { name }, expectedVersion);
  }

  async create({ orgId }: TenantScope, { name }: Organization, ownerId: string): Promise<CreateOrganizationResult> {
    if (this.#organizations.save(orgId, { name }, 0).outcome === 'conflict') return { outcome: 'exists' };
    this.seat(orgId, { userId: ownerId, role: 'owner', seats: null });
    return { outcome: 'created' };
  }

  async addMember({ orgId }: TenantScope, member: NewMember): Promise<AddMemberResult> {
    return this.seat(orgId, member);
  }

  async changeMember({ orgId }: TenantScope, { actorId, userId, role }: MemberChange): Promise<MemberChangeResult> {
    const members = this.#members.get(orgId);
    const known = members?.get(userId);
    const isLeaving = actorId === userId && role === null;
    if (actorId !== null && !isLeaving) {
      const actor = members?.get(actorId)?.role;
      const concerned = [known?.role, role].filter((one) => one !== undefined && one !== null);
      if (actor === undefined || !concerned.every((one) => isAtLeast(actor, one))) return { outcome: 'not_allowed' };
    }
    if (members === undefined || known === undefined) return { outcome: 'unknown_member' };
    if (known.role === role) return { outcome: 'unchanged' };
    if (known.role === 'owner' && this.#ownersOf(orgId) === 1) return { outcome: 'last_owner' };
    if (role === null) {
      members.delete(userId);
      return { outcome: 'removed' };
    }
    members.set(userId, { ...known, role });
    return { outcome: 'changed' };
  }

  async transferOwnership(
    { orgId }: TenantScope,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<TransferResult> {
    const members = this.#members.get(orgId);
    const [giving, taking] = [members?.get(from), members?.get(to)];
    if (giving?.role !== 'owner') return { outcome: 'not_allowed' };
    if (from === to) return { outcome: 'unchanged' };
    if (taking === undefined) return { outcome: 'unknown_member' };
    members?.set(to, { ...taking, role: 'owner' });
    members?.set(from, { ...giving, role: 'admin' });
    return { outcome: 'transferred' };
  }

  async search({ orgId }: TenantScope, { text, role, ...page }: MemberSearch): Promise<Page<FoundMember>> {
    const found: FoundMember[] = [];
    for (const member of this.#members.get(orgId)?.values() ?? []) {
      const profile = this.#profileOf(member.userId);
      const isNamed = text === null || (profile !== null && searchTextOf(profile).includes(text));
      if (!isNamed || (role !== null && member.role !== role)) continue;
      const isEmailShown = profile?.privacy.showEmailToOrganization !== false;
      const { displayName = null, email = null } = profile ?? {};
      found.push({ ...member, displayName, email: isEmailShown ? email : null });
    }
    return pageByKey(found, page, ({ userId }) => userId);
  }

  async members({ orgId }: TenantScope, page: PageRequest): Promise<Page<Member>> {
    return pageByKey([...(this.#members.get(orgId)?.values() ?? [])], page, ({ userId }) => userId);
  }

  async setMember({ orgId }: TenantScope, { userId, role }: Pick<Member, 'userId' | 'role'>): Promise<SetMemberResult> {
    if (this.#organizations.load(orgId) === null) return { outcome: 'unknown_organization' };
    const members = this.#members.get(orgId) ?? new Map<string, Member>();
    this.#members.set(orgId, members);
    const known = members.get(userId);
    if (known?.role === role) return { outcome: 'unchanged' };
    members.set(userId, { userId, role, joinedAt: known?.joinedAt ?? this.#now() });
    return { outcome: known === undefined ? 'added' : 'changed' };
  }

  async removeMember({ orgId }: TenantScope, userId: string): Promise<boolean> {
    return this.#members.get(orgId)?.delete(userId) ?? false;
  }

  /** What somebody is in an organization: null for none of its members, undefined when it has none at all. */
  roleIfKept({ orgId }: TenantScope, userId: string): Role | null | undefined {
    const members = this.#members.get(orgId);
    return members === undefined || members.size === 0 ? undefined : (members.get(userId)?.role ?? null);
  }

  async membershipsOf({ userId }: UserScope): Promise<readonly Membership[]> {
    const memberships: Membership[] = [];
    for (const [orgId, members] of this.#members) {
      const member = members.get(userId);
      const organization = this.#organizations.load(orgId);
      if (member === undefined || organization === null) continue;
      memberships.push({ orgId, name: organization.value.name, role: member.role, joinedAt: member.joinedAt });
    }
    return memberships.sort((a, b) => compareText(a.orgId, b.orgId));
  }

  /** What a storage knows of somebody in an organization, if it knows that at all. */
  standingOf({ orgId }: TenantScope, { userId }: UserScope) {
    const memberRole = this.#members.get(orgId)?.get(userId)?.role ?? null;
    return { areMembersKept: (this.#members.get(orgId)?.size ?? 0) > 0, memberRole };
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return (await this.removeMember(scope, userId)) ? 1 : 0;
  }

  #ownersOf(orgId: string): number {
    return [...(this.#members.get(orgId)?.values() ?? [])].filter(({ role }) => role === 'owner').length;
  }
}
