import type { TimeRange } from '../domain/figures/user-metrics.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `request_invalid` */
export function checkedRange(range: TimeRange): TimeRange {
  const { from, to } = range ?? {};
  if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to) return { from, to };
  throw new PromptForgeError('request_invalid', 'range.from must lie before range.to, both in epoch milliseconds.');
}
