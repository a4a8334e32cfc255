import assert from 'node:assert/strict';
import { platformScope } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { libraryModule } from './library-module.js';

/** In semantic order, latest first; sorted as text they would come out otherwise. */
const versions = [
  '10.0.0',
  '9.12.0',
  '9.2.10',
  '9.2.9',
  '1.0.0',
  '1.0.0-rc.1',
  '1.0.0-beta.11',
  '1.0.0-beta.2',
  '1.0.0-beta',
  '1.0.0-alpha.beta',
  '1.0.0-alpha.1',
  '1.0.0-alpha',
  '1.0.0-2',
  '0.100.0',
] as const;

export const modulesAreListedLatestFirst: readonly ContractSpec[] = [
  {
    promise: 'versions of a module are listed in semantic order, latest first, and the first of them is the latest',
    async verify({ storage: { library }, scope }) {
      for (const version of versions.toSorted()) {
        await library.addModule(scope, libraryModule('launch', version));
        await library.addModule(scope, libraryModule('launcher', '99.0.0'));
        const { items } = await library.listModules(scope, { id: 'launch', limit: 100, after: null });
        const latest = await library.getModule(scope, { id: 'launch', version: null });
        assert.equal(latest?.value.version, items[0]?.value.version);
      }
      for (const limit of [1, 4, versions.length]) {
        const seen = await allPages(limit, (page) => library.listModules(scope, { id: 'launch', ...page }));
        assert.deepEqual(
          seen.map(({ value }) => value.version),
          versions,
        );
      }
    },
  },
  {
    promise: 'all modules are listed by the bytes of their ids, then latest first, without their bodies',
    async verify({ storage: { library }, scope }) {
      const ids = sortedByBytes([...idsOfAllKinds, ...unusualText]);
      for (const id of ids.toReversed()) {
        for (const version of ['9.0.0', '10.0.0']) await library.addModule(scope, libraryModule(id, version));
      }
      const expected = ids.flatMap((id) =>
        ['10.0.0', '9.0.0'].map((version) => {
          const { body: _, ...value } = libraryModule(id, version);
          return { value, version: 1 };
        }),
      );
      for (const limit of [5, 100]) {
        const seen = await allPages(limit, (page) => library.listModules(scope, { id: null, ...page }));
        assert.deepEqual(seen, expected);
      }
    },
  },
  {
    promise: 'paging through modules shows each once, while new ones are published and others change their status',
    async verify({ storage: { library }, scope }) {
      for (const version of versions.slice(0, 7)) await library.addModule(scope, libraryModule('m', version));
      let round = 0;
      const seen = await allPages(
        2,
        (page) => library.listModules(scope, { id: null, ...page }),
        async () => {
          round += 1;
          await library.addModule(scope, libraryModule('a', `1.0.${round}`));
          await library.setModuleStatus(scope, { id: 'm', version: '10.0.0', status: 'active' }, round);
        },
      );
      assert.deepEqual(
        seen.map(({ value }) => value.version),
        versions.slice(0, 7),
      );
    },
  },
  {
    promise: 'a cursor that no page of modules gave out is refused as an invalid request',
    async verify({ storage: { library }, scope }) {
      await library.addModule(scope, libraryModule('launch', '1.0.0'));
      for (const after of [...noCursors, '1.0 launch', '1.0.0 ', ' launch']) {
        for (const id of [null, 'launch']) {
          const list = () => library.listModules(scope, { id, limit: 5, after });
          await assertRejectsWith('request_invalid', list, JSON.stringify(after));
        }
      }
    },
  },
  {
    promise: 'an organization neither sees nor changes the modules of another, nor those of the platform as its own',
    async verify({ storage: { library }, scope }) {
      const id = `module of ${scope.orgId}`;
      const named = { id, version: '1.0.0' };
      const stranger = newTenant();
      for (const owner of [scope, platformScope]) {
        assert.deepEqual(await library.addModule(owner, libraryModule(id, '1.0.0')), { outcome: 'added' });
        const stored = { value: libraryModule(id, '1.0.0'), version: 1 };
        assert.equal(await library.getModule(stranger, named), null);
        assert.equal(await library.getModule(stranger, { id, version: null }), null);
        for (const wanted of [id, null]) {
          const list = await library.listModules(stranger, { id: wanted, limit: 5, after: null });
          assert.deepEqual(list, { items: [], next: null });
        }
        const change = { ...named, status: 'deprecated' } as const;
        assert.deepEqual(await library.setModuleStatus(stranger, change, 1), { outcome: 'conflict' });
        assert.deepEqual(await library.getModule(owner, named), stored);
      }
      await library.addModule(stranger, libraryModule(id, '2.0.0'));
      assert.equal((await library.getModule(scope, { id, version: null }))?.value.version, '1.0.0');
      assert.equal((await library.getModule(platformScope, { id, version: null }))?.value.version, '1.0.0');
    },
  },
];
