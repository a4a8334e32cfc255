import { limitRank, type QuotaLimit, type WindowState, windowBounds } from '../../src/storage.js';

/** One quota counter, as of some moment. */
export interface Counter {
  readonly start: number;
  readonly end: number;
  readonly used: number;
  /** What was used in the window directly before; 0 when that one was skipped. */
  readonly previous: number;
  /** Start of the window before; NaN when there is none. */
  readonly previousStart: number;
  /** The anchor it was last counted for; NaN for the calendar. */
  readonly anchor: number;
}

/** Rank of the limit, then the fields of {@link Counter}. */
const width = 7;

/**
 * The counters of one user, or of one organization. They lie in one list of numbers, which takes a
 * third of the memory of an object for each: there is one of these for every user there is.
 */
export class Counters {
  readonly #numbers: number[];

  constructor(numbers: number[]) {
    this.#numbers = numbers;
  }

  /** The counter of a limit as of now: rolled over if its window has ended. Nothing is changed. */
  at(limit: QuotaLimit, now: number): Counter {
    const stored = this.#stored(limitRank(limit));
    const anchor = limit.period === 'month' && limit.anchor !== null ? limit.anchor : Number.NaN;
    if (stored === null || stored.end <= now) return opened(limit, anchor, now, stored);
    if (Object.is(stored.anchor, anchor)) return stored;
    const end = Math.max(stored.end, windowBounds(limit.period, limit.anchor, now).end);
    return { ...stored, end, anchor };
  }

  isUnderWay(rank: number, now: number): boolean {
    const stored = this.#stored(rank);
    return stored !== null && stored.end > now;
  }

  put(rank: number, counter: Counter): void {
    const found = this.#find(rank);
    const at = found < 0 ? this.#numbers.length : found;
    this.#numbers[at] = rank;
    this.#numbers[at + 1] = counter.start;
    this.#numbers[at + 2] = counter.end;
    this.#numbers[at + 3] = counter.used;
    this.#numbers[at + 4] = counter.previous;
    this.#numbers[at + 5] = counter.previousStart;
    this.#numbers[at + 6] = counter.anchor;
  }

  /** Corrects the window with this start, where it is still known. */
  correct(rank: number, start: number, difference: number): void {
    const at = this.#find(rank);
    if (at < 0) return;
    const field = this.#numbers[at + 1] === start ? at + 3 : this.#numbers[at + 5] === start ? at + 4 : -1;
    if (field < 0) return;
    const corrected = (this.#numbers[field] ?? 0) + difference;
    this.#numbers[field] = Math.min(Math.max(corrected, 0), Number.MAX_SAFE_INTEGER);
  }

  /** Ranks and counters, as they are stored. */
  *entries(): Iterable<readonly [rank: number, counter: Counter]> {
    for (let at = 0; at < this.#numbers.length; at += width) {
      yield [this.#numbers[at] ?? 0, this.#read(at)];
    }
  }

  /** Deletes the counters that a test picks, up to `limit`. @returns how many. */
  delete(isOver: (rank: number, counter: Counter) => boolean, limit: number): number {
    let deleted = 0;
    for (let at = this.#numbers.length - width; at >= 0 && deleted < limit; at -= width) {
      if (!isOver(this.#numbers[at] ?? 0, this.#read(at))) continue;
      this.#numbers.splice(at, width);
      deleted += 1;
    }
    return deleted;
  }

  #stored(rank: number): Counter | null {
    const at = this.#find(rank);
    return at < 0 ? null : this.#read(at);
  }

  #find(rank: number): number {
    for (let at = 0; at < this.#numbers.length; at += width) if (this.#numbers[at] === rank) return at;
    return -1;
  }

  #read(at: number): Counter {
    const numbers = this.#numbers;
    return {
      start: numbers[at + 1] ?? 0,
      end: numbers[at + 2] ?? 0,
      used: numbers[at + 3] ?? 0,
      previous: numbers[at + 4] ?? 0,
      previousStart: numbers[at + 5] ?? 0,
      anchor: numbers[at + 6] ?? 0,
    };
  }
}

function opened(limit: QuotaLimit, anchor: number, now: number, before: Counter | null): Counter {
  const bounds = windowBounds(limit.period, limit.anchor, now);
  if (before === null) {
    return { ...bounds, used: 0, previous: 0, previousStart: Number.NaN, anchor };
  }
  const follows = before.end >= bounds.start;
  return {
    start: Math.max(bounds.start, before.end),
    end: bounds.end,
    used: 0,
    previous: follows ? before.used : 0,
    previousStart: follows ? before.start : Number.NaN,
    anchor,
  };
}

function placeOf(numbers: readonly number[], rank: number): number {
  for (let at = 0; at < numbers.length; at += width) if (numbers[at] === rank) return at;
  return -1;
}

/** Where an amount of a limit has room in a window that is under way, for {@link charge}; -1 when the case is another. */
export function placeWithRoom(
  numbers: readonly number[],
  limit: QuotaLimit,
  rank: number,
  amount: number,
  now: number,
): number {
  const at = placeOf(numbers, rank);
  if (at < 0) return -1;
  const end = numbers[at + 2] ?? 0;
  if (end <= now) return -1;
  if (limit.period === 'month') {
    const anchor = numbers[at + 6] ?? 0;
    if (limit.anchor === null ? !Number.isNaN(anchor) : anchor !== limit.anchor) return -1;
  }
  if (limit.algorithm === 'sliding' && numbers[at + 4] !== 0) return -1;
  return (numbers[at + 3] ?? 0) + amount <= limit.max ? at : -1;
}

/** Adds to a window that is under way. @returns its state after that. */
export function charge(numbers: number[], at: number, limit: QuotaLimit, amount: number, now: number): WindowState {
  const used = (numbers[at + 3] ?? 0) + amount;
  numbers[at + 3] = used;
  const end = numbers[at + 2] ?? 0;
  const { subject, meter, period, max, anchor, algorithm } = limit;
  return { subject, meter, period, max, anchor, algorithm, used, remaining: max - used, resetAfterMs: end - now };
}
