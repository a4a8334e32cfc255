import assert from 'node:assert/strict';
import { minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newBundle, textArtifact } from './new-bundle.js';

export const bundlesAreWrittenOnce: readonly ContractSpec[] = [
  {
    promise: 'a bundle comes back as it was given, its files to the character and in their order',
    async verify({ storage: { library }, scope, clock }) {
      const artifacts = unusualText.map((text) => textArtifact(text, text, { mediaType: text }));
      for (const text of unusualText.slice(0, 6)) {
        const manifest = { text, [`key ${text}`]: [text] };
        const bundle = newBundle(text, { runId: text, userId: text, manifest, artifacts });
        assert.deepEqual(await library.addBundle(scope, bundle), { outcome: 'added' });
        assert.deepEqual(await library.getBundle(scope, text), { ...bundle, createdAt: clock.now() });
      }
      for (const bundle of [newBundle('two files'), newBundle('no file', { artifacts: [] })]) {
        await library.addBundle(scope, bundle);
        assert.deepEqual(await library.getBundle(scope, bundle.id), { ...bundle, createdAt: clock.now() });
      }
    },
  },
  {
    promise: 'of 20 who write one bundle at once exactly one does, and nobody replaces it or adds to it later',
    async verify({ storage: { library }, scope, clock }) {
      const bundles = Array.from({ length: 20 }, (_, index) =>
        newBundle('export', { manifest: { index }, artifacts: [textArtifact(`${index}`, `${index}`)] }),
      );
      const createdAt = clock.now();
      const answers = await Promise.all(bundles.map((bundle) => library.addBundle(scope, bundle)));
      assert.deepEqual(countOutcomes(answers), { added: 1, exists: 19 });
      clock.advance(minuteMs);
      assert.deepEqual(await library.addBundle(scope, newBundle('export')), { outcome: 'exists' });
      const winner = bundles[answers.findIndex(({ outcome }) => outcome === 'added')];
      assert.deepEqual(await library.getBundle(scope, 'export'), { ...winner, createdAt });
    },
  },
  {
    promise: 'files that cannot be kept as they are are rejected as internal, and nothing of their bundle is written',
    async verify({ storage: { library }, scope }) {
      const good = textArtifact('good', 'good');
      const bad = [
        good,
        textArtifact('', 'no path'),
        textArtifact('nul', 'a\0b'),
        textArtifact('half', '\ud800'),
        textArtifact('base64', 'a*==', { encoding: 'base64' }),
        textArtifact('hash', 'text', { sha256: 'ABC' }),
        textArtifact('p\0', 'text'),
      ];
      for (const artifact of bad) {
        const add = () => library.addBundle(scope, newBundle('export', { artifacts: [good, artifact] }));
        await assertRejectsWith('internal', add, JSON.stringify(artifact.path));
      }
      assert.equal(await library.getBundle(scope, 'export'), null);
    },
  },
  {
    promise: 'an organization neither sees nor deletes the bundles of another, and may use the same names',
    async verify({ storage: { library }, scope, clock }) {
      const stranger = newTenant();
      const all = { runId: null, userId: null, limit: 5, after: null };
      await library.addBundle(scope, newBundle('export'));
      const stored = await library.getBundle(scope, 'export');
      clock.advance(minuteMs);
      assert.equal(await library.getBundle(stranger, 'export'), null);
      for (const request of [all, { ...all, runId: 'run' }, { ...all, userId: 'ada' }]) {
        assert.deepEqual(await library.listBundles(stranger, request), { items: [], next: null });
      }
      const artifacts = [textArtifact('other', 'other')];
      assert.deepEqual(await library.addBundle(stranger, newBundle('export', { artifacts })), { outcome: 'added' });
      clock.advance(minuteMs);
      assert.equal(await library.purgeBundles(stranger, { before: clock.now(), limit: 10 }), 1, 'its own alone');
      await library.addBundle(stranger, newBundle('export'));
      assert.equal(await library.eraseUser(stranger, 'ada'), 1, 'its own alone');
      await library.addBundle(stranger, newBundle('export', { userId: 'bob' }));
      assert.equal(await library.eraseUser(stranger, 'ada'), 0, 'that of Bob has the name of one of Ada elsewhere');
      assert.notEqual(await library.getBundle(stranger, 'export'), null);
      assert.deepEqual(await library.getBundle(scope, 'export'), stored);
    },
  },
];
