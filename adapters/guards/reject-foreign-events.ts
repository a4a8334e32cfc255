import { PromptForgeError, type TelemetryEvent, type TenantScope } from '../../src/storage.js';

/** @throws PromptForgeError `internal` for an event of another tenant. */
export function rejectForeignEvents({ orgId }: TenantScope, events: readonly TelemetryEvent[]): void {
  if (events.every((event) => event.orgId === orgId)) return;
  throw new PromptForgeError('internal', 'An event of one tenant was about to be written under another.');
}
