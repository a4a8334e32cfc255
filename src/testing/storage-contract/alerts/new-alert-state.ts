import { randomUUID } from 'node:crypto';
import type { Alert, AlertState } from '../../../storage.js';

/** A state that nobody has saved, with an alert on its way. */
export function newAlertState(changes: Partial<AlertState> = {}): AlertState {
  const id = randomUUID();
  const [rule, orgId, since, at] = [`errors-${id}`, changes.orgId ?? null, 1_800_000_000_000, 1_800_000_060_000];
  const reading = { value: 0.25, runs: 40, sampled: false };
  const alert: Alert = {
    ...{ id, breachId: id, type: 'fired' as const, rule, orgId, threshold: 0.1 },
    ...{ figure: 'error_rate' as const, direction: 'above' as const },
    ...{ ...reading, windowMinutes: 15, since, at },
  };
  return {
    ...{ rule, orgId, status: 'firing', since, breachId: id, reading, checkedAt: at },
    deliveries: [{ alert, channel: 'webhook', attempts: 1, nextAttemptAt: at + 60_000 }],
    ...changes,
  };
}
