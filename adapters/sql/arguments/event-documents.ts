import type { JsonObject, TelemetryEvent, TenantScope } from '../../../src/storage.js';
import { rejectForeignEvents } from '../../guards/reject-foreign-events.js';

/**
 * Events as the functions of the schema take them. The tenant is not among it: it comes from the scope.
 * @throws PromptForgeError `internal` for an event of another tenant.
 */
export function eventDocuments(scope: TenantScope, events: readonly TelemetryEvent[]): readonly JsonObject[] {
  rejectForeignEvents(scope, events);
  return events.map(({ runId, userId, sequence, type, at, data }) => {
    return { runId, userId, sequence, type, at: Math.trunc(at), data };
  });
}
