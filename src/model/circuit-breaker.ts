import type { Clock } from '../ports/clock.js';

/** What the end of one request tells of a server: that it works, that it does not, or neither. */
export type Health = 'up' | 'down' | 'unknown';

export interface CircuitSettings {
  /** Failed calls in a row that open the circuit. */
  readonly failures: number;
  /** How long it stays open the first time, in milliseconds. */
  readonly coolDownMs: number;
  /** It stays open twice as long after each probe that fails, up to this. */
  readonly longestCoolDownMs: number;
}

export interface CircuitState {
  readonly circuit: 'closed' | 'open' | 'half_open';
  /** Milliseconds until a request may pass; null when one may pass now. */
  readonly retryAfterMs: number | null;
}

/** The right to send one request. */
export interface CircuitPass {
  /** The answer has begun: a probe need not be heard out before the others may go on. */
  begun(): void;
  /** The request has ended. */
  ended(health: Health): void;
}

export interface Circuit {
  state(): CircuitState;
  /**
   * Null when nothing may be sent now.
   * @param isRepeated whether the same call has failed before: a call counts as one failure, however often it tries.
   */
  admit(isRepeated?: boolean): CircuitPass | null;
  /** Resolves when it is known what comes of the probe; at once when there is none. */
  probed(): Promise<void>;
}

/**
 * Spares a server that fails, and callers the wait for it. It opens after so many calls in a row have
 * failed, lets one request through when its time is over, and closes when that one is answered.
 * Requests that were sent before it opened or closed last say nothing any more.
 */
export function circuitBreaker(settings: CircuitSettings, clock: Pick<Clock, 'now'>): Circuit {
  let failures = 0;
  /** How often in a row it has opened; 0 while it is closed. */
  let openings = 0;
  let openUntil = 0;
  let probe: CircuitPass | null = null;
  /** Those who want to know what comes of the probe. */
  const curious = new Set<() => void>();
  /** Changes with every opening and closing. */
  let period = 0;

  const endProbe = () => {
    probe = null;
    for (const tell of curious) tell();
    curious.clear();
  };
  const coolDown = () => Math.min(settings.longestCoolDownMs, settings.coolDownMs * 2 ** (openings - 1));
  const turn = (opened: number) => {
    openings = opened;
    openUntil = opened === 0 ? 0 : clock.now() + coolDown();
    failures = 0;
    period += 1;
    endProbe();
  };
  const left = () => {
    const ms = openUntil - clock.now();
    // More than was set means that the clock was put back.
    return ms > 0 && ms <= coolDown() ? ms : 0;
  };

  const pass = (isRepeated: boolean): CircuitPass => {
    let sentIn = period;
    let open = true;
    const own: CircuitPass = {
      begun: () => {
        if (probe !== own) return;
        turn(0);
        sentIn = period;
      },
      ended: (health) => {
        if (!open) return;
        open = false;
        if (probe === own) {
          if (health === 'unknown') endProbe();
          else turn(health === 'up' ? 0 : openings + 1);
        } else if (sentIn === period && openings === 0 && health !== 'unknown') {
          if (health === 'up') failures = 0;
          else if (!isRepeated) failures += 1;
          if (failures >= settings.failures) turn(1);
        }
      },
    };
    return own;
  };

  return {
    state: () => {
      if (openings === 0) return { circuit: 'closed', retryAfterMs: null };
      if (left() > 0) return { circuit: 'open', retryAfterMs: left() };
      // Nobody knows how long the probe will take.
      return { circuit: 'half_open', retryAfterMs: probe === null ? null : coolDown() };
    },
    admit: (isRepeated = false) => {
      if (openings === 0) return pass(isRepeated);
      if (left() > 0 || probe !== null) return null;
      probe = pass(isRepeated);
      return probe;
    },
    probed: async () => {
      if (probe !== null) await new Promise<void>((resolve) => curious.add(resolve));
    },
  };
}

/** For those who want none. */
export const closedCircuit: Circuit = Object.freeze({
  state: () => ({ circuit: 'closed', retryAfterMs: null }) as const,
  admit: () => ({ begun: () => {}, ended: () => {} }),
  probed: async () => {},
});
