import type { Role } from './role.js';

/** Somebody signed in on one device. Its refresh tokens are a family: they live and die together. */
export interface LoginSession {
  readonly id: string;
  readonly userId: string;
  /** The organization it was opened for. */
  readonly orgId: string;
  /** The role it was opened with; null for one that was opened before roles were kept. */
  readonly role: Role | null;
  /** What the person will recognize the device by; null when nothing is known of it. */
  readonly device: string | null;
  /** Epoch milliseconds by the store's clock, as all times here. */
  readonly createdAt: number;
  /** When it was created or last refreshed. */
  readonly lastUsedAt: number;
  /** When it ends, however much it is used. */
  readonly expiresAt: number;
  /** Milliseconds without a refresh after which it ends; null when idleness does not end it. */
  readonly idleTimeoutMs: number | null;
  readonly revokedAt: number | null;
  /** Why it was revoked, in a word or two of whoever did; {@link reusedTokenReason} when it was the storage. */
  readonly revokedReason: string | null;
}

/** Why the storage revokes a session by itself: a refresh token came back after it had been replaced. */
export const reusedTokenReason = 'refresh_token_reused';

/** How a session can have ended. */
export type SessionEnding = 'revoked' | 'expired' | 'idle';

/** How a session has ended by `now` (epoch milliseconds); null while it lives. Its end itself is past it. */
export function sessionEnding(session: LoginSession, now: number): SessionEnding | null {
  const { revokedAt, expiresAt, lastUsedAt, idleTimeoutMs } = session;
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return idleTimeoutMs !== null && lastUsedAt + idleTimeoutMs <= now ? 'idle' : null;
}

/** When a session ended, or will end unless it is used before; epoch milliseconds. */
export function sessionEndsAt({ revokedAt, expiresAt, lastUsedAt, idleTimeoutMs }: LoginSession): number {
  const ends = [revokedAt, expiresAt, idleTimeoutMs === null ? null : lastUsedAt + idleTimeoutMs];
  return Math.min(...ends.filter((end) => end !== null));
}

/** Whether a text can be the hash of a refresh token: SHA-256 in lower-case hexadecimal. The token itself is not. */
export function isTokenHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

const longestMs = 100 * 365 * 24 * 60 * 60 * 1_000;

/** Whether a session can live, or wait, for this long: whole milliseconds, up to a hundred years. */
export function isSessionTime(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms <= longestMs;
}
