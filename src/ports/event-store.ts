import type { TenantScope } from '../domain/principal.js';
import type { TelemetryEvent } from '../domain/telemetry-event.js';

/**
 * Telemetry of runs. Events of a run are written when it is settled, by the ledger; this store
 * takes the others and gives all of them back.
 */
export interface EventStore {
  /** Writes events of the tenant. An event with a run and sequence that is already there is left as it is. */
  append(scope: TenantScope, events: readonly TelemetryEvent[]): Promise<void>;

  /** Events of one run in the order of their sequence, from the one after `after` (0 for all). */
  ofRun(
    scope: TenantScope,
    request: { readonly runId: string; readonly after: number; readonly limit: number },
  ): Promise<readonly TelemetryEvent[]>;

  /** Clears the user from their events. @returns how many were changed. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;

  /** Deletes up to `limit` events recorded before `before` (epoch milliseconds). @returns how many. */
  purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number>;
}
