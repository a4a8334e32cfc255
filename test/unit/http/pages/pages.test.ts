import { describe, expect, test } from 'vitest';
import { businessPage } from '../../../../src/http/pages/business/business-page.js';
import { markupOf } from '../../../../src/http/pages/html.js';
import { ownPage } from '../../../../src/http/pages/own/own-page.js';
import { performancePage } from '../../../../src/http/pages/performance/performance-page.js';
import type { BusinessMetrics, PerformanceMetrics, UserMetrics } from '../../../../src/index.js';

const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const days = { first: '2026-11-22', last: '2026-11-23' };
const filter = { planId: attack, model: attack, moduleId: attack };
const plans = [{ id: attack, title: attack }];
const asOf = { days, filter, timeZone: 'UTC', until: Date.UTC(2026, 10, 23, 12) };
const view = { basePath: '/api', today: '2026-11-23' };

const own: UserMetrics = {
  runs: { succeeded: 1_234, failed: 56, canceled: 7, abandoned: 8 },
  ...{ passed: 901, improved: 432, tokens: 9_876_543, costMicros: 12_345_678, runsOfUnknownCost: 3 },
  meanScore: { original: 51.25, optimized: 83.5 },
  domains: [{ domain: attack, runs: 21 }],
  modules: [{ moduleId: attack, runs: 22 }],
  days: [
    { day: '2026-11-22', runs: 31, succeeded: 30, meanScore: 81.5 },
    { day: '2026-11-23', runs: 41, succeeded: 40, meanScore: null },
  ],
};

const performance: PerformanceMetrics = {
  ...asOf,
  runs: { succeeded: 80, failed: 15, canceled: 2, abandoned: 5 },
  errorRate: 0.2,
  errors: [{ code: attack, runs: 15 }],
  latency: [
    { stage: 'run', model: null, count: 102, p50: 1_200, p95: 130_000, p99: 940 },
    { stage: attack, model: null, count: 98, p50: 10, p95: 21, p99: 32 },
    { stage: attack, model: attack, count: 99, p50: 11, p95: 22, p99: 33 },
  ],
  throughput: [{ model: attack, tokensPerSecond: 61.4 }],
  cache: { answered: 300, cached: 100, hitRate: 0.25 },
  gate: { decided: 80, passed: 60, passRate: 0.75 },
  queueDepth: 4,
  byDay: [{ day: '2026-11-23', runs: 102, errorRate: 0.123, passRate: 0.456, meanDurationMs: 7_890 }],
};

const whole = (from: string, users: number, growth: number | null) => ({ from, users, growth, isWhole: true });
const share = [{ name: attack, runs: 71, costMicros: 72_000_000 }];
const business: BusinessMetrics = {
  ...asOf,
  runs: { ended: 5_432, before: 4_321, growth: 0.257 },
  ...{ tokens: 765_432, costMicros: 98_760_000, runsOfUnknownCost: 0 },
  activeUsers: {
    day: [whole('2026-11-23', 17, 0.5)],
    week: [whole('2026-11-23', 27, -0.25)],
    month: [{ from: '2026-11-01', users: 37, growth: null, isWhole: false }],
  },
  retention: [{ month: '2026-10', users: 40, active: [40, 13] }],
  ...{ byPlan: share, byModel: [...share, { name: null, runs: 5, costMicros: 0 }], byModule: share },
  byDay: [{ day: '2026-11-23', runs: 5_431, costMicros: 87_650_000 }],
  subscriptions: {
    distribution: [{ planId: attack, status: 'past_due', tenants: 6, seats: 66 }],
    paying: { before: 88, after: 99 },
    trials: { running: 8, converted: 2, conversionRate: 0.25 },
    churn: { lost: 11, rate: 0.125 },
    revenue: [
      { planId: attack, currency: 'eur', monthly: 123_456, accrued: 23_456 },
      { planId: 'tokyo', currency: 'jpy', monthly: 5_000, accrued: 400 },
    ],
  },
  margin: { revenueMicros: 500_000_000, marginMicros: 401_240_000, share: 0.80248 },
};

const pages = {
  own: markupOf(
    ownPage({
      ...view,
      metrics: own,
      days,
      timeZone: 'UTC',
      usage: {
        plan: {
          id: 'pro',
          title: attack,
          limits: [],
          features: {},
          seats: 1,
          trialDays: 0,
          graceDays: 0,
          price: null,
          retentionDays: null,
        },
        quota: [
          {
            ...{ name: 'user-calls-hour', subject: 'user', meter: 'calls', period: 'hour', algorithm: 'fixed' },
            ...{ anchor: null, max: 50, used: 12, remaining: 38, resetAfterMs: 1_800_000 },
          },
        ],
      },
    }),
  ),
  performance: markupOf(
    performancePage({ ...view, of: 'organization', metrics: performance, plans, maySeePlatform: true }),
  ),
  business: markupOf(businessPage({ ...view, of: 'platform', metrics: business, plans, maySeePlatform: true })),
} as const;

/** The text of each cell of a table, row by row, without its head. */
function rowsOf(page: string, id: string): readonly (readonly string[])[] {
  const table = new RegExp(`<caption id="${id}">.*?<tbody>(.*?)</tbody>`, 's').exec(page)?.[1] ?? '';
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '').trim()),
  );
}

function figuresOf(page: string): Readonly<Record<string, string>> {
  const figures = page.matchAll(
    /<dt>([^<]+)<\/dt><dd class="figure-value"[^>]*>([^<]*)<\/dd>(?:<dd class="note">([^<]*))?/g,
  );
  return Object.fromEntries(
    [...figures].map(([, title, value, note]) => [title, note === undefined ? value : `${value} (${note})`]),
  );
}

const inert = attack.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe.each(Object.entries(pages))('the %s page', (_name, page) => {
  test('shows names that hide markup as text, and does nothing of it', () => {
    expect(page).toContain(inert);
    expect(page).not.toMatch(/<img|<script>|<script(?! type="application\/json">)/);
    for (const [, data = ''] of page.matchAll(/<script type="application\/json">(.*?)<\/script>/gs)) {
      expect(data).not.toContain('<');
      JSON.parse(data);
    }
  });

  test('has headings in order, unique ids, and a caption and scopes in each table', () => {
    expect(page).not.toMatch(/<h[13-6]/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [table] of page.matchAll(/<table>.*?<\/table>/gs)) {
      expect(table).toMatch(/^<table>\s*<caption id="[^"]+">[^<]+<\/caption>/);
      expect(table).not.toMatch(/<th(?![^>]* scope="(col|row)")[ >]/);
    }
  });

  test('has nothing inline that the policy forbids', () => {
    // Values hold what they like.
    expect(page.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]* (style|on[a-z]+)=/);
  });
});

test('every figure of the own page is that of the metrics', () => {
  expect(figuresOf(pages.own)).toEqual({
    Runs: '1,305 (56 failed, 7 canceled, 8 abandoned)',
    'Success rate': '95.1% (1,234 succeeded)',
    'Passed the gate': '901',
    Improved: '432',
    'Mean score': '83.5 (51.3 before)',
    Tokens: '9,876,543',
    Cost: '$12.35 (besides 3 runs of unknown cost)',
  });
  expect(rowsOf(pages.own, 'days-table')).toEqual([
    ['Nov 23, 2026', '41', '40', '–'],
    ['Nov 22, 2026', '31', '30', '81.5'],
  ]);
  expect(rowsOf(pages.own, 'quota-table')).toEqual([['Calls this hour', '12', '50', '38', '30 minutes']]);
  expect(rowsOf(pages.own, 'domains-table')).toEqual([[inert, '21']]);
  expect(rowsOf(pages.own, 'modules-table')).toEqual([[inert, '22']]);
});

test('every figure of the performance page is that of the metrics', () => {
  expect(figuresOf(pages.performance)).toEqual({
    Runs: '102 (80 succeeded, 2 canceled)',
    'Error rate': '20.0% (15 failed, 5 abandoned)',
    'Time of a run, p95': '2.2 min (half of them within 1.2 s)',
    'Gate pass rate': '75.0% (60 of 80)',
    'Cache hit rate': '25.0% (100 from the cache, 300 by a model)',
    'Tokens per second': '–',
    'Under way': '4 (now, of all runs)',
  });
  expect(rowsOf(pages.performance, 'days-table')).toEqual([['Nov 23, 2026', '102', '12.3%', '45.6%', '7.9 s']]);
  expect(rowsOf(pages.performance, 'latency-table')).toEqual([
    ['Whole run', 'All', '102', '1.2 s', '2.2 min', '940 ms'],
    [`Model: ${inert}`, 'All', '98', '10 ms', '21 ms', '32 ms'],
    [`Model: ${inert}`, inert, '99', '11 ms', '22 ms', '33 ms'],
  ]);
  expect(rowsOf(pages.performance, 'throughput-table')).toEqual([[inert, '61']]);
  expect(rowsOf(pages.performance, 'errors-table')).toEqual([[inert, '15']]);
});

test('every figure of the business page is that of the metrics, money in its own unit', () => {
  expect(figuresOf(pages.business)).toEqual({
    Runs: '5,432 (4,321 before, +25.7%)',
    Tokens: '765,432',
    Cost: '$98.76',
    'Active in the last month': '37 (a month in part)',
    Paying: '99 (88 when the days began)',
    'Trial conversion': '25.0% (2 of 8 trials)',
    Churn: '12.5% (11 lost)',
    'Gross margin': '80.2% ($401.24 of $500.00)',
  });
  expect(rowsOf(pages.business, 'days-table')).toEqual([['Nov 23, 2026', '5,431', '$87.65']]);
  expect(rowsOf(pages.business, 'active-day-table')).toEqual([['Nov 23, 2026', '17', '+50.0%']]);
  expect(rowsOf(pages.business, 'active-week-table')).toEqual([['Nov 23, 2026', '27', '-25.0%']]);
  expect(rowsOf(pages.business, 'active-month-table')).toEqual([['Nov 2026 in part', '37', '–']]);
  expect(rowsOf(pages.business, 'retention-table')).toEqual([['Oct 2026', '40', '100.0% 40', '32.5% 13']]);
  expect(rowsOf(pages.business, 'models-table')).toEqual([
    [inert, '71', '$72.00'],
    ['Rules engine', '5', '$0.00'],
  ]);
  expect(rowsOf(pages.business, 'subscriptions-table')).toEqual([[inert, 'past due', '6', '66']]);
  expect(rowsOf(pages.business, 'revenue-table')).toEqual([
    [inert, '€1,234.56', '€234.56'],
    ['tokyo', '¥5,000', '¥400'],
  ]);
});

test('what is of subscriptions stands on the page of the platform alone', () => {
  const metrics = { ...business, subscriptions: null, margin: null };
  const page = markupOf(businessPage({ ...view, of: 'organization', metrics, plans, maySeePlatform: false }));
  expect(page).not.toMatch(/Churn|Revenue|margin|of=platform/);
});

test('figures that were not measured say how to have them', () => {
  const metrics = { ...performance, latency: null, errors: null, throughput: null, cache: null };
  const page = markupOf(performancePage({ ...view, of: 'organization', metrics, plans, maySeePlatform: false }));
  expect(page.match(/Take one of the two filters away/g)).toHaveLength(3);
  expect(figuresOf(page)['Cache hit rate']).toBe('– (not measured)');
});
