import { type LoginSession, sessionEnding } from '../domain/access/login-session.js';
import type { Principal } from '../domain/access/principal.js';
import type { TimeRange } from '../domain/figures/user-metrics.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { SessionStore } from '../ports/session-store.js';
import { issueAccessToken } from '../session/issue-access-token.js';
import { refreshSession } from '../session/refresh-session.js';
import type { SessionEndings } from '../session/session-endings.js';
import type { SessionSettings } from '../session/session-settings.js';
import type { AsCaller, Working } from './caller.js';
import { checkedIdentifier } from './checked-identifier.js';
import { checkedPage } from './checked-page.js';
import { checkedRange } from './checked-range.js';
import { checkedRequest } from './checked-request.js';
import type { OwnSession, SessionActions } from './session-facet.js';

export interface SessionActionsParts {
  readonly settings: SessionSettings;
  readonly store: SessionStore;
  readonly endings: SessionEndings;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly verify: (token: unknown) => Promise<Principal>;
  readonly asCaller: AsCaller;
  readonly working: Working;
}

const defaultLimit = 20;
const mostDays = 400;
const dayMs = 86_400_000;

export function sessionActions(parts: SessionActionsParts): SessionActions {
  const { store, endings, clock, verify, asCaller, working } = parts;
  return Object.freeze<SessionActions>({
    issue: (request) =>
      working(async () => {
        const fields = ['userId', 'orgId', 'role', 'device', 'expiresInSeconds'];
        return issueAccessToken(parts, checkedRequest('sessions.issue()', request, fields));
      }),
    refresh: (request) =>
      working(async () => {
        const { refreshToken } = checkedRequest('sessions.refresh()', request, ['refreshToken']);
        return refreshSession(parts, refreshToken);
      }),
    revoke: (request) =>
      working(async () => {
        const fields = ['userId', 'sessionId', 'reason'];
        const { userId, sessionId, reason = 'revoked' } = checkedRequest('sessions.revoke()', request, fields);
        const why = checkedIdentifier(reason, 'reason');
        const user = checkedIdentifier(userId, 'userId');
        const session = checkedIdentifier(sessionId, 'sessionId');
        return endings.endSession(user, session, { reason: why, isStoredOnly: false });
      }),
    revokeAll: (request) =>
      working(async () => {
        const fields = ['userId', 'notBefore', 'reason'];
        const { userId, notBefore, reason = 'revoked' } = checkedRequest('sessions.revokeAll()', request, fields);
        const before = notBefore === undefined ? {} : { notBefore: checkedInstant(notBefore) };
        const why = checkedIdentifier(reason, 'reason');
        return endings.endSessions(checkedIdentifier(userId, 'userId'), { reason: why, ...before });
      }),
    signOut: (request) =>
      working(async () => {
        // Whoever may do nothing else may still leave.
        const caller = await verify(checkedRequest('sessions.signOut()', request, ['token']).token);
        const { userId, sessionId, apiKey } = caller;
        if (apiKey !== undefined) {
          throw new PromptForgeError(
            'permission_denied',
            'An API key has no session to sign out of. Revoke the key instead.',
          );
        }
        return endings.endSession(userId, sessionId, { reason: 'signed_out', isStoredOnly: false });
      }),
    list: async (request) => {
      const fields = ['token', 'limit', 'after'];
      const { token, limit, after } = checkedRequest('sessions.list()', request, fields);
      return asCaller(token, 'sessions:manage', async (caller) => {
        const { items, next } = await store.list(caller, checkedPage({ limit, after }, defaultLimit));
        const now = clock.now();
        return { items: items.map((session) => ownSession(session, caller, now)), next };
      });
    },
    revokeOwn: async (request) => {
      const { token, sessionId } = checkedRequest('sessions.revokeOwn()', request, ['token', 'sessionId']);
      return asCaller(token, 'sessions:manage', async (caller) => {
        // Of other ids that are not stored, a user could have any number denied.
        const isStoredOnly = sessionId !== caller.sessionId;
        const id = checkedIdentifier(sessionId, 'sessionId');
        return endings.endSession(caller.userId, id, { reason: 'revoked_by_user', isStoredOnly });
      });
    },
    statistics: (request) =>
      working(async () => store.statistics(checkedDays(checkedRequest('sessions.statistics()', request, ['range'])))),
  });
}

function ownSession(session: LoginSession, caller: Principal, now: number): OwnSession {
  const { id, orgId, device, createdAt, lastUsedAt, expiresAt } = session;
  const state = sessionEnding(session, now) ?? 'active';
  return { id, orgId, device, createdAt, lastUsedAt, expiresAt, state, current: id === caller.sessionId };
}

function checkedInstant(instant: unknown): number {
  if (typeof instant === 'number' && Number.isSafeInteger(instant) && instant >= 0) return instant;
  throw new PromptForgeError('request_invalid', 'notBefore must be an instant in epoch milliseconds.');
}

function checkedDays({ range }: { readonly range: TimeRange }): TimeRange {
  const { from, to } = checkedRange(range);
  if (to - from <= mostDays * dayMs) return { from, to };
  throw new PromptForgeError('request_invalid', `range must not be longer than ${mostDays} days.`);
}
