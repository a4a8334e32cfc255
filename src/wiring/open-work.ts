import { PromptForgeError } from '../errors/promptforge-error.js';

/** Knows the calls under way, so that closing can wait for them. */
export class OpenWork {
  readonly #tasks = new Set<Promise<unknown>>();
  readonly #ending = new AbortController();
  #closing: Promise<void> | null = null;

  /** Aborts when closing begins, for work that would go on without end. */
  get closing(): AbortSignal {
    return this.#ending.signal;
  }

  /** @throws PromptForgeError `client_closed` once closing has begun. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closing !== null) {
      throw new PromptForgeError('client_closed', 'This PromptForge has been closed. Create a new one.');
    }
    const running = task();
    this.#tasks.add(running);
    try {
      return await running;
    } finally {
      this.#tasks.delete(running);
    }
  }

  /** Carries out what a call under way leaves to be done: closing waits for that, too, whenever it begins. */
  async follow(task: () => Promise<unknown>): Promise<void> {
    const running = task();
    this.#tasks.add(running);
    try {
      await running;
    } finally {
      this.#tasks.delete(running);
    }
  }

  /** Waits for the calls under way, then lets go of what they used. Later calls share the first close. */
  close(release: () => Promise<void>): Promise<void> {
    this.#ending.abort();
    this.#closing ??= this.#drained().then(release);
    return this.#closing;
  }

  async #drained(): Promise<void> {
    await Promise.allSettled([...this.#tasks]);
    // What was left to be done, and what has not taken itself out of the list yet.
    if (this.#tasks.size > 0) await this.#drained();
  }
}
