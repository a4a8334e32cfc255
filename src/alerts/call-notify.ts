import type { AlertsOptions } from './alert-options.js';
import { type SendAlert, undelivered } from './deliver-alerts.js';

/** Calls the host's function, and waits for it for so long. */
export function notifySender(notify: NonNullable<AlertsOptions['notify']>, timeoutMs: number): SendAlert {
  return async (alert) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = undelivered('The function alerts.notify took too long. It is called again later.');
      timer = setTimeout(() => reject(error), timeoutMs);
    });
    try {
      await Promise.race([(async () => notify(alert))(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
