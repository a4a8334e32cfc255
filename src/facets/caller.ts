import type { Principal } from '../domain/principal.js';

/** Whoever calls proves who they are with an access token. */
export interface Authenticated {
  readonly token: string | null | undefined;
}

/** Verifies a token, and carries out a task as the caller it names. */
export type AsCaller = <T>(token: unknown, task: (caller: Principal) => Promise<T>) => Promise<T>;

/** Carries out a task that closing has to wait for. */
export type Working = <T>(task: () => Promise<T>) => Promise<T>;
