import { createHmac } from 'node:crypto';
import type { Alert } from '../domain/figures/alert.js';
import type { AlertWebhook } from './alert-options.js';
import { type SendAlert, undelivered } from './deliver-alerts.js';

export interface WebhookParts extends AlertWebhook {
  /** Epoch milliseconds by the clock of this process: receivers refuse what is five minutes off. */
  readonly now: () => number;
  readonly timeoutMs: number;
}

/**
 * Posts alerts, signed after Standard Webhooks. Any answer but one of 200 to 299 is a failure; no more of it
 * is read than its status, and a redirect is not followed.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookSender({ url, secret, now, timeoutMs }: WebhookParts): SendAlert {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return async (alert) => {
    const body = bodyOf(alert);
    const timestamp = String(Math.floor(now() / 1_000));
    const signature = createHmac('sha256', key).update(`${alert.id}.${timestamp}.${body}`).digest('base64');
    const status = await post(url, timeoutMs, body, {
      'content-type': 'application/json',
      'webhook-id': alert.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    });
    if (status >= 200 && status <= 299) return;
    throw undelivered(`The webhook for alerts answered ${status}. It is tried again for 24 hours.`);
  };
}

/** What is posted: the same at each attempt. */
function bodyOf(alert: Alert): string {
  return JSON.stringify({ type: `alert.${alert.type}`, timestamp: new Date(alert.at).toISOString(), data: alert });
}

async function post(url: string, timeoutMs: number, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    // The status has come: what becomes of the rest is nobody's business.
    response.body?.cancel().catch(() => {});
    return response.status;
  } catch {
    // What was thrown may hold the address, in which some keep a secret.
    throw undelivered('The webhook for alerts could not be reached in time. It is tried again for 24 hours.');
  }
}
