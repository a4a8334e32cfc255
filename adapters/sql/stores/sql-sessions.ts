import type {
  CreateSessionResult,
  LoginSession,
  NewLoginSession,
  Page,
  PageRequest,
  RotateResult,
  SessionRevocation,
  SessionStanding,
  SessionStatistics,
  SessionStore,
  TenantScope,
  TimeRange,
  TokenRotation,
  UserRevocation,
  UserScope,
} from '../../../src/storage.js';
import { rejectUnsound, rejectUnsoundTimes } from '../../guards/reject-unsound.js';
import { rowLimit } from '../arguments/row-limit.js';
import { formatPageCursor, parsePageCursor } from '../cursors/page-cursor.js';
import { Row } from '../rows/row.js';
import { toLoginSession } from '../rows/to-login-session.js';
import { toPage } from '../rows/to-page.js';
import { toSessionStanding } from '../rows/to-session-standing.js';
import type { SqlCall } from '../sql-call.js';

export class SqlSessions implements SessionStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async create(scope: TenantScope, session: NewLoginSession): Promise<CreateSessionResult> {
    const { id, userId, role, tokenHash, device, lifetimeMs, idleTimeoutMs } = session;
    rejectUnsound(tokenHash, [lifetimeMs, idleTimeoutMs]);
    const answer = new Row(
      await this.#call('create_session_v1', {
        p_org_id: scope.orgId,
        p_user_id: userId,
        p_session_id: id,
        p_token_hash: tokenHash,
        p_session: { role, device, lifetimeMs, idleTimeoutMs },
      }),
    );
    const outcome = answer.literal<CreateSessionResult['outcome']>('outcome');
    return outcome === 'exists' ? { outcome } : { outcome, session: toLoginSession(answer.row('session')) };
  }

  async get(user: UserScope, sessionId: string): Promise<LoginSession | null> {
    const answer = await this.#call('get_session_v1', { p_user_id: user.userId, p_session_id: sessionId });
    return answer === null ? null : toLoginSession(new Row(answer));
  }

  async list(user: UserScope, page: PageRequest): Promise<Page<LoginSession>> {
    const after = parsePageCursor(page.after);
    const answer = await this.#call('list_sessions_v1', {
      p_user_id: user.userId,
      p_limit: rowLimit(page.limit),
      p_after_ms: after?.createdAt ?? null,
      p_after_id: after?.id ?? null,
    });
    return toPage(answer, toLoginSession, formatPageCursor);
  }

  async rotate({ presentedHash, nextHash, graceMs, lifetimeMs }: TokenRotation): Promise<RotateResult> {
    rejectUnsound(nextHash, [graceMs, lifetimeMs]);
    const answer = new Row(
      await this.#call('rotate_session_v1', {
        p_presented_hash: presentedHash,
        p_next_hash: nextHash,
        p_grace_ms: graceMs,
        p_lifetime_ms: lifetimeMs,
      }),
    );
    const outcome = answer.literal<RotateResult['outcome']>('outcome');
    return outcome === 'unknown' ? { outcome } : { outcome, session: toLoginSession(answer.row('session')) };
  }

  async revoke(user: UserScope, sessionId: string, { reason, denyForMs }: SessionRevocation): Promise<boolean> {
    rejectUnsoundTimes([denyForMs]);
    const answer = await this.#call('revoke_session_v2', {
      p_user_id: user.userId,
      p_session_id: sessionId,
      p_reason: reason,
      p_deny_ms: denyForMs,
    });
    return Row.count(answer) > 0;
  }

  async revokeUser(user: UserScope, revocation: UserRevocation): Promise<number> {
    const { orgId, createdBefore, reason, denyForMs } = revocation;
    rejectUnsoundTimes([denyForMs]);
    const answer = await this.#call('revoke_user_sessions_v2', {
      p_user_id: user.userId,
      p_org_id: orgId,
      p_created_before: createdBefore === null ? null : Math.ceil(createdBefore),
      p_reason: reason,
      p_deny_ms: denyForMs,
    });
    return Row.count(answer);
  }

  async standing(scope: TenantScope, user: UserScope, sessionId: string): Promise<SessionStanding> {
    const answer = await this.#call('session_standing_v1', {
      p_org_id: scope.orgId,
      p_user_id: user.userId,
      p_session_id: sessionId,
    });
    return toSessionStanding(answer);
  }

  async statistics({ from, to }: TimeRange): Promise<SessionStatistics> {
    const answer = new Row(await this.#call('session_statistics_v1', { p_from: from, p_to: to }));
    const days = answer.rows('days').map((row) => ({
      day: row.text('day'),
      created: row.number('created'),
      refreshed: row.number('refreshed'),
      revoked: row.number('revoked'),
      reused: row.number('reused'),
    }));
    return { days, active: answer.number('active') };
  }

  async purgeDenials({ limit }: { readonly limit: number }): Promise<number> {
    return Row.count(await this.#call('purge_session_denials_v1', { p_limit: rowLimit(limit) }));
  }

  async purge(request: { readonly before: number; readonly limit: number }): Promise<number> {
    const answer = await this.#call('purge_sessions_v1', {
      p_before: Math.ceil(request.before),
      p_limit: rowLimit(request.limit),
    });
    return Row.count(answer);
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    return Row.count(await this.#call('erase_user_sessions_v1', { p_org_id: scope.orgId, p_user_id: userId }));
  }
}
