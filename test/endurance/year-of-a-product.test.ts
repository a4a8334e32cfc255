import { expect, onTestFinished, test } from 'vitest';
import type { DayRange, RunFilter, UsageSums } from '../../src/storage.js';
import { amount } from './amount.js';
import { openYear, type Year, yearModels, yearModules, yearPlans } from './year-of-a-product.js';

const runs = amount('SIZE', 10_000);
const timeZone = 'Europe/Berlin';
const dayMs = 86_400_000;
const timedCalls = 5;

interface Timed {
  readonly read: string;
  readonly days: number;
  readonly of: string;
  readonly milliseconds: number;
  readonly rows: number;
  readonly equal: boolean;
}

test(`figures of a year of ${runs} runs are those of the runs, and come quickly`, {
  timeout: 600_000 + runs * 2,
}, async () => {
  const began = performance.now();
  const year = await openYear({ runs });
  onTestFinished(() => year.close());
  const filled = performance.now();
  const steps = await rollUp(year);
  console.log(`${runs} runs filled in ${seconds(filled - began)}, summed in ${seconds(performance.now() - filled)}`);
  await year.rows('vacuum analyze');

  const reports: Timed[] = [];
  for (const days of [30, 90, 365]) {
    const range = { first: day(year.to.getTime() - days * dayMs), last: day(year.to.getTime() - dayMs) };
    for (const [of, orgId, filter] of questions)
      reports.push(...(await timed(year, { days, range, of, orgId, filter })));
  }
  reports.push(...(await timedRecords(year)));
  console.table(reports);
  console.table([await changedDay(year), longest('all steps of the first roll-up', steps)]);
  expect(reports.filter(({ equal }) => !equal)).toEqual([]);
});

const everything: RunFilter = { planId: null, model: null, moduleId: null };
const [, planId] = yearPlans;
const [model] = yearModels;
const [, moduleId] = yearModules;

const questions: readonly (readonly [string, string | null, RunFilter])[] = [
  ['all', null, everything],
  ['a plan', null, { ...everything, planId }],
  ['a model', null, { ...everything, model }],
  ['a module', null, { ...everything, moduleId }],
  ['a plan and a model', null, { ...everything, planId, model }],
  ['the largest tenant', 'org-1', everything],
];

interface Question {
  readonly days: number;
  readonly range: DayRange;
  readonly of: string;
  readonly orgId: string | null;
  readonly filter: RunFilter;
}

async function timed(year: Year, { days, range, of, orgId, filter }: Question): Promise<readonly Timed[]> {
  const { analytics } = year.storage;
  const query = { orgId, days: range, ...filter };
  const raw = rawRuns(range, orgId, filter);
  const reports: Timed[] = [];
  const report = async <T>(
    read: string,
    call: () => Promise<readonly T[] | null>,
    recomputed: string,
    toText: (item: T) => string,
  ) => {
    const { milliseconds, answer } = await medianOf(call);
    const expected = (await year.rows(recomputed)).map(({ text }) => String(text));
    const found = (answer ?? []).map(toText);
    const equal = JSON.stringify([...found].sort()) === JSON.stringify([...expected].sort());
    reports.push({ read, days, of, milliseconds, rows: found.length, equal });
  };
  await report(
    'usage',
    () => analytics.usage(query),
    `select concat_ws(' ', d, plan_id, model, operation, module, count(*), count(*) filter (where status = 'failed'),
              sum(input_tokens), sum(cost_micros), sum(ms), count(*) filter (where passed)) as text
       from (${raw}) as r group by d, plan_id, engine, model, operation, module`,
    usageText,
  );
  await report(
    'measures',
    () => analytics.measures(query),
    `select concat_ws(' ', model, name, sum(amount::numeric)) as text
       from (${raw}) as r, jsonb_each(r.measures) as e (name, amount) group by model, name`,
    (sum) => [sum.model, sum.name, sum.amount].filter((part) => part !== null).join(' '),
  );
  if (JSON.stringify(filter) !== JSON.stringify(everything)) return reports;
  for (const interval of ['day', 'week', 'month'] as const) {
    await report(
      `active users by ${interval}`,
      () => analytics.activeUsers({ orgId, days: range, interval }),
      `select concat_ws(' ', s::date, coalesce(a.users, 0)) as text
         from generate_series('${range.first}'::timestamp, '${range.last}', '1 day') as s
         left join (
                select date_trunc('${interval}', d::timestamp) as first_day, count(distinct user_id) as users
                  from (${rawRuns(wider(range), orgId, filter)}) as r
                 group by 1
              ) as a
           on a.first_day = s
        where date_trunc('${interval}', s) = s`,
      ({ from, users }) => `${from} ${users}`,
    );
  }
  await report(
    'retention',
    () => analytics.retention({ orgId, first: range.first.slice(0, 7), last: range.last.slice(0, 7) }),
    `select concat_ws(' ', cohort, month, count(*)) as text
       from (
              select min(month) over (partition by user_id) as cohort, month
                from (
                       select distinct user_id, to_char(d, 'YYYY-MM') as month
                         from (${rawRuns({ first: '2000-01-01', last: '2999-12-31' }, orgId, filter)}) as r
                     ) as x
            ) as y
      where cohort >= '${range.first.slice(0, 7)}' and month <= '${range.last.slice(0, 7)}'
      group by cohort, month`,
    ({ cohort, month, users }) => `${cohort} ${month} ${users}`,
  );
  return reports;
}

async function timedRecords(year: Year): Promise<readonly Timed[]> {
  const range = { from: year.to.getTime() - 90 * dayMs, to: year.to.getTime() };
  const reports: Timed[] = [];
  for (const [of, orgId, filter] of questions) {
    const query = { ...filter, orgId, userId: null, range, limit: 1_000 };
    const first = await year.storage.analytics.records({ ...query, after: null });
    const { milliseconds, answer } = await medianOf(async () => {
      return (await year.storage.analytics.records({ ...query, after: first.next })).items;
    });
    const offset = first.next === null ? 0 : 1_000;
    const expected = await year.rows(
      `select r.id as text from promptforge.runs as r
        where r.created_at >= to_timestamp(${range.from / 1_000}) and r.created_at < to_timestamp(${range.to / 1_000})
          ${conditions(orgId, filter)}
        order by r.created_at, r.org_id, r.id offset ${offset} limit 1000`,
    );
    const equal = JSON.stringify(answer.map(({ id }) => id)) === JSON.stringify(expected.map(({ text }) => text));
    reports.push({ read: 'second page of records', days: 90, of, milliseconds, rows: answer.length, equal });
  }
  const { milliseconds, answer } = await medianOf(() => year.storage.analytics.underWay({ orgId: null }));
  reports.push({ read: 'runs under way', days: 0, of: 'all', milliseconds, rows: 1, equal: answer === 0 });
  return reports;
}

/** Ended runs of some days as they are in the table, with the names by which sums are kept. */
function rawRuns({ first, last }: DayRange, orgId: string | null, filter: RunFilter): string {
  return `
    select (r.created_at at time zone '${timeZone}')::date as d, r.user_id, r.plan_id, r.engine, r.model, r.operation,
           r.status, r.figures ->> 'module' as module, r.input_tokens, r.cost_micros, r.measures,
           (r.figures ->> 'passed')::boolean as passed,
           round(extract(epoch from r.ended_at - r.created_at) * 1000) as ms
      from promptforge.runs as r
     where (r.created_at at time zone '${timeZone}')::date between '${first}' and '${last}'
       ${conditions(orgId, filter)}`;
}

function conditions(orgId: string | null, filter: RunFilter): string {
  const equals = (column: string, value: string | null) => (value === null ? '' : ` and ${column} = '${value}'`);
  return (
    equals('r.org_id', orgId) +
    equals('r.plan_id', filter.planId) +
    equals('r.model', filter.model) +
    equals(`r.figures ->> 'module'`, filter.moduleId)
  );
}

function usageText(sums: UsageSums): string {
  const { runs: ended, costMicros, inputTokens, durationMs, passed } = sums;
  const all = ended.succeeded + ended.failed + ended.canceled + ended.abandoned;
  const names = [sums.day, sums.planId, sums.model, sums.operation, sums.moduleId].filter((name) => name !== null);
  // No sum of a day is of runs of unknown cost alone, save where there are few.
  const cost = sums.runsOfUnknownCost === all ? [] : [costMicros];
  return [...names, all, ended.failed, inputTokens, ...cost, durationMs, passed].join(' ');
}

function wider({ first, last }: DayRange): DayRange {
  return { first, last: day(Date.parse(last) + 31 * dayMs) };
}

/** Sums everything. @returns how long each step took. */
async function rollUp(year: Year): Promise<readonly number[]> {
  const steps: number[] = [];
  let after: string | null = null;
  do {
    const began = performance.now();
    const { next }: { readonly next: string | null } = await year.storage.maintenance.rollUp({
      limit: 100,
      after,
      timeZone,
    });
    after = next;
    steps.push(performance.now() - began);
  } while (after !== null);
  return steps;
}

/** The steps of a roll-up after a hundred runs of the last day have changed. */
async function changedDay(year: Year) {
  await year.rows(
    `update promptforge.runs set ended_at = date_trunc('milliseconds', now())
      where (org_id, id) in (select org_id, id from promptforge.runs order by created_at desc limit 100)`,
  );
  return longest('steps after a hundred runs of a day', await rollUp(year));
}

function longest(what: string, steps: readonly number[]) {
  const sorted = steps.toSorted((a, b) => a - b);
  const rounded = (ms: number | undefined) => Number((ms ?? 0).toFixed(1));
  return { what, steps: steps.length, median: rounded(sorted[sorted.length >> 1]), longest: rounded(sorted.at(-1)) };
}

async function medianOf<T>(call: () => Promise<T>): Promise<{ readonly milliseconds: number; readonly answer: T }> {
  let answer = await call();
  const times: number[] = [];
  for (let turn = 0; turn < timedCalls; turn += 1) {
    const began = performance.now();
    answer = await call();
    times.push(performance.now() - began);
  }
  const milliseconds = Number((times.toSorted((a, b) => a - b)[timedCalls >> 1] ?? 0).toFixed(1));
  return { milliseconds, answer };
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
