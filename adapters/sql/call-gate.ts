import { storageClosed } from '../guards/storage-closed.js';

/** Lets calls through until it is closed, and closes when the last of them has ended. */
export class CallGate {
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  /** @throws PromptForgeError `storage_unavailable` after close. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== null) {
      throw storageClosed();
    }
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Turns new calls away, waits for those under way, then releases. Later calls get the same promise. */
  close(release: () => Promise<void>): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#running).then(release);
    return this.#closing;
  }
}
