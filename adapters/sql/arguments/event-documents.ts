import { type JsonObject, PromptForgeError, type TelemetryEvent, type TenantScope } from '../../../src/storage.js';

/**
 * Events as the functions of the schema take them. The tenant is not among it: it comes from the scope.
 * @throws PromptForgeError `internal` for an event of another tenant.
 */
export function eventDocuments(scope: TenantScope, events: readonly TelemetryEvent[]): readonly JsonObject[] {
  return events.map(({ orgId, runId, userId, sequence, type, at, data }) => {
    if (orgId !== scope.orgId) {
      throw new PromptForgeError('internal', 'An event of one tenant was to be written under another.');
    }
    return { runId, userId, sequence, type, at: Math.trunc(at), data };
  });
}
