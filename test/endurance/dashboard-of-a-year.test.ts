import { expect, onTestFinished, test } from 'vitest';
import { createHandler } from '../../src/http/index.js';
import { PromptForge } from '../../src/index.js';
import type { FigureQuery } from '../../src/ports/analytics-store.js';
import { type PlainRun, plainFigures } from '../fixtures/plain-figures.js';
import { planWith } from '../fixtures/plan-with.js';
import { amount } from './amount.js';
import { openYear, type Year, yearModels, yearModules, yearPlans } from './year-of-a-product.js';

const runs = amount('SIZE', 10_000);
const timeZone = 'Europe/Berlin';
const dayMs = 86_400_000;
const timedCalls = 7;
const secret = 'a secret of the tests, longer than 32 bytes';

test(`pages of a year of ${runs} runs come quickly, with the figures of the runs`, {
  timeout: 600_000 + runs * 3,
}, async () => {
  const year = await openYear({ runs });
  onTestFinished(() => year.close());
  const { forge, handle, token } = await mounted(year);
  // What a reader would bring up to date is, so that what is timed is reading.
  await forge.maintain();
  await year.rows('vacuum analyze');

  const today = new Date(year.to.getTime() - dayMs);
  const get = (path: string, accept: string) =>
    handle(new Request(`http://localhost/api${path}`, { headers: { authorization: `Bearer ${token}`, accept } }));
  const table: unknown[] = [];
  for (const days of [30, 90, 365]) {
    const range = { first: dayBefore(today, days - 1), last: dayBefore(today, 0) };
    for (const [of, search] of questions) {
      for (const page of ['performance', 'business']) {
        const path = `/dashboard/${page}?${new URLSearchParams({ ...range, ...search })}`;
        table.push({ page, days, of, ...(await timed(() => get(path, 'text/html'))) });
      }
    }
    table.push({
      page: 'own',
      days,
      of: 'user-1',
      ...(await timed(() => get(`/dashboard?${new URLSearchParams(range)}`, 'text/html'))),
    });
  }
  console.table(table);

  const until = await year.storage.analytics.summed();
  const all = await plainRuns(year);
  const checked: unknown[] = [];
  for (const [of, search] of questions) {
    const range = { first: dayBefore(today, 89), last: dayBefore(today, 0) };
    const query: FigureQuery = {
      orgId: search.of === 'platform' ? null : 'org-1',
      days: range,
      planId: search.planId ?? null,
      model: search.model ?? null,
      moduleId: search.moduleId ?? null,
    };
    const expected = plainFigures(all, query, { timeZone, until: until.until ?? 0 });
    const answer = async (name: string) =>
      (await get(`/analytics/${name}?${new URLSearchParams({ ...range, ...search })}`, 'application/json')).json();
    expect(await answer('performance'), of).toMatchObject(expected.performance);
    expect(await answer('business'), of).toMatchObject(expected.business);
    checked.push({ of, runs: expected.business.runs.ended, figures: 'equal' });
  }
  console.table(checked);
});

const [, planId = ''] = yearPlans;
const [model = ''] = yearModels;
const [, moduleId = ''] = yearModules;
type Search = Readonly<Partial<Record<'of' | 'planId' | 'model' | 'moduleId', string>>>;
const questions: readonly (readonly [string, Search])[] = [
  ['all', { of: 'platform' }],
  ['a plan', { of: 'platform', planId }],
  ['a model', { of: 'platform', model }],
  ['a module', { of: 'platform', moduleId }],
  ['a plan and a model', { of: 'platform', planId, model }],
  ['the largest tenant', { of: 'organization' }],
];

/** The product of the year behind HTTP, and its operator. */
async function mounted(year: Year) {
  await year.rows(`update promptforge.org_members set role = 'owner' where org_id = 'org-1' and user_id = 'user-1'`);
  const price = (unitAmount: number) => ({ unitAmount, currency: 'usd', interval: 'month' as const });
  const [free, pro, enterprise] = [0, 2_900, 9_900].map((amountOf, index) =>
    planWith(
      { 'user-calls-month': 100_000 },
      { id: yearPlans[index] ?? '', ...(index > 0 ? { price: price(amountOf) } : {}) },
    ),
  );
  if (free === undefined || pro === undefined || enterprise === undefined) throw new Error('three plans');
  const forge = new PromptForge({
    storage: year.storage,
    engine: 'rules',
    session: { secret },
    plans: [free, pro, enterprise],
    analytics: { timeZone },
    operators: ['org-1'],
  });
  const { accessToken } = await forge.sessions.issue({ userId: 'user-1', orgId: 'org-1', role: 'owner' });
  return { forge, handle: createHandler(forge), token: accessToken };
}

async function timed(get: () => Promise<Response>) {
  const times: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < timedCalls; turn += 1) {
    const began = performance.now();
    const response = await get();
    const text = await response.text();
    times.push(performance.now() - began);
    expect(response.status, text.slice(0, 300)).toBe(200);
    bytes = text.length;
  }
  const [first = 0] = times;
  const sorted = times.toSorted((a, b) => a - b);
  const rounded = (ms: number | undefined) => Number((ms ?? 0).toFixed(1));
  return { median: rounded(sorted[timedCalls >> 1]), longest: rounded(sorted.at(-1)), first: rounded(first), bytes };
}

/** Every run as it lies in the table, a part at a time. */
async function plainRuns(year: Year): Promise<readonly PlainRun[]> {
  const rows: PlainRun[] = [];
  // What was measured is looked at for 90 days alone, and takes most of the room.
  const measured = year.to.getTime() - 92 * dayMs;
  const nothing = Object.freeze({});
  for (let from = year.from.getTime() - 3 * dayMs; from < year.to.getTime() + 3 * dayMs; from += 7 * dayMs) {
    const part = await year.rows(
      `select org_id, user_id, plan_id, model, operation, figures ->> 'module' as module, status,
              extract(epoch from created_at) * 1000 as created, extract(epoch from ended_at - created_at) * 1000 as ms,
              input_tokens + output_tokens as tokens, cost_micros, coalesce(figures ->> 'passed', 'false') as passed,
              case when created_at >= to_timestamp(${measured / 1_000}) then measures end as measures
         from promptforge.runs
        where created_at >= to_timestamp(${from / 1_000}) and created_at < to_timestamp(${(from + 7 * dayMs) / 1_000})`,
    );
    for (const row of part) {
      rows.push({
        orgId: String(row.org_id),
        userId: String(row.user_id),
        planId: String(row.plan_id),
        model: row.model === null ? null : String(row.model),
        operation: String(row.operation),
        moduleId: row.module === null ? null : String(row.module),
        status: row.status as PlainRun['status'],
        createdAt: Math.round(Number(row.created)),
        durationMs: Math.round(Number(row.ms)),
        tokens: Number(row.tokens),
        costMicros: row.cost_micros === null ? null : Number(row.cost_micros),
        passed: row.passed === 'true',
        measures: (row.measures ?? nothing) as PlainRun['measures'],
      });
    }
  }
  expect(rows.length).toBe(year.runs);
  return rows;
}

function dayBefore(date: Date, days: number): string {
  return new Date(date.getTime() - days * dayMs).toISOString().slice(0, 10);
}
