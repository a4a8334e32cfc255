import type { Usage } from '../quota/usage.js';
import type { Engine, RunEnding, RunOperation } from './run.js';

/** A run that has ended, in numbers and names: nothing of what was written. */
export interface RunRecord {
  readonly id: string;
  readonly orgId: string;
  /** Empty once personal data was erased. */
  readonly userId: string;
  readonly operation: RunOperation;
  readonly status: RunEnding;
  readonly planId: string;
  readonly engine: Engine;
  /** Null for the rules engine. */
  readonly model: string | null;
  readonly moduleId: string | null;
  /** 7D domain; null when it is not known any more. */
  readonly domain: string | null;
  /** Epoch milliseconds by the store's clock, as is `endedAt`. */
  readonly createdAt: number;
  readonly endedAt: number;
  /** Null unless it succeeded, and rewrote a prompt. */
  readonly composites: { readonly original: number; readonly optimized: number } | null;
  /** Whether the gate was passed. */
  readonly passed: boolean;
  readonly improved: boolean;
  readonly usage: Usage;
  /** Why it failed; null when it did not. */
  readonly errorCode: string | null;
}
