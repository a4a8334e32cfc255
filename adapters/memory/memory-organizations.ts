import type {
  Member,
  Membership,
  Organization,
  OrganizationStore,
  Page,
  PageRequest,
  Role,
  SaveResult,
  SetMemberResult,
  TenantScope,
  UserScope,
  Versioned,
} from '../../src/storage.js';
import { compareText } from './compare-text.js';
import { pageByKey } from './page-by-key.js';
import { VersionedMap } from './versioned-map.js';

export class MemoryOrganizations implements OrganizationStore {
  readonly #organizations = new VersionedMap<Organization>();
  /** By organization, then by user. */
  readonly #members = new Map<string, Map<string, Member>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async load({ orgId }: TenantScope): Promise<Versioned<Organization> | null> {
    return this.#organizations.load(orgId);
  }

  async save({ orgId }: TenantScope, { name }: Organization, expectedVersion: number): Promise<SaveResult> {
    return this.#organizations.save(orgId, { name }, expectedVersion);
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
  roleOf({ orgId }: TenantScope, userId: string): Role | null | undefined {
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
    return { isOrganizationStored: this.#organizations.load(orgId) !== null, memberRole };
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return (await this.removeMember(scope, userId)) ? 1 : 0;
  }
}
