import type { Timing } from './later.js';
import { waitedTooLong } from './overloaded.js';

export interface Waiting<Request, Answer> {
  readonly request: Request;
  /** Requests of the same kind can be answered as one; null for one of its own. */
  readonly kind: string | null;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** When it came, by the clock of the line. */
  readonly since: number;
}

export interface WaitingLineParts extends Timing {
  /** The longest that one may wait, in milliseconds; infinite for those that must never be turned away. */
  readonly maxWaitMs: number;
}

/** Requests in the order in which they came, of which none stays too long. */
export class WaitingLine<Request, Answer> {
  readonly #parts: WaitingLineParts;
  #waiting: Waiting<Request, Answer>[] = [];
  #cancelTimer: (() => void) | null = null;

  constructor(parts: WaitingLineParts) {
    this.#parts = parts;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(one: Waiting<Request, Answer>): void {
    this.#waiting.push(one);
  }

  /** Takes from the front: `share` requests at most, of `maxBatch` kinds at most. */
  take(share: number, maxBatch: number): readonly Waiting<Request, Answer>[] {
    const kinds = new Set<string>();
    let size = 0;
    const end = this.#waiting.findIndex(({ kind }, index) => {
      if (index === share) return true;
      if (kind !== null && kinds.has(kind)) return false;
      if (kind !== null) kinds.add(kind);
      size += 1;
      return size > maxBatch;
    });
    return this.#leave(end);
  }

  /** To be called when those in the line cannot leave at once: turns each away when its time is over. */
  watch(): void {
    if (this.#cancelTimer !== null) return;
    const { maxWaitMs, now, later } = this.#parts;
    const first = this.#waiting[0];
    if (first === undefined || maxWaitMs === Number.POSITIVE_INFINITY) return;
    const turnAway = () => {
      this.#cancelTimer = null;
      const time = now();
      const late = this.#leave(this.#waiting.findIndex(({ since }) => time - since < maxWaitMs));
      for (const { reject, since } of late) reject(waitedTooLong(time - since));
      this.watch();
    };
    this.#cancelTimer = later(turnAway, first.since + maxWaitMs - now(), false);
  }

  /** Takes out those before a place; all of them if it is negative. */
  #leave(end: number): readonly Waiting<Request, Answer>[] {
    if (end >= 0) return this.#waiting.splice(0, end);
    const all = this.#waiting;
    this.#waiting = [];
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    return all;
  }
}
