import { longestTimer } from '../domain/time/wait-for.js';
import type { Clock } from './clock.js';

/** The clock of the operating system: the default wherever a clock can be given. It sleeps for 24 days at most, as its timers do. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  sleep: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
        Math.min(ms, longestTimer),
      );
      signal.addEventListener('abort', onAbort, { once: true });
    }),
});
