import { createHash, randomUUID } from 'node:crypto';
import type { TenantScope } from '../../src/storage.js';
import type { EventSignals } from './event-signals.js';
import type { SqlCall } from './sql-call.js';

/** How long the database goes on telling of new events when a process no longer says that it listens. */
const leaseMs = 60_000;
const renewMs = 20_000;
/** A signal that got lost delays events by no more than this; without signals they come in this rhythm. */
const lookAgainMs = 5_000;

/**
 * Tells watchers of a tenant that events may have been written. While there are watchers, it keeps
 * saying so to the database, which tells nobody otherwise.
 */
export class EventWatch {
  readonly #call: SqlCall;
  readonly #signals: EventSignals | null;
  readonly #listenerId = randomUUID();
  readonly #watchers = new Set<() => void>();
  #renewing: NodeJS.Timeout | null = null;

  constructor(call: SqlCall, signals: EventSignals | null) {
    this.#call = call;
    this.#signals = signals;
  }

  async watch(scope: TenantScope, onSignal: () => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await this.#listen();
    const unwatch = (await this.#signals?.watch(topicOf(scope), onSignal)) ?? null;
    const looking = setInterval(onSignal, lookAgainMs).unref();
    // A function of its own, so that two watchers may share one.
    const watcher = () => onSignal();
    this.#watchers.add(watcher);
    this.#renewing ??= setInterval(() => void this.#listen().catch(() => {}), renewMs).unref();
    const stop = () => {
      clearInterval(looking);
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0 && this.#renewing !== null) {
        clearInterval(this.#renewing);
        this.#renewing = null;
      }
      void unwatch?.().catch(() => {});
    };
    // It may have aborted while the database was asked.
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    onSignal();
  }

  /** Calls every watcher, so that those who wait learn that the storage was closed. */
  wakeEverybody(): void {
    for (const onSignal of this.#watchers) queueMicrotask(onSignal);
  }

  async #listen(): Promise<void> {
    await this.#call('listen_v1', { p_listener_id: this.#listenerId, p_lease_ms: leaseMs });
  }
}

/** As `event_topic` of the schema computes it. */
function topicOf({ orgId }: TenantScope): string {
  return createHash('sha256').update(orgId).digest('hex');
}
