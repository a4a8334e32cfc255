import { expect, test } from 'vitest';
import { MemoryAlerts } from '../../../adapters/memory/memory-alerts.js';
import type { QuotaAlertRule } from '../../../src/alerts/alert-options.js';
import { alertsSchema } from '../../../src/alerts/alert-schema.js';
import { evaluateQuota, type ReadNearLimits, type UsedLimit } from '../../../src/alerts/evaluate-quota.js';
import { newAlertState } from '../../../src/testing/storage-contract/alerts/new-alert-state.js';

function quotaRule(changes: Partial<QuotaAlertRule> = {}) {
  const rule = { name: 'quota', figure: 'quota_nearly_used', above: 0.8, ...changes };
  const [only] = alertsSchema.parse({ rules: [rule], notify: () => {} }).rules;
  if (only?.figure !== 'quota_nearly_used') throw new Error('The rule is gone.');
  return only;
}

const used = (orgId: string, share: number, max = 10): UsedLimit => ({ orgId, limit: 'user-calls-hour', max, share });

/** Limits in pages of one, as a storage may answer them, with an empty page before each. */
function limits(all: readonly UsedLimit[]) {
  const asked: (string | null)[] = [];
  const nearLimits: ReadNearLimits = async ({ orgId, share, after }) => {
    asked.push(orgId);
    const left = all.filter((one) => (orgId === null || one.orgId === orgId) && one.share >= share);
    const at = Number(after ?? 0);
    const items = at % 2 === 0 ? [] : left.slice((at - 1) / 2, (at + 1) / 2);
    return { items, next: at >= 2 * left.length ? null : String(at + 1) };
  };
  return { asked, nearLimits };
}

function world() {
  const store = new MemoryAlerts();
  let ids = 0;
  const reported: unknown[] = [];
  const parts = {
    ...{ store, channels: ['notify' as const], newId: () => `id-${++ids}` },
    report: (error: unknown) => reported.push(error),
  };
  const stateOf = async (orgId: string | null) => (await store.load({ rule: 'quota', orgId }))?.value;
  return { store, parts, stateOf, reported };
}

test('a limit of nothing is not nearly used, though all of it is', async () => {
  const { parts, stateOf } = world();
  const { nearLimits } = limits([used('acme', 1, 0), used('other', 0.9)]);
  await evaluateQuota({ ...parts, nearLimits }, quotaRule(), 1_000);
  expect(await stateOf('acme')).toBeUndefined();
  expect(await stateOf('other')).toMatchObject({ status: 'firing', reading: { value: 0.9, sampled: false } });
});

test('what other rules found keeps no organization under watch', async () => {
  const { store, parts, stateOf } = world();
  await store.save(newAlertState({ rule: 'errors', orgId: 'acme' }), 0);
  const { asked, nearLimits } = limits([]);
  await evaluateQuota({ ...parts, nearLimits }, quotaRule(), 1_000);
  expect(asked).toEqual([null]);
  expect(await stateOf('acme')).toBeUndefined();
});

test('an earlier look changes nothing that a later one has found', async () => {
  const { parts, stateOf } = world();
  await evaluateQuota({ ...parts, nearLimits: limits([used('acme', 0.9)]).nearLimits }, quotaRule(), 2_000);
  await evaluateQuota({ ...parts, nearLimits: limits([]).nearLimits }, quotaRule(), 1_000);
  expect(await stateOf('acme')).toMatchObject({ status: 'firing', checkedAt: 2_000 });
});

test('of two who look at once one tells', async () => {
  const { store, parts, stateOf } = world();
  const { nearLimits } = limits([used('acme', 0.9)]);
  // Both have loaded before one of them saves.
  let loads = 0;
  let go = () => {};
  const bothLoaded = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = {
    load: async (key: Parameters<typeof store.load>[0]) => {
      const found = await store.load(key);
      loads += 1;
      if (loads === 2) go();
      await bothLoaded;
      return found;
    },
    list: store.list.bind(store),
    save: store.save.bind(store),
  };
  const look = () => evaluateQuota({ ...parts, store: slow, nearLimits }, quotaRule(), 1_000);
  await Promise.all([look(), look()]);
  expect((await stateOf('acme'))?.deliveries).toHaveLength(1);
});

test('without an end of limits a look ends, and says that it has not seen all', async () => {
  const { parts, stateOf } = world();
  let pages = 0;
  const nearLimits: ReadNearLimits = async () => {
    pages += 1;
    return { items: [used('acme', 0.9)], next: 'more' };
  };
  await evaluateQuota({ ...parts, nearLimits }, quotaRule(), 1_000);
  expect(pages).toBe(200);
  expect(await stateOf('acme')).toMatchObject({ status: 'firing', reading: { value: 0.9, sampled: true } });
});
