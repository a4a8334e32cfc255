import assert from 'node:assert/strict';
import type { BillingStore } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { inParallel } from '../fixtures/in-parallel.js';

const provider = 'stripe';

/** Forgets what other tests have left behind, and all else that is older. */
async function purgeAll(billing: BillingStore, before: number): Promise<number> {
  for (let all = 0; ; ) {
    const purged = await billing.purgeEvents({ before, limit: 7 });
    assert.ok(purged <= 7);
    if (purged === 0) return all;
    all += purged;
  }
}

export const eventsAreDoneOnce: readonly ContractSpec[] = [
  {
    promise: 'an event of a provider is done from when it was finished on, however often and whoever does it',
    async verify({ storage: { billing }, scope }) {
      for (const name of ['evt', ...unusualText]) {
        const event = { provider, eventId: `${name} ${scope.orgId}` };
        assert.equal(await billing.isEventDone(event), false);
        await inParallel(20, () => billing.finishEvent(event));
        assert.equal(await billing.isEventDone(event), true);
        assert.equal(await billing.isEventDone({ ...event, provider: 'another' }), false);
      }
    },
  },
  {
    promise: 'events are forgotten by the time they were first finished, as many at a time as is said, by many at once',
    async verify({ storage: { billing }, scope, clock }) {
      await purgeAll(billing, clock.now() + 1);
      clock.advance(1);
      const began = clock.now();
      const events = Array.from({ length: 30 }, (_, index) => ({ provider, eventId: `${index} ${scope.orgId}` }));
      for (const event of events) {
        await billing.finishEvent(event);
        clock.advance(1);
      }
      // Again, and later: it was done before all the same.
      for (const event of events.slice(0, 5)) await billing.finishEvent(event);
      assert.equal(await billing.purgeEvents({ before: began, limit: 100 }), 0);
      assert.equal(await billing.purgeEvents({ before: began + 10, limit: 4 }), 4, 'the oldest first');
      const done = await Promise.all(events.map((event) => billing.isEventDone(event)));
      assert.deepEqual(
        done,
        events.map((_, index) => index >= 4),
      );
      const counts = await inParallel(8, () => billing.purgeEvents({ before: began + 20, limit: 3 }));
      const later = await purgeAll(billing, began + 20);
      assert.equal(counts.reduce((sum, count) => sum + count, 0) + later, 16, 'each is counted once');
      for (const [index, event] of events.entries()) assert.equal(await billing.isEventDone(event), index >= 20);
      assert.equal(await billing.purgeEvents({ before: clock.now(), limit: 100 }), 10);
    },
  },
];
