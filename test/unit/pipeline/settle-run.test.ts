import { describe, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { noUsage } from '../../../src/domain/quota/usage.js';
import { settleRun } from '../../../src/pipeline/settle-run.js';
import type { Settlement, SettleResult } from '../../../src/ports/ledger-store.js';
import { PromptForgeError } from '../../../src/storage.js';
import { manualClock } from '../../fixtures/manual-clock.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';

const settlement: Settlement = {
  runId: 'run-1',
  ending: 'failed',
  usage: noUsage,
  charge: { calls: 0, tokens: 0, cost: 0 },
  result: null,
  error: { code: 'internal', message: 'It failed.' },
  scores: [],
  events: [],
};
const scope = { orgId: 'acme' };
const answer: SettleResult = { outcome: 'unknown_run' };

/** A ledger that fails so many times, and then answers. */
function settleAfter(failures: readonly unknown[]) {
  const { ledger } = memoryStorage();
  const settle = vi.spyOn(ledger, 'settle');
  for (const failure of failures) settle.mockRejectedValueOnce(failure);
  settle.mockResolvedValueOnce(answer);
  const clock = manualClock();
  return { clock, settle, settled: settleRun(ledger, clock, scope, settlement) };
}

describe('a settlement', () => {
  test.each([
    [0, []],
    [1, [50]],
    [2, [50, 250]],
    [3, [50, 250, 1_000]],
  ])('that fails %d times is asked for again, after pauses', async (times, pauses) => {
    const { clock, settle, settled } = settleAfter(Array.from({ length: times }, storageDown));
    expect(await settled).toBe(answer);
    expect(clock.pauses).toEqual(pauses);
    expect(settle.mock.calls).toEqual(Array.from({ length: times + 1 }, () => [scope, settlement]));
  });

  test('that fails four times is given up with the error of the storage', async () => {
    const last = storageDown();
    const { settle, settled } = settleAfter([storageDown(), storageDown(), storageDown(), last]);
    await expect(settled).rejects.toBe(last);
    expect(settle).toHaveBeenCalledTimes(4);
  });

  test.each([
    new PromptForgeError('storage_not_ready', 'The schema is missing.'),
    new PromptForgeError('internal', 'The ledger was asked for the impossible.'),
    new Error('a bug'),
  ])('that asking again cannot mend is not repeated: %o', async (failure) => {
    const { clock, settle, settled } = settleAfter([failure]);
    await expect(settled).rejects.toBe(failure);
    expect(settle).toHaveBeenCalledTimes(1);
    expect(clock.pauses).toEqual([]);
  });
});
