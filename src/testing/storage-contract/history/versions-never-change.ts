import assert from 'node:assert/strict';
import type { PromptHistoryStore, TenantScope } from '../../../storage.js';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newPromptVersion, newSavedPrompt, ofARun } from './new-saved-prompt.js';

async function promptOf(history: PromptHistoryStore, scope: TenantScope) {
  return (await history.get(scope, { id: 'a', visibleTo: null }))?.value ?? null;
}

async function versionOf(history: PromptHistoryStore, scope: TenantScope, number: number, promptId = 'a') {
  return history.getVersion(scope, { promptId, number, visibleTo: null });
}

export const versionsNeverChange: readonly ContractSpec[] = [
  {
    promise: 'a saved prompt and its first version come back as they were given, whatever is in them',
    async verify({ storage: { history }, scope, clock }) {
      const createdAt = clock.now();
      for (const [index, text] of unusualText.entries()) {
        const origin = index % 2 === 0 ? null : { promptId: text, number: index };
        const run = index % 3 === 0 ? {} : { ...ofARun, runId: text };
        const { first } = newSavedPrompt('');
        const given = newSavedPrompt(`${index} ${text}`, {
          ...{ title: text, ownerId: text, shared: index % 2 === 0, tags: index % 3 === 0 ? [] : [text, 'a'] },
          first: { ...first, ...run, text, parent: origin, authorId: text, note: index % 2 === 0 ? null : text },
        });
        const { id, title, ownerId, shared, tags } = given;
        const created = assertOutcome(await history.create(scope, given), 'created');
        assert.deepEqual(created.prompt, {
          version: 1,
          value: {
            ...{ id, title, ownerId, shared, tags },
            ...{ latestVersion: 1, forkedFrom: origin, createdAt, updatedAt: createdAt },
          },
        });
        const version = { ...given.first, promptId: id, number: 1, restoredFrom: null, createdAt };
        assert.deepEqual(created.version, version);
        assert.deepEqual(await history.get(scope, { id, visibleTo: null }), created.prompt);
        assert.deepEqual(await versionOf(history, scope, 1, id), version);
      }
    },
  },
  {
    promise: 'of 20 who keep a prompt under one id exactly one does, with its own first version',
    async verify({ storage: { history }, scope }) {
      const answers = await inParallel(20, (index) => {
        const { first } = newSavedPrompt('');
        return history.create(scope, newSavedPrompt('a', { title: `${index}`, first: { ...first, text: `${index}` } }));
      });
      assert.deepEqual(countOutcomes(answers), { created: 1, exists: 19 });
      const winner = answers.findIndex(({ outcome }) => outcome === 'created');
      assert.equal((await promptOf(history, scope))?.title, `${winner}`);
      assert.equal((await versionOf(history, scope, 1))?.text, `${winner}`);
      assert.equal(await versionOf(history, scope, 2), null);
    },
  },
  {
    promise: 'versions are numbered without gaps, and none of them changes when others are added',
    async verify({ storage: { history }, scope, clock }) {
      const { version: first } = assertOutcome(await history.create(scope, newSavedPrompt('a')), 'created');
      clock.advance(minuteMs);
      const second = newPromptVersion('a', 1, { ...ofARun, text: 'Plan the launch in May.', authorId: 'bob' });
      const third = newPromptVersion('a', 1, { restoredFrom: 1, note: 'The first was better.' });
      const added = [
        first,
        { ...second, number: 2, createdAt: clock.now() },
        { ...third, number: 3, createdAt: clock.now() },
      ];
      const answers = [await history.addVersion(scope, second, 1), await history.addVersion(scope, third, 2)];
      for (const [index, answer] of answers.entries()) {
        assert.deepEqual(answer, { outcome: 'added', version: added[index + 1] });
      }
      for (const [index, version] of added.entries()) {
        assert.deepEqual(await versionOf(history, scope, index + 1), version);
      }
      const prompt = await promptOf(history, scope);
      assert.equal(prompt?.latestVersion, 3);
      assert.deepEqual([prompt?.createdAt, prompt?.updatedAt], [first.createdAt, clock.now()]);
      for (const number of [0, 4]) assert.equal(await versionOf(history, scope, number), null);
    },
  },
  {
    promise: 'of 20 who add a version after the same one exactly one does, and the others learn of it',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      for (const latest of [1, 2]) {
        const answers = await inParallel(20, (index) =>
          history.addVersion(scope, newPromptVersion('a', latest, { text: `${latest} ${index}` }), latest),
        );
        assert.deepEqual(countOutcomes(answers), { added: 1, conflict: 19 });
        const winner = answers.findIndex(({ outcome }) => outcome === 'added');
        assert.equal((await versionOf(history, scope, latest + 1))?.text, `${latest} ${winner}`);
      }
      for (const latest of [0, 2, 4]) {
        assert.deepEqual(await history.addVersion(scope, newPromptVersion('a', 1), latest), { outcome: 'conflict' });
      }
      assert.deepEqual(await history.addVersion(scope, newPromptVersion('b', 1), 0), { outcome: 'conflict' });
      assert.equal((await promptOf(history, scope))?.latestVersion, 3);
    },
  },
  {
    promise: 'a run is in a prompt once, however often and by how many it is added; what restores it counts for none',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      const ofRun = newPromptVersion('a', 1, ofARun);
      const answers = await inParallel(20, () => history.addVersion(scope, ofRun, 1));
      assert.deepEqual(countOutcomes(answers), { added: 1, exists: 19 });
      const version = await versionOf(history, scope, 2);
      for (const answer of answers) assert.deepEqual('version' in answer ? answer.version : null, version);
      const restored = { ...ofRun, restoredFrom: 2 };
      assertOutcome(await history.addVersion(scope, newPromptVersion('a', 2), 2), 'added');
      assertOutcome(await history.addVersion(scope, restored, 3), 'added');
      assertOutcome(await history.addVersion(scope, restored, 4), 'added');
      assert.deepEqual(await history.addVersion(scope, ofRun, 1), { outcome: 'exists', version });
      await history.create(scope, newSavedPrompt('b'));
      assertOutcome(await history.addVersion(scope, { ...ofRun, promptId: 'b' }, 1), 'added');
    },
  },
  {
    promise: 'what becomes of a saved prompt in the hands of a caller, before or after, does not reach the stored one',
    async verify({ storage: { history }, scope }) {
      const tags = ['a'];
      const answer = assertOutcome(await history.create(scope, newSavedPrompt('a', { tags })), 'created');
      tags.push('b');
      Object.assign(answer.prompt.value, { title: 'Changed' });
      Object.assign(answer.version, { text: 'Changed' });
      Object.assign((await promptOf(history, scope)) ?? {}, { title: 'Changed' });
      Object.assign((await versionOf(history, scope, 1)) ?? {}, { text: 'Changed' });
      const { items } = await history.listVersions(scope, { promptId: 'a', visibleTo: null, limit: 1, after: null });
      Object.assign(items[0] ?? {}, { note: 'Changed' });
      const kept = await promptOf(history, scope);
      assert.deepEqual([kept?.title, kept?.tags], ['Launch', ['a']]);
      const version = await versionOf(history, scope, 1);
      assert.deepEqual([version?.text, version?.note], ['Plan the launch.', null]);
    },
  },
];
