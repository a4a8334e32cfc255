import {
  type ActiveUsers,
  type CalendarInterval,
  type DayRange,
  type FigureQuery,
  type MeasureSum,
  type RetentionCell,
  type Run,
  type RunMeasures,
  type RunRecord,
  type RunRecordQuery,
  type UsageQuery,
  type UsageSums,
  usageKeys,
} from '../../../storage.js';
import { dayIn } from './recompute-user-metrics.js';

/** A run as a storage has it while it is all there, and what it measured. */
export interface Fact {
  readonly run: Run;
  readonly measures: RunMeasures;
  /** Whose runs it counts among. Empty once they were erased. */
  readonly userId: string;
  /** The time zone that was in force when it was purged: it stays on the day of that. */
  readonly purgedIn?: string;
}

function dayOf({ run, purgedIn }: Fact, timeZone: string): string {
  return dayIn(run.createdAt, purgedIn ?? timeZone);
}

/**
 * What figures must be, computed from the runs themselves while they are all there. It shares no code with
 * any adapter.
 */
export function recomputeUsage(all: readonly Fact[], query: UsageQuery, timeZone: string): readonly UsageSums[] {
  const { by = usageKeys } = query;
  const keyOf = (fact: Fact) => {
    const { planId, engine, model, operation } = fact.run;
    const parts = { day: dayOf(fact, timeZone), planId, engine, model, operation, moduleId: moduleOf(fact.run) };
    return JSON.stringify(usageKeys.map((key) => (by.includes(key) ? (parts[key] ?? '') : '')));
  };
  const joined = Object.fromEntries(usageKeys.filter((key) => !by.includes(key)).map((key) => [key, null]));
  const groups = grouped(asked(all, query, timeZone), keyOf);
  return [...groups].sort(byKey).map(([, facts]) => ({ ...sums(facts, timeZone), ...joined }));
}

export function recomputeMeasures(all: readonly Fact[], query: FigureQuery, timeZone: string): readonly MeasureSum[] {
  const amounts = new Map<string, number>();
  for (const { run, measures } of asked(all, query, timeZone)) {
    for (const [name, amount] of Object.entries(measures)) {
      const key = JSON.stringify([run.model ?? '', name]);
      amounts.set(key, (amounts.get(key) ?? 0) + amount);
    }
  }
  return [...amounts].sort(byKey).map(([key, amount]) => {
    const [model, name] = JSON.parse(key);
    return { model: model === '' ? null : model, name, amount };
  });
}

export function recomputeActiveUsers(
  all: readonly Fact[],
  { orgId, days, interval }: { orgId: string | null; days: DayRange; interval: CalendarInterval },
  timeZone: string,
): readonly ActiveUsers[] {
  const active = people(all, orgId);
  return daysOf(days)
    .filter((day) => isFirst(day, interval))
    .map((from) => {
      const until = next(from, interval);
      const found = active.filter((fact) => {
        const day = dayOf(fact, timeZone);
        return day >= from && day < until;
      });
      return { from, users: new Set(found.map(({ userId }) => userId)).size };
    });
}

export function recomputeRetention(
  all: readonly Fact[],
  { orgId, first, last }: { orgId: string | null; first: string; last: string },
  timeZone: string,
): readonly RetentionCell[] {
  const monthOf = (fact: Fact) => dayOf(fact, timeZone).slice(0, 7);
  const months = [...grouped(people(all, orgId), ({ userId }) => userId)].map(([, facts]) =>
    [...new Set(facts.map(monthOf))].sort(),
  );
  const cells = months.flatMap(([cohort = '', ...later]) =>
    [cohort, ...later].filter((month) => cohort >= first && month <= last).map((month) => `${cohort} ${month}`),
  );
  return [...grouped(cells, (cell) => cell)].sort(byKey).map(([cell, { length }]) => {
    const [cohort = '', month = ''] = cell.split(' ');
    return { cohort, month, users: length };
  });
}

export function recomputeRecords(all: readonly Fact[], query: RunRecordQuery): readonly RunRecord[] {
  const { orgId, userId, range } = query;
  return all
    .filter(
      ({ run, userId: theirs, purgedIn }) =>
        purgedIn === undefined &&
        run.status !== 'reserved' &&
        (orgId === null || run.orgId === orgId) &&
        (userId === null || theirs === userId) &&
        run.createdAt >= range.from &&
        run.createdAt < range.to &&
        isOf(run, query),
    )
    .map(record)
    .sort((a, b) => a.createdAt - b.createdAt || order(a.orgId, b.orgId) || order(a.id, b.id));
}

function record({ run, userId }: Fact): RunRecord {
  const { id, orgId, operation, status, planId, engine, model, createdAt, endedAt, usage } = run;
  if (status === 'reserved' || endedAt === null) throw new Error('a record is of a run that has ended');
  const result = status === 'succeeded' && run.operation === 'optimize' ? run.result : null;
  return {
    ...{ id, orgId, userId, operation, status, planId, engine, model, createdAt, endedAt, usage },
    moduleId: moduleOf(run),
    domain: run.input?.sevenD.values.domain ?? null,
    composites:
      result === null
        ? null
        : { original: result.original.score.composite, optimized: result.optimized.score.composite },
    passed: hasPassed(run),
    improved: result?.improved ?? false,
    errorCode: run.error?.code ?? null,
  };
}

function sums(facts: readonly Fact[], timeZone: string): UsageSums {
  const runs = facts.map(({ run }) => run);
  const [fact] = facts;
  if (fact === undefined) throw new Error('a group has runs');
  const { run } = fact;
  const total = (figure: (run: Run) => number) => runs.reduce((sum, one) => sum + figure(one), 0);
  const ended = (status: Run['status']) => runs.filter((one) => one.status === status).length;
  const scored = runs.flatMap((one) => (one.operation === 'optimize' && one.result !== null ? [one.result] : []));
  const tenths = (which: 'original' | 'optimized') =>
    scored.reduce((sum, result) => sum + Math.round(result[which].score.composite * 10), 0) / 10;
  return {
    day: dayOf(fact, timeZone),
    planId: run.planId,
    engine: run.engine,
    model: run.model,
    operation: run.operation,
    moduleId: moduleOf(run),
    runs: {
      succeeded: ended('succeeded'),
      failed: ended('failed'),
      canceled: ended('canceled'),
      abandoned: ended('abandoned'),
    },
    passed: runs.filter(hasPassed).length,
    improved: scored.filter(({ improved }) => improved).length,
    scores: { runs: scored.length, original: tenths('original'), optimized: tenths('optimized') },
    modelCalls: total(({ usage }) => usage.modelCalls),
    inputTokens: total(({ usage }) => usage.inputTokens),
    outputTokens: total(({ usage }) => usage.outputTokens),
    cachedInputTokens: total(({ usage }) => usage.cachedInputTokens),
    cacheWriteInputTokens: total(({ usage }) => usage.cacheWriteInputTokens),
    reasoningTokens: total(({ usage }) => usage.reasoningTokens),
    costMicros: total(({ usage }) => usage.costMicros ?? 0),
    runsOfUnknownCost: runs.filter(({ usage }) => usage.costMicros === null).length,
    durationMs: total(({ createdAt, endedAt }) => (endedAt ?? createdAt) - createdAt),
  };
}

function asked(all: readonly Fact[], query: FigureQuery, timeZone: string): readonly Fact[] {
  const { orgId, days } = query;
  return all.filter((fact) => {
    const { run } = fact;
    const day = dayOf(fact, timeZone);
    const isThere = run.status !== 'reserved' && day >= days.first && day <= days.last;
    return isThere && (orgId === null || run.orgId === orgId) && isOf(run, query);
  });
}

function isOf(run: Run, { planId, model, moduleId }: Pick<FigureQuery, 'planId' | 'model' | 'moduleId'>): boolean {
  return (
    (planId === null || run.planId === planId) &&
    (model === null || run.model === model) &&
    (moduleId === null || moduleOf(run) === moduleId)
  );
}

function people(all: readonly Fact[], orgId: string | null): readonly Fact[] {
  return all.filter(
    ({ run, userId }) => run.status !== 'reserved' && userId !== '' && (orgId === null || run.orgId === orgId),
  );
}

function hasPassed(run: Run): boolean {
  const isJudged = run.operation === 'optimize' || run.operation === 'score';
  return isJudged && run.status === 'succeeded' && run.result?.gate.outcome === 'pass';
}

function moduleOf({ input }: Run): string | null {
  return input?.module?.id ?? null;
}

function daysOf({ first, last }: DayRange): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) days.push(isoDay(at));
  return days;
}

function isFirst(day: string, interval: CalendarInterval): boolean {
  if (interval === 'month') return day.endsWith('-01');
  return interval === 'day' || new Date(day).getUTCDay() === 1;
}

function next(day: string, interval: CalendarInterval): string {
  const date = new Date(day);
  if (interval === 'month') return isoDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
  return isoDay(date.getTime() + (interval === 'week' ? 7 : 1) * 86_400_000);
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return order(a, b);
}

/** The names of the tests are of letters that JSON and JavaScript order as databases do. */
function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
