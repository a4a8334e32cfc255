import type { EventStore, FollowedPage, TelemetryEvent, TenantScope } from '../../src/storage.js';
import { noEventCursor } from '../guards/no-cursor.js';
import { rejectForeignEvents } from '../guards/reject-foreign-events.js';
import { copyData } from './copy-data.js';

interface RecordedEvent {
  event: TelemetryEvent;
  readonly recordedAt: number;
  /** Counts all events ever written here, so that each has a place in their stream. */
  readonly position: number;
}

export class MemoryEvents implements EventStore {
  readonly #tenants = new Map<string, Map<string, RecordedEvent>>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #now: () => number;
  #position = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async append(scope: TenantScope, events: readonly TelemetryEvent[]): Promise<void> {
    this.appendNow(scope, events);
  }

  /** The synchronous form, for the ledger: it writes events in the same step as the run. */
  appendNow(scope: TenantScope, events: readonly TelemetryEvent[]): void {
    rejectForeignEvents(scope, events);
    const recorded = this.#of(scope);
    for (const event of events) {
      const key = JSON.stringify([event.runId, event.sequence]);
      if (recorded.has(key)) continue;
      this.#position += 1;
      recorded.set(key, { event: copyData(event), recordedAt: this.#now(), position: this.#position });
    }
    // Those who watch ask for more, which they must not do in the middle of a settlement.
    for (const onSignal of this.#watchers.get(scope.orgId) ?? []) queueMicrotask(onSignal);
  }

  async ofRun(scope: TenantScope, request: Parameters<EventStore['ofRun']>[1]): Promise<readonly TelemetryEvent[]> {
    const events = [...this.#of(scope).values()]
      .map(({ event }) => event)
      .filter(({ runId, sequence }) => runId === request.runId && sequence > request.after)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, request.limit);
    return copyData(events);
  }

  async follow(scope: TenantScope, request: Parameters<EventStore['follow']>[1]): Promise<FollowedPage> {
    if (request.after === null) return { events: [], cursor: this.cursor(), more: false };
    const after = parseCursor(request.after);
    const rest = [...this.#of(scope).values()]
      .filter(({ event, position }) => {
        return position > after && (request.userId === null || event.userId === request.userId);
      })
      .sort((a, b) => a.position - b.position);
    const events = rest.slice(0, request.limit).map(({ event, position }) => {
      return { event: copyData(event), cursor: formatCursor(position) };
    });
    const more = rest.length > request.limit;
    return { events, more, cursor: more ? (events.at(-1)?.cursor ?? request.after) : this.cursor() };
  }

  /** The place after everything that has been written. */
  cursor(): string {
    return formatCursor(this.#position);
  }

  async watch({ orgId }: TenantScope, { onSignal, signal }: Parameters<EventStore['watch']>[1]): Promise<void> {
    if (signal.aborted) return;
    const watchers = this.#watchers.get(orgId) ?? new Set();
    // A function of its own, so that two watchers may share one.
    const watcher = () => onSignal();
    this.#watchers.set(orgId, watchers.add(watcher));
    signal.addEventListener(
      'abort',
      () => {
        watchers.delete(watcher);
        if (watchers.size === 0) this.#watchers.delete(orgId);
      },
      { once: true },
    );
    onSignal();
  }

  /** Calls every watcher, so that those who wait learn that the storage was closed. */
  wakeEverybody(): void {
    for (const watchers of this.#watchers.values()) for (const onSignal of watchers) queueMicrotask(onSignal);
  }

  /** Tenants with an event recorded before an instant. */
  tenantsBefore(before: number): readonly string[] {
    return [...this.#tenants].flatMap(([orgId, events]) =>
      [...events.values()].some(({ recordedAt }) => recordedAt < before) ? [orgId] : [],
    );
  }

  async eraseUser(scope: TenantScope, userId: string): Promise<number> {
    const theirs = [...this.#of(scope).values()].filter(({ event }) => event.userId === userId);
    for (const recorded of theirs) recorded.event = { ...recorded.event, userId: '' };
    return theirs.length;
  }

  async purge(scope: TenantScope, request: { readonly before: number; readonly limit: number }): Promise<number> {
    const recorded = this.#of(scope);
    const old = [...recorded]
      .filter(([, { recordedAt }]) => recordedAt < request.before)
      .sort(([, a], [, b]) => a.recordedAt - b.recordedAt)
      .slice(0, request.limit);
    for (const [key] of old) recorded.delete(key);
    return old.length;
  }

  #of({ orgId }: TenantScope): Map<string, RecordedEvent> {
    const known = this.#tenants.get(orgId);
    if (known !== undefined) return known;
    const fresh = new Map<string, RecordedEvent>();
    this.#tenants.set(orgId, fresh);
    return fresh;
  }
}

function formatCursor(position: number): string {
  return `after ${position}`;
}

function parseCursor(cursor: string): number {
  const [, position] = /^after (\d{1,15})$/.exec(cursor) ?? [];
  if (position !== undefined) return Number(position);
  throw noEventCursor();
}
