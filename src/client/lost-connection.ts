import { ProblemError } from './problem-error.js';

/** @throws whatever it is, unless it is that the connection was lost. */
export function lostConnection(error: unknown, signal: AbortSignal | null): unknown {
  if (error instanceof ProblemError || signal?.aborted === true) throw error;
  return error;
}

/** Waits, unless `signal` aborts. @throws its reason. */
export function pause(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
