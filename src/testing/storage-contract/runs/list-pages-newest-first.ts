import assert from 'node:assert/strict';
import type { Run, Storage, TenantScope } from '../../../storage.js';
import { secondMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';

/** Walks from page to page, doing something between two of them. */
async function allPages(
  storage: Storage,
  scope: TenantScope,
  limit: number,
  betweenPages: () => Promise<unknown> = async () => {},
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let after: string | null = null;
  do {
    const page = await storage.ledger.list(scope, { userId: null, limit, after });
    assert.ok(page.runs.length <= limit, 'a page is no longer than it may be');
    assert.ok(page.runs.length > 0, 'no page is empty: the one before was the last');
    runs.push(...page.runs);
    assert.ok(runs.length <= 100, 'paging comes to an end');
    after = page.next;
    await betweenPages();
  } while (after !== null);
  return runs;
}

/** Ids in an order of their own, of which several share one instant. */
const ids = ['m', 'Z', 'a', 'é', '10', '9', 'B', '~', '-', 'aa', 'ä', '\uff5e', '\u{1F600}', '\ue000'];

export const listPagesNewestFirst: readonly ContractSpec[] = [
  {
    promise: 'runs are listed newest first, those of one instant by descending bytes of their id',
    async verify({ storage, scope, clock }) {
      const created: Run[] = [];
      for (const [index, id] of ids.entries()) {
        if (index % 7 === 0) clock.advance(secondMs);
        created.push(await reserveRun(storage, scope, { runId: `${id} ${scope.orgId}` }));
      }
      const expected = created.toSorted(
        (a, b) => b.createdAt - a.createdAt || Buffer.compare(Buffer.from(b.id), Buffer.from(a.id)),
      );
      const all = await storage.ledger.list(scope, { userId: null, limit: 100, after: null });
      assert.deepEqual(all, { runs: expected, next: null });
      for (const limit of [1, 3, ids.length]) assert.deepEqual(await allPages(storage, scope, limit), expected);
    },
  },
  {
    promise: 'paging shows every run once, while new runs arrive and others end',
    async verify({ storage, scope, clock }) {
      const created: string[] = [];
      for (let index = 0; index < 11; index += 1) {
        if (index % 3 === 0) clock.advance(1);
        created.push((await reserveRun(storage, scope)).id);
      }
      const seen = await allPages(storage, scope, 2, async () => {
        clock.advance(1);
        await completeRun(storage, scope);
      });
      assert.deepEqual(seen.map(({ id }) => id).sort(), created.sort());
    },
  },
  {
    promise: 'runs of one user are listed without those of others',
    async verify({ storage, scope }) {
      const own = [await reserveRun(storage, scope), await completeRun(storage, scope)].map(({ id }) => id);
      await reserveRun(storage, scope, { userId: 'bob' });
      const { runs } = await storage.ledger.list(scope, { userId: 'ada', limit: 100, after: null });
      assert.deepEqual(runs.map(({ id }) => id).sort(), own.sort());
      assert.deepEqual(await storage.ledger.list(scope, { userId: 'nobody', limit: 5, after: null }), {
        runs: [],
        next: null,
      });
    },
  },
  {
    promise: 'a cursor that the storage did not give out is refused as an invalid request',
    async verify({ storage, scope }) {
      await reserveRun(storage, scope);
      for (const after of ['', 'nonsense', '%%%', 'W10=', 'bnVsbA==', '{"a":1}', '-1', '\u{1F600}', `${2 ** 53}`]) {
        const request = { userId: null, limit: 5, after };
        await assertRejectsWith('request_invalid', () => storage.ledger.list(scope, request), JSON.stringify(after));
      }
    },
  },
  {
    promise: 'a cursor never leads into the runs of another tenant',
    async verify({ storage, scope }) {
      for (let index = 0; index < 3; index += 1) await reserveRun(storage, scope);
      const { next } = await storage.ledger.list(scope, { userId: null, limit: 1, after: null });
      assert.notEqual(next, null);
      const foreign = await storage.ledger.list(newTenant(), { userId: null, limit: 5, after: next });
      assert.deepEqual(foreign, { runs: [], next: null });
    },
  },
];
