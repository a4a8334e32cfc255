import { LRUCache } from 'lru-cache';
import type { TenantScope } from '../domain/access/principal.js';
import type { PromptForgeError } from '../errors/promptforge-error.js';
import { isUnavailable } from './is-unavailable.js';

export interface LastKnownParts<Known extends object> {
  readonly load: (scope: TenantScope) => Promise<Known>;
  /** What holds for a tenant of whom nothing is known. */
  readonly fallback: () => Promise<Known>;
  /** Whether the storage is known to be away, so that what is known need not be asked for. */
  readonly isAway: () => boolean;
  /** Told when it could not be asked. */
  readonly noteAway: (error: PromptForgeError) => void;
}

const rememberedTenants = 10_000;

/**
 * Answers what is loaded for a tenant; while the storage is away, what was loaded last, however long
 * ago, and for a tenant of whom nothing is known the fallback.
 */
export function lastKnown<Known extends object>({ load, fallback, isAway, noteAway }: LastKnownParts<Known>) {
  const remembered = new LRUCache<string, Known>({ max: rememberedTenants });
  return async (scope: TenantScope): Promise<Known> => {
    const last = remembered.get(scope.orgId);
    if (last !== undefined && isAway()) return last;
    try {
      const known = await load(scope);
      if (known !== last) remembered.set(scope.orgId, known);
      return known;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      noteAway(error);
      return last ?? fallback();
    }
  };
}
