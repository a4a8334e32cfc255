import assert from 'node:assert/strict';
import { moduleStatuses } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { libraryModule } from './library-module.js';

export const moduleVersionsNeverChange: readonly ContractSpec[] = [
  {
    promise: 'a version of a module comes back as it was published, whatever it holds and is called',
    async verify({ storage: { library }, scope }) {
      for (const [index, text] of unusualText.entries()) {
        const body = { text, [`key ${text}`]: [text] };
        const minimumPlanId = index % 2 === 0 ? text : null;
        const status = moduleStatuses[index % 3] ?? 'draft';
        const module = libraryModule(text, '1.0.0-rc.1', { title: text, summary: text, status, minimumPlanId, body });
        assert.deepEqual(await library.addModule(scope, module), { outcome: 'added' });
        assert.deepEqual(await library.getModule(scope, { id: text, version: '1.0.0-rc.1' }), {
          value: module,
          version: 1,
        });
        assert.equal(await library.getModule(scope, { id: text, version: '1.0.0' }), null);
      }
      assert.equal(await library.getModule(scope, { id: 'nothing', version: null }), null);
    },
  },
  {
    promise: 'of 20 who publish one version at once exactly one does, and nobody replaces it later',
    async verify({ storage: { library }, scope }) {
      const answers = await inParallel(20, (index) =>
        library.addModule(scope, libraryModule('launch', '1.0.0', { title: `${index}` })),
      );
      assert.deepEqual(countOutcomes(answers), { added: 1, exists: 19 });
      const title = `${answers.findIndex(({ outcome }) => outcome === 'added')}`;
      const again = libraryModule('launch', '1.0.0', { title: 'again', status: 'active', body: {} });
      assert.deepEqual(await library.addModule(scope, again), { outcome: 'exists' });
      const stored = await library.getModule(scope, { id: 'launch', version: '1.0.0' });
      assert.deepEqual(stored, { value: libraryModule('launch', '1.0.0', { title }), version: 1 });
    },
  },
  {
    promise: 'the status of a version, and nothing else, is set by compare-and-swap, and by one of 20 at once',
    async verify({ storage: { library }, scope }) {
      const named = { id: 'launch', version: '1.0.0' };
      for (const version of ['1.0.0', '1.0.1']) await library.addModule(scope, libraryModule('launch', version));
      for (const expected of [0, 2]) {
        const answer = await library.setModuleStatus(scope, { ...named, status: 'active' }, expected);
        assert.deepEqual(answer, { outcome: 'conflict' });
      }
      const unknown = { id: 'launch', version: '9.0.0', status: 'active' } as const;
      for (const expected of [0, 1]) {
        assert.deepEqual(await library.setModuleStatus(scope, unknown, expected), { outcome: 'conflict' });
      }
      for (const [index, status] of (['active', 'deprecated'] as const).entries()) {
        const change = { ...named, status };
        const answers = await inParallel(20, () => library.setModuleStatus(scope, change, index + 1));
        assert.deepEqual(countOutcomes(answers), { saved: 1, conflict: 19 });
        const value = libraryModule('launch', '1.0.0', { status });
        assert.deepEqual(await library.getModule(scope, named), { value, version: index + 2 });
      }
      const other = await library.getModule(scope, { id: 'launch', version: '1.0.1' });
      assert.deepEqual(other, { value: libraryModule('launch', '1.0.1'), version: 1 });
    },
  },
  {
    promise: 'a version that is not semantic, or has build metadata, is refused as an invalid request',
    async verify({ storage: { library }, scope }) {
      for (const version of [
        '',
        '1',
        '1.0',
        'v1.0.0',
        '01.0.0',
        '1.0.0-',
        '1.0.0-01',
        '1.0.0+build',
        ' 1.0.0',
        '1.0.0\n',
      ]) {
        const add = () => library.addModule(scope, libraryModule('launch', version));
        await assertRejectsWith('request_invalid', add, JSON.stringify(version));
      }
      assert.equal(await library.getModule(scope, { id: 'launch', version: null }), null);
    },
  },
];
