import { describe, expect, test } from 'vitest';
import type { RunAlertRule } from '../../../src/alerts/alert-options.js';
import { readWindow } from '../../../src/alerts/read-window.js';
import { readingOf } from '../../../src/alerts/reading-of.js';
import { noUsage } from '../../../src/domain/quota/usage.js';
import type { RunRecord } from '../../../src/domain/runs/run-record.js';
import { ruleOf } from './rule-of.js';

function record(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    ...{ id: 'run', orgId: 'acme', userId: 'ada', operation: 'optimize', status: 'succeeded', planId: 'pro' },
    ...{ engine: 'model', model: 'gpt', moduleId: null, domain: null, createdAt: 0, endedAt: 1_000, composites: null },
    ...{ passed: true, improved: true, usage: noUsage, errorCode: null },
    ...changes,
  };
}

const failed = record({ status: 'failed', passed: false });
const costing = (costMicros: number | null) => record({ usage: { ...noUsage, costMicros } });
const lasting = (endedAt: number) => record({ endedAt });

describe('the figure', () => {
  test.each<[string, Partial<RunAlertRule>, readonly RunRecord[], number | null, number]>([
    ['error_rate', { above: 0.1 }, [record(), failed, record({ status: 'abandoned' }), record()], 0.5, 4],
    ['error_rate, without what was canceled,', { above: 0.1 }, [record({ status: 'canceled' }), failed], 1, 1],
    ['error_rate of none', { above: 0.1 }, [], null, 0],
    [
      'gate_pass_rate, of optimizations that succeeded,',
      { figure: 'gate_pass_rate', below: 0.9 },
      [record(), record({ passed: false }), record(), record(), failed, record({ operation: 'score', passed: false })],
      0.75,
      4,
    ],
    [
      'latency_p95, by nearest rank,',
      { figure: 'latency_p95', above: 1_000 },
      Array.from({ length: 40 }, (_, index) => lasting((40 - index) * 10)),
      380,
      40,
    ],
    ['latency_p95 of none', { figure: 'latency_p95', above: 1_000 }, [], null, 0],
    ['spend, of known costs,', { figure: 'spend', above: 1 }, [costing(7), costing(null), costing(5)], 12, 3],
    ['spend of none', { figure: 'spend', above: 1 }, [], 0, 0],
  ])('%s is as it is said to be', (_what, rule, records, value, runs) => {
    expect(readingOf(ruleOf(rule), { records, sampled: false })).toEqual({ value, runs, sampled: false });
  });

  test.each<[string, Partial<RunAlertRule>, number | null]>([
    ['is too much already', { above: 11, clearBelow: 2 }, 12],
    ['may be too much', { above: 12 }, null],
    ['is enough already', { below: 5, clearAbove: 12 }, 12],
    ['may be enough', { below: 5, clearAbove: 13 }, null],
  ])('spend of a part of the runs is told where it %s', (_what, threshold, value) => {
    const rule = ruleOf({ figure: 'spend', ...threshold } as Partial<RunAlertRule>);
    expect(readingOf(rule, { records: [costing(12)], sampled: true })).toEqual({ value, runs: 1, sampled: true });
  });
});

describe('the runs of a window', () => {
  /** A store of so many runs, one each millisecond, that counts how often it was asked. */
  function storeOf(count: number) {
    const store = {
      pages: 0,
      async records({
        range,
        limit,
        after,
      }: {
        range: { from: number; to: number };
        limit: number;
        after: string | null;
      }) {
        store.pages += 1;
        const start = Math.max(after === null ? range.from : Number(after) + 1, 0);
        const end = Math.min(range.to, count);
        const items = Array.from({ length: Math.max(0, Math.min(limit, end - start)) }, (_, index) =>
          record({ id: String(start + index), createdAt: start + index }),
        );
        const last = start + items.length - 1;
        return { items, next: last + 1 < end ? String(last) : null };
      },
    };
    return store;
  }

  test.each([
    [500, 1],
    [501, 11],
    [9_999, 21],
  ])('are all read when there are %i, on %i pages', async (count, pages) => {
    const store = storeOf(count);
    const { records, sampled } = await readWindow(store, null, { from: 0, to: count });
    expect([new Set(records.map(({ id }) => id)).size, records.length, sampled]).toEqual([count, count, false]);
    expect(store.pages).toBe(pages);
  });

  test('are the newest when there are more than are read at once', async () => {
    const store = storeOf(100_000);
    const { records, sampled } = await readWindow(store, null, { from: 0, to: 100_000 });
    expect([store.pages, records.length, sampled]).toEqual([21, 10_000, true]);
    expect(Math.min(...records.map(({ createdAt }) => createdAt))).toBe(90_000);
  });
});
