import { type AddressInfo, createServer } from 'node:net';
import { Client, Pool } from 'pg';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openPostgresConnection, postgresStorage } from '../../adapters/postgres/index.js';
import { borrowSession, openSession } from '../../adapters/postgres/postgres-session.js';
import { PostgresSignals } from '../../adapters/postgres/postgres-signals.js';
import { newTenant } from '../../src/testing/storage-contract/fixtures/new-tenant.js';
import { reserveRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { migratedDatabase, onServer, startPostgresServer, type TestDatabase } from '../postgres-server/index.js';
import { until } from '../postgres-server/until.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
  return () => database.drop();
});

function signalsOf(url: string): PostgresSignals {
  const signals = new PostgresSignals(() => openSession(url, 5_000));
  onTestFinished(() => signals.close());
  return signals;
}

/** Counts signals. */
function counter() {
  const counted = {
    times: 0,
    onSignal() {
      counted.times += 1;
    },
  };
  return counted;
}

const notify = (topic: string) => onServer(database.url, `notify promptforge_events, '${topic}'`);

function listening(): string {
  return `from pg_stat_activity
    where datname = '${database.name}' and application_name = 'promptforge' and query like 'listen%'`;
}

async function listeners(): Promise<number> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(`select ${listening()}`)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const breakListeners = () => onServer(database.url, `select pg_terminate_backend(pid) ${listening()}`);

test('each watcher hears of its topic, over one connection, until it stops', async () => {
  const signals = signalsOf(database.url);
  const [first, second, other] = [counter(), counter(), counter()];
  const stopFirst = await signals.watch('a', first.onSignal);
  const stopSecond = await signals.watch('a', second.onSignal);
  const stopOther = await signals.watch('b', other.onSignal);
  const before = [first.times, second.times, other.times];
  await notify('a');
  await until('both hear', () => first.times === (before[0] ?? 0) + 1 && second.times === (before[1] ?? 0) + 1);
  expect(await listeners()).toBe(1);
  await stopFirst();
  await stopFirst();
  await notify('a');
  await until('the second hears again', () => second.times === (before[1] ?? 0) + 2);
  expect(first.times).toBe((before[0] ?? 0) + 1);
  expect(other.times).toBe(before[2]);
  await stopSecond();
  await stopOther();
  await until('nobody listens', async () => (await listeners()) === 0);
  await signals.watch('a', first.onSignal);
  expect(await listeners()).toBe(1);
});

test('a connection that the server ends is made anew, and every watcher is told that it may have missed something', async () => {
  const signals = signalsOf(database.url);
  const [first, other] = [counter(), counter()];
  await signals.watch('a', first.onSignal);
  await signals.watch('b', other.onSignal);
  for (let round = 0; round < 3; round += 1) {
    const before = [first.times, other.times];
    await breakListeners();
    await until('both are told', () => first.times === (before[0] ?? 0) + 1 && other.times === (before[1] ?? 0) + 1);
    await notify('b');
    await until('the new connection listens', () => other.times === (before[1] ?? 0) + 2);
    await until('no other one does', async () => (await listeners()) === 1);
  }
});

test('what a watcher throws reaches nobody', async () => {
  const signals = signalsOf(database.url);
  const second = counter();
  let thrown = 0;
  await signals.watch('a', () => {
    thrown += 1;
    throw new Error('broken');
  });
  await signals.watch('a', second.onSignal);
  const before = thrown;
  await notify('a');
  await until('both were called', () => thrown === before + 1 && second.times > 0);
});

test('closing lets go of the connection, and later watchers are refused', async () => {
  const signals = signalsOf(database.url);
  await signals.watch('a', () => {});
  await Promise.all([signals.close(), signals.close()]);
  await until('nobody listens', async () => (await listeners()) === 0);
  await expect(signals.watch('a', () => {})).rejects.toMatchObject({ code: 'storage_unavailable' });
});

test('watchers outlive an outage, may leave during it, and are refused when it began before them', async () => {
  const server = await startPostgresServer();
  onTestFinished(() => server.stop());
  const [signals, late] = [signalsOf(server.url()), signalsOf(server.url())];
  const [staying, leaving] = [counter(), counter()];
  await signals.watch('a', staying.onSignal);
  const leave = await signals.watch('a', leaving.onSignal);
  const before = [staying.times, leaving.times];
  await server.halt();
  await leave();
  await expect(late.watch('a', () => {})).rejects.toMatchObject({ code: 'storage_unavailable' });
  await server.resume();
  await until('the one who stayed is told', () => staying.times === (before[0] ?? 0) + 1);
  expect(leaving.times).toBe(before[1]);
  await late.watch('a', () => {});
});

test('closing during an outage does not wait for its end', async () => {
  const server = await startPostgresServer();
  onTestFinished(() => server.stop());
  const signals = signalsOf(server.url());
  await signals.watch('a', () => {});
  await server.halt('immediate');
  await signals.close();
});

test('a pool of the host lends one connection, and gets it back free of everything', async () => {
  const pool = new Pool({ connectionString: database.url, max: 1, application_name: 'promptforge' });
  onTestFinished(() => pool.end());
  const signals = new PostgresSignals(() => borrowSession(pool));
  const heard = counter();
  const stop = await signals.watch('a', heard.onSignal);
  const before = heard.times;
  await notify('a');
  await until('it hears', () => heard.times === before + 1);
  await stop();
  expect((await pool.query('select pg_listening_channels()')).rows).toEqual([]);
});

test('nothing that is done on a connection of the pool of a host is canceled for taking long', async () => {
  const pool = new Pool({ connectionString: database.url, statement_timeout: 20 });
  onTestFinished(() => pool.end());
  const session = await borrowSession(pool);
  onTestFinished(() => session.close());
  await session.query('select pg_sleep(0.1)');
  await expect(pool.query('select pg_sleep(0.1)')).rejects.toMatchObject({ code: '57014' });
});

test('a pool of one connection is not listened on, so that it can still be worked with', async () => {
  const pool = new Pool({ connectionString: database.url, max: 1 });
  onTestFinished(() => pool.end());
  const storage = postgresStorage({ pool });
  const stop = new AbortController();
  await storage.events.watch(newTenant(), { signal: stop.signal, onSignal: () => {} });
  expect((await storage.health()).schemaVersion).not.toBe(null);
  stop.abort();
  await storage.close();
});

test('closing frees the connection that is listened on for calls that wait for it', async () => {
  const pool = new Pool({ connectionString: database.url, max: 2 });
  onTestFinished(() => pool.end());
  const storage = postgresStorage({ pool });
  await storage.events.watch(newTenant(), { signal: new AbortController().signal, onSignal: () => {} });
  const borrowed = await pool.connect();
  const waiting = storage.health();
  await storage.close();
  expect((await waiting).schemaVersion).not.toBe(null);
  borrowed.release();
});

test('a server that lets somebody in and then says nothing is not waited for without end', async () => {
  const silent = createServer((socket) => {
    // Authentication is waived, and ready for query: what a server says before the first statement.
    socket.once('data', () => socket.write(Buffer.from('520000000800000000' + '5a0000000549', 'hex')));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const storage = postgresStorage({
    connectionString: `postgres://ada@127.0.0.1:${port}/shop`,
    connectionTimeoutMs: 300,
    statementTimeoutMs: 300,
  });
  await expect(storage.setup()).rejects.toMatchObject({ code: 'storage_unavailable' });
  await storage.close();
});

test('nor is one that does not let go, when a tool is done or interrupted', async () => {
  const holding = createServer({ allowHalfOpen: true }, (socket) => {
    socket.once('data', () => socket.write(Buffer.from('520000000800000000' + '5a0000000549', 'hex')));
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => holding.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holding.close());
  const { port } = holding.address() as AddressInfo;
  const address = `postgres://ada@127.0.0.1:${port}/shop`;
  const interruption = new AbortController();
  const [done, interrupted] = await Promise.all([
    openPostgresConnection(address, new AbortController().signal),
    openPostgresConnection(address, interruption.signal),
  ]);
  const closing = interrupted.close();
  interruption.abort();
  await closing;
  await done.close();
});

test('followers of a tenant are woken by what another storage writes for it', async () => {
  const [writer, reader] = [1, 2].map(() => {
    const storage = postgresStorage({ connectionString: database.url });
    onTestFinished(() => storage.close());
    return storage;
  });
  if (writer === undefined || reader === undefined) throw new Error('unreachable');
  const scope = newTenant();
  const stop = new AbortController();
  const heard = counter();
  const began = performance.now();
  await reader.events.watch(scope, { onSignal: heard.onSignal, signal: stop.signal });
  expect(await listeners()).toBe(1);
  const before = heard.times;
  for (let run = 0; run < 10; run += 1) {
    const { id } = await reserveRun(writer, scope);
    await writer.ledger.settle(scope, settlement(id, { events: [telemetryEvent(scope, id, 1)] }));
  }
  // Every five seconds it is called anyway.
  await until('it hears', () => heard.times - before > 1 + (performance.now() - began) / 5_000);
  stop.abort();
  await until('nobody listens', async () => (await listeners()) === 0);
});
