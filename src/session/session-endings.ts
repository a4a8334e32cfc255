import type { SessionStore } from '../ports/session-store.js';
import type { SessionSettings } from './session-settings.js';

/** Which sessions of a user are ended, and why. */
export interface EndSessionsRequest {
  /** Those of one organization. Default: those of all. */
  readonly orgId?: string;
  /** In a word or two, 255 characters at most. It is stored with each session. */
  readonly reason: string;
  /** Those opened, and tokens issued, before this instant in epoch milliseconds. Default: now. */
  readonly notBefore?: number;
}

/** The one way in which sessions end before their time: all of it is seen at once in this process. */
export interface SessionEndings {
  /** Ends sessions of a user, with every token issued for them up to now. @returns how many sessions. */
  endSessions(userId: string, request: EndSessionsRequest): Promise<number>;
  /**
   * Ends one session. @returns whether it was not ended before.
   * @param request `isStoredOnly` leaves an id alone of which no session is stored; else its tokens are denied.
   */
  endSession(
    userId: string,
    sessionId: string,
    request: { readonly reason: string; readonly isStoredOnly: boolean },
  ): Promise<boolean>;
  /** Sessions of the user have ended, or a role has changed, in another way: what is known of them is forgotten. */
  forget(userId: string): void;
}

export interface SessionEndingsParts {
  readonly store: Pick<SessionStore, 'revoke' | 'revokeUser'>;
  /** Milliseconds after which no token can be good that was issued by now. */
  readonly longestTokenMs: number;
  readonly forget: (userId: string) => void;
}

/** For clocks that differ: what is denied is remembered for a little longer than it has to be. */
const reserveSeconds = 60;

/** Milliseconds after which no token can be good that was issued by now. */
export function longestTokenMs({ maxLifetimeSeconds }: SessionSettings): number {
  return (maxLifetimeSeconds + reserveSeconds) * 1_000;
}

export function sessionEndings({ store, longestTokenMs: denyForMs, forget }: SessionEndingsParts): SessionEndings {
  /** Also when it fails: it may have been done. */
  const forgetting = async <T>(userId: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      forget(userId);
    }
  };
  return Object.freeze<SessionEndings>({
    endSessions: (userId, { orgId, reason, notBefore }) =>
      forgetting(
        userId,
        store.revokeUser({ userId }, { orgId: orgId ?? null, createdBefore: notBefore ?? null, reason, denyForMs }),
      ),
    endSession: (userId, sessionId, { reason, isStoredOnly }) =>
      forgetting(userId, store.revoke({ userId }, sessionId, { reason, denyForMs: isStoredOnly ? null : denyForMs })),
    forget,
  });
}
