import assert from 'node:assert/strict';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { quotaLimit } from '../fixtures/quota-limits.js';
import { reapAll } from '../fixtures/reap-all.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { usedOf } from '../fixtures/used-amounts.js';

const limit = quotaLimit('user', 'calls', 'hour', 10, { algorithm: 'sliding' });

function calls(amount: number) {
  return { userId: 'ada', limits: [limit], amounts: { calls: amount, tokens: 0, cost: 0 } };
}

export const slidingWindowCountsTheOverlap: readonly ContractSpec[] = [
  {
    promise: 'a sliding window counts the share of the last one that still overlaps, rounded up',
    async verify({ storage, scope, clock }) {
      await storage.ledger.consume(scope, calls(8));
      const later = [60, 75, 90, 100, 105, 119, 120].map(
        (minutes) => [clock.now() + minutes * minuteMs, minutes] as const,
      );
      const expected = [8, 6, 4, 3, 2, 1, 0];
      for (const [index, [instant, minutes]] of later.entries()) {
        clock.moveTo(instant);
        assert.equal(await usedOf(storage, scope, limit), expected[index], `${minutes} minutes later`);
      }
    },
  },
  {
    promise: 'a sliding window counts nothing of a window that lies further back than the last one',
    async verify({ storage, scope, clock }) {
      await storage.ledger.consume(scope, calls(10));
      clock.advance(2 * hourMs);
      assert.equal(assertOutcome(await storage.ledger.consume(scope, calls(10)), 'admitted').windows[0]?.used, 10);
    },
  },
  {
    promise: 'the reaper tidies no window away that still counts, be it a short month before a long one',
    async verify({ storage, scope, clock }) {
      const year = clock.nextYear('common');
      clock.moveTo(Date.UTC(year, 1, 28, 23));
      const month = quotaLimit('user', 'calls', 'month', 100, { algorithm: 'sliding' });
      await storage.ledger.consume(scope, { ...calls(62), limits: [month] });
      await storage.ledger.consume(scope, calls(8));
      clock.moveTo(Date.UTC(year, 2, 1, 0, 15));
      await reapAll(storage);
      assert.equal(await usedOf(storage, scope, limit), 6, 'the last hour');
      clock.moveTo(Date.UTC(year, 2, 30));
      await reapAll(storage);
      assert.equal(await usedOf(storage, scope, month), 4, 'two of the 31 days of March are left');
    },
  },
  {
    promise: 'a burst against a sliding window admits what the overlap leaves',
    async verify({ storage, scope, clock }) {
      await storage.ledger.consume(scope, calls(8));
      clock.advance(hourMs + 30 * minuteMs);
      const answers = await Promise.all(Array.from({ length: 30 }, () => storage.ledger.consume(scope, calls(1))));
      assert.equal(answers.filter(({ outcome }) => outcome === 'admitted').length, 6);
      const [window] = await storage.ledger.peek(scope, calls(0));
      assert.deepEqual(window, { ...limit, used: 10, remaining: 0, resetAfterMs: 30 * minuteMs });
    },
  },
  {
    promise: 'a run settled after a sliding window has moved on corrects the share that overlaps',
    async verify({ storage, scope, clock }) {
      const tokens = quotaLimit('org', 'tokens', 'hour', 10_000, { algorithm: 'sliding' });
      const [first, second] = [
        await reserveRun(storage, scope, { limits: [tokens] }),
        await reserveRun(storage, scope, { limits: [tokens] }),
      ];
      clock.advance(hourMs);
      const charge = { calls: 1, tokens: 200, cost: 0 };
      await storage.ledger.settle(scope, settlement(first.id, { charge }));
      assert.equal(await usedOf(storage, scope, tokens), 1_200, 'before anybody has used the new window');

      const amounts = { calls: 0, tokens: 10, cost: 0 };
      await storage.ledger.consume(scope, { userId: 'ada', limits: [tokens], amounts });
      await storage.ledger.settle(scope, settlement(second.id, { charge }));
      assert.equal(await usedOf(storage, scope, tokens), 410, 'after the new window was opened');
      clock.advance(30 * minuteMs);
      assert.equal(await usedOf(storage, scope, tokens), 210);
    },
  },
];
