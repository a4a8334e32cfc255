import { PromptForgeError } from '../errors/promptforge-error.js';

/**
 * Does a few things at a time; the others wait in a line of bounded length.
 * @returns a function that does one thing in its turn. It throws `overloaded` when the line is full.
 */
export function hashingQueue({ concurrency, maxQueue }: { readonly concurrency: number; readonly maxQueue: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (waiting.length >= maxQueue) throw queueFull(maxQueue);
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so that nobody who comes in between takes it.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

function queueFull(maxQueue: number): PromptForgeError {
  return new PromptForgeError(
    'overloaded',
    `${maxQueue} passwords are waiting to be hashed, and no more may. Nothing was done: call again in a moment. If this happens often, raise auth.passwordHashing.concurrency where there is memory for it.`,
    { retryAfterMs: 1_000, details: { maxQueue } },
  );
}
