import type { QuotaLimit } from '../domain/quota-window.js';

/** The same text for the same limits, whatever objects they are. */
export function limitsKey(limits: readonly QuotaLimit[]): string {
  return JSON.stringify(
    limits.map(({ subject, meter, period, max, anchor, algorithm }) => [
      subject,
      meter,
      period,
      max,
      anchor,
      algorithm,
    ]),
  );
}
