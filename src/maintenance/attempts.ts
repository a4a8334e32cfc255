/** Pieces of work of which each is attempted, whatever becomes of the others. */
export class Attempts {
  readonly #report: (error: unknown) => void;
  #failures = 0;
  #first: unknown;

  /** @param report is told of each failure. */
  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** @returns what the work returns, or `otherwise` when it fails. */
  async make<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#failures === 0) this.#first = error;
      this.#failures += 1;
      this.#report(error);
      return otherwise;
    }
  }

  throwFirst(): void {
    if (this.#failures > 0) throw this.#first;
  }
}
