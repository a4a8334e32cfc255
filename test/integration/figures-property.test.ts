import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarIntervals, type RunFilter, type RunMeasures, runOperations, type Storage } from '../../src/storage.js';
import {
  type Fact,
  recomputeActiveUsers,
  recomputeMeasures,
  recomputeRecords,
  recomputeRetention,
  recomputeUsage,
} from '../../src/testing/storage-contract/analytics/recompute-figures.js';
import { recomputeUserMetrics } from '../../src/testing/storage-contract/analytics/recompute-user-metrics.js';
import { dayMs, hourMs, minuteMs } from '../../src/testing/storage-contract/contract-clock.js';
import { reservation, runInput } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { failureWithCharge, runResult, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { memoryByClock, pgliteByClock, postgresByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const timeZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  // Where days begin at 01:00 when clocks go forward, and their first hour comes twice when they go back.
  'America/Havana',
];

/** Days on which clocks are changed somewhere, a leap day, and turns of months and of the year. */
const days = [
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-10-03',
  '2027-10-31',
  '2027-11-07',
  '2027-12-31',
  '2028-02-29',
];

const orgs = ['acme', 'globex', 'initech'];
const users = ['ada', 'bob', 'eve'];
const plans = ['free', 'pro'];
const models = ['small', 'large', null];
const modules = ['brief', 'email', null];
const endings = ['succeeded', 'succeeded', 'failed', 'canceled', 'abandoned', 'reserved'] as const;

const someRun = fc.record({
  day: fc.constantFrom(...days),
  // Every midnight of every time zone lies on a quarter of an hour.
  quarters: fc.integer({ min: -14 * 4, max: 14 * 4 }),
  jitterMs: fc.constantFrom(-1, 0, 1, 60_000),
  orgId: fc.constantFrom(...orgs),
  userId: fc.constantFrom(...users),
  planId: fc.constantFrom(...plans),
  model: fc.constantFrom(...models),
  moduleId: fc.constantFrom(...modules),
  operation: fc.constantFrom(...runOperations),
  ending: fc.constantFrom(...endings),
  passes: fc.boolean(),
  measures: fc.dictionary(
    fc.constantFrom('latency.run.70', 'latency.run.71', 'model.ms'),
    fc.integer({ min: 1, max: 2 ** 40 }),
  ),
});
type SomeRun = typeof someRun extends fc.Arbitrary<infer T> ? T : never;

const someStep = fc.oneof(
  fc.record({ type: fc.constant('roll up' as const), timeZone: fc.constantFrom(...timeZones) }),
  fc.record({ type: fc.constant('purge' as const), orgId: fc.constantFrom(...orgs), day: fc.constantFrom(...days) }),
  fc.record({
    type: fc.constant('erase' as const),
    orgId: fc.constantFrom(...orgs),
    userId: fc.constantFrom(...users),
  }),
);
type SomeStep = typeof someStep extends fc.Arbitrary<infer T> ? T : never;

const history = fc.record({
  before: fc.array(someRun, { minLength: 1, maxLength: 12 }),
  steps: fc.array(someStep, { maxLength: 4 }),
  after: fc.array(someRun, { maxLength: 6 }),
  lastSteps: fc.array(someStep, { maxLength: 3 }),
  timeZone: fc.constantFrom(...timeZones),
});

/** A storage, and all that is known to have happened in it. */
class World {
  /** When runs end, which is always later than before. */
  #ends = Date.UTC(2029, 0, 1);
  #now = this.#ends;
  #timeZone = 'UTC';
  facts: readonly Fact[] = [];
  readonly storage: Promise<Storage>;

  constructor(by: StorageByClock) {
    this.storage = by.open({ now: () => this.#now });
  }

  async run(runs: readonly SomeRun[]): Promise<void> {
    const { ledger } = await this.storage;
    const written = [];
    for (const run of runs) {
      const { orgId, userId, planId, model, moduleId, operation } = run;
      this.#now = Date.parse(run.day) + run.quarters * 15 * minuteMs + run.jitterMs;
      const input = runInput();
      const request = reservation({
        ...{ userId, planId, model, operation, limits: [] },
        engine: model === null ? 'rules' : 'model',
        input: moduleId === null ? input : { ...input, module: { id: moduleId, version: '1.0.0' } },
        leaseMs: run.ending === 'abandoned' ? minuteMs : 100 * 366 * dayMs,
      });
      await ledger.reserve({ orgId }, request);
      written.push({ run, runId: request.runId });
    }
    this.#ends += 12 * hourMs;
    this.#now = this.#ends;
    const measured = new Map<string, RunMeasures>();
    for (const { run, runId } of written) {
      if (run.ending === 'reserved' || run.ending === 'abandoned') continue;
      measured.set(runId, run.measures);
      await ledger.settle({ orgId: run.orgId }, { ...endOf(runId, run), measures: run.measures });
    }
    while ((await ledger.reap({ limit: 100 })).reaped.length > 0);
    const facts = await Promise.all(
      written.map(async ({ run: { orgId, userId }, runId }): Promise<Fact> => {
        const run = await ledger.get({ orgId }, runId);
        if (run === null) throw new Error('a run is missing');
        return { run, userId, measures: measured.get(runId) ?? {} };
      }),
    );
    this.facts = [...this.facts, ...facts];
  }

  async step(step: SomeStep): Promise<void> {
    const { ledger, analytics } = await this.storage;
    if (step.type === 'roll up') await this.rollUp(step.timeZone);
    if (step.type === 'purge') {
      const before = Date.parse(step.day);
      while ((await ledger.purge({ orgId: step.orgId }, { before, limit: 3 })) > 0);
      const { orgId } = step;
      this.facts = this.facts.map((fact) => {
        const { run, purgedIn } = fact;
        const isPurged = run.orgId === orgId && run.createdAt < before && run.status !== 'reserved';
        return isPurged && purgedIn === undefined ? { ...fact, purgedIn: this.#timeZone } : fact;
      });
    }
    if (step.type === 'erase') {
      const { orgId, userId } = step;
      await ledger.eraseUser({ orgId }, userId);
      // Days that were not summed with the user yet are summed without.
      await analytics.eraseUser({ orgId }, userId);
      this.facts = this.facts.map((fact) =>
        fact.run.orgId === orgId && fact.userId === userId ? { ...fact, userId: '' } : fact,
      );
    }
  }

  async rollUp(timeZone: string): Promise<void> {
    const { maintenance } = await this.storage;
    this.#timeZone = timeZone;
    let after: string | null = null;
    do after = (await maintenance.rollUp({ limit: 50, after, timeZone })).next;
    while (after !== null);
  }

  async check(): Promise<void> {
    const { analytics } = await this.storage;
    const { facts } = this;
    const timeZone = this.#timeZone;
    expect(await analytics.summed()).toEqual({ timeZone, until: this.#now });
    for (const orgId of [...orgs, null]) {
      for (const filter of filters) {
        for (const range of [
          { first: '2027-01-01', last: '2028-12-31' },
          { first: '2027-10-03', last: '2027-12-31' },
        ]) {
          const query = { orgId, days: range, ...filter };
          expect(await analytics.usage(query)).toEqual(recomputeUsage(facts, query, timeZone));
          const both = filter.planId !== null && filter.moduleId !== null;
          expect(await analytics.measures(query)).toEqual(both ? null : recomputeMeasures(facts, query, timeZone));
        }
        const asked = { ...filter, orgId, userId: null, range: { from: 0, to: this.#now }, limit: 4, after: null };
        const found = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof analytics.records>> = await analytics.records({ ...asked, after });
          found.push(...page.items);
          after = page.next;
        } while (after !== null);
        expect(found).toEqual(recomputeRecords(facts, asked));
      }
      for (const interval of calendarIntervals) {
        for (const last of ['2027-04-05', '2027-11-08', '2028-03-01']) {
          const query = { orgId, interval, days: { first: `${last.slice(0, 8)}01`, last } };
          expect(await analytics.activeUsers(query)).toEqual(recomputeActiveUsers(facts, query, timeZone));
        }
      }
      for (const [first, last] of [
        ['2027-01', '2028-12'],
        ['2027-04', '2027-11'],
      ] as const) {
        const query = { orgId, first, last };
        expect(await analytics.retention(query)).toEqual(recomputeRetention(facts, query, timeZone));
      }
      const open = facts.filter(({ run }) => run.status === 'reserved' && (orgId === null || run.orgId === orgId));
      expect(await analytics.underWay({ orgId })).toBe(open.length);
    }
    const [orgId = ''] = orgs;
    for (const userId of users) {
      const kept = facts.filter((fact) => fact.purgedIn === undefined && fact.userId === userId);
      const runs = kept.map(({ run }) => run).filter((run) => run.orgId === orgId);
      const range = { from: Date.UTC(2027, 0, 1), to: Date.UTC(2029, 0, 1) };
      const metrics = await analytics.user({ orgId }, { userId, range, timeZone });
      expect(metrics).toEqual(recomputeUserMetrics(runs, userId, range, timeZone));
    }
  }
}

const filters: readonly RunFilter[] = [
  { planId: null, model: null, moduleId: null },
  { planId: 'pro', model: null, moduleId: null },
  { planId: null, model: 'large', moduleId: null },
  { planId: null, model: 'small', moduleId: 'brief' },
  { planId: 'free', model: null, moduleId: 'email' },
];

function endOf(runId: string, { ending, operation, passes }: SomeRun) {
  if (ending !== 'succeeded')
    return { ...failureWithCharge(runId), ending: ending === 'canceled' ? ending : 'failed' } as const;
  const optimized = runResult();
  const gate = { ...optimized.gate, outcome: passes ? ('pass' as const) : ('fail' as const) };
  const results = {
    optimize: { ...optimized, gate, improved: passes },
    score: { ...optimized.optimized, gate, weaknesses: [] },
    compare: { preferred: 'tie' as const, verdicts: ['tie', 'tie'] as const, reasons: ['', ''] as const },
    test: { passed: 1, failed: 0, cases: [] },
  };
  return settlement(runId, { result: results[operation] });
}

describe('figures of any history are those one finds by counting its runs', () => {
  for (const [name, open, histories] of [
    ['memory', async () => memoryByClock(), 60],
    ['PGlite', pgliteByClock, 3],
    ['Postgres', postgresByClock, 4],
  ] as const) {
    test(`on ${name}`, async () => {
      const by = await open();
      // What is kept in a database, histories share.
      const shared = by.name === 'memory' ? null : new World(by);
      try {
        await fc.assert(
          fc.asyncProperty(history, async ({ before, steps, after, lastSteps, timeZone }) => {
            const world = shared ?? new World(by);
            await world.run(before);
            for (const step of steps) await world.step(step);
            await world.run(after);
            for (const step of lastSteps) await world.step(step);
            await world.rollUp(timeZone);
            await world.check();
          }),
          { numRuns: histories, endOnFailure: shared !== null },
        );
      } finally {
        await (await shared?.storage)?.close();
        await by.close();
      }
    });
  }
});
