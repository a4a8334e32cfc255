import { expect, test } from 'vitest';
import { AdmittingLedger } from '../../../src/quota/admitting-ledger.js';
import { BatchingLedger } from '../../../src/quota/batching-ledger.js';
import { CoalescingLedger } from '../../../src/quota/coalescing-ledger.js';
import { Recovery } from '../../../src/quota/recovery.js';
import { RefusalCache } from '../../../src/quota/refusal-cache.js';
import { RefusalCachingLedger } from '../../../src/quota/refusal-caching-ledger.js';
import { storageDown } from '../../fixtures/storage-with-faults.js';
import { manualTiming } from './manual-timing.js';
import { consumption, reservation, settlement, watchedLedger } from './quota-requests.js';

const tenants = 100_000;
const atOnce = 1_000;

test('after 100,000 tenants nothing is left but what has a bound', async () => {
  const { plain, clock } = watchedLedger();
  let isDown = false;
  const store = new Proxy(plain, {
    get: (target, method) => {
      const original: unknown = Reflect.get(target, method, target);
      if (typeof original !== 'function') return original;
      return (...values: unknown[]) => (isDown ? Promise.reject(storageDown()) : original.apply(target, values));
    },
  });
  const timing = manualTiming();
  const options = { lanes: 2, maxBatch: 128, maxQueue: 10_000, maxWaitMs: 10_000 };
  const batching = new BatchingLedger(new CoalescingLedger(store), options, timing);
  const cache = new RefusalCache({ maxAgeMs: 2_000, now: () => clock.now() });
  const caching = new RefusalCachingLedger(batching, cache);
  const recovery = new Recovery({ ledger: caching, now: () => clock.now(), later: () => () => {}, report: () => {} });
  const ledger = new AdmittingLedger(caching, { recovery, now: () => clock.now(), mostAdmissions: 10_000 });

  let letIn = 0;
  for (let first = 0; first < tenants; first += atOnce) {
    // For its last part the storage is away.
    isDown = first >= tenants - 20 * atOnce;
    await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => {
        const scope = { orgId: `tenant-${first + index}` };
        await ledger.consume(scope, consumption(0)).catch(() => {});
        if (index % 10 === 0) {
          const runId = `run-${first + index}`;
          const reserved = await ledger.reserve(scope, reservation(runId, 1)).catch(() => null);
          if (reserved?.outcome === 'reserved') {
            letIn += 1;
            await ledger.settle(scope, settlement(runId));
          }
        }
      }),
    );
  }
  expect(letIn).toBeGreaterThan((tenants - 20 * atOnce) / 10);
  expect(cache.size.refusals).toBeLessThanOrEqual(10_000);
  expect(cache.size.tenants).toBeLessThanOrEqual(cache.size.refusals);
  expect([batching.waiting, caching.tenantsUnderWay, ledger.runsUnderWay]).toEqual([0, 0, 0]);
  expect(timing.timers.size).toBe(0);
  expect(recovery.journal.admissions).toBe(10_000);

  isDown = false;
  await recovery.attempt();
  expect(recovery.journal.size).toBe(0);
  expect(recovery.journal.counts()).toEqual({ runs: 0, settlements: 0, consumptions: 0 });
  expect(recovery.journal.holds({ orgId: 'tenant-99999' })).toBe(false);
  expect(recovery.isAway).toBe(false);
});
