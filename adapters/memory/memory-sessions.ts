import {
  type CreateSessionResult,
  type LoginSession,
  type NewLoginSession,
  type Page,
  type PageRequest,
  PromptForgeError,
  type RotateResult,
  reusedTokenReason,
  type SessionRevocation,
  type SessionStanding,
  type SessionStatistics,
  type SessionStore,
  sessionEnding,
  sessionEndsAt,
  type TenantScope,
  type TimeRange,
  type TokenRotation,
  type UserRevocation,
  type UserScope,
} from '../../src/storage.js';
import { rejectUnsound, rejectUnsoundTimes } from '../guards/reject-unsound.js';
import { MemorySessionDays } from './memory-session-days.js';
import { MemorySessionDenials } from './memory-session-denials.js';
import { pageNewestFirst } from './page-newest-first.js';

interface Token {
  readonly sessionKey: string;
  /** Epoch milliseconds; null while it is valid. */
  readonly replacedAt: number | null;
}

export interface MemorySessionsParts {
  readonly now: () => number;
  readonly membershipOf: (
    scope: TenantScope,
    user: UserScope,
  ) => Pick<SessionStanding, 'areMembersKept' | 'memberRole'>;
}

export class MemorySessions implements SessionStore {
  readonly #sessions = new Map<string, LoginSession>();
  /** By hash. */
  readonly #tokens = new Map<string, Token>();
  readonly #denials = new MemorySessionDenials();
  readonly #days = new MemorySessionDays();
  readonly #now: () => number;
  readonly #membershipOf: MemorySessionsParts['membershipOf'];

  constructor({ now, membershipOf }: MemorySessionsParts) {
    this.#now = now;
    this.#membershipOf = membershipOf;
  }

  async create({ orgId }: TenantScope, opened: NewLoginSession): Promise<CreateSessionResult> {
    const { id, userId, role, device, tokenHash, lifetimeMs, idleTimeoutMs } = opened;
    const key = keyOf({ id, userId });
    const now = this.#now();
    rejectUnsound(tokenHash, [lifetimeMs, idleTimeoutMs]);
    if (this.#sessions.has(key)) return { outcome: 'exists' };
    this.#addToken(tokenHash, key);
    const session = {
      id,
      userId,
      orgId,
      role,
      device,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now + lifetimeMs,
      idleTimeoutMs,
      revokedAt: null,
      revokedReason: null,
    };
    this.#days.count(now, 'created');
    return { outcome: 'created', session: this.#write(session) };
  }

  async get({ userId }: UserScope, id: string): Promise<LoginSession | null> {
    return structuredClone(this.#sessions.get(keyOf({ id, userId })) ?? null);
  }

  async list({ userId }: UserScope, page: PageRequest): Promise<Page<LoginSession>> {
    return pageNewestFirst(
      this.#those((session) => session.userId === userId),
      page,
    );
  }

  async rotate({ presentedHash, nextHash, graceMs, lifetimeMs }: TokenRotation): Promise<RotateResult> {
    rejectUnsound(nextHash, [graceMs, lifetimeMs]);
    const now = this.#now();
    const token = this.#tokens.get(presentedHash);
    const session = this.#sessions.get(token?.sessionKey ?? '');
    if (token === undefined || session === undefined) return { outcome: 'unknown' };
    const ending = sessionEnding(session, now);
    if (ending !== null) return { outcome: ending, session: structuredClone(session) };
    if (token.replacedAt !== null && token.replacedAt + graceMs <= now) {
      this.#days.count(now, 'reused');
      return { outcome: 'reused', session: this.#revoke(session, reusedTokenReason) };
    }
    this.#addToken(nextHash, token.sessionKey);
    this.#tokens.set(presentedHash, { ...token, replacedAt: token.replacedAt ?? now });
    const expiresAt = lifetimeMs === null ? session.expiresAt : now + lifetimeMs;
    this.#days.count(now, 'refreshed');
    return { outcome: 'rotated', session: this.#write({ ...session, lastUsedAt: now, expiresAt }) };
  }

  async revoke(user: UserScope, id: string, { reason, denyForMs }: SessionRevocation): Promise<boolean> {
    rejectUnsoundTimes([denyForMs]);
    const now = this.#now();
    const session = this.#sessions.get(keyOf({ id, userId: user.userId }));
    const isDone =
      session === undefined
        ? denyForMs !== null && this.#denials.deny(user, id, now, now + denyForMs)
        : session.revokedAt === null;
    if (!isDone) return false;
    if (session !== undefined) this.#revoke(session, reason);
    this.#days.count(now, 'revoked');
    return true;
  }

  async revokeUser(user: UserScope, revocation: UserRevocation): Promise<number> {
    const { orgId, createdBefore, reason, denyForMs } = revocation;
    rejectUnsoundTimes([denyForMs]);
    const now = this.#now();
    const live = this.#those(
      (session) =>
        session.userId === user.userId &&
        (orgId === null || session.orgId === orgId) &&
        session.revokedAt === null &&
        (createdBefore === null || session.createdAt < createdBefore),
    );
    for (const session of live) this.#revoke(session, reason);
    this.#denials.cutOff(user, orgId, {
      notBefore: Math.min(Math.ceil(createdBefore ?? now), now),
      expiresAt: now + denyForMs,
    });
    this.#days.count(now, 'revoked', live.length);
    return live.length;
  }

  async standing(scope: TenantScope, user: UserScope, sessionId: string): Promise<SessionStanding> {
    const now = this.#now();
    return {
      session: structuredClone(this.#sessions.get(keyOf({ id: sessionId, userId: user.userId })) ?? null),
      isDenied: this.#denials.isDenied(user, sessionId, now),
      notBefore: this.#denials.notBefore(user, scope.orgId),
      ...this.#membershipOf(scope, user),
      now,
    };
  }

  async statistics(range: TimeRange): Promise<SessionStatistics> {
    const now = this.#now();
    const active = this.#those((session) => sessionEnding(session, now) === null).length;
    return { days: this.#days.within(range), active };
  }

  async purgeDenials({ limit }: { readonly limit: number }): Promise<number> {
    return this.#denials.purge(this.#now(), limit);
  }

  async purge({ before, limit }: { readonly before: number; readonly limit: number }): Promise<number> {
    const now = this.#now();
    const ended = this.#those((session) => sessionEndsAt(session) < before && sessionEnding(session, now) !== null);
    return this.#delete(ended.sort((a, b) => sessionEndsAt(a) - sessionEndsAt(b)).slice(0, limit));
  }

  async eraseUser({ orgId }: TenantScope, userId: string): Promise<number> {
    return this.#delete(this.#those((session) => session.orgId === orgId && session.userId === userId));
  }

  #those(wanted: (session: LoginSession) => boolean): LoginSession[] {
    return [...this.#sessions.values()].filter(wanted);
  }

  #revoke(session: LoginSession, reason: string): LoginSession {
    return this.#write({ ...session, revokedAt: this.#now(), revokedReason: reason });
  }

  #write(session: LoginSession): LoginSession {
    this.#sessions.set(keyOf(session), session);
    return structuredClone(session);
  }

  #addToken(hash: string, sessionKey: string): void {
    if (this.#tokens.has(hash)) {
      throw new PromptForgeError('internal', 'A refresh token was given out twice. Draw each one at random.');
    }
    this.#tokens.set(hash, { sessionKey, replacedAt: null });
  }

  #delete(sessions: readonly LoginSession[]): number {
    const keys = new Set(sessions.map(keyOf));
    for (const key of keys) this.#sessions.delete(key);
    for (const [hash, { sessionKey }] of this.#tokens) if (keys.has(sessionKey)) this.#tokens.delete(hash);
    return keys.size;
  }
}

/** Sessions are known by user and id, so that nobody can probe for, or overwrite, the ids of others. */
function keyOf({ userId, id }: Pick<LoginSession, 'userId' | 'id'>): string {
  return JSON.stringify([userId, id]);
}
