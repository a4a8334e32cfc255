import type { AlertChannel } from '../domain/figures/alert.js';
import type { AlertStore } from '../ports/alert-store.js';
import type { AnalyticsStore } from '../ports/analytics-store.js';
import type { AlertSettings } from './alert-schema.js';
import { notifySender } from './call-notify.js';
import { deliverAlerts, type SendAlert } from './deliver-alerts.js';
import { evaluateAlerts } from './evaluate-alerts.js';
import type { ReadNearLimits } from './evaluate-quota.js';
import { webhookSender } from './send-webhook.js';

export interface WatchParts {
  readonly settings: AlertSettings;
  readonly store: AlertStore;
  readonly analytics: Pick<AnalyticsStore, 'records'>;
  readonly nearLimits: ReadNearLimits;
  readonly newId: () => string;
  /** Epoch milliseconds by the clock of this process. */
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

const attemptMs = 10_000;

/**
 * Looks at all rules, and delivers what is due.
 * @param now epoch milliseconds by the store's clock.
 * @returns how many alerts were delivered.
 */
export async function watchAlerts(parts: WatchParts, now: number): Promise<number> {
  const { settings, store, analytics, nearLimits, newId, report } = parts;
  const channels = channelsOf(parts);
  const names = (['notify', 'webhook'] as const).filter((channel) => channels[channel] !== undefined);
  const evaluating = { store, analytics, nearLimits, rules: settings.rules, channels: names, newId, report };
  await evaluateAlerts(evaluating, now);
  return deliverAlerts({ store, channels, report }, now);
}

function channelsOf({ settings, now }: WatchParts): Partial<Record<AlertChannel, SendAlert>> {
  const { notify, webhook } = settings;
  return {
    ...(notify && { notify: notifySender(notify, attemptMs) }),
    ...(webhook && { webhook: webhookSender({ ...webhook, now, timeoutMs: attemptMs }) }),
  };
}
