import type { Amounts, QuotaLimit } from '../../../src/storage.js';
import type { Row } from '../rows/row.js';
import type { Taken } from '../rows/taken.js';
import { refusal, windowState } from '../rows/window-state.js';

/** Whether a limit is one of an API key. */
export function isOfKey({ subject }: QuotaLimit): boolean {
  return subject === 'key';
}

/** A limit and the amount asked of it, as `consume_v1` takes them. */
export function limitRow({ subject, meter, period, max, anchor, algorithm }: QuotaLimit, amounts: Amounts) {
  return [subject, meter, period, max, anchor, algorithm === 'sliding', amounts[meter]];
}

/** What became of an amount that was asked for once. */
export function takenOnce(answer: Row, limits: readonly QuotaLimit[], amounts: Amounts): Taken {
  const now = answer.number('now');
  const used = answer.numbers('used');
  const ends = answer.numbers('ends');
  const [granted = 0] = answer.numbers('granted');
  const [wait = 0] = answer.numbers('waits');
  const windows = limits.map((limit, index) =>
    windowState(limit, used[index] ?? Number.NaN, (ends[index] ?? Number.NaN) - now),
  );
  return { granted, windows, refusal: granted === 1 ? null : refusal(windows, amounts, wait) };
}
