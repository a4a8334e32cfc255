import type { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import { AdmittingLedger } from './admitting-ledger.js';
import { BatchingLedger, type BatchingOptions } from './batching-ledger.js';
import { CoalescingLedger } from './coalescing-ledger.js';
import { type Later, timer } from './later.js';
import { Recovery } from './recovery.js';
import { RefusalCache } from './refusal-cache.js';
import { RefusalCachingLedger } from './refusal-caching-ledger.js';
import { RetryingLedger } from './retrying-ledger.js';
import type { Unrecorded } from './unrecorded-journal.js';

export interface QuotaSettings extends BatchingOptions {
  /** For how long a refusal may be repeated without asking, in milliseconds; 0 asks each time. */
  readonly refusalCacheMs: number;
  /** What becomes of a call that the storage cannot be asked about. */
  readonly whenUnavailable: 'refuse' | 'admit';
}

export interface LedgerInFrontParts {
  readonly clock: Clock;
  /** Milliseconds by a clock that never jumps. */
  readonly monotonicNow: () => number;
  /** Told of what no caller sees. */
  readonly report: (error: PromptForgeError) => void;
  /** 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Default: a timer. */
  readonly later?: Later;
  /** The most runs and calls that may be let in unasked. Default: 10,000. */
  readonly mostAdmissions?: number;
}

/** The ledger as the rest of the process sees it. */
export interface LedgerInFront {
  readonly ledger: LedgerStore;
  /** Whether the storage is away, and calls are let in unasked. */
  isAway(): boolean;
  /** To be told when something else than the ledger could not be asked of the storage. */
  noteAway(error: PromptForgeError): void;
  /** What was let in unasked and is not recorded yet. */
  unrecorded(): Unrecorded;
  /** Records what it can within some seconds, and tells what it could not. */
  close(): Promise<void>;
}

const closingMs = 5_000;
const defaultAdmissions = 10_000;

/**
 * Puts all that happens within a process in front of the ledger of the storage. From the outside in:
 * letting in while it is away (by choice), repeating a refusal, batching, coalescing, and asking again
 * after a collision.
 */
export function ledgerInFront(store: LedgerStore, settings: QuotaSettings, parts: LedgerInFrontParts): LedgerInFront {
  const { clock, monotonicNow, report, random = Math.random, later = timer } = parts;
  const { mostAdmissions = defaultAdmissions } = parts;
  const sleep = (ms: number) => clock.sleep(ms, new AbortController().signal);
  const timing = { now: monotonicNow, later };
  const retrying = new RetryingLedger(store, { sleep, random });
  const batching = new BatchingLedger(new CoalescingLedger(retrying), settings, timing);
  const { refusalCacheMs } = settings;
  const inner =
    refusalCacheMs === 0
      ? batching
      : new RefusalCachingLedger(batching, new RefusalCache({ maxAgeMs: refusalCacheMs, now: monotonicNow }));
  if (settings.whenUnavailable === 'refuse') {
    const nothing: Unrecorded = Object.freeze({ runs: 0, settlements: 0, consumptions: 0 });
    return { ledger: inner, isAway: () => false, noteAway: () => {}, unrecorded: () => nothing, close: async () => {} };
  }
  const recovery = new Recovery({ ledger: inner, ...timing, report });
  return {
    ledger: new AdmittingLedger(inner, { recovery, now: () => clock.now(), mostAdmissions }),
    isAway: () => recovery.isAway,
    noteAway: (error) => recovery.noteAway(error),
    unrecorded: () => recovery.journal.counts(),
    close: () => recovery.close(closingMs),
  };
}
