import type { Principal } from '../domain/access/principal.js';
import type { Run } from '../domain/runs/run.js';
import { isIdentifier } from '../domain/text/is-identifier.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import type { LedgerStore } from '../ports/ledger-store.js';

/**
 * A run of the caller. An id that no run can have is not worth asking for, and not every storage could be asked.
 * @throws PromptForgeError `run_not_found`
 */
export async function ownRun(ledger: Pick<LedgerStore, 'get'>, caller: Principal, runId: unknown): Promise<Run> {
  const run = isIdentifier(runId) ? await ledger.get(caller, runId) : null;
  if (run !== null && run.userId === caller.userId) return run;
  throw new PromptForgeError('run_not_found', 'You have no run with this identifier.');
}
