import type { TenantScope } from '../domain/access/principal.js';
import type { TelemetryEvent } from '../domain/runs/telemetry-event.js';

/** An event, and the place right after it. */
export interface FollowedEvent {
  readonly event: TelemetryEvent;
  /** Follow from here to get what comes after this event. */
  readonly cursor: string;
}

export interface FollowedPage {
  readonly events: readonly FollowedEvent[];
  /** Where to go on: the place after the last event, or, once there is no more, this moment. */
  readonly cursor: string;
  /** True when there may be more already: ask again at once. False when all there is was answered. */
  readonly more: boolean;
}

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

  /**
   * Events of the tenant, or of one of its users, in the order in which they became visible. Every
   * event comes exactly once, however long the transaction that wrote it took to commit. `after`
   * null answers no events and a cursor of this moment.
   * @throws PromptForgeError `request_invalid` for a cursor that no page came with.
   */
  follow(
    scope: TenantScope,
    request: { readonly userId: string | null; readonly after: string | null; readonly limit: number },
  ): Promise<FollowedPage>;

  /**
   * Calls `onSignal` whenever events of the tenant may have been written by anybody, until `signal`
   * aborts; once at the beginning, and again after each interruption, since something may have been
   * missed. A signal is a hint to ask {@link EventStore.follow}: it may come without an event,
   * and where the storage cannot be listened to it comes every few seconds.
   */
  watch(scope: TenantScope, request: { readonly onSignal: () => void; readonly signal: AbortSignal }): Promise<void>;

  /** Clears the user from their events. @returns how many were changed. */
  eraseUser(scope: TenantScope, userId: string): Promise<number>;

  /** Deletes up to `limit` events recorded before `before` (epoch milliseconds). @returns how many. */
  purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number>;
}
