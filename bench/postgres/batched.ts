import { systemClock } from '../../src/ports/system-clock.js';
import { ledgerInFront } from '../../src/quota/ledger-in-front.js';
import type { LedgerStore } from '../../src/storage.js';

/** What PromptForge puts in front of the ledger, with its defaults. */
export function batched(ledger: LedgerStore): LedgerStore {
  const settings = {
    lanes: 2,
    maxBatch: 128,
    maxQueue: 10_000,
    maxWaitMs: 10_000,
    refusalCacheMs: 2_000,
    whenUnavailable: 'refuse',
  } as const;
  const parts = { clock: systemClock, monotonicNow: () => performance.now(), report: () => {} };
  return ledgerInFront(ledger, settings, parts).ledger;
}
