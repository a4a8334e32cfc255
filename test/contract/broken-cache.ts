import { createHash } from 'node:crypto';
import type { JsonObject } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Storages whose cache, or whose figures of what runs do, are wrong. */
export const brokenCache: readonly Defect[] = [
  {
    defect: 'answers from the cache a little too long',
    breaks: 'what is cached comes back as it was until the very end of its time, whatever it holds',
    create: storageWith({
      cache: ({ cache }) => ({ put: (scope, entry) => cache.put(scope, { ...entry, ttlMs: entry.ttlMs + 1 }) }),
    }),
  },
  {
    defect: 'tidies up text that it caches',
    breaks: 'what is cached comes back as it was until the very end of its time, whatever it holds',
    create: storageWith({
      cache: ({ cache }) => ({
        put: (scope, entry) =>
          cache.put(scope, { ...entry, value: JSON.parse(JSON.stringify(entry.value).normalize('NFC')) }),
      }),
    }),
  },
  {
    defect: 'leaves what is cached already as it is',
    breaks: 'a later value takes the place of what is cached, with its time and its user',
    create: storageWith({
      cache: ({ cache }) => ({
        async put(scope, entry) {
          if ((await cache.get(scope, entry.key)) === null) await cache.put(scope, entry);
        },
      }),
    }),
  },
  {
    defect: 'mixes values that are cached at once',
    breaks: 'of 20 who cache something under one key at once one stays, whole',
    create: storageWith({
      cache: ({ cache }) => {
        let latest: JsonObject = {};
        return {
          async put(scope, entry) {
            latest = { ...entry.value, ...latest };
            await Promise.resolve();
            await cache.put(scope, { ...entry, value: { ...latest, text: entry.value.text ?? null } });
            latest = {};
          },
        };
      },
    }),
  },
  {
    defect: 'caches for all organizations at once',
    breaks: 'an organization has a cache of its own, which no other one reads, replaces or erases',
    create: storageWith({
      cache: ({ cache }) => ({
        get: (_scope, key) => cache.get({ orgId: 'all' }, key),
        put: (_scope, entry) => cache.put({ orgId: 'all' }, entry),
      }),
    }),
  },
  {
    defect: 'sweeps more of its cache at once than it is asked to',
    breaks: 'what has expired is swept, of every organization, no more at once than is asked, and nothing else',
    create: storageWith({ cache: ({ cache }) => ({ sweep: ({ limit }) => cache.sweep({ limit: limit + 1 }) }) }),
  },
  {
    defect: 'counts twice what two sweep from its cache at once',
    breaks: 'of several who sweep the cache at once each deletes something else',
    create: storageWith({
      cache: ({ cache }) => {
        let underWay: Promise<number> | null = null;
        return {
          async sweep(request) {
            underWay ??= cache.sweep(request);
            const count = await underWay;
            underWay = null;
            return count;
          },
        };
      },
    }),
  },
  {
    defect: 'leaves what an erased user has cached to the sweep, once it has expired',
    breaks: 'erasing a user deletes what is cached of their work, expired or not, and of nobody else',
    create: storageWith({
      cache: ({ cache }) => ({
        async eraseUser(scope, userId) {
          // Whatever has expired is another matter, it thinks, and does not count it.
          await cache.sweep({ limit: 1_000 });
          return cache.eraseUser(scope, userId);
        },
      }),
    }),
  },
  {
    defect: 'takes anything for a key of its cache',
    breaks: 'nothing is cached under a key that is no hash, or for a time that is none: that is rejected as internal',
    create: storageWith({
      cache: ({ cache }) => ({
        get: (scope, key) => cache.get(scope, hash(key)),
        put: (scope, entry) => cache.put(scope, { ...entry, key: hash(entry.key) }),
      }),
    }),
  },
  {
    defect: 'counts prompts that were only scored among those that passed',
    breaks: 'the figures of a user are those one finds by counting their runs',
    create: storageWith({
      analytics: ({ analytics, ledger }) => ({
        async user(scope, query) {
          const figures = await analytics.user(scope, query);
          const { runs } = await ledger.list(scope, { userId: query.userId, limit: 1_000, after: null });
          const scored = runs.filter(({ createdAt }) => createdAt >= query.range.from && createdAt < query.range.to);
          const passed = scored.flatMap((run) => (run.operation === 'score' ? (run.result ?? []) : []));
          return { ...figures, passed: figures.passed + passed.filter(({ gate }) => gate.outcome === 'pass').length };
        },
      }),
    }),
  },
  {
    defect: 'counts the scores of prompts that were only scored in the daily sums',
    breaks: 'daily sums are those one finds by adding up the runs, of a tenant and of each of its users',
    create: storageWith({
      analytics: ({ analytics, ledger }) => ({
        async daily(scope, query) {
          const { runs } = await ledger.list(scope, { userId: query.userId, limit: 1_000, after: null });
          const days = runs.flatMap(({ operation, status, createdAt }) =>
            operation === 'score' && status === 'succeeded' ? [new Date(createdAt).toISOString().slice(0, 10)] : [],
          );
          return (await analytics.daily(scope, query)).map((sums) =>
            days.includes(sums.day) ? { ...sums, scores: { ...sums.scores, runs: sums.scores.runs + 1 } } : sums,
          );
        },
      }),
    }),
  },
];
