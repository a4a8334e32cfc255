import { setTimeout as pause } from 'node:timers/promises';
import { storageClosed } from '../guards/storage-closed.js';
import type { EventSignals } from '../sql/event-signals.js';
import { toStorageError } from '../sql/to-storage-error.js';
import type { PostgresSession } from './postgres-session.js';
import { within } from './within.js';

const channel = 'promptforge_events';
const shortestPauseMs = 100;
const longestPauseMs = 10_000;
const listenTimeoutMs = 5_000;

interface Watcher {
  readonly topic: string;
  readonly onSignal: () => void;
}

interface Connection {
  readonly session: PostgresSession;
  /** Resolves when it broke, or is needed no more. */
  readonly over: Promise<void>;
}

/** One stretch of listening, from the first watcher to the last. */
interface Listening {
  /** Resolves with the first connection, rejects when that cannot be made. */
  readonly begun: Promise<void>;
  /** Resolves when the connection is closed, after `stop` was aborted. */
  readonly ended: Promise<void>;
  readonly stop: AbortController;
}

/**
 * Listens over one connection while somebody watches. When it breaks a new one is made, and all
 * watchers are signaled, since something may have been missed.
 */
export class PostgresSignals implements EventSignals {
  readonly #openSession: () => Promise<PostgresSession>;
  readonly #watchers = new Set<Watcher>();
  #listening: Listening | null = null;
  #closed = false;

  constructor(openSession: () => Promise<PostgresSession>) {
    this.#openSession = openSession;
  }

  /** @throws PromptForgeError `storage_unavailable` when the first connection cannot be made, or after close. */
  async watch(topic: string, onSignal: () => void): Promise<() => Promise<void>> {
    if (this.#closed) {
      throw storageClosed();
    }
    const watcher = { topic, onSignal };
    this.#watchers.add(watcher);
    this.#listening ??= this.#listen();
    try {
      await this.#listening.begun;
    } catch (error) {
      await this.#remove(watcher);
      throw toStorageError(error);
    }
    return () => this.#remove(watcher);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#watchers.clear();
    await this.#stop();
  }

  async #remove(watcher: Watcher): Promise<void> {
    this.#watchers.delete(watcher);
    if (this.#watchers.size === 0) await this.#stop();
  }

  async #stop(): Promise<void> {
    const listening = this.#listening;
    this.#listening = null;
    listening?.stop.abort();
    await listening?.ended;
  }

  #listen(): Listening {
    const stop = new AbortController();
    const first = this.#connect(stop.signal);
    return {
      begun: first.then(() => {}),
      ended: first.then(
        (connection) => this.#keepConnected(connection, stop.signal),
        () => {},
      ),
      stop,
    };
  }

  async #connect(stopped: AbortSignal): Promise<Connection> {
    const session = await this.#openSession();
    const over = new Promise<void>((resolve) => {
      const end = () => {
        // Else it would hold on to every connection that there has been.
        stopped.removeEventListener('abort', end);
        resolve();
      };
      session.client.on('error', end);
      session.client.on('end', end);
      stopped.addEventListener('abort', end);
      if (stopped.aborted) end();
    });
    session.client.on('notification', (notification) => {
      if (notification.channel === channel) this.#signal(({ topic }) => topic === notification.payload);
    });
    try {
      await within(listenTimeoutMs, session.query(`listen ${channel}`));
    } catch (error) {
      await session.close();
      throw error;
    }
    this.#signal(() => true);
    return { session, over };
  }

  async #keepConnected(first: Connection, stopped: AbortSignal): Promise<void> {
    for (let connection: Connection | null = first; connection !== null; ) {
      await connection.over;
      await connection.session.close();
      connection = await this.#reconnect(stopped);
    }
  }

  async #reconnect(stopped: AbortSignal): Promise<Connection | null> {
    for (let attempt = 0; !stopped.aborted; attempt += 1) {
      await pause(pauseBefore(attempt), undefined, { ref: false, signal: stopped }).catch(() => {});
      if (stopped.aborted) break;
      try {
        return await this.#connect(stopped);
      } catch {
        // The next attempt comes after a longer pause.
      }
    }
    return null;
  }

  #signal(isMeant: (watcher: Watcher) => boolean): void {
    for (const watcher of [...this.#watchers].filter(isMeant)) {
      try {
        watcher.onSignal();
      } catch {
        // What a watcher does with a hint is its own affair.
      }
    }
  }
}

/** Doubles from attempt to attempt; half of it is left to chance, so that not all processes come at once. */
function pauseBefore(attempt: number): number {
  const full = Math.min(shortestPauseMs * 2 ** attempt, longestPauseMs);
  return full * (0.5 + Math.random() / 2);
}
