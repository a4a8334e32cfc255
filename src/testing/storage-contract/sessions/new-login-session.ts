import { createHash, randomUUID } from 'node:crypto';
import type { LoginSession, NewLoginSession, Storage, TenantScope, UserScope } from '../../../storage.js';
import { dayMs, hourMs } from '../contract-clock.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';

/** The hash of a refresh token that was never given out before. */
export function newTokenHash(): string {
  return createHash('sha256').update(randomUUID()).digest('hex');
}

/** A session of 30 days that ends after a day without use. */
export function newLoginSession({ userId }: UserScope, overrides: Partial<NewLoginSession> = {}): NewLoginSession {
  return {
    id: `session-${randomUUID()}`,
    userId,
    role: 'admin',
    device: 'Firefox on Linux',
    tokenHash: newTokenHash(),
    lifetimeMs: 30 * dayMs,
    idleTimeoutMs: dayMs,
    ...overrides,
  };
}

/** Opens a session that is certain to be new. */
export async function openSession(
  { sessions }: Storage,
  scope: TenantScope,
  session: NewLoginSession,
): Promise<LoginSession> {
  return assertOutcome(await sessions.create(scope, session), 'created').session;
}

/** A rotation to a token that was never given out before, with an hour of grace. */
export function rotation(presentedHash: string, overrides: { graceMs?: number; lifetimeMs?: number } = {}) {
  return { presentedHash, nextHash: newTokenHash(), graceMs: hourMs, lifetimeMs: null, ...overrides };
}
