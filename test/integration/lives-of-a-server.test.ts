import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { migratedDatabase, onServer, startPostgresServer } from '../postgres-server/index.js';

const acme = { orgId: 'acme' };

function storageOn(connectionString: string): Storage {
  const storage = postgresStorage({ connectionString });
  onTestFinished(() => storage.close());
  return storage;
}

async function startFollowing(storage: Storage): Promise<string> {
  return (await storage.events.follow(acme, { userId: null, after: null, limit: 1 })).cursor;
}

async function write(storage: Storage, count: number): Promise<readonly string[]> {
  const runIds = Array.from({ length: count }, () => randomUUID());
  for (const runId of runIds) await storage.events.append(acme, [telemetryEvent(acme, runId, 1)]);
  return runIds;
}

async function readFrom(storage: Storage, cursor: string) {
  const seen: string[] = [];
  for (let after = cursor; ; ) {
    const page = await storage.events.follow(acme, { userId: null, after, limit: 7 });
    seen.push(...page.events.map(({ event }) => event.runId));
    after = page.cursor;
    if (!page.more) return { seen, cursor: after };
  }
}

describe('after a crash', () => {
  test.each([
    0, 1, 40,
  ])('followers lose no event, although the numbers of %i transactions that came to nothing are given out again', async (wasted) => {
    const server = await startPostgresServer({ durable: true });
    onTestFinished(() => server.stop());
    const storage = storageOn(server.url());
    await storage.setup();
    const start = await startFollowing(storage);
    const before = await write(storage, 3);
    const client = new Client({ connectionString: server.url() });
    client.on('error', () => {});
    await client.connect();
    for (let count = 0; count < wasted; count += 1) {
      await client.query('begin; select pg_current_xact_id(); rollback');
    }
    const middle = await readFrom(storage, start);
    expect(middle.seen).toEqual(before);
    await server.halt('immediate');
    await server.resume();
    const after = await write(storageOn(server.url()), 30);
    const survivor = storageOn(server.url());
    const end = await readFrom(survivor, middle.cursor);
    expect([...end.seen].sort()).toEqual([...after].sort());
    expect((await readFrom(survivor, end.cursor)).seen).toEqual([]);
    expect((await readFrom(survivor, start)).seen).toHaveLength(33);
  });
});

describe('a place that a database has not come to', () => {
  test('is refused: nobody can have seen what is to come', async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const storage = storageOn(database.url);
    const [life = '', snapshot = ''] = (await startFollowing(storage)).split('@');
    const [, next = ''] = snapshot.split(':');
    const ahead = String(BigInt(next) + 100_000n);
    for (const cursor of [`${life}@${ahead}:${ahead}:`, `${Number(life) + 1}@${snapshot}`]) {
      await expect(storage.events.follow(acme, { userId: null, after: cursor, limit: 1 })).rejects.toMatchObject({
        code: 'request_invalid',
      });
    }
  });
});

describe('a restored dump', () => {
  test('brings no old event as a new one, whatever numbers its transactions had', async () => {
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const storage = storageOn(database.url);
    await write(storage, 2);
    // As if the rows came from a server that was ahead of this one by 20 transactions.
    await onServer(
      database.url,
      `update promptforge.telemetry_events
          set transaction_id = (pg_current_xact_id()::text::bigint + 20)::text::xid8`,
      'update promptforge.present_life set system_identifier = 1',
    );
    const start = await startFollowing(storage);
    const written = await write(storage, 40);
    expect((await readFrom(storage, start)).seen).toEqual(written);
  });
});
