import type { JsonObject } from '../json/json.js';

/** Everything that can happen on the way of a run, in the order in which it usually does. */
export const telemetryEventTypes = [
  'session.verified',
  'entitlement.granted',
  'prompt.validated',
  'quota.reserved',
  'run.resumed',
  'prompt.classified',
  'model.called',
  'model.answered',
  'model.failed',
  'model.cached',
  'step.started',
  'candidate.rejected',
  'candidate.scored',
  'candidate.compared',
  'candidate.measured',
  'case.tested',
  'gate.decided',
  'run.succeeded',
  'run.failed',
  'run.canceled',
] as const;
export type TelemetryEventType = (typeof telemetryEventTypes)[number];

/** A fact about a run, kept for telemetry. It holds numbers and literals: nothing secret, nothing a user wrote. */
export interface TelemetryEvent {
  readonly runId: string;
  readonly orgId: string;
  readonly userId: string;
  /** Position within the run, from 1. */
  readonly sequence: number;
  readonly type: TelemetryEventType;
  /** Epoch milliseconds by the clock of the process that saw it. */
  readonly at: number;
  readonly data: JsonObject;
}
