import { type EventStore, PromptForgeError, type TelemetryEvent, type TenantScope } from '../../src/storage.js';

interface RecordedEvent {
  event: TelemetryEvent;
  readonly recordedAt: number;
}

export class MemoryEvents implements EventStore {
  readonly #tenants = new Map<string, Map<string, RecordedEvent>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async append(scope: TenantScope, events: readonly TelemetryEvent[]): Promise<void> {
    this.appendNow(scope, events);
  }

  /** The synchronous form, for the ledger: it writes events in the same step as the run. */
  appendNow(scope: TenantScope, events: readonly TelemetryEvent[]): void {
    if (events.some(({ orgId }) => orgId !== scope.orgId)) {
      throw new PromptForgeError('internal', 'An event of one tenant was about to be written under another.');
    }
    const recorded = this.#of(scope);
    for (const event of events) {
      const key = JSON.stringify([event.runId, event.sequence]);
      if (!recorded.has(key)) recorded.set(key, { event: structuredClone(event), recordedAt: this.#now() });
    }
  }

  async ofRun(scope: TenantScope, request: Parameters<EventStore['ofRun']>[1]): Promise<readonly TelemetryEvent[]> {
    const events = [...this.#of(scope).values()]
      .map(({ event }) => event)
      .filter(({ runId, sequence }) => runId === request.runId && sequence > request.after)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, request.limit);
    return structuredClone(events);
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
