import {
  type CreateSessionResult,
  type LoginSession,
  type NewLoginSession,
  type Page,
  type PageRequest,
  PromptForgeError,
  type RotateResult,
  reusedTokenReason,
  type SessionStore,
  sessionEnding,
  sessionEndsAt,
  type TenantScope,
  type TokenRotation,
  type UserScope,
} from '../../src/storage.js';
import { pageNewestFirst } from './page-newest-first.js';
import { rejectUnsound } from './reject-unsound.js';

interface Token {
  readonly sessionKey: string;
  /** Epoch milliseconds; null while it is valid. */
  readonly replacedAt: number | null;
}

export class MemorySessions implements SessionStore {
  readonly #sessions = new Map<string, LoginSession>();
  /** By hash. */
  readonly #tokens = new Map<string, Token>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async create({ orgId }: TenantScope, opened: NewLoginSession): Promise<CreateSessionResult> {
    const { id, userId, device, tokenHash, lifetimeMs, idleTimeoutMs } = opened;
    const key = keyOf({ id, userId });
    const now = this.#now();
    rejectUnsound(tokenHash, [lifetimeMs, idleTimeoutMs]);
    if (this.#sessions.has(key)) return { outcome: 'exists' };
    this.#addToken(tokenHash, key);
    const session = {
      id,
      userId,
      orgId,
      device,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now + lifetimeMs,
      idleTimeoutMs,
      revokedAt: null,
      revokedReason: null,
    };
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
      return { outcome: 'reused', session: this.#revoke(session, reusedTokenReason) };
    }
    this.#addToken(nextHash, token.sessionKey);
    this.#tokens.set(presentedHash, { ...token, replacedAt: token.replacedAt ?? now });
    const expiresAt = lifetimeMs === null ? session.expiresAt : now + lifetimeMs;
    return { outcome: 'rotated', session: this.#write({ ...session, lastUsedAt: now, expiresAt }) };
  }

  async revoke({ userId }: UserScope, id: string, reason: string): Promise<boolean> {
    const session = this.#sessions.get(keyOf({ id, userId }));
    if (session === undefined || session.revokedAt !== null) return false;
    this.#revoke(session, reason);
    return true;
  }

  async revokeUser(
    { userId }: UserScope,
    { createdBefore, reason }: Parameters<SessionStore['revokeUser']>[1],
  ): Promise<number> {
    const live = this.#those(
      (session) =>
        session.userId === userId &&
        session.revokedAt === null &&
        (createdBefore === null || session.createdAt < createdBefore),
    );
    for (const session of live) this.#revoke(session, reason);
    return live.length;
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
