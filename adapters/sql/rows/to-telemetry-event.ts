import type { TelemetryEvent } from '../../../src/storage.js';
import type { Row } from './row.js';

export function toTelemetryEvent(row: Row): TelemetryEvent {
  return {
    runId: row.text('runId'),
    orgId: row.text('orgId'),
    userId: row.text('userId'),
    sequence: row.number('sequence'),
    type: row.literal('type'),
    at: row.number('at'),
    data: row.document('data') ?? {},
  };
}
