import assert from 'node:assert/strict';
import type { RunRecord, RunRecordQuery } from '../../../storage.js';
import { hourMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { completeRun, reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { generateFacts, namesOf } from './generate-facts.js';
import { recomputeRecords } from './recompute-figures.js';

const everything = { orgId: null, userId: null, planId: null, model: null, moduleId: null };

export const recordsAreReadInOrder: readonly ContractSpec[] = [
  {
    promise: 'runs that have ended are read oldest first, those of one moment by tenant and id, by any filter',
    async verify({ storage, scope, clock }) {
      const from = clock.now();
      const names = namesOf(scope);
      const tenants = [scope, newTenant(), newTenant()] as const;
      const facts = await generateFacts(storage, clock, { tenants, names, runs: 80, stepMs: 2 * minuteMs });
      const range = { from, to: clock.now() };
      const [planId, model, moduleId, userId] = [names.plans[1], names.models[1], names.modules[1], names.users[1]];
      const queries: readonly Omit<RunRecordQuery, 'limit' | 'after' | 'range'>[] = [
        everything,
        { ...everything, orgId: scope.orgId },
        { ...everything, orgId: scope.orgId, userId },
        { ...everything, userId },
        { ...everything, planId },
        { ...everything, model },
        { ...everything, moduleId },
        { ...everything, orgId: tenants[1].orgId, planId, model },
        { ...everything, planId, model, moduleId, userId },
        { ...everything, planId: 'no such plan' },
      ];
      const middle = facts[40]?.run.createdAt ?? 0;
      for (const query of queries) {
        for (const part of [range, { from: middle, to: range.to }, { from, to: middle }]) {
          const asked = { ...query, range: part };
          const expected = recomputeRecords(facts, { ...asked, limit: 1, after: null });
          for (const limit of [3, 100]) {
            const found =
              expected.length === 0
                ? (await storage.analytics.records({ ...asked, limit, after: null })).items
                : await allPages(limit, (page) => storage.analytics.records({ ...asked, ...page }));
            assert.deepEqual(found, expected, `${JSON.stringify(asked)} by ${limit}`);
          }
        }
      }
    },
  },
  {
    promise: 'a page of records goes on after its last one, whatever comes and goes in between',
    async verify({ storage, scope, clock }) {
      const from = clock.now();
      for (let run = 0; run < 9; run += 1) await completeRun(storage, scope);
      const query = { ...everything, range: { from, to: from + hourMs } };
      let seen = 0;
      const found = await allPages(
        2,
        (page) => storage.analytics.records({ ...query, ...page }),
        async () => {
          seen += 2;
          if (seen !== 4) return;
          await storage.ledger.purge(scope, { before: from + 1, limit: 4 });
          clock.advance(1);
          await completeRun(storage, scope, { runId: `run-0 of ${scope.orgId}` });
        },
      );
      assert.equal(found.length, 10);
      assert.equal(found.at(-1)?.id, `run-0 of ${scope.orgId}`);
      const ids = found.slice(0, 9).map(({ id }) => id);
      assert.deepEqual(ids, [...ids].sort());
    },
  },
  {
    promise: 'of a run whose user was erased, a record names the run, its module and its figures, and nobody',
    async verify({ storage, scope, clock }) {
      const from = clock.now();
      const { id, input } = await reserveRun(storage, scope);
      assert.ok(input !== null);
      const other = await reserveRun(storage, scope, {
        input: { ...input, module: { id: 'brief', version: '1.2.0' } },
      });
      for (const runId of [id, other.id]) await storage.ledger.settle(scope, settlement(runId));
      const read = async (): Promise<readonly RunRecord[]> =>
        (
          await storage.analytics.records({
            ...everything,
            orgId: scope.orgId,
            range: { from, to: from + 1 },
            limit: 9,
            after: null,
          })
        ).items;
      const before = await read();
      assert.deepEqual(new Set(before.map(({ moduleId }) => moduleId)), new Set([null, 'brief']));
      await storage.ledger.eraseUser(scope, 'ada');
      assert.deepEqual(
        await read(),
        before.map((record) => ({ ...record, userId: '' })),
      );
    },
  },
  {
    promise: 'runs under way are those that are reserved and have not ended',
    async verify({ storage, scope, clock }) {
      const count = async () => {
        const all = await storage.analytics.underWay({ orgId: null });
        return { mine: await storage.analytics.underWay({ orgId: scope.orgId }), all };
      };
      const { all } = await count();
      const [one, two] = [await reserveRun(storage, scope), await reserveRun(storage, scope)];
      await reserveRun(storage, newTenant());
      await completeRun(storage, scope);
      assert.deepEqual(await count(), { mine: 2, all: all + 3 });
      await storage.ledger.settle(scope, settlement(one.id));
      assert.deepEqual(await count(), { mine: 1, all: all + 2 });
      clock.advance(2 * minuteMs);
      assert.equal((await count()).mine, 1, 'also while nobody has noticed that its lease is over');
      while ((await storage.ledger.reap({ limit: 100 })).reaped.length > 0);
      assert.equal((await count()).mine, 0);
      assert.equal((await storage.ledger.get(scope, two.id))?.status, 'abandoned');
    },
  },
  {
    promise: 'a cursor that no page of records gave is rejected as request_invalid',
    async verify({ storage: { analytics }, scope }) {
      for (const after of [...noCursors, '[]', '[1,"a"]', '["a","b","c"]', '[1,"a","b","c"]', '[1.5,"a","b"]']) {
        for (const orgId of [scope.orgId, null]) {
          const query = { ...everything, orgId, range: { from: 0, to: 1 }, limit: 5, after };
          await assertRejectsWith('request_invalid', () => analytics.records(query), after);
        }
      }
    },
  },
];
