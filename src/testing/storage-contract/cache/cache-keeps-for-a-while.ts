import assert from 'node:assert/strict';
import { dayMs, minuteMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { cacheEntry, newCacheKey } from './cache-entry.js';

export const cacheKeepsForAWhile: readonly ContractSpec[] = [
  {
    promise: 'what is cached comes back as it was until the very end of its time, whatever it holds',
    async verify({ storage: { cache }, scope, clock }) {
      const values = [
        {},
        { text: null, list: [1, -0.5, 1e300, true, [], {}], '': { a: [] } },
        ...unusualText.map((text) => ({ text, [`of ${text}`]: [text] })),
      ];
      const entries = values.map((value) => cacheEntry({ value }));
      for (const entry of entries) await cache.put(scope, entry);
      for (const { key, value } of entries) assert.deepEqual(await cache.get(scope, key), value);
      assert.equal(await cache.get(scope, newCacheKey()), null);
      clock.advance(minuteMs - 1);
      for (const { key, value } of entries) assert.deepEqual(await cache.get(scope, key), value);
      clock.advance(1);
      for (const { key } of entries) assert.equal(await cache.get(scope, key), null);
    },
  },
  {
    promise: 'a later value takes the place of what is cached, with its time and its user',
    async verify({ storage: { cache }, scope, clock }) {
      const entry = cacheEntry({ ttlMs: dayMs });
      await cache.put(scope, entry);
      await cache.put(scope, { ...entry, userId: 'bob', value: { text: 'Another.' }, ttlMs: minuteMs });
      assert.deepEqual(await cache.get(scope, entry.key), { text: 'Another.' });
      assert.equal(await cache.eraseUser(scope, 'ada'), 0);
      clock.advance(minuteMs);
      assert.equal(await cache.get(scope, entry.key), null);
      // What has expired may be cached anew, before it is swept.
      await cache.put(scope, entry);
      assert.deepEqual(await cache.get(scope, entry.key), entry.value);
      await cache.put(scope, { ...entry, ttlMs: 0 });
      assert.equal(await cache.get(scope, entry.key), null);
    },
  },
  {
    promise: 'of 20 who cache something under one key at once one stays, whole',
    async verify({ storage: { cache }, scope }) {
      const key = newCacheKey();
      const values = Array.from({ length: 20 }, (_, index) => ({ text: `${index}`, again: [`${index}`] }));
      await inParallel(20, (index) => cache.put(scope, cacheEntry({ key, value: values[index] ?? {} })));
      const kept = await cache.get(scope, key);
      assert.ok(values.some((value) => value.text === kept?.text));
      assert.deepEqual(kept, { text: kept?.text, again: [kept?.text] });
    },
  },
  {
    promise: 'an organization has a cache of its own, which no other one reads, replaces or erases',
    async verify({ storage: { cache }, scope }) {
      const stranger = newTenant();
      const entry = cacheEntry();
      await cache.put(scope, entry);
      assert.equal(await cache.get(stranger, entry.key), null);
      await cache.put(stranger, { ...entry, value: { text: 'Of a stranger.' } });
      assert.equal(await cache.eraseUser(stranger, 'ada'), 1);
      assert.deepEqual(await cache.get(scope, entry.key), entry.value);
      // The same key may be of somebody else's work there.
      await cache.put(stranger, { ...entry, userId: 'bob' });
      assert.equal(await cache.eraseUser(stranger, 'ada'), 0);
      assert.deepEqual(await cache.get(stranger, entry.key), entry.value);
    },
  },
  {
    promise: 'what has expired is swept, of every organization, no more at once than is asked, and nothing else',
    async verify({ storage: { cache }, scope, clock }) {
      const other = newTenant();
      while ((await cache.sweep({ limit: 100 })) > 0);
      const lives = [3, 1, 2].map((minutes) => cacheEntry({ ttlMs: minutes * minuteMs }));
      for (const entry of lives) await cache.put(scope, entry);
      await cache.put(other, cacheEntry({ ttlMs: 2 * minuteMs }));
      // Under the key of what expires first, and for longer.
      const alike = cacheEntry({ key: lives[1]?.key ?? '', ttlMs: dayMs });
      await cache.put(other, alike);
      const young = cacheEntry({ ttlMs: 2 * minuteMs + 1 });
      await cache.put(scope, young);
      clock.advance(minuteMs - 1);
      assert.equal(await cache.sweep({ limit: 100 }), 0);
      clock.advance(minuteMs + 1);
      assert.equal(await cache.sweep({ limit: 2 }), 2);
      assert.equal(await cache.sweep({ limit: 2 }), 1);
      assert.equal(await cache.sweep({ limit: 2 }), 0);
      assert.deepEqual(await cache.get(scope, young.key), young.value);
      assert.deepEqual(await cache.get(other, alike.key), alike.value);
      assert.deepEqual(await cache.get(scope, lives[0]?.key ?? ''), lives[0]?.value);
    },
  },
  {
    promise: 'of several who sweep the cache at once each deletes something else',
    async verify({ storage: { cache }, scope }) {
      while ((await cache.sweep({ limit: 100 })) > 0);
      await inParallel(12, () => cache.put(scope, cacheEntry({ ttlMs: 0 })));
      let swept = 0;
      for (let count = 1; count > 0; swept += count) {
        count = (await inParallel(4, () => cache.sweep({ limit: 3 }))).reduce((sum, one) => sum + one, 0);
      }
      assert.equal(swept, 12);
    },
  },
  {
    promise: 'erasing a user deletes what is cached of their work, expired or not, and of nobody else',
    async verify({ storage: { cache }, scope }) {
      const own = [cacheEntry(), cacheEntry({ ttlMs: dayMs }), cacheEntry({ ttlMs: 0 })];
      const others = [cacheEntry({ userId: 'bob' }), cacheEntry({ userId: 'Ada' })];
      for (const entry of [...own, ...others]) await cache.put(scope, entry);
      assert.equal(await cache.eraseUser(scope, 'ada'), 3);
      assert.equal(await cache.eraseUser(scope, 'ada'), 0);
      for (const { key } of own) assert.equal(await cache.get(scope, key), null);
      for (const { key, value } of others) assert.deepEqual(await cache.get(scope, key), value);
    },
  },
  {
    promise: 'nothing is cached under a key that is no hash, or for a time that is none: that is rejected as internal',
    async verify({ storage: { cache }, scope }) {
      const { key } = cacheEntry();
      for (const name of ['', 'Write a plan.', key.slice(1), key.toUpperCase(), `${key}0`]) {
        await assertRejectsWith('internal', () => cache.put(scope, cacheEntry({ key: name })), `a key of ${name}`);
        assert.equal(await cache.get(scope, name), null);
      }
      for (const ttlMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 4e12]) {
        await assertRejectsWith('internal', () => cache.put(scope, cacheEntry({ key, ttlMs })), `a time of ${ttlMs}`);
      }
      assert.equal(await cache.get(scope, key), null);
    },
  },
];
