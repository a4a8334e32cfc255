/**
 * Calls a task in so many milliseconds, unless what it answers is called before. Whether the process
 * must live that long is for the last argument to say.
 */
export type Later = (task: () => void, ms: number, keepsAlive: boolean) => () => void;

export interface Timing {
  /** Milliseconds by a clock that never jumps. */
  readonly now: () => number;
  readonly later: Later;
}

export const timer: Later = (task, ms, keepsAlive) => {
  const timeout = setTimeout(task, ms);
  if (!keepsAlive) timeout.unref();
  return () => clearTimeout(timeout);
};
