import assert from 'node:assert/strict';
import { folded, type SavedPromptSearch } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { newPromptVersion, newSavedPrompt, ofARun, promptSaying } from './new-saved-prompt.js';

const everything = { visibleTo: null, ownerId: null, tags: [], text: null };
const firstPage = { ...everything, limit: 100, after: null } satisfies SavedPromptSearch;

export const savedPromptsAreFound: readonly ContractSpec[] = [
  {
    promise: 'saved prompts are listed newest first, those of one instant by descending bytes of their ids',
    async verify({ storage: { history }, scope, clock }) {
      for (const id of idsOfAllKinds) await history.create(scope, newSavedPrompt(id));
      clock.advance(1);
      await history.create(scope, newSavedPrompt('0'));
      clock.advance(1);
      // Being changed moves none of them.
      await history.addVersion(scope, newPromptVersion('m', 1), 1);
      const expected = ['0', ...sortedByBytes(idsOfAllKinds).toReversed()];
      let late = 0;
      for (const limit of [1, 5, expected.length]) {
        const seen = await allPages(
          limit,
          (page) => history.list(scope, { ...everything, ...page }),
          async () => {
            clock.advance(1);
            late += 1;
            await history.create(scope, newSavedPrompt(`late ${late}`));
          },
        );
        const ids = seen.map(({ value }) => value.id).filter((id) => !id.startsWith('late'));
        assert.deepEqual(ids, expected);
      }
      for (const after of noCursors) {
        const list = () => history.list(scope, { ...firstPage, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
  {
    promise: 'a user finds their own prompts and the shared ones, and those of one owner, on pages of any length',
    async verify({ storage: { history }, scope, clock }) {
      const owners = new Map<string, readonly [string, boolean]>();
      for (let index = 0; index < 12; index += 1) {
        const [ownerId, shared] = [index % 3 === 0 ? 'ada' : 'bob', index % 4 === 0];
        owners.set(`${index}`, [ownerId, shared]);
        await history.create(scope, newSavedPrompt(`${index}`, { ownerId, shared }));
        clock.advance(1);
      }
      const all = [...owners].toReversed();
      for (const visibleTo of [null, 'ada']) {
        for (const ownerId of [null, 'ada', 'bob']) {
          const seen = await allPages(2, (page) => history.list(scope, { ...everything, visibleTo, ownerId, ...page }));
          const expected = all.filter(
            ([, [owner, shared]]) =>
              (visibleTo === null || shared || owner === visibleTo) && (ownerId === null || owner === ownerId),
          );
          assert.deepEqual(
            seen.map(({ value }) => value.id),
            expected.map(([id]) => id),
          );
        }
      }
    },
  },
  {
    promise: 'a prompt that a user may not see is to them as one that does not exist, until it is shared',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      for (const [visibleTo, isShared] of [
        ['ada', false],
        ['bob', false],
        ['bob', true],
      ] as const) {
        if (isShared) await history.update(scope, { id: 'a', title: 'Launch', shared: true, tags: [] }, 1);
        const isSeen = visibleTo === 'ada' || isShared;
        assert.equal((await history.get(scope, { id: 'a', visibleTo })) !== null, isSeen);
        assert.equal((await history.getVersion(scope, { promptId: 'a', number: 1, visibleTo })) !== null, isSeen);
        const list = await history.listVersions(scope, { promptId: 'a', visibleTo, limit: 5, after: null });
        assert.equal(list.items.length, isSeen ? 1 : 0);
      }
    },
  },
  {
    promise: 'prompts are found by a text in their title, in a tag or in their latest version, case and width aside',
    async verify({ storage: { history }, scope, clock }) {
      const found = async (text: string) =>
        (await history.list(scope, { ...firstPage, text: folded(text) })).items.map(({ value }) => value.id);
      await history.create(scope, promptSaying('text', 'Plane den Rollout für ZÜRICH'));
      clock.advance(1);
      await history.create(scope, newSavedPrompt('title', { title: 'Ｚürich' }));
      clock.advance(1);
      await history.create(scope, newSavedPrompt('tag', { tags: ['other', 'zürich 100 %'] }));
      assert.deepEqual(await found('Zürich'), ['tag', 'title', 'text']);
      assert.deepEqual(await found('100 %'), ['tag']);
      for (const text of ['%', 'z_rich', '.*', 'rollout plane']) {
        assert.deepEqual(await found(text), text === '%' ? ['tag'] : [], text);
      }
      await history.addVersion(scope, newPromptVersion('text', 1, { text: 'Plane den Rollout für Bern' }), 1);
      assert.deepEqual(await found('zürich'), ['tag', 'title'], 'an older version is not searched');
      assert.deepEqual(await found('BERN'), ['text']);
      await history.update(scope, { id: 'tag', title: 'Basel', shared: false, tags: [] }, 1);
      assert.deepEqual(await found('zürich'), ['title']);
      assert.deepEqual(await found('basel'), ['tag']);
      await history.update(scope, { id: 'text', title: 'Genf', shared: false, tags: [] }, 1);
      assert.deepEqual(await found('bern'), ['text'], 'a new title leaves the text where it is');
    },
  },
  {
    promise: 'prompts are found by whatever is in them, be it as strange as it may',
    async verify({ storage: { history }, scope }) {
      for (const [index, text] of unusualText.entries()) {
        await history.create(scope, promptSaying(`${index}`, `<${text}>`, { tags: [text] }));
      }
      for (const [index, text] of unusualText.entries()) {
        const byText = await history.list(scope, { ...firstPage, text: folded(`<${text}>`) });
        const byTag = await history.list(scope, { ...firstPage, tags: [text] });
        for (const { items } of [byText, byTag]) {
          assert.deepEqual(
            items.map(({ value }) => value.id),
            [`${index}`],
          );
        }
      }
    },
  },
  {
    promise: 'prompts are found by tags, all of which they have',
    async verify({ storage: { history }, scope }) {
      const tagged = { none: [], a: ['a'], ab: ['a', 'b'], abc: ['c', 'a', 'b'], ax: ['ax'] };
      for (const [id, tags] of Object.entries(tagged)) await history.create(scope, newSavedPrompt(id, { tags }));
      for (const [tags, expected] of [
        [[], ['none', 'ax', 'abc', 'ab', 'a']],
        [['a'], ['abc', 'ab', 'a']],
        [
          ['b', 'a'],
          ['abc', 'ab'],
        ],
        [['a', 'x'], []],
      ] as const) {
        const { items } = await history.list(scope, { ...firstPage, tags });
        assert.deepEqual(
          items.map(({ value }) => value.id),
          expected,
        );
      }
    },
  },
  {
    promise: 'versions are listed latest first without their texts, and paging misses none while new ones come',
    async verify({ storage: { history }, scope }) {
      await history.create(scope, newSavedPrompt('a'));
      for (const latest of [1, 2, 3, 4]) {
        const run = latest === 2 ? ofARun : {};
        await history.addVersion(scope, newPromptVersion('a', 1, { ...run, note: `After ${latest}.` }), latest);
      }
      const expected = [];
      for (const number of [5, 4, 3, 2, 1]) {
        const version = await history.getVersion(scope, { promptId: 'a', number, visibleTo: null });
        const { text: _, ...summary } = version ?? assert.fail(`version ${number} is missing`);
        expected.push(summary);
      }
      let latest = 5;
      for (const limit of [1, 2, 10]) {
        const seen = await allPages(
          limit,
          (page) => history.listVersions(scope, { promptId: 'a', visibleTo: 'ada', ...page }),
          async () => {
            await history.addVersion(scope, newPromptVersion('a', 1), latest);
            latest += 1;
          },
        );
        assert.deepEqual(
          seen.filter(({ number }) => number <= 5),
          expected,
        );
      }
      const none = await history.listVersions(scope, { promptId: 'b', visibleTo: null, limit: 5, after: null });
      assert.deepEqual(none, { items: [], next: null });
      for (const after of noCursors) {
        const list = () => history.listVersions(scope, { promptId: 'a', visibleTo: null, limit: 5, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
];
