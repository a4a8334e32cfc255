import { giveUpSignal, type Patience, settledOrAborted } from '../domain/time/wait-for.js';
import type { Clock } from '../ports/clock.js';
import { callQueue } from './call-queue.js';
import {
  type CircuitPass,
  type CircuitSettings,
  type CircuitState,
  circuitBreaker,
  closedCircuit,
  type Health,
} from './circuit-breaker.js';

/** How a model is doing in this process. */
export interface ModelState extends CircuitState {
  /** Requests under way. */
  readonly running: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
}

/** Who wants to send a request, and until when. */
export interface Entrant {
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Whether a request of the same call has failed before. */
  readonly isRepeated: boolean;
}

interface Refusal {
  readonly admitted: false;
  readonly code: 'model_circuit_open' | 'overloaded' | 'run_canceled' | 'model_timeout';
  readonly retryAfterMs: number | null;
}

type Entry =
  | { readonly admitted: true; readonly begun: () => void; readonly leave: (health: Health) => void }
  | Refusal;

/** What every request of a model has to pass. */
export interface ModelGate {
  state(): ModelState;
  /** Waits for the turn of one request, which leaves when it has ended. */
  enter(entrant: Entrant): Promise<Entry>;
}

interface GateSettings {
  readonly circuitBreaker: CircuitSettings | null;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly clock: Clock;
}

/**
 * The circuit is asked before the line, where nobody is to wait in vain, and again after it: time has
 * gone by. While one request probes a server that has failed, the others wait for what comes of it.
 */
export function modelGate(settings: GateSettings): ModelGate {
  const { clock } = settings;
  const circuit = settings.circuitBreaker === null ? closedCircuit : circuitBreaker(settings.circuitBreaker, clock);
  const queue = callQueue(settings, clock);
  const leftOf = ({ signal, deadline }: Entrant): Patience => ({ signal, waitMs: deadline - clock.now() });

  /** Null when the circuit is open, or nothing was heard of the probe for as long as it would be open. */
  const passFor = async (entrant: Entrant): Promise<CircuitPass | 'run_canceled' | null> => {
    for (;;) {
      const pass = circuit.admit(entrant.isRepeated);
      if (pass !== null) return pass;
      const { circuit: state, retryAfterMs } = circuit.state();
      if (state === 'open') return null;
      const { signal, waitMs } = leftOf(entrant);
      // A server that works begins to answer soon; nobody waits for one that does not.
      const givenUp = giveUpSignal({ signal, waitMs: Math.min(waitMs, retryAfterMs ?? 0) });
      await settledOrAborted(circuit.probed(), givenUp);
      if (signal.aborted) return 'run_canceled';
      if (givenUp.aborted) return null;
    }
  };

  return {
    state: () => ({ ...circuit.state(), running: queue.running, waiting: queue.waiting }),
    enter: async (entrant) => {
      if (circuit.state().circuit === 'open') return refused('model_circuit_open', circuit.state().retryAfterMs);
      const turn = await queue.enter(leftOf(entrant));
      if (!turn.granted) {
        if (turn.why === 'full') return refused('overloaded', turn.retryAfterMs);
        return refused(turn.why === 'canceled' ? 'run_canceled' : 'model_timeout');
      }
      const pass = await passFor(entrant);
      if (pass === null || pass === 'run_canceled') {
        turn.release();
        return pass === null ? refused('model_circuit_open', circuit.state().retryAfterMs) : refused(pass);
      }
      return {
        admitted: true,
        begun: pass.begun,
        leave: (health) => {
          pass.ended(health);
          turn.release();
        },
      };
    },
  };
}

function refused(code: Refusal['code'], retryAfterMs: number | null = null): Refusal {
  return { admitted: false, code, retryAfterMs };
}
