import type { Settings } from '../options.js';
import { systemClock } from '../ports/system-clock.js';
import { type LedgerInFront, ledgerInFront } from '../quota/ledger-in-front.js';

/** What stands in front of the ledger. A clock that is given for tests is the only one. */
export function ledgerFront({ storage, quota, clock, onError }: Settings): LedgerInFront {
  return ledgerInFront(storage.ledger, quota, {
    clock,
    monotonicNow: () => (clock === systemClock ? performance.now() : clock.now()),
    report: (error) => onError(error, { during: 'quota' }),
  });
}
