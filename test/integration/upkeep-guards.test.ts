import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { migratedDatabase, onServer, type TestDatabase } from '../postgres-server/index.js';

const acme = { orgId: 'acme' };
const day = 86_400_000;
let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await migratedDatabase();
  client = new Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function answerOf(call: string): Promise<unknown> {
  const { rows } = await client.query(`select promptforge.${call} as answer`);
  return rows[0]?.answer;
}

function storageAs(role: string): Storage {
  const address = new URL(database.url);
  address.username = role;
  const storage = postgresStorage({ connectionString: address.href });
  onTestFinished(() => storage.close());
  return storage;
}

/** Puts events of a user straight into the table of events. */
async function fill(month: string, count: number, userId: string): Promise<void> {
  await client.query(
    `insert into promptforge.telemetry_events
       (org_id, run_id, sequence, month, user_id, type, at, recorded_at, data)
     select 'acme', 'filled ' || $1, n, $1::date, $3, 'run.succeeded', $1::date, $1::date, '{}'
       from generate_series(1, $2::integer) as n`,
    [month, count, userId],
  );
}

describe('months', () => {
  test('are dropped only while every tenant is on a plan whose retention is known', async () => {
    await answerOf(`turn_months_v1(p_before => 0, p_plan_ids => '[]', p_now => '2020-01-15')`);
    await client.query(
      `insert into promptforge.subscriptions (org_id, version, plan_id, status, seats, anchor)
       values ('legacy', 1, 'legacy', 'active', 1, now())`,
    );
    const before = Date.UTC(2021, 0, 1);
    expect(await answerOf(`turn_months_v1(p_before => ${before}, p_plan_ids => '["pilot"]')`)).toMatchObject({
      dropped: 0,
    });
    expect(await answerOf(`turn_months_v1(p_before => ${before}, p_plan_ids => '["pilot", "legacy"]')`)).toMatchObject({
      dropped: 3,
    });
  });

  test('with more waiting events than can be moved at once stay in the default table', async () => {
    await fill('2019-03-01', 10_001, 'ada');
    await fill('2019-04-01', 10_000, 'ada');
    expect(await answerOf(`turn_months_v1(p_before => 0, p_plan_ids => '[]', p_now => '2019-03-15')`)).toMatchObject({
      added: 2,
    });
    const { rows } = await client.query(
      `select to_regclass('promptforge.telemetry_events_2019_03') as crowded,
              to_regclass('promptforge.telemetry_events_2019_04')::text as moved`,
    );
    expect(rows).toEqual([{ crowded: null, moved: 'promptforge.telemetry_events_2019_04' }]);
  });
});

describe('a clock that was ahead once', () => {
  test('keeps no task from being claimed, and no run from being summed', async () => {
    const later = new Date(Date.now() + 30 * day).toISOString();
    const now = new Date().toISOString();
    expect(await answerOf(`claim_upkeep_v1(p_task => 'windows', p_every_ms => 1, p_now => '${later}')`)).toBe(true);
    expect(await answerOf(`claim_upkeep_v1(p_task => 'windows', p_every_ms => 1, p_now => '${now}')`)).toBe(true);
    await answerOf(`roll_up_v2(p_limit => 10, p_after => null, p_time_zone => 'UTC', p_now => '${later}')`);
    const storage = storageAs('postgres');
    await storage.ledger.reserve(acme, {
      runId: 'late',
      userId: 'ada',
      operation: 'optimize',
      planId: 'pilot',
      engine: 'rules',
      model: null,
      input: { prompt: 'Plan it.', sevenD: { values: { domain: 'saas' }, defaulted: [] } } as never,
      idempotencyKey: null,
      fingerprint: 'f',
      limits: [],
      hold: { calls: 1, tokens: 0, cost: 0 },
      leaseMs: 0,
    });
    await storage.ledger.reap({ limit: 10 });
    expect(await storage.maintenance.rollUp({ limit: 10, after: null, timeZone: 'UTC' })).toMatchObject({ days: 1 });
  });
});

describe('erasing', () => {
  test('goes on until all of a user is gone, however much there is', async () => {
    await fill('2019-05-01', 10_001, 'eve');
    const storage = storageAs('postgres');
    expect(await storage.events.eraseUser(acme, 'eve')).toBe(10_001);
    expect(await storage.events.eraseUser(acme, 'eve')).toBe(0);
  });
});

describe('Realtime', () => {
  test('is told of the tenant by its topic alone, and is no danger to a role that may not use it', async () => {
    await onServer(
      database.url,
      'create schema realtime',
      'create table realtime.sent (payload jsonb, event text, topic text, private boolean)',
      `create function realtime.send(payload jsonb, event text, topic text, private boolean) returns void
       language sql as 'insert into realtime.sent values (payload, event, topic, private)'`,
      'drop role if exists promptforge_bound',
      'create role promptforge_bound login',
      `select promptforge.grant_service('promptforge_bound')`,
    );
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const owner = storageAs('postgres');
    await owner.events.watch(acme, { onSignal: () => {}, signal: stop.signal });
    await owner.events.append(acme, [telemetryEvent(acme, 'told', 1)]);
    const sent = await client.query(
      `select s.payload::text, s.event, s.topic = 'promptforge:' || promptforge.event_topic('acme') as ours, s.private
         from realtime.sent as s`,
    );
    expect(sent.rows).toEqual([{ payload: '{}', event: 'events', ours: true, private: true }]);

    const bound = storageAs('promptforge_bound');
    await bound.events.append(acme, [telemetryEvent(acme, 'silent', 1)]);
    expect(await bound.events.ofRun(acme, { runId: 'silent', after: 0, limit: 1 })).toHaveLength(1);
    expect((await client.query('select from realtime.sent')).rowCount).toBe(1);
    await onServer(database.url, 'drop owned by promptforge_bound', 'drop role promptforge_bound');
  });
});
