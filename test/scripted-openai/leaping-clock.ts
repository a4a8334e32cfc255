import type { Clock } from '../../src/ports/clock.js';

export interface LeapingClock extends Clock {
  /** Every wait asked for, in milliseconds. */
  readonly waits: readonly number[];
}

/** A clock that leaps over every wait, so that a test of minutes takes none. */
export function leapingClock(start = 1_790_000_000_000): LeapingClock {
  const waits: number[] = [];
  let now = start;
  return {
    waits,
    now: () => now,
    sleep: async (ms, signal) => {
      if (signal.aborted) throw signal.reason;
      waits.push(ms);
      now += ms;
    },
  };
}
