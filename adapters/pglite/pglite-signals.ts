import { storageClosed } from '../guards/storage-closed.js';
import type { EventSignals } from '../sql/event-signals.js';
import { toStorageError } from '../sql/to-storage-error.js';
import type { PgliteDatabase } from './pglite-database.js';

const channel = 'promptforge_events';

/** Listens within this process, which is the only one that uses the database. Nothing can interrupt it. */
export class PgliteSignals implements EventSignals {
  readonly #database: () => PgliteDatabase;
  readonly #stops = new Set<() => Promise<void>>();
  #closed = false;

  constructor(database: () => PgliteDatabase) {
    this.#database = database;
  }

  async watch(topic: string, onSignal: () => void): Promise<() => Promise<void>> {
    if (this.#closed) {
      throw storageClosed();
    }
    const database = this.#database();
    // A database of the host that cannot listen: watchers then only look again every few seconds.
    if (database.listen === undefined) return async () => {};
    const unlisten = await withStorageErrors(() => listen(database, topic, onSignal));
    const stop = async () => {
      if (this.#stops.delete(stop)) await withStorageErrors(unlisten);
    };
    this.#stops.add(stop);
    if (this.#closed) await stop();
    return stop;
  }

  async close(): Promise<void> {
    this.#closed = true;
    // Where the host has closed its database before, nothing listens any more.
    await Promise.allSettled([...this.#stops].map((stop) => stop()));
  }
}

async function listen(database: PgliteDatabase, topic: string, onSignal: () => void): Promise<() => Promise<void>> {
  const unlisten = await database.listen?.(channel, (payload) => {
    if (payload !== topic) return;
    try {
      onSignal();
    } catch {
      // What a watcher does with a hint is its own affair.
    }
  });
  return async () => unlisten?.();
}

async function withStorageErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}
