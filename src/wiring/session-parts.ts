import type { Settings } from '../options.js';
import type { SessionStore } from '../ports/session-store.js';
import { isUnavailable } from '../quota/is-unavailable.js';
import { timer } from '../quota/later.js';
import type { LedgerInFront } from '../quota/ledger-in-front.js';
import { withinWait } from '../quota/within-wait.js';
import { longestTokenMs, type SessionEndings, sessionEndings } from '../session/session-endings.js';
import { SessionStandings, type StandingsInOutages } from '../session/session-standings.js';
import { tokenVerifier, type VerifyToken } from '../session/token-verifier.js';

export interface SessionParts {
  readonly verify: VerifyToken;
  /** Ends sessions, at once in this process. */
  readonly endings: SessionEndings;
}

/** Who calls, and whether their session still stands. */
export function sessionParts(settings: Settings, store: SessionStore, front: LedgerInFront): SessionParts {
  const { session, clock, quota, onError } = settings;
  const standings = new SessionStandings({
    // A call that asks for its session waits no longer for it than for its turn.
    load: (scope, user, sessionId) => withinWait(store.standing(scope, user, sessionId), quota.maxWaitMs, timer),
    cacheMs: session.revocationCacheMs,
    clock,
    isOwn: 'secret' in session,
    inOutages: quota.whenUnavailable === 'admit' ? inOutages(front) : null,
  });
  const report = (error: unknown) => onError(error, { during: 'session' });
  return {
    verify: tokenVerifier(session, clock, report, standings.admit),
    endings: sessionEndings({
      store,
      longestTokenMs: longestTokenMs(session),
      forget: (userId) => standings.forget(userId),
    }),
  };
}

function inOutages(front: LedgerInFront): StandingsInOutages {
  return {
    isAway: () => front.isAway(),
    isOutage(error) {
      if (!isUnavailable(error)) return false;
      front.noteAway(error);
      return true;
    },
  };
}
