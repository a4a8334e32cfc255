import { longestTimer } from '../domain/time/wait-for.js';
import type { Clock } from '../ports/clock.js';

/** A place among the requests under way, or why there was none. */
export type Turn =
  | { readonly granted: true; readonly release: () => void }
  | { readonly granted: false; readonly why: 'full'; readonly retryAfterMs: number }
  | { readonly granted: false; readonly why: 'canceled' | 'timeout' };

export interface CallQueue {
  readonly running: number;
  readonly waiting: number;
  /** Resolves when it is the caller's turn, when `signal` aborts, or after `waitMs`, whichever is first. */
  enter(patience: { readonly signal: AbortSignal; readonly waitMs: number }): Promise<Turn>;
}

/** How long the line may be told to take, in milliseconds. */
const shortestAdvice = 1_000;
const longestAdvice = 60_000;

/**
 * Lets a few requests run at a time; the others wait in a line of bounded length, first come, first
 * served. Timers run on the process's own time, as those of an attempt do.
 */
export function callQueue(
  { maxConcurrency, maxQueue }: { readonly maxConcurrency: number; readonly maxQueue: number },
  clock: Pick<Clock, 'now'>,
): CallQueue {
  // A set keeps the order of the line, and who gives up leaves it without a search.
  const line = new Set<() => void>();
  let running = 0;
  /** What a request takes of late. */
  let usualMs = shortestAdvice;

  const take = (): Turn => {
    const since = clock.now();
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      usualMs += (clock.now() - since - usualMs) / 8;
      const [next] = line;
      // The place is handed on, so that nobody who comes in between takes it.
      if (next === undefined) running -= 1;
      else next();
    };
    return { granted: true, release };
  };
  const drained = () => {
    const ms = Math.ceil((line.size + 1) / maxConcurrency) * usualMs;
    return Math.round(Math.min(longestAdvice, Math.max(shortestAdvice, ms)));
  };

  return {
    get running() {
      return running;
    },
    get waiting() {
      return line.size;
    },
    enter: async ({ signal, waitMs }) => {
      if (signal.aborted) return { granted: false, why: 'canceled' };
      if (running < maxConcurrency) {
        running += 1;
        return take();
      }
      if (line.size >= maxQueue) return { granted: false, why: 'full', retryAfterMs: drained() };
      return new Promise<Turn>((resolve) => {
        const leave = (turn: Turn) => {
          line.delete(step);
          clearTimeout(timer);
          signal.removeEventListener('abort', cancel);
          resolve(turn);
        };
        const step = () => leave(take());
        const cancel = () => leave({ granted: false, why: 'canceled' });
        const timer = setTimeout(() => leave({ granted: false, why: 'timeout' }), Math.min(waitMs, longestTimer));
        signal.addEventListener('abort', cancel, { once: true });
        line.add(step);
      });
    },
  };
}
