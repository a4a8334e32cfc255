import { longestTimer } from '../domain/time/wait-for.js';

/** Why we ended an attempt ourselves: by the caller's signal, its deadline, or our patience with the server. */
export type StopReason = 'canceled' | 'deadline' | 'timeout';

export interface Watch {
  /** Aborted by `end` when the attempt was stopped: until then, what has arrived can still be read. */
  readonly signal: AbortSignal;
  /** Why it was ended; null while it was not. */
  reason(): StopReason | null;
  /** Settles as the promise does, or rejects once the attempt is to end, whatever the promise does. */
  guard<T>(promise: Promise<T>): Promise<T>;
  /** Starts the silence anew. */
  heard(idleMs: number): void;
  /** Clears every timer and listener, and frees the connection of an attempt that was stopped. */
  end(): void;
}

/**
 * Watches over one attempt: the caller's signal, the silence between two events, and the time the
 * whole may take. Timers run on the process's own time, not on an injected clock, since they guard
 * against a socket that is real in every test.
 */
export function watchAttempt(limits: {
  readonly signal: AbortSignal;
  readonly idleMs: number;
  readonly totalMs: number;
  /** What the caller's deadline leaves. */
  readonly leftMs: number;
}): Watch {
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
    rejectStopped(new Error(why));
  };
  const cancel = () => stop('canceled');
  const timer = (ms: number, why: StopReason = 'timeout') => setTimeout(() => stop(why), Math.min(ms, longestTimer));

  const total = limits.leftMs < limits.totalMs ? timer(limits.leftMs, 'deadline') : timer(limits.totalMs);
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
      if (reason !== null) controller.abort();
    },
  };
}
