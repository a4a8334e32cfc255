import { LRUCache } from 'lru-cache';
import { sessionEndsAt } from '../domain/access/login-session.js';
import type { Principal } from '../domain/access/principal.js';
import type { SessionStanding } from '../domain/access/session-standing.js';
import type { Clock } from '../ports/clock.js';
import { judgeStanding } from './judge-standing.js';
import { sessionOver } from './session-ended.js';
import type { AdmitToken } from './verified-token.js';

export type LoadStanding = (
  scope: Pick<Principal, 'orgId'>,
  user: Pick<Principal, 'userId'>,
  sessionId: string,
) => Promise<SessionStanding>;

/** What holds while the storage is away, for hosts that let calls in meanwhile. */
export interface StandingsInOutages {
  /** Whether it is known to be away, so that what is known need not be asked for. */
  readonly isAway: () => boolean;
  /** Whether a failure means that it is away. */
  readonly isOutage: (error: unknown) => boolean;
}

export interface SessionStandingsParts {
  readonly load: LoadStanding;
  /** Milliseconds for which a standing is believed; 0 asks each time. */
  readonly cacheMs: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether tokens are signed by this host. */
  readonly isOwn: boolean;
  /** Null refuses calls while the storage is away. */
  readonly inOutages: StandingsInOutages | null;
}

/** Times are of this process, in epoch milliseconds: the storage may go by another clock. */
interface Known {
  readonly userId: string;
  readonly standing: SessionStanding;
  readonly loadedAt: number;
  readonly endsAt: number;
}

const rememberedSessions = 10_000;

/**
 * Answers whether sessions still stand, from a small cache by user, session and organization. An
 * ending made through this process is seen at once, if it is told by `forget`; one made by another
 * within `cacheMs`. While the storage is away, what was known last counts, if the host lets calls in.
 */
export class SessionStandings {
  readonly #parts: SessionStandingsParts;
  readonly #known = new LRUCache<string, Known>({ max: rememberedSessions });
  readonly #loads = new Map<string, { readonly userId: string; readonly load: Promise<Known> }>();

  constructor(parts: SessionStandingsParts) {
    this.#parts = parts;
  }

  readonly admit: AdmitToken = async (verified) => {
    const known = await this.#knownOf(verified.principal);
    if (known === null) return verified.principal;
    const { isOwn, clock } = this.#parts;
    const principal = judgeStanding(verified, known.standing, isOwn);
    if (known.endsAt <= clock.now()) throw sessionOver();
    return principal;
  };

  /** To be called when sessions of a user were ended, or a role of theirs was changed. */
  forget(userId: string): void {
    const keys = [...this.#known.entries()].filter(([, known]) => known.userId === userId).map(([key]) => key);
    for (const key of keys) this.#known.delete(key);
    // A load that is under way may have read what was there before: nobody new joins it, and it is not remembered.
    for (const [key, load] of this.#loads) if (load.userId === userId) this.#loads.delete(key);
  }

  /** Null when nothing is known, and the host lets calls in then. */
  async #knownOf(principal: Principal): Promise<Known | null> {
    const { inOutages } = this.#parts;
    const key = JSON.stringify([principal.userId, principal.sessionId, principal.orgId]);
    const last = this.#known.get(key) ?? null;
    if (last !== null && (this.#isFresh(last) || inOutages?.isAway())) return last;
    try {
      return await this.#load(key, principal);
    } catch (error) {
      if (!inOutages?.isOutage(error)) throw error;
      return last;
    }
  }

  #isFresh({ loadedAt, endsAt }: Known): boolean {
    const now = this.#parts.clock.now();
    return loadedAt <= now && now < Math.min(loadedAt + this.#parts.cacheMs, endsAt);
  }

  async #load(key: string, principal: Principal): Promise<Known> {
    const underWay = this.#loads.get(key);
    // Without a cache each caller asks anew, since what is under way may be older than the call.
    if (underWay !== undefined && this.#parts.cacheMs > 0) return underWay.load;
    const load = this.#fromStore(principal);
    const own = { userId: principal.userId, load };
    this.#loads.set(key, own);
    try {
      const known = await load;
      if (this.#loads.get(key) === own) this.#known.set(key, known);
      return known;
    } finally {
      if (this.#loads.get(key) === own) this.#loads.delete(key);
    }
  }

  async #fromStore(principal: Principal): Promise<Known> {
    const { load, clock } = this.#parts;
    const loadedAt = clock.now();
    const standing = await load(principal, principal, principal.sessionId);
    const { session, now } = standing;
    const endsAt = session === null ? Number.POSITIVE_INFINITY : loadedAt + sessionEndsAt(session) - now;
    return { userId: principal.userId, standing, loadedAt, endsAt };
  }
}
