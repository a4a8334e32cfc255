import type { QuotaLimit, WindowState } from '../../../src/storage.js';

import { Row } from './row.js';
import { windowState } from './window-state.js';

/** Limits with the states that the database answered for them: what is used, and when it starts anew. */
export function toWindowStates(limits: readonly QuotaLimit[], states: unknown): readonly WindowState[] {
  const rows = Row.pairs(states);
  return limits.map((limit, index) => windowState(limit, ...(rows[index] ?? [Number.NaN, Number.NaN])));
}
