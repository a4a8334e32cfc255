import type { TenantScope } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { EventStore, FollowedEvent, FollowedPage } from '../ports/event-store.js';

export interface FollowParts {
  readonly events: EventStore;
  readonly clock: Clock;
  /** Told when the storage does not answer, once for each time it stops to. */
  readonly report: (error: unknown) => void;
}

export interface FollowRequest {
  /** One user of the tenant; null for all of them. */
  readonly userId: string | null;
  /** The cursor to go on from. */
  readonly after: string;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Called once the cursor was taken, or an outage is being lived through. */
  readonly onFollowing: () => void;
}

/** Small, so that a slow reader holds little of what it has yet to read. */
const eventsAtOnce = 100;
/** How long to wait before a storage that failed is asked again: doubled from the first to the last. */
const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * The events of a tenant as they are written, each exactly once, until `signal` aborts. A storage
 * that fails for a while delays them and loses none: they are read from the last cursor on.
 * @throws PromptForgeError for anything but a storage that does not answer.
 */
export async function* followEvents(
  { events, clock, report }: FollowParts,
  scope: TenantScope,
  { userId, after, signal, onFollowing }: FollowRequest,
): AsyncGenerator<FollowedEvent, void, undefined> {
  const bell = new Bell(signal);
  const watching = new AbortController();
  signal.addEventListener('abort', () => watching.abort(), { once: true, signal: watching.signal });
  let cursor = after;
  let pauseMs = firstPauseMs;
  let isWatched = false;
  let isTold = false;
  const tell = () => {
    if (!isTold) onFollowing();
    isTold = true;
  };
  try {
    while (!signal.aborted) {
      let page: FollowedPage;
      try {
        if (!isWatched) await events.watch(scope, { onSignal: () => bell.ring(), signal: watching.signal });
        isWatched = true;
        bell.reset();
        page = await events.follow(scope, { userId, after: cursor, limit: eventsAtOnce });
        pauseMs = firstPauseMs;
      } catch (error) {
        if (!isOutage(error)) throw error;
        if (pauseMs === firstPauseMs) report(error);
        tell();
        await pause(clock, pauseMs, signal);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        continue;
      }
      tell();
      for (const followed of page.events) {
        if (signal.aborted) return;
        yield followed;
      }
      cursor = page.cursor;
      if (!page.more) await bell.rung();
    }
  } finally {
    watching.abort();
  }
}

/** A storage that was closed will not come back. */
function isOutage(error: unknown): boolean {
  return PromptForgeError.is(error) && error.code === 'storage_unavailable' && error.details?.reason !== 'closed';
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Remembers that it was rung, so that nobody waits for what has already happened. */
class Bell {
  readonly #signal: AbortSignal;
  #wasRung = false;
  #wake = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.#wasRung = true;
    this.#wake();
  }

  reset(): void {
    this.#wasRung = false;
  }

  async rung(): Promise<void> {
    if (this.#wasRung || this.#signal.aborted) return;
    // A reader who waits keeps the process alive, even where nothing else does.
    const waiting = setInterval(() => {}, 2 ** 30);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    clearInterval(waiting);
  }
}
