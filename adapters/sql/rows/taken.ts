import type { QuotaRefusal, WindowState } from '../../../src/storage.js';

/** What became of a demand: how often it was met, and how full its windows are after it. */
export interface Taken {
  readonly granted: number;
  readonly windows: readonly WindowState[];
  /** Null when it was met as often as was asked. */
  readonly refusal: QuotaRefusal | null;
}
