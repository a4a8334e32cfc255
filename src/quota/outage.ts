import type { PromptForgeError } from '../errors/promptforge-error.js';

const firstPauseMs = 100;
const longestPauseMs = 2_000;

/** One time during which the storage could not be asked. Times are of a clock that never jumps. */
export class Outage {
  readonly since: number;
  /** What the storage failed with last. */
  error: PromptForgeError;
  /** True once it answers again, while what was missed is being recorded. */
  isAnswering = false;
  #pauseMs = firstPauseMs;
  #nextAt: number;

  constructor(error: PromptForgeError, now: number) {
    this.since = now;
    this.error = error;
    this.#nextAt = now + firstPauseMs;
  }

  /** Milliseconds until it should be asked again; 100 at first, twice as long each time, 2,000 at most. */
  get pauseMs(): number {
    return this.#pauseMs;
  }

  /** Whether it is time to ask again. Whoever is told so does it; the others are told to wait for the next time. */
  takeTurn(now: number): boolean {
    if (now < this.#nextAt) return false;
    this.#nextAt = now + this.#pauseMs;
    return true;
  }

  /** It was asked, and has failed again. */
  goesOn(error: PromptForgeError, now: number): void {
    this.error = error;
    this.isAnswering = false;
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    this.#nextAt = now + this.#pauseMs;
  }
}
