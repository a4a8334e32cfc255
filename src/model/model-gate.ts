import type { Clock } from '../ports/clock.js';
import { callQueue } from './call-queue.js';
import {
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

type Entry =
  | { readonly admitted: true; readonly begun: () => void; readonly leave: (health: Health) => void }
  | {
      readonly admitted: false;
      readonly code: 'model_circuit_open' | 'overloaded' | 'run_canceled' | 'model_timeout';
      readonly retryAfterMs: number | null;
    };

/** What every request of a model has to pass. */
export interface ModelGate {
  state(): ModelState;
  /** Waits for the turn of one request, which leaves when it has ended. */
  enter(limits: { readonly signal: AbortSignal; readonly deadline: number }): Promise<Entry>;
}

interface GateSettings {
  readonly circuitBreaker: CircuitSettings | null;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly clock: Clock;
}

/** The circuit is asked before the line, where nobody is to wait in vain, and again after it: time has gone by. */
export function modelGate(settings: GateSettings): ModelGate {
  const { clock } = settings;
  const circuit = settings.circuitBreaker === null ? closedCircuit : circuitBreaker(settings.circuitBreaker, clock);
  const queue = callQueue(settings, clock);
  const refused = (): Entry => ({
    admitted: false,
    code: 'model_circuit_open',
    retryAfterMs: circuit.state().retryAfterMs,
  });
  return {
    state: () => ({ ...circuit.state(), running: queue.running, waiting: queue.waiting }),
    enter: async ({ signal, deadline }) => {
      if (circuit.state().retryAfterMs !== null) return refused();
      const turn = await queue.enter({ signal, waitMs: deadline - clock.now() });
      if (!turn.granted) {
        if (turn.why === 'full') return { admitted: false, code: 'overloaded', retryAfterMs: turn.retryAfterMs };
        return {
          admitted: false,
          code: turn.why === 'canceled' ? 'run_canceled' : 'model_timeout',
          retryAfterMs: null,
        };
      }
      const pass = circuit.admit();
      if (pass === null) {
        turn.release();
        return refused();
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
