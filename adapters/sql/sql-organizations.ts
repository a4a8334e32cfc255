import type {
  Member,
  Membership,
  Organization,
  OrganizationStore,
  Page,
  PageRequest,
  SaveResult,
  SetMemberResult,
  TenantScope,
  UserScope,
  Versioned,
} from '../../src/storage.js';
import { parseIdCursor } from './page-cursor.js';
import { Row } from './row.js';
import { rowLimit } from './row-limit.js';
import type { SqlCall } from './sql-call.js';
import { toPage } from './to-page.js';
import { toSaveResult } from './to-save-result.js';

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

function toMember(row: Row): Member {
  return { userId: row.text('userId'), role: row.literal('role'), joinedAt: row.number('joinedAt') };
}

function toMembership(row: Row): Membership {
  return {
    orgId: row.text('orgId'),
    name: row.text('name'),
    role: row.literal('role'),
    joinedAt: row.number('joinedAt'),
  };
}
