import type { AlertChannel, AlertReading } from '../domain/figures/alert.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { AlertRuleSettings } from './alert-schema.js';
import { decide } from './decide.js';

export interface ApplyParts {
  readonly store: AlertStore;
  /** Who is to be told. */
  readonly channels: readonly AlertChannel[];
  readonly newId: () => string;
}

/** Of a rule whose alerts go nowhere, the last ones are kept to be delivered. */
const mostDeliveries = 200;

/**
 * Looks at one rule, and puts what is to be told beside its state, in one step. What another process has decided
 * meanwhile stands, and this one's decision comes to nothing.
 */
export async function applyReading(
  { store, channels, newId }: ApplyParts,
  rule: AlertRuleSettings,
  read: () => Promise<AlertReading>,
  now: number,
): Promise<void> {
  const found = await store.load({ rule: rule.name, orgId: rule.orgId });
  // Another process has read a later moment.
  if (found !== null && found.value.checkedAt > now) return;
  const { state, alert } = decide(rule, found?.value ?? null, { reading: await read(), now, newId });
  const added = alert && channels.map((channel) => ({ alert, channel, attempts: 0, nextAttemptAt: now }));
  const deliveries = [...state.deliveries, ...(added ?? [])].slice(-mostDeliveries);
  await store.save({ ...state, deliveries }, found?.version ?? 0);
}
