export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/**
 * The clock of one run of the suite. It stands still unless a test moves it, and it only moves
 * forward, so that a storage shared by all tests never sees a window run backwards.
 */
export class ContractClock {
  #now = Date.UTC(2027, 0, 1, 10);

  /** Epoch milliseconds. */
  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.moveTo(this.#now + ms);
  }

  /** @throws RangeError for an instant that has passed. */
  moveTo(instant: number): void {
    if (instant < this.#now) throw new RangeError('the clock of the storage contract only moves forward');
    this.#now = instant;
  }

  /**
   * Moves to 10:00 UTC of a later day, no later than the 20th of its month: far from the end of
   * every window, and beyond the lease of every run of an earlier test.
   */
  startNextTest(): void {
    const today = new Date(this.#now);
    const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
    this.moveTo(day < 20 ? Date.UTC(year, month, day + 1, 10) : Date.UTC(year, month + 1, 1, 10));
  }

  /** The next year to come that has, or lacks, a 29 February. */
  nextYear(kind: 'common' | 'leap'): number {
    for (let year = new Date(this.#now).getUTCFullYear() + 1; ; year += 1) {
      const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
      if (isLeap === (kind === 'leap')) return year;
    }
  }
}
