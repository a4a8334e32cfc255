import type { TenantScope } from '../domain/access/principal.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { Clock } from '../ports/clock.js';
import type { LedgerStore, Settlement, SettleResult } from '../ports/ledger-store.js';

/** Waits between attempts, in milliseconds. A settlement is exactly-once, so asking again is safe. */
const pauses = [50, 250, 1_000] as const;

/**
 * Settles a run, and asks again when the storage fails: the model has been paid by now. No signal
 * of the caller reaches in here, since giving up would lose what was spent.
 * @throws PromptForgeError of the storage when it failed every time.
 */
export async function settleRun(
  ledger: LedgerStore,
  clock: Clock,
  scope: TenantScope,
  settlement: Settlement,
): Promise<SettleResult> {
  for (const pause of pauses) {
    try {
      return await ledger.settle(scope, settlement);
    } catch (error) {
      if (!PromptForgeError.is(error) || error.code !== 'storage_unavailable') throw error;
      await clock.sleep(pause, new AbortController().signal);
    }
  }
  return ledger.settle(scope, settlement);
}
