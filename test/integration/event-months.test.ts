import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import type { Storage } from '../../src/storage.js';
import { inParallel } from '../../src/testing/storage-contract/fixtures/in-parallel.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { completeRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { migratedDatabase, onServer } from '../postgres-server/index.js';
import {
  applyMigrations,
  type DatabaseSession,
  pgliteSession,
  pgliteWithRoles,
  postgresSession,
} from '../schema/database-session.js';

/** A month so far away that the ones made by setting up are not in it, whenever this runs. */
const year = 2030;

function instant(month: number, day = 15): number {
  return Date.UTC(year, month - 1, day, 12);
}

interface Fixture {
  readonly storage: Storage;
  readonly session: DatabaseSession;
  /** The time of the storage. */
  readonly clock: { now(): number; moveTo(instant: number): void };
}

/** Months that have a table of their own, by name, those of setting up left out. */
async function months({ session }: Fixture): Promise<readonly string[]> {
  const rows = await session.query(`
    select right(c.relname, 7)::text as month
      from pg_inherits as i
      join pg_class as c on c.oid = i.inhrelid
     where i.inhparent = 'promptforge.telemetry_events'::regclass
       and c.relname like 'telemetry_events_20%'
       and c.relname >= 'telemetry_events_${year}'
     order by c.relname`);
  return rows.map(({ month }) => String(month));
}

/** How many events lie in each table. */
async function places({ session }: Fixture): Promise<Readonly<Record<string, number>>> {
  const rows = await session.query(`
    select e.tableoid::regclass::text as place, count(*)::integer as events
      from promptforge.telemetry_events as e
     group by 1`);
  const short = (place: unknown) => String(place).replace('promptforge.telemetry_events_', '');
  return Object.fromEntries(rows.map(({ place, events }) => [short(place), Number(events)]));
}

function movableClock(start: number) {
  let now = start;
  return {
    now: () => now,
    moveTo(to: number) {
      now = to;
    },
  };
}

async function onPostgres(): Promise<Fixture & { readonly url: string }> {
  const database = await migratedDatabase();
  const clock = movableClock(instant(1));
  const storage = postgresStorage({ connectionString: database.url, clock });
  const session = await postgresSession(database.url);
  onTestFinished(async () => {
    await storage.close();
    await session.close();
    await database.drop();
  });
  return { storage, session, clock, url: database.url };
}

const pglite = await pgliteWithRoles();
afterAll(() => pglite.close());

async function onPglite(): Promise<Fixture> {
  const session = pgliteSession(pglite);
  await session.exec('drop schema if exists promptforge cascade');
  await applyMigrations(session, migrations);
  const clock = movableClock(instant(1));
  return { storage: pgliteStorage({ database: pglite, clock }), session, clock };
}

describe.each([
  ['PGlite', onPglite],
  ['Postgres', onPostgres],
] as const)('on %s', (_name, open) => {
  let fixture: Fixture;

  beforeEach(async () => {
    fixture = await open();
  });

  test('setting up makes the tables of this month and of the next two', async () => {
    const rows = await fixture.session.query(`
      select right(c.relname, 7)::text as made,
             to_char(promptforge.month_of((select m.applied_at from promptforge.migrations as m where m.name like '%_telemetry')) + make_interval(months => row_number() over (order by c.relname)::integer - 1), 'YYYY_MM') as expected
        from pg_class as c
       where c.relnamespace = 'promptforge'::regnamespace
         and c.relname ~ '^telemetry_events_\\d{4}_\\d{2}$'
       order by c.relname`);
    expect(rows).toHaveLength(3);
    for (const { made, expected } of rows) expect(made).toBe(expected);
  });

  test('this month and the next two are made ahead, once, over the end of the year', async () => {
    const { storage, clock } = fixture;
    expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 3, dropped: 0 });
    expect(await months(fixture)).toEqual(['2030_01', '2030_02', '2030_03']);
    expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 0, dropped: 0 });
    clock.moveTo(instant(2, 1));
    expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 1, dropped: 0 });
    clock.moveTo(Date.UTC(year, 11, 31, 23, 59, 59));
    expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 3, dropped: 0 });
    expect(await months(fixture)).toEqual([
      '2030_01',
      '2030_02',
      '2030_03',
      '2030_04',
      '2030_12',
      '2031_01',
      '2031_02',
    ]);
  });

  test('a month that was made late takes over what had to wait, and followers notice nothing', async () => {
    const { storage } = fixture;
    const scope = newTenant();
    const { cursor } = await storage.events.follow(scope, { userId: null, after: null, limit: 10 });
    const times = [
      instant(1, 1) - 12 * 3_600_000,
      instant(1),
      instant(2),
      Date.UTC(year, 2, 31, 23, 59, 59, 999),
      instant(4),
    ];
    const events = times.map((at, index) => telemetryEvent(scope, 'page', index + 1, { at }));
    await storage.events.append(scope, events);
    expect(await places(fixture)).toEqual({ default: 5 });
    const followed = await storage.events.follow(scope, { userId: null, after: cursor, limit: 10 });
    expect(followed.events.map(({ event }) => event)).toEqual(events);

    expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 3, dropped: 0 });
    expect(await places(fixture)).toEqual({ '2030_01': 2, '2030_02': 1, '2030_03': 1, default: 1 });
    expect(await storage.events.ofRun(scope, { runId: 'page', after: 0, limit: 10 })).toEqual(events);
    const again = await storage.events.follow(scope, { userId: null, after: cursor, limit: 10 });
    expect(again.events.map(({ event }) => event)).toEqual(events);
    const since = await storage.events.follow(scope, { userId: null, after: followed.cursor, limit: 10 });
    expect(since.events).toEqual([]);
    await storage.events.append(scope, events);
    expect(await storage.events.ofRun(scope, { runId: 'page', after: 0, limit: 10 })).toEqual(events);
  });

  test('whole months that ended before an instant are dropped, and no other', async () => {
    const { storage, clock } = fixture;
    const scope = newTenant();
    await storage.maintenance.turnMonths({ before: 0, planIds: [] });
    clock.moveTo(instant(4));
    await storage.maintenance.turnMonths({ before: 0, planIds: [] });
    const at = [instant(1), instant(2), instant(3, 1), instant(3), Date.UTC(year - 1, 0, 1)];
    await storage.events.append(
      scope,
      at.map((time, index) => telemetryEvent(scope, 'page', index + 1, { at: time })),
    );
    const [kept, ...old] = [Date.UTC(year, 1, 1), Date.UTC(year, 1, 28), Date.UTC(year, 2, 31, 23)];
    // Setting up has made three months of its own, long before these.
    const first = await storage.maintenance.turnMonths({ before: kept, planIds: [] });
    expect(first.added).toBe(0);
    expect(first.dropped).toBe(4);
    expect(await months(fixture)).toEqual(['2030_02', '2030_03', '2030_04', '2030_05', '2030_06']);
    for (const [index, before] of old.entries()) {
      expect(await storage.maintenance.turnMonths({ before, planIds: [] })).toEqual({ added: 0, dropped: index });
    }
    expect(await months(fixture)).toEqual(['2030_03', '2030_04', '2030_05', '2030_06']);
    const left = await storage.events.ofRun(scope, { runId: 'page', after: 0, limit: 10 });
    expect(left.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  });

  test('an event lies with its run, so that it meets itself in whatever month it comes again', async () => {
    const { storage, clock } = fixture;
    const scope = newTenant();
    clock.moveTo(Date.UTC(year, 0, 31, 23, 59, 58));
    await storage.maintenance.turnMonths({ before: 0, planIds: [] });
    const { id } = await completeRun(storage, scope);
    const event = telemetryEvent(scope, id, 1, { at: clock.now() });
    const late = telemetryEvent(scope, id, 2, { at: clock.now() + 4_000 });
    await storage.events.append(scope, [event]);
    clock.moveTo(Date.UTC(year, 1, 1, 0, 0, 2));
    await storage.events.append(scope, [event, late]);
    clock.moveTo(instant(3));
    await storage.maintenance.turnMonths({ before: 0, planIds: [] });
    await storage.events.append(scope, [{ ...event, at: clock.now() }, late]);
    expect(await storage.events.ofRun(scope, { runId: id, after: 0, limit: 10 })).toEqual([event, late]);
    expect(await places(fixture)).toEqual({ '2030_01': 2 });
  });

  test('the months are those of UTC, whatever a session takes for the time and the order of a date', async () => {
    const { session } = fixture;
    for (const [index, style] of ['SQL, DMY', 'German', 'Postgres, MDY'].entries()) {
      await session.exec(`set timezone = 'Pacific/Kiritimati'; set datestyle = '${style}'`);
      const now = new Date(Date.UTC(year + index, 0, 31, 23, 59)).toISOString();
      const [row] = await session.query(
        "select promptforge.turn_months_v1(p_before => 0, p_plan_ids => '[]', p_now => $1) as answer",
        [now],
      );
      expect(row?.answer).toEqual({ added: 3, dropped: 0 });
    }
    await session.exec('reset timezone; reset datestyle');
    const expected = [0, 1, 2].flatMap((more) => ['01', '02', '03'].map((month) => `${year + more}_${month}`));
    expect(await months(fixture)).toEqual(expected);
    const bounds = await session.query(`
      select pg_get_expr(c.relpartbound, c.oid) as bound
        from pg_class as c
       where c.relname = 'telemetry_events_2031_03'`);
    expect(bounds).toEqual([{ bound: `FOR VALUES FROM ('2031-03-01') TO ('2031-04-01')` }]);
  });
});

describe('beside others, on Postgres,', () => {
  test.each([
    ['read', 'lock table promptforge.telemetry_events_2030_01 in access share mode'],
    ['written', 'lock table promptforge.telemetry_events_2030_01 in row exclusive mode'],
  ])('a month that is being %s is left for the next time, and nobody waits long', async (_how, lock) => {
    const fixture = await onPostgres();
    const { storage, clock, url } = fixture;
    await storage.maintenance.turnMonths({ before: 0, planIds: [] });
    clock.moveTo(instant(3));
    const other = await postgresSession(url);
    try {
      await other.exec('begin');
      await other.exec(lock);
      const began = performance.now();
      const turned = await storage.maintenance.turnMonths({ before: instant(3), planIds: [] });
      expect(performance.now() - began).toBeLessThan(5_000);
      // What can be made is made; those of setting up are older, and not in use.
      expect(turned).toEqual({ added: 2, dropped: 3 });
      expect(await months(fixture)).toContain('2030_01');
      await other.exec('commit');
      expect(await storage.maintenance.turnMonths({ before: instant(3), planIds: [] })).toEqual({
        added: 0,
        dropped: 2,
      });
      expect(await months(fixture)).toEqual(['2030_03', '2030_04', '2030_05']);
    } finally {
      await other.close();
    }
  });

  test('an open transaction that has written an event puts off what it is in the way of', async () => {
    const fixture = await onPostgres();
    const { storage, url } = fixture;
    const scope = newTenant();
    const other = await postgresSession(url);
    try {
      await other.exec('begin');
      const document = { ...telemetryEvent(scope, 'page', 1, { at: instant(1) }), orgId: undefined };
      await other.query('select promptforge.append_events_v1($1, $2)', [scope.orgId, JSON.stringify([document])]);
      expect(await storage.maintenance.turnMonths({ before: instant(1), planIds: [] })).toEqual({
        added: 0,
        dropped: 0,
      });
      await other.exec('commit');
      expect(await storage.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 3, dropped: 0 });
      expect(await places(fixture)).toEqual({ '2030_01': 1 });
    } finally {
      await other.close();
    }
  });

  test.each([
    ['made', 0, 1],
    ['made and dropped', 1, 13],
  ])('eight processes at once see to it that months are %s while events are written and read, and none is lost', async (_what, drops, firstMonth) => {
    const fixture = await onPostgres();
    const { url, session } = fixture;
    const scope = newTenant();
    const clocks = Array.from({ length: 8 }, () => movableClock(instant(1)));
    const turners = clocks.map((clock) => postgresStorage({ connectionString: url, clock, maxConnections: 1 }));
    const writer = postgresStorage({ connectionString: url, maxConnections: 6 });
    const turned: { added: number; dropped: number }[] = [];
    let turning = true;
    async function turn(index: number): Promise<void> {
      for (let month = 1; month <= 12; month += 1) {
        clocks[index]?.moveTo(instant(month));
        const answer = await turners[index]?.maintenance.turnMonths({ before: drops * instant(month), planIds: [] });
        if (answer !== undefined) turned.push(answer);
      }
    }
    const written: string[] = [];
    async function write(index: number): Promise<void> {
      for (let round = 0; turning || round < 40; round += 1) {
        const runId = `page-${index}-${round}`;
        const at = instant(firstMonth + ((round * 5 + index) % 16));
        await writer.events.append(
          scope,
          [1, 2].map((sequence) => telemetryEvent(scope, runId, sequence, { at })),
        );
        written.push(runId);
        const found = await writer.events.ofRun(scope, { runId, after: 0, limit: 10 });
        expect(found).toHaveLength(2);
      }
    }
    try {
      const writing = inParallel(5, write);
      await inParallel(8, turn).finally(() => {
        turning = false;
      });
      await writing;
      const rows = await session.query('select e.run_id, e.sequence from promptforge.telemetry_events as e');
      expect(rows).toHaveLength(2 * written.length);
      expect(new Set(rows.map(({ run_id, sequence }) => `${run_id} ${sequence}`)).size).toBe(rows.length);
      const added = turned.reduce((sum, answer) => sum + answer.added, 0);
      const dropped = turned.reduce((sum, answer) => sum + answer.dropped, 0);
      // Setting up has made three that lie before all others.
      expect((await months(fixture)).length).toBe(added - Math.max(0, dropped - 3));
      expect(dropped > 3).toBe(drops > 0);
      expect(turned).toHaveLength(96);
      // Whoever comes last finds all that could not be made while others were in the way.
      for (const storage of turners) await storage.maintenance.turnMonths({ before: 0, planIds: [] });
      expect((await months(fixture)).slice(-3)).toEqual(['2030_12', '2031_01', '2031_02']);
      expect(await session.query('select e.run_id from promptforge.telemetry_events as e')).toHaveLength(rows.length);
    } finally {
      await Promise.all([...turners, writer].map((storage) => storage.close()));
    }
  });

  test('a service that row level security binds turns them too, and goes on writing', async () => {
    const fixture = await onPostgres();
    const role = `limited_${randomUUID().replaceAll('-', '')}`;
    await onServer(fixture.url, `create role ${role} login nobypassrls`, `select promptforge.grant_service('${role}')`);
    const url = new URL(fixture.url);
    url.username = role;
    url.password = '';
    const limited = postgresStorage({ connectionString: url.href, clock: fixture.clock });
    try {
      const scope = newTenant();
      const event = telemetryEvent(scope, 'page', 1, { at: instant(2) });
      await limited.events.append(scope, [event]);
      expect(await limited.maintenance.turnMonths({ before: 0, planIds: [] })).toEqual({ added: 3, dropped: 0 });
      expect(await places(fixture)).toEqual({ '2030_02': 1 });
      const later = { ...event, sequence: 2 };
      await limited.events.append(scope, [event, later]);
      expect(await limited.events.ofRun(scope, { runId: 'page', after: 0, limit: 10 })).toEqual([event, later]);
      fixture.clock.moveTo(instant(4));
      expect(await limited.maintenance.turnMonths({ before: instant(3), planIds: [] })).toEqual({
        added: 3,
        dropped: 5,
      });
      expect(await limited.events.ofRun(scope, { runId: 'page', after: 0, limit: 10 })).toEqual([]);
      const [row] = await fixture.session.query(
        `select count(*)::integer as n
           from pg_class as c
          where c.relname like 'telemetry_events_20%'
            and c.relkind = 'r'
            and (not c.relrowsecurity or c.relowner <> (select p.relowner from pg_class as p where p.relname = 'runs'))`,
      );
      expect(row?.n, 'each month is under row level security and belongs to the owner').toBe(0);
    } finally {
      await limited.close();
      await onServer(fixture.url, `drop owned by ${role} cascade`, `drop role ${role}`);
    }
  });
});
