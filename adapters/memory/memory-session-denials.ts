import type { UserScope } from '../../src/storage.js';

interface Cutoff {
  readonly notBefore: number;
  readonly expiresAt: number;
}

/** Ids of sessions that are denied, and instants up to which what was issued is. Times are epoch milliseconds. */
export class MemorySessionDenials {
  /** When each expires, by user and session. */
  readonly #ids = new Map<string, number>();
  /** By user and organization; of no organization, for all of them. */
  readonly #cutoffs = new Map<string, Cutoff>();

  /** @returns whether the id was not denied before. */
  deny({ userId }: UserScope, sessionId: string, now: number, expiresAt: number): boolean {
    const key = JSON.stringify([userId, sessionId]);
    const known = this.#ids.get(key) ?? 0;
    this.#ids.set(key, Math.max(known, expiresAt));
    return known <= now;
  }

  isDenied({ userId }: UserScope, sessionId: string, now: number): boolean {
    return (this.#ids.get(JSON.stringify([userId, sessionId])) ?? 0) > now;
  }

  cutOff({ userId }: UserScope, orgId: string | null, { notBefore, expiresAt }: Cutoff): void {
    const key = JSON.stringify([userId, orgId]);
    const known = this.#cutoffs.get(key);
    this.#cutoffs.set(key, {
      notBefore: Math.max(known?.notBefore ?? notBefore, notBefore),
      expiresAt: Math.max(known?.expiresAt ?? expiresAt, expiresAt),
    });
  }

  notBefore({ userId }: UserScope, orgId: string): number | null {
    const found = [null, orgId].map((each) => this.#cutoffs.get(JSON.stringify([userId, each]))?.notBefore);
    const known = found.filter((instant) => instant !== undefined);
    return known.length === 0 ? null : Math.max(...known);
  }

  purge(now: number, limit: number): number {
    const expired = [...this.#ids].filter(([, expiresAt]) => expiresAt <= now).slice(0, limit);
    const past = [...this.#cutoffs].filter(([, { expiresAt }]) => expiresAt <= now).slice(0, limit);
    for (const [key] of expired) this.#ids.delete(key);
    for (const [key] of past) this.#cutoffs.delete(key);
    return expired.length + past.length;
  }
}
