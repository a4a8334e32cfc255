import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newPromptVersion, newSavedPrompt, ofARun } from './new-saved-prompt.js';

export const savedPromptsCompareAndSwap: readonly ContractSpec[] = [
  {
    promise: 'of 20 who change title, tags or sharing of a prompt at once exactly one does, and no text is touched',
    async verify({ storage: { history }, scope, clock }) {
      const { prompt } = assertOutcome(await history.create(scope, newSavedPrompt('a')), 'created');
      await history.addVersion(scope, newPromptVersion('a', 1), 1);
      clock.advance(minuteMs);
      const change = { id: 'a', title: 'New', shared: true, tags: ['x', 'y'] };
      for (const expected of [0, 2]) {
        assert.deepEqual(await history.update(scope, change, expected), { outcome: 'conflict' });
      }
      assert.deepEqual(await history.update(scope, { ...change, id: 'b' }, 1), { outcome: 'conflict' });
      const answers = await inParallel(20, (index) => history.update(scope, { ...change, title: `${index}` }, 1));
      assert.deepEqual(countOutcomes(answers), { saved: 1, conflict: 19 });
      const winner = answers.findIndex(({ outcome }) => outcome === 'saved');
      const changed = { ...change, title: `${winner}`, latestVersion: 2, updatedAt: clock.now() };
      assert.deepEqual(await history.get(scope, { id: 'a', visibleTo: null }), {
        version: 2,
        value: { ...prompt.value, ...changed },
      });
    },
  },
  {
    promise: 'adding a version is no change of the prompt itself: whoever renames it in the meantime is not refused',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      assertOutcome(await history.addVersion(scope, newPromptVersion('a', 1), 1), 'added');
      const change = { id: 'a', title: 'New', shared: false, tags: [] };
      assert.deepEqual(await history.update(scope, change, 1), { outcome: 'saved', version: 2 });
      assertOutcome(await history.addVersion(scope, newPromptVersion('a', 2), 2), 'added');
      assert.equal((await history.get(scope, { id: 'a', visibleTo: null }))?.value.latestVersion, 3);
    },
  },
  {
    promise: 'a prompt is removed with all its versions by the one of 20 callers whose version is the stored one',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      await history.addVersion(scope, newPromptVersion('a', 1, ofARun), 1);
      await history.update(scope, { id: 'a', title: 'New', shared: true, tags: [] }, 1);
      for (const expected of [0, 1, 3]) {
        assert.deepEqual(await history.remove(scope, 'a', expected), { outcome: 'conflict' });
      }
      const answers = await inParallel(20, () => history.remove(scope, 'a', 2));
      assert.deepEqual(countOutcomes(answers), { removed: 1, conflict: 19 });
      assert.equal(await history.get(scope, { id: 'a', visibleTo: null }), null);
      assert.equal(await history.getVersion(scope, { promptId: 'a', number: 1, visibleTo: null }), null);
      assertOutcome(await history.create(scope, newSavedPrompt('a')), 'created');
      assert.equal(await history.getVersion(scope, { promptId: 'a', number: 2, visibleTo: null }), null);
      assertOutcome(await history.addVersion(scope, newPromptVersion('a', 1, ofARun), 1), 'added');
    },
  },
];
