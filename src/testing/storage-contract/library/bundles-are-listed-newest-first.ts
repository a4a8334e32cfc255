import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { newBundle } from './new-bundle.js';

const everything = { runId: null, userId: null };

export const bundlesAreListedNewestFirst: readonly ContractSpec[] = [
  {
    promise:
      'bundles are listed newest first, those of one instant by descending bytes of their id, without their files',
    async verify({ storage: { library }, scope, clock }) {
      const createdAt = clock.now();
      for (const id of idsOfAllKinds) await library.addBundle(scope, newBundle(id));
      clock.advance(1);
      await library.addBundle(scope, newBundle('0'));
      const { artifacts: _, ...summary } = newBundle('');
      const expected = [
        { ...summary, id: '0', createdAt: createdAt + 1 },
        ...sortedByBytes(idsOfAllKinds)
          .toReversed()
          .map((id) => ({ ...summary, id, createdAt })),
      ];
      for (const limit of [1, 5, expected.length]) {
        assert.deepEqual(
          await allPages(limit, (page) => library.listBundles(scope, { ...everything, ...page })),
          expected,
        );
      }
      for (const after of noCursors) {
        const list = () => library.listBundles(scope, { ...everything, limit: 5, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
  {
    promise:
      'bundles of a run, of a user or of both are listed without others, and paging misses none while new ones come',
    async verify({ storage: { library }, scope, clock }) {
      const made: { readonly id: string; readonly runId: string; readonly userId: string }[] = [];
      for (const runId of ['run 1', 'run 2']) {
        for (const userId of ['ada', 'bob']) {
          for (let index = 0; index < 3; index += 1) {
            const bundle = newBundle(`${runId} ${userId} ${index}`, { runId, userId, artifacts: [] });
            await library.addBundle(scope, bundle);
            made.push(bundle);
            clock.advance(index % 2);
          }
        }
      }
      let added = 0;
      for (const wanted of [everything, { runId: 'run 1', userId: null }, { runId: null, userId: 'bob' }, made[4]]) {
        const { runId, userId } = wanted ?? everything;
        const seen = await allPages(
          2,
          (page) => library.listBundles(scope, { runId, userId, ...page }),
          async () => {
            clock.advance(1);
            added += 1;
            await library.addBundle(
              scope,
              newBundle(`late ${added}`, { runId: 'run 3', userId: 'eve', artifacts: [] }),
            );
          },
        );
        const expected = made.filter((one) => [null, one.runId].includes(runId) && [null, one.userId].includes(userId));
        assert.deepEqual(
          seen.map(({ id }) => id).filter((id) => !id.startsWith('late')),
          expected.map(({ id }) => id).toReversed(),
        );
      }
    },
  },
  {
    promise: 'a purge deletes bundles created before an instant, the oldest first and in batches',
    async verify({ storage: { library }, scope, clock }) {
      for (const id of ['a', 'b', 'c']) {
        await library.addBundle(scope, newBundle(id));
        clock.advance(minuteMs);
      }
      const before = clock.now();
      await library.addBundle(scope, newBundle('young'));
      const left = async () =>
        (await library.listBundles(scope, { ...everything, limit: 10, after: null })).items.map(({ id }) => id);
      assert.equal(await library.purgeBundles(scope, { before, limit: 2 }), 2);
      assert.deepEqual(await left(), ['young', 'c']);
      assert.equal(await library.purgeBundles(scope, { before, limit: 2 }), 1);
      assert.equal(await library.purgeBundles(scope, { before, limit: 2 }), 0);
      assert.deepEqual(await left(), ['young']);
      assert.deepEqual(await library.addBundle(scope, newBundle('a', { artifacts: [] })), { outcome: 'added' });
      assert.deepEqual((await library.getBundle(scope, 'a'))?.artifacts, [], 'the files of the old one are gone');
    },
  },
];
