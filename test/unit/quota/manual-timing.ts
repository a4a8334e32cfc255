import type { Timing } from '../../../src/quota/later.js';

interface Timer {
  readonly task: () => void;
  readonly at: number;
  readonly keepsAlive: boolean;
}

/** Time that stands still until a test moves it; timers that come due meanwhile are run, each at its time. */
export function manualTiming() {
  let time = 0;
  const timers = new Set<Timer>();
  const nextUntil = (end: number) => [...timers].sort((a, b) => a.at - b.at).find(({ at }) => at <= end);
  const timing: Timing = {
    now: () => time,
    later(task, ms, keepsAlive) {
      const timer = { task, at: time + ms, keepsAlive };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    ...timing,
    /** Those that are set. */
    timers,
    advance(ms: number) {
      const end = time + ms;
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer);
        time = timer.at;
        timer.task();
      }
      time = end;
    },
  };
}
