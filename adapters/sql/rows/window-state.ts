import type { Amounts, QuotaLimit, QuotaRefusal, WindowState } from '../../../src/storage.js';
import { plainLimit } from '../arguments/limits-of.js';

/** A limit with how full its window is. */
export function windowState(limit: QuotaLimit, used: number, resetAfterMs: number): WindowState {
  return { ...plainLimit(limit), used, remaining: Math.max(0, limit.max - used), resetAfterMs };
}

/** Why amounts have no room; a wait below 0 is one without end. */
export function refusal(windows: readonly WindowState[], amounts: Amounts, wait: number): QuotaRefusal {
  return {
    outcome: 'refused',
    windows,
    blocked: windows.filter(({ used, meter, max }) => used + amounts[meter] > max),
    retryAfterMs: wait < 0 ? null : wait,
  };
}
