import type { LoopEvent } from '../optimize/optimize-prompt.js';
import type { RunTrace } from './run-trace.js';

/** Puts what happens in the optimize loop into the trace of its run: figures only, no text. */
export function traceLoop(trace: RunTrace, event: LoopEvent): void {
  switch (event.type) {
    case 'candidate.rejected':
      trace.step(event.type, { step: event.step, reason: event.reason });
      break;
    case 'candidate.scored': {
      const { step, accepted, assessment } = event;
      const { clarity, execution, ambiguity, business_fit, composite } = assessment.score;
      const { rubric } = assessment;
      trace.step(event.type, { step, accepted, rubric, clarity, execution, ambiguity, business_fit, composite });
      break;
    }
    case 'gate.decided': {
      const { outcome, thresholds, failed } = event.gate;
      trace.step(event.type, { outcome, threshold: thresholds.composite, failed: Object.freeze([...failed]) });
      break;
    }
  }
}
