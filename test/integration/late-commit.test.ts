import { Client, Pool } from 'pg';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { settlementDocuments } from '../../adapters/sql/arguments/run-documents.js';
import type { Storage, TelemetryEvent, TenantScope } from '../../src/storage.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { completeRun, reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { seededRandom } from '../../src/testing/storage-contract/fixtures/seeded-random.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { migratedDatabase } from '../postgres-server/index.js';

const database = await migratedDatabase();
const pool = new Pool({ connectionString: database.url });
const storage = postgresStorage({ pool });
const opened: Client[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.end()));
});

afterAll(async () => {
  await storage.close();
  await pool.end();
  await database.drop();
});

/** A connection on which a test begins and ends transactions by itself. */
async function connect(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  opened.push(client);
  return client;
}

async function append(client: Client, scope: TenantScope, ...names: readonly string[]): Promise<void> {
  const documents = names.map((name) => ({ ...telemetryEvent(scope, name, 1), orgId: undefined }));
  await client.query('select promptforge.append_events_v1($1, $2)', [scope.orgId, JSON.stringify(documents)]);
}

/** Follows a tenant from now on, as a process does that asks now and then. */
async function follower(of: Storage, scope: TenantScope, limit = 100) {
  let { cursor } = await of.events.follow(scope, { userId: null, after: null, limit });
  return {
    /** The runs of the events that have come since the last time, page by page. */
    async news(): Promise<readonly string[]> {
      const names: string[] = [];
      for (let more = true; more; ) {
        const page = await of.events.follow(scope, { userId: null, after: cursor, limit });
        expect(page.events.length).toBeLessThanOrEqual(limit);
        names.push(...page.events.map(({ event }) => event.runId));
        ({ cursor, more } = page);
      }
      return names;
    },
  };
}

describe.each([100, 1])('a follower with pages of %i', (limit) => {
  test('gets what was written first and committed last, once, after what was committed before', async () => {
    const scope = newTenant();
    const [early, late] = [await connect(), await connect()];
    const { news } = await follower(storage, scope, limit);
    await late.query('begin');
    await append(late, scope, 'late-1', 'late-2');
    await append(early, scope, 'early-1', 'early-2');
    expect(await news()).toEqual(['early-1', 'early-2']);
    expect(await news()).toEqual([]);
    await late.query('commit');
    expect(await news()).toEqual(['late-1', 'late-2']);
    expect(await news()).toEqual([]);
  });

  test('gets what commits while it is between two pages in the round after them, and not in both', async () => {
    const scope = newTenant();
    const [early, late] = [await connect(), await connect()];
    const { cursor } = await storage.events.follow(scope, { userId: null, after: null, limit });
    await append(early, scope, 'early-1');
    // Its transaction is numbered between those of the others.
    await late.query('begin');
    await append(late, scope, 'late');
    await append(early, scope, 'early-2');
    await append(early, scope, 'early-3');
    let page = await storage.events.follow(scope, { userId: null, after: cursor, limit });
    await late.query('commit');
    const names = page.events.map(({ event }) => event.runId);
    for (let round = 0; round < 10; round += 1) {
      page = await storage.events.follow(scope, { userId: null, after: page.cursor, limit });
      names.push(...page.events.map(({ event }) => event.runId));
    }
    expect(names).toEqual(['early-1', 'early-2', 'early-3', 'late']);
  });

  test('goes on from the cursor of any event with all that comes after it', async () => {
    const scope = newTenant();
    const [early, late] = [await connect(), await connect()];
    const { cursor } = await storage.events.follow(scope, { userId: null, after: null, limit });
    await late.query('begin');
    await append(late, scope, 'late');
    await append(early, scope, 'early-1', 'early-2');
    const { events } = await storage.events.follow(scope, { userId: null, after: cursor, limit: 100 });
    await late.query('commit');
    for (const [index, { cursor: place }] of events.entries()) {
      const names: string[] = [];
      for (let after = place, looks = 0; names.at(-1) !== 'late' && looks < 10; looks += 1) {
        const page = await storage.events.follow(scope, { userId: null, after, limit });
        names.push(...page.events.map(({ event }) => event.runId));
        after = page.cursor;
      }
      expect(names).toEqual([...events.slice(index + 1).map(({ event }) => event.runId), 'late']);
    }
  });
});

test('what was rolled back is never seen, and what a savepoint kept comes once', async () => {
  const scope = newTenant();
  const writer = await connect();
  const { news } = await follower(storage, scope);
  await writer.query('begin');
  await append(writer, scope, 'whole');
  await writer.query('rollback');
  await writer.query('begin');
  await append(writer, scope, 'outside');
  await writer.query('savepoint one');
  await append(writer, scope, 'undone');
  await writer.query('rollback to savepoint one');
  await append(writer, scope, 'again');
  await writer.query('savepoint two');
  await append(writer, scope, 'kept');
  await writer.query('savepoint three');
  await append(writer, scope, 'deeper');
  await writer.query('release savepoint three');
  expect(await news()).toEqual([]);
  await writer.query('commit');
  expect(await news()).toEqual(['again', 'deeper', 'kept', 'outside']);
  expect(await news()).toEqual([]);
});

test('more savepoints than a snapshot can name hide nothing', async () => {
  const scope = newTenant();
  const writer = await connect();
  const { news } = await follower(storage, scope);
  await writer.query('begin');
  const names = Array.from({ length: 100 }, (_, index) => `run-${String(index).padStart(3, '0')}`);
  for (const name of names) {
    await writer.query('savepoint one');
    await append(writer, scope, name);
  }
  expect(await news()).toEqual([]);
  await append(await connect(), scope, 'other');
  expect(await news()).toEqual(['other']);
  await writer.query('commit');
  expect(await news()).toEqual(names);
});

const rounds = 200;

test(`of ${rounds} rounds of transactions that overlap and end in any order, each event is seen exactly once`, async () => {
  const scope = newTenant();
  const random = seededRandom(20_261_124);
  const writers = await Promise.all(Array.from({ length: 6 }, connect));
  const followers = [
    await follower(storage, scope, 1),
    await follower(storage, scope, 3),
    await follower(storage, scope),
  ];
  const seen: string[][] = followers.map(() => []);
  const pending = new Map<Client, readonly string[]>();
  const committed: string[] = [];
  async function lookOnce(index: number): Promise<void> {
    const news = (await followers[index]?.news()) ?? [];
    expect(
      news.filter((name) => !committed.includes(name)),
      'nothing comes before its commit',
    ).toEqual([]);
    seen[index]?.push(...news);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < 4; step += 1) {
      const [first, ...rest] = writers;
      if (first === undefined) throw new Error('There is no writer.');
      const writer = random.pick([first, ...rest]);
      const names = pending.get(writer);
      if (names === undefined) {
        await writer.query('begin');
        const fresh = Array.from({ length: 1 + random.integer(3) }, (_, index) => `run-${round}-${step}-${index}`);
        await append(writer, scope, ...fresh);
        pending.set(writer, fresh);
      } else if (random.integer(5) === 0) {
        await writer.query('rollback');
        pending.delete(writer);
      } else {
        await writer.query('commit');
        committed.push(...names);
        pending.delete(writer);
      }
    }
    await lookOnce(random.integer(followers.length));
  }
  for (const [writer, names] of pending) {
    await writer.query('commit');
    committed.push(...names);
  }
  for (const index of followers.keys()) await lookOnce(index);
  expect(committed.length).toBeGreaterThan(300);
  for (const names of seen) {
    expect(new Set(names).size, 'nothing twice').toBe(names.length);
    expect(names.toSorted()).toEqual(committed.toSorted());
  }
});

test('figures and what follows them add up, whatever was under way between', async () => {
  const scope = newTenant();
  const range = { from: 0, to: Date.now() + dayMs };
  await completeRun(storage, scope);
  const run = await reserveRun(storage, scope);
  const late = await connect();
  const document = (id: string): TelemetryEvent => telemetryEvent(scope, id, 1, { type: 'run.succeeded' });
  await late.query('begin');
  const request = settlement(run.id, { events: [document(run.id)] });
  const documents = Object.values(settlementDocuments([{ scope, request }])).map((each) => JSON.stringify(each));
  await late.query('select promptforge.settle_many_v1($1, $2, $3)', documents);
  const { metrics, cursor } = await storage.analytics.snapshot(scope, { userId: 'ada', range });
  expect(metrics.runs.succeeded).toBe(1);
  await late.query('commit');
  const after = await storage.events.follow(scope, { userId: 'ada', after: cursor, limit: 10 });
  expect(after.events.map(({ event }) => event.runId)).toEqual([run.id]);
  const now = await storage.analytics.snapshot(scope, { userId: 'ada', range });
  expect(now.metrics.runs.succeeded).toBe(2);
  expect((await storage.events.follow(scope, { userId: 'ada', after: now.cursor, limit: 10 })).events).toEqual([]);
});

describe('who watches', () => {
  test('is told by another storage of the commit, and not before it, without looking again by itself', async () => {
    const scope = newTenant();
    const watchingPool = new Pool({ connectionString: database.url });
    const watching = postgresStorage({ pool: watchingPool });
    const stop = new AbortController();
    const { news } = await follower(watching, scope);
    let signals = 0;
    let wake: () => void = () => {};
    try {
      // It would look again in five seconds.
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      await watching.events.watch(scope, {
        onSignal() {
          signals += 1;
          wake();
        },
        signal: stop.signal,
      });
      const writer = await connect();
      await writer.query('begin');
      await append(writer, scope, 'late');
      const before = signals;
      await append(await connect(), newTenant(), 'of somebody else');
      expect(await news()).toEqual([]);
      const told = new Promise<void>((resolve) => {
        wake = resolve;
      });
      expect(signals, 'nothing was told before the commit').toBe(before);
      await writer.query('commit');
      await told;
      expect(await news()).toEqual(['late']);
    } finally {
      stop.abort();
      vi.useRealTimers();
      await watching.close();
      await watchingPool.end();
    }
  });

  test('is the reason to tell: as long as nobody does, no transaction notifies', async () => {
    const quiet = await migratedDatabase();
    const [listener, writer] = [
      new Client({ connectionString: quiet.url }),
      new Client({ connectionString: quiet.url }),
    ];
    const heard: string[] = [];
    try {
      await Promise.all([listener.connect(), writer.connect()]);
      listener.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`));
      await listener.query('listen promptforge_events');
      await listener.query('listen last');
      const scope = newTenant();
      const appendAnd = async (name: string, last: string) => {
        await append(writer, scope, name);
        // Notifications come in the order of the commits, so nothing can still be on its way after this one.
        const done = new Promise((resolve) =>
          listener.on('notification', ({ payload }) => payload === last && resolve(last)),
        );
        await writer.query(`select pg_notify('last', $1)`, [last]);
        await done;
      };
      await appendAnd('unheard', 'one');
      expect(heard).toEqual(['last one']);

      await writer.query(`select promptforge.listen_v1('somebody', 60000)`);
      await appendAnd('heard', 'two');
      const topic = await writer.query('select promptforge.event_topic($1) as topic', [scope.orgId]);
      expect(heard).toEqual(['last one', `promptforge_events ${topic.rows[0]?.topic}`, 'last two']);
      // What changes nothing is nothing to tell of.
      await appendAnd('heard', 'three');
      expect(heard.at(-2)).toBe('last two');

      // A process that no longer says that it listens is forgotten.
      await writer.query(`select promptforge.listen_v1('somebody', -1)`);
      await appendAnd('unheard again', 'four');
      expect(heard.slice(3)).toEqual(['last three', 'last four']);
    } finally {
      await Promise.all([listener.end(), writer.end()]);
      await quiet.drop();
    }
  });
});
