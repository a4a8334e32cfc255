/** For how long to wait for something. */
export interface Patience {
  /** Nobody waits any longer once it aborts. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly waitMs: number;
}

/** The longest delay a timer takes; a longer one would fire at once. */
export const longestTimer = 2_147_483_647;

/** Aborts when nobody is to wait any longer. Its timer keeps no process alive. */
export function giveUpSignal({ signal, waitMs }: Patience): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(Math.min(Math.max(0, waitMs), longestTimer))]);
}

/** What a promise comes to; null when it fails, or when the signal aborts first. */
export async function settledOrAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let stopWaiting = () => {};
  const aborted = new Promise<null>((resolve) => {
    stopWaiting = () => resolve(null);
    signal.addEventListener('abort', stopWaiting, { once: true });
    if (signal.aborted) resolve(null);
  });
  try {
    return await Promise.race([promise.catch(() => null), aborted]);
  } finally {
    signal.removeEventListener('abort', stopWaiting);
  }
}
