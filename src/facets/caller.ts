import type { Permission } from '../domain/access/permission.js';
import type { Principal } from '../domain/access/principal.js';

/** Whoever calls proves who they are with an access token. */
export interface Authenticated {
  readonly token: string | null | undefined;
}

/**
 * Verifies a token, asks whether the caller it names has the permission, and carries out a task as
 * that caller.
 */
export type AsCaller = <T>(
  token: unknown,
  permission: Permission,
  task: (caller: Principal) => Promise<T>,
) => Promise<T>;

/** Carries out a task that closing has to wait for. */
export type Working = <T>(task: () => Promise<T>) => Promise<T>;
