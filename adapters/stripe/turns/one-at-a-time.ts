/**
 * Runs a task once at a time for each key. Whoever asks while it runs shares the next run, which
 * starts after they asked: a burst of events about one customer is dealt with in two runs.
 */
export class OneAtATime<Result> {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #next = new Map<string, Promise<Result>>();

  run(key: string, task: () => Promise<Result>): Promise<Result> {
    const waiting = this.#next.get(key);
    if (waiting !== undefined) return waiting;
    const running = this.#running.get(key);
    if (running === undefined) return this.#start(key, task);
    const next = running.then(() => {
      this.#next.delete(key);
      return this.#start(key, task);
    });
    this.#next.set(key, next);
    return next;
  }

  #start(key: string, task: () => Promise<Result>): Promise<Result> {
    const result = task();
    // Whether it failed is for those who wait for the result.
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    const running = ended.then(() => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    });
    this.#running.set(key, running);
    return result;
  }
}
