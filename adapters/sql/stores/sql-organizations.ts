import type {
  AddMemberResult,
  CreateOrganizationResult,
  FoundMember,
  Member,
  MemberChange,
  MemberChangeResult,
  MemberSearch,
  Membership,
  NewMember,
  Organization,
  OrganizationStore,
  Page,
  PageRequest,
  SaveResult,
  SetMemberResult,
  TenantScope,
  TransferResult,
  UserScope,
  Versioned,
} from '../../../src/storage.js';
import { rowLimit } from '../arguments/row-limit.js';
import { parseIdCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toMember } from '../rows/to-member.js';
import { toPage } from '../rows/to-page.js';
import { toSaveResult } from '../rows/to-save-result.js';
import type { SqlCall } from '../sql-call.js';

export class SqlOrganizations implements OrganizationStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async load(scope: TenantScope): Promise<Versioned<Organization> | null> {
    const answer = await this.#call('load_organization_v1', { p_org_id: scope.orgId });
    if (answer === null) return null;
    const row = new Row(answer);
    return { version: row.number('version'), value: { name: row.row('value').text('name') } };
  }

  async save(scope: TenantScope, organization: Organization, expectedVersion: number): Promise<SaveResult> {
    const answer = await this.#call('save_organization_v1', {
      p_org_id: scope.orgId,
      p_organization: organization,
      p_expected_version: expectedVersion,
    });
    return toSaveResult(answer);
  }

  async create(scope: TenantScope, organization: Organization, ownerId: string): Promise<CreateOrganizationResult> {
    const answer = await this.#call('create_organization_v1', {
      p_org_id: scope.orgId,
      p_organization: organization,
      p_owner_id: ownerId,
    });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async addMember(scope: TenantScope, { userId, role, seats }: NewMember): Promise<AddMemberResult> {
    const answer = new Row(
      await this.#call('add_member_v1', {
        p_org_id: scope.orgId,
        p_user_id: userId,
        p_role: role,
        p_seats: seats === null ? null : rowLimit(seats),
      }),
    );
    const outcome = answer.literal<AddMemberResult['outcome']>('outcome');
    return outcome === 'added' || outcome === 'exists'
      ? { outcome, member: toMember(answer.row('member')) }
      : { outcome };
  }

  async changeMember(scope: TenantScope, { actorId, userId, role }: MemberChange): Promise<MemberChangeResult> {
    const answer = await this.#call('change_member_v1', {
      p_org_id: scope.orgId,
      p_actor_id: actorId,
      p_user_id: userId,
      p_role: role,
    });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async transferOwnership(
    scope: TenantScope,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<TransferResult> {
    const answer = await this.#call('transfer_ownership_v1', { p_org_id: scope.orgId, p_from: from, p_to: to });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async search(scope: TenantScope, { text, role, limit, after }: MemberSearch): Promise<Page<FoundMember>> {
    const answer = await this.#call('search_members_v1', {
      p_org_id: scope.orgId,
      p_text: text,
      p_role: role,
      p_limit: rowLimit(limit),
      p_after: parseIdCursor(after),
    });
    return toPage(answer, toFoundMember, ({ userId }) => userId);
  }

  async members(scope: TenantScope, page: PageRequest): Promise<Page<Member>> {
    const answer = await this.#call('list_members_v1', {
      p_org_id: scope.orgId,
      p_limit: rowLimit(page.limit),
      p_after: parseIdCursor(page.after),
    });
    return toPage(answer, toMember, ({ userId }) => userId);
  }

  async setMember(scope: TenantScope, member: Pick<Member, 'userId' | 'role'>): Promise<SetMemberResult> {
    const answer = await this.#call('set_member_v1', {
      p_org_id: scope.orgId,
      p_user_id: member.userId,
      p_role: member.role,
    });
    return { outcome: new Row(answer).literal('outcome') };
  }

  async removeMember(scope: TenantScope, userId: string): Promise<boolean> {
    return (await this.eraseUser(scope, userId)) > 0;
  }

  async membershipsOf(user: UserScope): Promise<readonly Membership[]> {
    const answer = await this.#call('list_memberships_v1', { p_user_id: user.userId });
    return Row.list(answer).map(toMembership);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('remove_member_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}

function toFoundMember(row: Row): FoundMember {
  return { ...toMember(row), displayName: row.nullableText('displayName'), email: row.nullableText('email') };
}

function toMembership(row: Row): Membership {
  return {
    orgId: row.text('orgId'),
    name: row.text('name'),
    role: row.literal('role'),
    joinedAt: row.number('joinedAt'),
  };
}
