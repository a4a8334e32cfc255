import assert from 'node:assert/strict';
import type { PromptHistoryStore, TenantScope } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newPromptVersion, newSavedPrompt, ofARun } from './new-saved-prompt.js';

const firstPage = { visibleTo: null, ownerId: null, tags: [], text: null, limit: 100, after: null };

/** Two prompts of a user, one of them shared, with a version of theirs and one of somebody else. */
async function furnish(history: PromptHistoryStore, scope: TenantScope, ownerId: string, other: string) {
  const { first } = newSavedPrompt('');
  for (const shared of [true, false]) {
    const id = `${ownerId} ${shared}`;
    await history.create(scope, newSavedPrompt(id, { ownerId, shared, first: { ...first, authorId: ownerId } }));
    await history.addVersion(scope, newPromptVersion(id, 1, { ...ofARun, authorId: other }), 1);
  }
}

async function view(history: PromptHistoryStore, scope: TenantScope) {
  const prompts = (await history.list(scope, firstPage)).items;
  const versions = [];
  for (const { value } of prompts) {
    for (let number = 1; number <= value.latestVersion; number += 1) {
      versions.push(await history.getVersion(scope, { promptId: value.id, number, visibleTo: null }));
    }
  }
  return { prompts, versions };
}

export const erasedUsersLeaveSharedPrompts: readonly ContractSpec[] = [
  {
    promise: 'erasing a user deletes their own prompts, and takes their name off shared ones and off every version',
    async verify({ storage: { history }, scope }) {
      await furnish(history, scope, 'ada', 'bob');
      await furnish(history, scope, 'bob', 'ada');
      const before = await view(history, scope);
      assert.equal(await history.eraseUser(scope, 'ada'), 4, 'two of hers, and two with a version of hers');
      assert.equal(await history.eraseUser(scope, 'ada'), 0);
      const after = await view(history, scope);
      const nameless = (id: string | null | undefined) => (id === 'ada' ? null : id);
      assert.deepEqual(
        after.versions,
        before.versions
          .filter((version) => version?.promptId !== 'ada false')
          .map((version) => ({ ...version, authorId: nameless(version?.authorId) })),
      );
      assert.deepEqual(
        after.prompts,
        before.prompts
          .filter(({ value }) => value.id !== 'ada false')
          .map(({ value, version }) => {
            const isHers = value.ownerId === 'ada';
            return { value: { ...value, ownerId: nameless(value.ownerId) }, version: isHers ? version + 1 : version };
          }),
      );
      assert.equal(await history.getVersion(scope, { promptId: 'ada false', number: 1, visibleTo: null }), null);
    },
  },
  {
    promise: 'nobody who has loaded a prompt before its owner was erased can take it back from everybody',
    async verify({ storage: { history }, scope }) {
      await furnish(history, scope, 'ada', 'bob');
      await history.eraseUser(scope, 'ada');
      for (const shared of [true, false]) {
        const change = { id: `ada ${shared}`, title: 'Mine', shared: false, tags: [] };
        assert.deepEqual(await history.update(scope, change, 1), { outcome: 'conflict' });
        assert.deepEqual(await history.remove(scope, change.id, 1), { outcome: 'conflict' });
      }
      const { items } = await history.list(scope, { ...firstPage, visibleTo: 'bob' });
      assert.deepEqual(
        items.map(({ value }) => value.id),
        ['ada true'],
      );
    },
  },
  {
    promise: 'the versions that a user has added are listed with their texts, wherever they are, and no others',
    async verify({ storage: { history }, scope }) {
      await furnish(history, scope, 'ada', 'bob');
      await furnish(history, scope, 'bob', 'ada');
      await history.addVersion(scope, newPromptVersion('ada true', 2), 2);
      const expected = [];
      for (const [promptId, number] of [
        ['ada false', 1],
        ['ada true', 1],
        ['ada true', 3],
        ['bob false', 2],
        ['bob true', 2],
      ] as const) {
        expected.push(await history.getVersion(scope, { promptId, number, visibleTo: null }));
      }
      for (const limit of [1, 2, 10]) {
        const seen = await allPages(limit, (page) => history.versionsBy(scope, { userId: 'ada', ...page }));
        assert.deepEqual(seen, expected);
      }
      for (const after of noCursors) {
        const list = () => history.versionsBy(scope, { userId: 'ada', limit: 5, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
  {
    promise: 'an organization neither sees nor changes the saved prompts of another',
    async verify({ storage: { history }, scope }) {
      await furnish(history, scope, 'ada', 'bob');
      const before = await view(history, scope);
      const stranger = newTenant();
      const [id, promptId] = ['ada true', 'ada true'];
      for (const visibleTo of [null, 'ada']) {
        assert.equal(await history.get(stranger, { id, visibleTo }), null);
        assert.equal(await history.getVersion(stranger, { promptId, number: 1, visibleTo }), null);
        const versions = await history.listVersions(stranger, { promptId, visibleTo, limit: 5, after: null });
        assert.deepEqual(versions, { items: [], next: null });
        assert.deepEqual(await history.list(stranger, { ...firstPage, visibleTo }), { items: [], next: null });
      }
      const own = await history.versionsBy(stranger, { userId: 'ada', limit: 5, after: null });
      assert.deepEqual(own, { items: [], next: null });
      const change = { id, title: 'Trojan', shared: true, tags: [] };
      assert.deepEqual(await history.update(stranger, change, 1), { outcome: 'conflict' });
      assert.deepEqual(await history.addVersion(stranger, newPromptVersion(id, 2), 2), { outcome: 'conflict' });
      const ofThatRun = newPromptVersion(id, 2, ofARun);
      assert.deepEqual(await history.addVersion(stranger, ofThatRun, 2), { outcome: 'conflict' });
      assert.deepEqual(await history.remove(stranger, id, 1), { outcome: 'conflict' });
      assert.equal(await history.eraseUser(stranger, 'ada'), 0);
      const { first } = newSavedPrompt('');
      const ofBob = newSavedPrompt(id, { ownerId: 'bob', first: { ...first, authorId: 'bob' } });
      assertOutcome(await history.create(stranger, ofBob), 'created');
      assert.equal(await history.eraseUser(stranger, 'ada'), 0, 'that of Bob has the id of one of Ada elsewhere');
      assert.deepEqual(await view(history, scope), before);
    },
  },
];
