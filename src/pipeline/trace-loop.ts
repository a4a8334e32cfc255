import type { LoopEvent } from '../optimize/loop-parts.js';
import type { RunTrace } from './run-trace.js';

/** Puts what happens in the optimize loop into the trace of its run: figures only, no text. */
export function traceLoop(trace: RunTrace, event: LoopEvent): void {
  switch (event.type) {
    case 'candidate.rejected':
      trace.step(event.type, { step: event.step, reason: event.reason });
      break;
    case 'step.started':
      trace.step(event.type, { step: event.step, strategies: Object.freeze([...event.strategies]) });
      break;
    case 'candidate.scored': {
      const { step, subject, accepted, rubric, scored } = event;
      trace.step(event.type, { step, subject, accepted, rubric, ...scored.score });
      break;
    }
    case 'candidate.compared':
      trace.step(event.type, { step: event.step, preferred: event.preferred });
      break;
    case 'candidate.measured': {
      const { samples, standardError } = event.scored.sampling;
      trace.step(event.type, { step: event.step, samples, standardError, ...event.scored.score });
      break;
    }
    case 'gate.decided': {
      const { outcome, thresholds, failed } = event.gate;
      trace.step(event.type, { outcome, threshold: thresholds.composite, failed: Object.freeze([...failed]) });
      break;
    }
  }
}
