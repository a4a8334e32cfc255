/** Why we ended an attempt ourselves. */
export type StopReason = 'canceled' | 'timeout';

export interface Watch {
  /** Aborted as soon as the attempt is to end. */
  readonly signal: AbortSignal;
  /** Why it was ended; null while it was not. */
  reason(): StopReason | null;
  /** Settles as the promise does, or rejects once the attempt is to end, whatever the promise does. */
  guard<T>(promise: Promise<T>): Promise<T>;
  /** Starts the silence anew. */
  heard(idleMs: number): void;
  /** Clears every timer and listener. */
  end(): void;
}

/** The longest delay a timer takes; a longer one would fire at once. */
const longestTimer = 2_147_483_647;

/**
 * Watches over one attempt: the caller's signal, the silence between two events, and the time the
 * whole may take. Timers run on the process's own time, not on an injected clock, since they guard
 * against a socket that is real in every test.
 */
export function watchAttempt(limits: { signal: AbortSignal; idleMs: number; totalMs: number }): Watch {
  const controller = new AbortController();
  let reason: StopReason | null = null;
  let rejectStopped: (error: Error) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    rejectStopped = reject;
  });
  // Nobody may be waiting when it rejects.
  stopped.catch(() => {});

  const stop = (why: StopReason) => {
    if (reason !== null) return;
    reason = why;
    controller.abort();
    rejectStopped(new Error(why));
  };
  const cancel = () => stop('canceled');
  const timer = (ms: number) => setTimeout(() => stop('timeout'), Math.min(ms, longestTimer));

  const total = timer(limits.totalMs);
  let idle = timer(limits.idleMs);
  limits.signal.addEventListener('abort', cancel, { once: true });
  if (limits.signal.aborted) cancel();

  return {
    signal: controller.signal,
    reason: () => reason,
    guard: (promise) => Promise.race([promise, stopped]),
    heard: (idleMs) => {
      clearTimeout(idle);
      idle = timer(idleMs);
    },
    end: () => {
      clearTimeout(total);
      clearTimeout(idle);
      limits.signal.removeEventListener('abort', cancel);
    },
  };
}
