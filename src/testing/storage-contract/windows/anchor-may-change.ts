import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { orgTokensPerMonth, quotaLimit } from '../fixtures/quota-limits.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';

const dayMs = 86_400_000;
const tokens = (amount: number) => ({ calls: 0, tokens: amount, cost: 0 });

export const anchorMayChange: readonly ContractSpec[] = [
  {
    promise: 'a month under way that gets an anchor keeps what is used, and ends with the month of the anchor',
    async verify({ storage, scope, clock }) {
      const year = clock.nextYear('common');
      clock.moveTo(Date.UTC(year, 10, 23, 12));
      const calendar = orgTokensPerMonth(100);
      const anchored = quotaLimit('org', 'tokens', 'month', 100, { anchor: clock.now() });
      const ask = (limit: typeof anchored, amount: number) =>
        storage.ledger.consume(scope, { userId: 'ada', limits: [limit], amounts: tokens(amount) });
      await ask(calendar, 60);
      const [before] = await storage.ledger.peek(scope, { userId: 'ada', limits: [anchored] });
      assert.deepEqual([before?.used, before?.resetAfterMs], [60, 30 * dayMs]);
      assert.equal((await ask(anchored, 40)).outcome, 'admitted');
      for (const at of [Date.UTC(year, 10, 30, 23, 59), Date.UTC(year, 11, 1), Date.UTC(year, 11, 23, 11, 59)]) {
        clock.moveTo(at);
        assert.equal((await ask(anchored, 1)).outcome, 'refused', new Date(at).toISOString());
      }
      // A process that has not heard of the anchor yet.
      assert.equal((await ask(calendar, 1)).outcome, 'refused');
      assert.equal((await ask(anchored, 1)).outcome, 'refused');
    },
  },
  {
    promise: 'a hold taken before a month got an anchor is corrected after it',
    async verify({ storage, scope, clock }) {
      const year = clock.nextYear('common');
      clock.moveTo(Date.UTC(year, 10, 23, 12));
      const anchored = quotaLimit('org', 'tokens', 'month', 10_000, { anchor: clock.now() });
      const run = await reserveRun(storage, scope, { limits: [orgTokensPerMonth(10_000)], leaseMs: 60 * dayMs });
      await storage.ledger.consume(scope, { userId: 'ada', limits: [anchored], amounts: tokens(10) });
      clock.moveTo(Date.UTC(year, 11, 5));
      await storage.ledger.settle(scope, settlement(run.id, { charge: { calls: 1, tokens: 300, cost: 0 } }));
      const [window] = await storage.ledger.peek(scope, { userId: 'ada', limits: [anchored] });
      assert.equal(window?.used, 310);
    },
  },
  {
    promise: 'a window never starts before the one before it has ended',
    async verify({ storage, scope, clock }) {
      const year = clock.nextYear('common');
      clock.moveTo(Date.UTC(year, 10, 23, 12));
      const anchored = quotaLimit('org', 'tokens', 'month', 10_000, { anchor: clock.now() });
      const calendar = orgTokensPerMonth(10_000);
      await storage.ledger.consume(scope, { userId: 'ada', limits: [anchored], amounts: tokens(10) });
      clock.moveTo(Date.UTC(year, 11, 23, 12));
      const run = await reserveRun(storage, scope, { limits: [calendar], leaseMs: 60 * dayMs });
      const [opened] = await storage.ledger.peek(scope, { userId: 'ada', limits: [calendar] });
      assert.deepEqual([opened?.used, opened?.resetAfterMs], [1_000, 8.5 * dayMs]);
      await storage.ledger.settle(scope, settlement(run.id, { charge: { calls: 1, tokens: 0, cost: 0 } }));
      const [settled] = await storage.ledger.peek(scope, { userId: 'ada', limits: [calendar] });
      assert.equal(settled?.used, 0);
    },
  },
];
