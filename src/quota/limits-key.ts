import type { QuotaLimit } from '../domain/quota/quota-window.js';

/** Limits are handed around and never changed, so that each list has to be read once. */
const known = new WeakMap<readonly QuotaLimit[], string>();

/** The same text for the same limits, whatever objects they are. */
export function limitsKey(limits: readonly QuotaLimit[]): string {
  const key = known.get(limits) ?? keyOf(limits);
  known.set(limits, key);
  return key;
}

function keyOf(limits: readonly QuotaLimit[]): string {
  return JSON.stringify(
    limits.map(({ subject, keyId, meter, period, max, anchor, algorithm }) => [
      subject,
      keyId,
      meter,
      period,
      max,
      anchor,
      algorithm,
    ]),
  );
}
