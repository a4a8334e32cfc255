import type {
  Acceptance,
  AcceptResult,
  CreateInvitationResult,
  Invitation,
  InvitationStore,
  NewInvitation,
  Page,
  PageRequest,
  TenantScope,
} from '../../../src/storage.js';
import { rejectUnsound } from '../../guards/reject-unsound.js';
import { rowLimit } from '../arguments/row-limit.js';
import { SqlArray } from '../arguments/sql-array.js';
import { formatPageCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toInvitation } from '../rows/to-invitation.js';
import { toMember } from '../rows/to-member.js';
import { toPage } from '../rows/to-page.js';
import type { SqlCall } from '../sql-call.js';

export class SqlInvitations implements InvitationStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async create(scope: TenantScope, invitation: NewInvitation): Promise<CreateInvitationResult> {
    const { id, email, role, invitedBy, secretHash, lifetimeMs } = invitation;
    rejectUnsound(secretHash, [lifetimeMs]);
    const answer = new Row(
      await this.#call('create_invitation_v1', {
        p_org_id: scope.orgId,
        p_invitation_id: id,
        p_secret_hash: secretHash,
        p_invited_by: invitedBy,
        p_invitation: { email, role, lifetimeMs },
      }),
    );
    const outcome = answer.literal<CreateInvitationResult['outcome']>('outcome');
    return outcome === 'created' ? { outcome, invitation: toInvitation(answer.row('invitation')) } : { outcome };
  }

  async find(secretHash: string): Promise<Invitation | null> {
    const answer = await this.#call('find_invitation_v1', { p_secret_hash: secretHash });
    return answer === null ? null : toInvitation(new Row(answer));
  }

  async list(scope: TenantScope, request: PageRequest & { readonly userId: string | null }): Promise<Page<Invitation>> {
    const after = parsePageCursor(request.after);
    const answer = await this.#call('list_invitations_v1', {
      p_org_id: scope.orgId,
      p_user_id: request.userId,
      p_limit: rowLimit(request.limit),
      p_after_ms: after?.createdAt ?? null,
      p_after_id: after?.id ?? null,
    });
    return toPage(answer, toInvitation, formatPageCursor);
  }

  async revoke(scope: TenantScope, id: string): Promise<boolean> {
    const answer = await this.#call('revoke_invitation_v1', { p_org_id: scope.orgId, p_invitation_id: id });
    return Row.count(answer) > 0;
  }

  async accept(scope: TenantScope, { secretHash, userId, seats }: Acceptance): Promise<AcceptResult> {
    const answer = new Row(
      await this.#call('accept_invitation_v1', {
        p_org_id: scope.orgId,
        p_secret_hash: secretHash,
        p_user_id: userId,
        p_seats: seats === null ? null : rowLimit(seats),
      }),
    );
    const outcome = answer.literal<AcceptResult['outcome']>('outcome');
    return outcome === 'accepted' ? { outcome, member: toMember(answer.row('member')) } : { outcome };
  }

  async purge(request: { readonly before: number; readonly limit: number }): Promise<number> {
    const answer = await this.#call('purge_invitations_v1', {
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }

  async eraseUser(
    scope: TenantScope,
    { userId, emails }: { readonly userId: string; readonly emails: readonly string[] },
  ): Promise<number> {
    const answer = await this.#call('erase_user_invitations_v1', {
      p_org_id: scope.orgId,
      p_user_id: userId,
      p_emails: new SqlArray(emails),
    });
    return Row.count(answer);
  }
}
