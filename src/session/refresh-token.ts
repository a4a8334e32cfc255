import { createHash, randomBytes } from 'node:crypto';

/** A refresh token, and the hash that is stored in its place. */
export interface RefreshToken {
  readonly token: string;
  readonly hash: string;
}

/** 256 random bits. */
export function newRefreshToken(): RefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** The hash of a text that has the form of a refresh token; null for any other. */
export function refreshTokenHash(text: string): string | null {
  return /^[\w-]{43}$/.test(text) ? hashOf(text) : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
