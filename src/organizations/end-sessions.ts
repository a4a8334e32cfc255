import type { SessionStore } from '../ports/session-store.js';

/** Ends what somebody has opened in an organization, where they are no longer what they were. */
export type EndSessions = (userId: string, orgId: string, reason: string) => Promise<void>;

const sessionsAtOnce = 100;

/** Revokes the sessions of ours. Access tokens that were given out are good until they expire. */
export function endSessionsOf(sessions: SessionStore): EndSessions {
  return async (userId, orgId, reason) => {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<SessionStore['list']>> = await sessions.list(
        { userId },
        { limit: sessionsAtOnce, after },
      );
      for (const session of page.items) {
        if (session.orgId === orgId && session.revokedAt === null)
          await sessions.revoke({ userId }, session.id, reason);
      }
      after = page.next;
    } while (after !== null);
  };
}
